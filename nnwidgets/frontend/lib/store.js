/**
 * The one store of a lab: what the kernel said last, what the hand has put over it, and what follows from both.
 * It knows no page: `send` takes messages to the kernel, `changed` is called when there is something new to draw.
 */
import { createSeries } from "./decimate.js";
import { createDials } from "./dials.js";
import { createEdits } from "./edits.js";
import { decode } from "./frame.js";
import { BUSY, createPatience, GONE } from "./patience.js";
import { playground } from "./scene.js";
import { parameterName } from "./text.js";
import { createTools } from "./tools.js";
import { createTurns } from "./turns.js";

/** @typedef {import("./wire.js").Settings} Settings */
/** @typedef {import("./wire.js").Header} Header */
/** @typedef {import("./wire.js").Scene} Scene */
/** @type {ReadonlySet<number>} */ const NONE = new Set();

/**
 * @param {{view: string, send: (message: object) => boolean, changed: () => void, scenery?: typeof playground, now?: () => number}} options
 *   `send` says whether it could, `scenery` works out what there is to draw
 */
export function createStore({ view, send, changed, scenery: { begin, draw, createPast } = playground, now = () => performance.now() }) {
  const edits = createEdits({ view, send: (edit) => void post(edit), now });
  const series = createSeries();
  const past = createPast();
  const dials = createDials({ view, post });
  const tools = createTools({ view, post, heard: () => answer.end(), changed });
  const answer = createPatience(now); // to what was asked, or the next frame while training
  const whole = createPatience(now); // the full frame
  const turns = createTurns(edits, (what) => post({ kind: "do", view, what, value: null }));
  /** @type {import("./scene.js").State | null} */
  let state = null;
  /** @type {{text: string, lasting: boolean} | null} */
  let trouble = null;
  let [visible, newest] = [true, -1]; // newest: the number of the last frame

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
    dials.lose();
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
    const news = edits.frame(header);
    dials.frame(header);
    turns.run();
    if (!news) return;
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
      state = begin(header, theta, more, past.runs(header, more), series, state);
    } else if (state) {
      series.append(/** @type {Float64Array} */ (records));
      state = { ...state, header, theta, marks: header.marks ?? state.marks, health: header.health ?? state.health };
    }
    if (state) past.add(header, theta, state.shape, more);
    changed();
  }

  /** Draws the hand's change at once. @template {unknown[]} A @param {(...args: A) => unknown} act */
  const drawn = (act) => (/** @type {A} */ ...args) => {
    act(...args);
    changed();
  };

  /** Unless the weights are locked. @template {unknown[]} A @param {(...args: A) => unknown} act */
  const byHand = (act) => drawn((/** @type {A} */ ...args) => {
    const why = state?.settings.lock?.weights;
    if (why) trouble = { text: `weights (locked): ${why}`, lasting: false };
    else act(...args);
  });

  return {
    receive, lose,

    /** An error, as the kernel puts it; `refused` when another hand was first. @param {string} text @param {boolean} refused */
    complain(text, refused) {
      answer.end();
      past.end();
      tools.fail(text);
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
    ask: greet, // the line may have ended: there is one way to know
    /** A page says that it is there no longer. */
    leave() {
      visible = false;
      send({ kind: "bye", view });
    },
    /** It has drawn all frames up to this one. @param {number} n */
    acknowledge(n) { say({ kind: "ack", view, n }); },

    tools,
    scrub: drawn(past.hold),
    near: past.near,
    /** To a step, exactly. @param {number} step */
    go(step) {
      if (state && step < state.header.step) past.hold(step);
      else past.end();
      this.do("go", step);
    },
    grab: byHand(edits.grab),
    move: byHand(edits.move),
    release: drawn((/** @type {number} */ k) => edits.release(k)),
    put: byHand(edits.put),
    putAll: byHand(edits.putAll),
    turn: drawn(turns.ask),
    dial: drawn(dials.set),
    get frozen() { return state?.frozen ?? NONE; },
    get sizes() { return state?.settings.sizes ?? []; },
    /** Once a second: holds are said again; a kernel that does not answer is named, and asked again. What it has done it does not do twice. */
    beat() {
      edits.beat();
      if ((whole.waits ? whole : answer).ask()) {
        edits.resend();
        dials.resend();
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
    get pending() { return edits.pending || dials.pending; },
    get header() { return state?.header ?? null; },
    get dials() { return dials.over(state?.header.dials); }, // as they are shown
    /** The value of theta[k] as it is shown. @param {number} k */
    value: (k) => (state ? edits.overlay(state.theta)[k] : NaN),

    /** @param {number} k */
    name: (k) => parameterName(k, state?.settings.sizes ?? [], { inputs: state?.settings.names, outputs: state?.settings.classes }),

    /** Works out what there is to draw now. @param {boolean} still nothing moves: there is time for the fine grid @returns {Scene | null} */
    scene(still) {
      if (!state) return null;
      const theta = edits.overlay(state.theta);
      const now = { ...state, dials: dials.over(state.header.dials) };
      return past.draw({ ...now, theta }, still) ?? draw(now, theta, still);
    },
  };
}
/** @typedef {ReturnType<typeof createStore>} Store */
