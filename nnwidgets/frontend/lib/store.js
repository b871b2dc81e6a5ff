/**
 * The one store of a lab: what the kernel said last, what the hand has put over it, and what follows from both.
 * It knows no page: `send` takes messages to the kernel, `changed` is called when there is something new to draw.
 */
import { createSeries } from "./decimate.js";
import { createEdits } from "./edits.js";
import { COARSE, FINE, createEvaluator } from "./evaluate.js";
import { decode } from "./frame.js";
import { parameterName } from "./text.js";

/** @typedef {import("./forward.js").Vector} Vector */
/** @typedef {import("./evaluate.js").Parts} Parts */
/**
 * @typedef {import("./evaluate.js").Net & {
 *   classes: string[], names: string[], noise: number, test: number, learning_rate: number, batch_size: number, activation: string, speed: string,
 *   menus: Record<string, string[]>}} Settings
 */
/**
 * @typedef {{kind: string, n: number, generation: number, step: number, epoch: number, running: boolean, reason: string, applied: Record<string, number>,
 *   loss: Parts, accuracy: Parts, marks?: number[], arrays: import("./frame.js").ArrayEntry[], settings?: Settings}} Header
 */
/**
 * @typedef {object} Scene what panels draw
 * @property {Header} header
 * @property {Settings} settings
 * @property {Vector} theta as it is shown: the kernel's, with the hand's values over it
 * @property {import("./evaluate.js").Grid} grid
 * @property {ReturnType<typeof createEvaluator>} evaluator
 * @property {{loss: Parts, accuracy: Parts, sampled: boolean}} score of the theta shown
 * @property {ReturnType<typeof createSeries>} series
 * @property {number[]} marks steps at which something was changed by hand
 * @property {Vector} thumbs
 * @property {number} shape counts settings: panels build anew when it moves
 */

/**
 * @param {{view: string, send: (message: object) => boolean, changed: () => void, now?: () => number}} options `send` says whether it could
 */
export function createStore({ view, send, changed, now = () => performance.now() }) {
  const edits = createEdits({ view, send: (edit) => void post(edit), now });
  const series = createSeries();
  /** @type {Omit<Scene, "grid" | "score" | "theta"> & {theta: Vector} | null} */
  let state = null;
  /** @type {{text: string, lasting: boolean} | null} */
  let trouble = null;
  let asked = 0; // when a message went off that has had no answer yet; 0 when there is none

  /** @param {object} message */
  function post(message) {
    if (send(message)) asked ||= now();
    else trouble = { text: "The kernel was restarted or is gone. Run the cell again to bring the lab back.", lasting: true };
  }

  /** @param {Header} header @param {ArrayBuffer | DataView | Uint8Array} payload */
  function receive(header, payload) {
    asked = 0;
    if (!edits.frame(header)) return;
    const { theta, records, ...more } = decode(header, payload);
    if (header.settings) {
      series.replace(/** @type {Float64Array} */ (records));
      const evaluator = createEvaluator(header.settings, more.X, more.Y);
      state = { header, theta, settings: header.settings, evaluator, series, marks: header.marks ?? [], thumbs: more.thumbs, shape: (state?.shape ?? 0) + 1 };
    } else if (state) {
      series.append(/** @type {Float64Array} */ (records));
      state = { ...state, header, theta, marks: header.marks ?? state.marks };
    }
    changed();
  }

  /** Draws the hand's change at once. @template {unknown[]} A @param {(...args: A) => unknown} act */
  const drawn = (act) => (/** @type {A} */ ...args) => {
    act(...args);
    changed();
  };

  return {
    receive,

    /** An error, as the kernel puts it; `refused` when another hand was first. @param {string} text @param {boolean} refused */
    complain(text, refused) {
      asked = 0;
      if (refused) edits.refuse();
      trouble = { text, lasting: false };
      changed();
    },

    /** Asks the kernel for something by name. @param {string} what @param {unknown} [value] */
    do(what, value = null) {
      trouble = null;
      post({ kind: "do", view, what, value });
      changed();
    },

    /** Says something that needs no answer: hello, ack, visible … @param {string} kind @param {object} [more] */
    tell(kind, more = {}) {
      return send({ kind, view, ...more });
    },

    grab: drawn((/** @type {number} */ k) => edits.grab(k)),
    move: drawn((/** @type {number} */ k, /** @type {number} */ value) => edits.move(k, value)),
    release: drawn((/** @type {number} */ k) => edits.release(k)),
    put: drawn((/** @type {number} */ k, /** @type {number} */ value) => edits.put(k, value)),

    /** Once a second: holds are said again, and a kernel that does not answer is noticed. Returns whether anything changed. */
    beat() {
      edits.beat();
      const silent = asked > 0 && now() - asked > 5000;
      const busy = trouble?.text === BUSY;
      if (silent && !trouble) trouble = { text: BUSY, lasting: false };
      else if (!silent && busy) trouble = null;
      if (silent !== busy) changed();
    },

    /** The sentence for the banner, or null. */
    get trouble() { return trouble?.text ?? null; },
    dismiss: drawn(() => { if (!trouble?.lasting) trouble = null; }),

    get ready() { return state !== null; },
    get held() { return edits.held; },
    get applied() { return edits.applied; },
    get pending() { return edits.pending; },
    get header() { return state?.header ?? null; },

    /** The value of theta[k] as it is shown. @param {number} k */
    value: (k) => (state ? edits.overlay(state.theta)[k] : NaN),

    /** @param {number} k */
    name: (k) => parameterName(k, state?.settings.sizes ?? [], { inputs: state?.settings.names, outputs: state?.settings.classes }),

    /** Works out what there is to draw now. @param {boolean} still nothing moves: there is time for the fine grid @returns {Scene | null} */
    scene(still) {
      if (!state) return null;
      const theta = edits.overlay(state.theta);
      const { evaluator, header } = state;
      const exact = theta === state.theta;
      const score = exact ? { loss: header.loss, accuracy: header.accuracy, sampled: false } : { ...evaluator.score(theta), sampled: evaluator.sampled };
      return { ...state, theta, grid: evaluator.grid(theta, still ? FINE : COARSE), score };
    },
  };
}

/** @typedef {ReturnType<typeof createStore>} Store */

export const BUSY = "The kernel is busy with a cell, or gone. The picture still works; the kernel will catch up.";
