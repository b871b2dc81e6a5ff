/** The past of a run as a page has it: the frames that it keeps, and the one that is looked at while the timeline is held. */
import { COARSE, FINE, createEvaluator } from "./evaluate.js";
import { createReel } from "./reel.js";

/** @typedef {import("./store.js").Header} Header */
/** @typedef {import("./forward.js").Vector} Vector */
/** @typedef {ReturnType<typeof createEvaluator>} Evaluator */
/** @typedef {import("./wire.js").Scene} Scene */

const RUN = "run ";

export function createPast() {
  const reel = createReel();
  /** @type {import("./reel.js").Look | null} */
  let now = null;
  let generation = -1;
  /** @type {{asked: number, shot: import("./reel.js").Shot} | null} */
  let held = null;
  /** @type {{shape: number, evaluator: Evaluator} | null} */
  let other = null; // the last evaluator that was not the present one

  return {
    /** A frame has come; `arrays` are those that only a full one has. @param {Header} header @param {Vector} theta @param {number} shape @param {import("./reel.js").Arrays} arrays */
    add(header, theta, shape, arrays) {
      if (header.generation !== generation) reel.clear();
      generation = header.generation;
      if (header.settings) {
        const own = Object.fromEntries(Object.entries(arrays).filter(([name]) => !name.startsWith(RUN)));
        now = { settings: header.settings, arrays: own, bytes: Object.values(own).reduce((sum, a) => sum + a.byteLength, 0), shape };
      }
      if (now) reel.add({ header, theta, look: now });
      if (held && (held.asked === header.step || reel.length === 1)) held = null;
    },

    /** The records of the runs that are kept. @param {Header} header @param {import("./reel.js").Arrays} arrays */
    runs: ({ settings }, arrays) => (settings?.runs ?? []).map((_, i) => arrays[RUN + i]),

    /** Looks at the kept frame next to a step. @param {number} step */
    hold(step) {
      const shot = reel.at(step);
      held = shot ? { asked: step, shot } : null;
    },
    /** Looks at what is. */
    end() { held = null; },
    /** The kept frame next to a step. @param {number} step */
    near: (step) => reel.at(step),

    /** What there is to draw instead of the present, or nothing. @param {Omit<Scene, "grid" | "score">} scene @param {boolean} still */
    draw(scene, still) {
      if (!held) return null;
      const { header: { step, epoch, loss, accuracy }, theta, look: { settings, arrays, shape } } = held.shot;
      if (shape !== scene.shape && shape !== other?.shape) other = { shape, evaluator: createEvaluator(settings, arrays.X, arrays.Y, arrays) };
      const evaluator = shape === scene.shape ? scene.evaluator : /** @type {NonNullable<typeof other>} */ (other).evaluator;
      const grid = evaluator.grid(theta, still ? FINE : COARSE);
      return { ...scene, header: { ...scene.header, step, epoch, loss, accuracy }, theta, settings, evaluator, shape, grid, score: { loss, accuracy, sampled: false } };
    },
  };
}
