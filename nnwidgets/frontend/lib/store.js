/**
 * The one store of a lab: what the kernel said last, what the hand has put over it, and what follows from both.
 * It knows no page: `send` takes messages to the kernel, `changed` is called when there is something new to draw.
 */
import { createSeries } from "./decimate.js";
import { createEdits } from "./edits.js";
import { COARSE, FINE, createEvaluator } from "./evaluate.js";
import { decode } from "./frame.js";
import { createPatience } from "./patience.js";
import { parameterName } from "./text.js";

/** @typedef {import("./forward.js").Vector} Vector */
/** @typedef {import("./evaluate.js").Parts} Parts */
/**
 * @typedef {import("./evaluate.js").Net & {
 *   classes: string[], names: string[], noise: number, test: number, learning_rate: number, batch_size: number, activation: string, speed: string,
 *   menus: Record<string, string[]>, features?: {menu: string[], on: string[]}}} Settings
 */
/**
 * @typedef {{kind: string, n: number, generation: number, step: number, epoch: number, running: boolean, reason: string, applied: Record<string, number>,
 *   loss: Parts, accuracy: Parts, marks?: number[], health?: import("./health.js").Finding[], arrays: import("./frame.js").ArrayEntry[], settings?: Settings}} Header
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
 * @property {Vector} thumbs @property {import("./health.js").Finding[]} health what was found last; [] when all is well
 * @property {number} shape counts settings: panels build anew when it moves
 */

/**
 * @param {{view: string, send: (message: object) => boolean, changed: () => void, now?: () => number}} options `send` says whether it could
 */
export function createStore({ view, send, changed, now = () => performance.now() }) {
  const edits = createEdits({ view, send: (edit) => void post(edit), now });
  const series = createSeries();
  const answer = createPatience(now); // to what was asked, or the next frame while training
  const whole = createPatience(now); // the full frame
  /** @type {Omit<Scene, "grid" | "score" | "theta"> & {theta: Vector} | null} */
  let state = null;
  /** @type {{text: string, lasting: boolean} | null} */
  let trouble = null;
  let visible = true;
  let newest = -1; // the number of the last frame

  /** @param {object} message */
  const say = (message) => send(message) || lose();

  /** Says what has an answer. @param {object} message */
  function post(message) {
    const sent = say(message);
    if (sent) answer.expect();
    return sent;
  }

  /** The kernel behind this view is gone, which only sending tells. Its last picture stays; nothing trains, waits or can be held. */
  function lose() {
    if (trouble?.lasting) return false;
    trouble = { text: GONE, lasting: true };
    edits.reset();
    answer.end();
    whole.end();
    newest = -1;
    if (state) state = { ...state, header: { ...state.header, running: false, reason: "stopped" } };
    changed();
    return false;
  }

  /** Asks for the full frame. */
  function greet() {
    whole.expect();
    return post({ kind: "hello", view, visible });
  }

  /** @param {Header} header @param {ArrayBuffer | DataView | Uint8Array} payload */
  function receive(header, payload) {
    answer.end();
    if (header.running) answer.expect();
    if (!edits.frame(header)) return;
    if (trouble?.lasting) trouble = null; // there is one after all
    // One that a broken line has lost may have been the one with new settings, and had points of the loss curve.
    const lost = newest >= 0 && header.n > newest + 1;
    newest = header.n;
    if (header.settings) whole.end();
    else if (lost && !whole.waits) greet();
    if (!header.settings && header.generation !== state?.header.generation) return;
    const { theta, records, ...more } = decode(header, payload);
    if (header.settings) {
      series.replace(/** @type {Float64Array} */ (records));
      const evaluator = createEvaluator(header.settings, more.X, more.Y, more);
      state = { header, theta, settings: header.settings, evaluator, series, marks: header.marks ?? [], health: header.health ?? [], thumbs: more.thumbs, shape: (state?.shape ?? 0) + 1 };
    } else if (state) {
      series.append(/** @type {Float64Array} */ (records));
      state = { ...state, header, theta, marks: header.marks ?? state.marks, health: header.health ?? state.health };
    }
    changed();
  }

  /** Draws the hand's change at once. @template {unknown[]} A @param {(...args: A) => unknown} act */
  const drawn = (act) => (/** @type {A} */ ...args) => {
    act(...args);
    changed();
  };

  return {
    receive, lose,

    /** An error, as the kernel puts it; `refused` when another hand was first. @param {string} text @param {boolean} refused */
    complain(text, refused) {
      answer.end();
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

    /** A page says that it is there, or is seen again, or no longer. @param {boolean} seen @param {boolean} known it was there before */
    look(seen, known) {
      visible = seen;
      return known ? say({ kind: seen ? "visible" : "hidden", view }) : greet();
    },

    /** The line may have ended: there is one way to know. */
    ask() { greet(); },

    /** A page says that it is there no longer. */
    leave() {
      visible = false;
      send({ kind: "bye", view });
    },

    /** It has drawn all frames up to this one. @param {number} n */
    acknowledge(n) { say({ kind: "ack", view, n }); },

    grab: drawn((/** @type {number} */ k) => edits.grab(k)),
    move: drawn((/** @type {number} */ k, /** @type {number} */ value) => edits.move(k, value)),
    release: drawn((/** @type {number} */ k) => edits.release(k)),
    put: drawn((/** @type {number} */ k, /** @type {number} */ value) => edits.put(k, value)),

    /** Once a second: holds are said again; a kernel that does not answer is named, and asked again. What it has done it does not do twice. */
    beat() {
      edits.beat();
      if ((whole.waits ? whole : answer).ask()) {
        edits.resend();
        greet();
      }
      const silent = answer.over;
      const busy = trouble?.text === BUSY;
      if (silent && !trouble) trouble = { text: BUSY, lasting: false };
      else if (!silent && busy) trouble = null;
      if (silent !== busy) changed();
    },

    /** The sentence for the banner, or null. */
    get trouble() { return trouble?.text ?? null; },
    /** Whether there is no kernel behind this view any more. */
    get lost() { return trouble?.lasting ?? false; },
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

export const GONE = "The kernel was restarted or is gone. Run the notebook's cells again, from the first one, to bring the lab back.";
export const BUSY = "The kernel does not answer: it is busy with a cell, out of reach, or gone. The picture still works; what you change waits for it.";
