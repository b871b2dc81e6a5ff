/** What a forward pass shows at one moment: every number, which of them are known by now, and what is looked at. */
import { createPasses } from "./passes.js";
import { countSteps, reached } from "./steps.js";

/** @typedef {{unit: number | null, term: number | null, part: string}} Light what the hand or the focus is on, as in W[layer][unit, term]; null: all of them */
/** @typedef {ReturnType<ReturnType<typeof createPassView>>} PassView */

export const WINDOW = { rows: 8, columns: 5 }; // entries of a matrix that are shown at a time

/** Makes the views of one lab; what costs time is worked out once a picture. */
export function createPassView() {
  let shape = -1;
  /** @type {import("./passes.js").Passes} */ let passes;

  /** @param {import("./plain.js").Plain} picture */
  return ({ header, settings, theta, dials, arrays, shape: now }) => {
    if (now !== shape) [shape, passes] = [now, createPasses(settings, arrays)];
    const { sizes, hidden, output } = settings;
    const { layer, unit, term, by } = dials;
    const x = Float64Array.from({ length: sizes[0] }, (_, k) => dials.x[k] ?? 0); // while a network of another size is on its way
    const softmax = output === "softmax";
    const count = countSteps(sizes, softmax, by);
    const done = dials.done ?? count;
    const [nIn, nOut] = [sizes[layer], sizes[layer + 1]];
    const moves = reached(sizes, softmax, by, done);
    const { a, z } = passes.forward(theta, x);
    const { offset } = passes.layers[layer];
    return {
      sizes, x, a, z, layer, unit, term, by, done, count, moves, softmax, nIn, nOut, theta, settings, dials,
      last: sizes.length - 1,
      act: hidden[layer] ?? output,
      names: { inputs: settings.names, outputs: settings.classes },
      n: passes.n,
      own: own(header, x),
      whole: softmax && layer === sizes.length - 2,
      /** Where W[layer][j, k] stands in theta; k = nIn for the bias. @param {number} j @param {number} k */
      at: (j, k) => offset + j * (nIn + 1) + k,
      /** @param {number} l from 0, the inputs @param {number} j */
      knows: (l, j) => l === 0 || moves[l - 1][j] === sizes[l - 1] + 2,
      rows: span(nOut, WINDOW.rows, dials.corner?.[0], unit),
      columns: span(nIn, WINDOW.columns, dials.corner?.[1], term),
    };
  };
}

/**
 * What the learner's own function answered, if one is in use: `a` and `wrong` by layer, `fits` where it was asked for the input on screen.
 * @param {any} header @param {Float64Array} x
 * @returns {{outcome: string, text: string, a: (number[] | null)[], wrong: (boolean[] | null)[], fits: boolean} | null}
 */
const own = (header, x) => header?.own ? { ...header.own, fits: header.own.x.length === x.length && header.own.x.every((/** @type {number} */ v, /** @type {number} */ k) => v === x[k]) } : null;

/** The entries of n that are shown: from the corner on, or such that `focus` is among them. @param {number} n @param {number} most @param {number | undefined} corner @param {number | null} focus */
export function span(n, most, corner, focus) {
  const first = Math.max(0, Math.min(corner ?? Math.floor((focus ?? 0) / most) * most, n - most));
  return Array.from({ length: Math.min(n, most) }, (_, i) => first + i);
}

/**
 * How an entry is lit by what the hand is on: "hot" is the thing itself and its twins, "warm" what belongs to it.
 * @param {Light} light @param {string} part W, b, in, z, a or term @param {number | null} j @param {number | null} k @param {number} nIn @returns {"hot" | "warm" | ""}
 */
export function lit({ unit, term }, part, j, k, nIn) {
  if (part === "in") return term === k ? "hot" : "";
  if (part === "z" || part === "a") {
    if (unit !== j) return "";
    return term === null || (part === "a" && term === nIn + 1) ? "hot" : "warm";
  }
  if (term === null) return unit === j ? "hot" : "";
  if (term === k) return unit === j || unit === null ? "hot" : "";
  return unit === j && part !== "term" ? "warm" : "";
}
