/** What a full frame begins, and what there is to draw of it. */
import { COARSE, FINE, createEvaluator } from "./evaluate.js";
import { createPast } from "./past.js";
import { penalized } from "./penalty.js";

/** @typedef {import("./wire.js").Scene} Scene */
/** @typedef {Omit<Scene, "grid" | "score" | "theta"> & {theta: import("./wire.js").Vector, frozen: ReadonlySet<number>}} State `frozen`: what training leaves alone */

/**
 * @param {import("./wire.js").Header} header with its settings @param {State["theta"]} theta @param {Record<string, any>} arrays
 * @param {Scene["runs"]} runs @param {Scene["series"]} series @param {State | null} before @returns {State}
 */
export function begin(header, theta, arrays, runs, series, before) {
  const { X, Y, ...more } = arrays;
  const settings = /** @type {import("./wire.js").Settings} */ (header.settings);
  return { header, theta, settings, series, runs, evaluator: createEvaluator(settings, X, Y, more), starts: more.starts, arrays, marks: header.marks ?? [], health: header.health ?? [], thumbs: more.thumbs,
    frozen: new Set(settings.frozen), shape: (before?.shape ?? 0) + 1 };
}

/** Works out the picture of `theta`, which is the state's unless a hand has changed it. @param {State} state @param {State["theta"]} theta @param {boolean} still there is time for the fine grid @returns {Scene} */
export function draw(state, theta, still) {
  const { evaluator, header, settings } = state;
  const score = theta === state.theta ? { loss: header.loss, accuracy: header.accuracy, sampled: false } : { ...penalized(evaluator.score(theta), theta, settings), sampled: evaluator.sampled };
  return { ...state, theta, grid: evaluator.grid(theta, still ? FINE : COARSE), score };
}

/** What a store draws for a Playground: the map, the points, the loss, and the frames of the past. */
export const playground = { begin, draw, createPast };
