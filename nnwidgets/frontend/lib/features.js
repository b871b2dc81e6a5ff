/**
 * What a network is given of an example: columns, features made of them, then scaling.
 * Each standard feature equals the one of nnwidgets/core/features.py to 1e-12; a learner's own come as numbers from the kernel.
 */

/** @typedef {import("./forward.js").Vector} Vector */
/** @typedef {{takes?: (number | string)[]}} Takes an input's column, or its feature's name; without it the inputs are the columns */

/** @type {Record<string, (x1: number, x2: number) => number>} */
export const FEATURES = {
  "x1²":    (x1) => x1 * x1,
  "x2²":    (_, x2) => x2 * x2,
  x1x2:     (x1, x2) => x1 * x2,
  "sin x1": (x1) => Math.sin(x1),
  "sin x2": (_, x2) => Math.sin(x2),
};

/**
 * @param {Takes} net
 * @param {number} d columns
 * @param {Vector} [scale] (2, m): what is taken away, and what it is then divided by
 * @returns {{own: number, of: (columns: Float64Array, n: number, own?: Vector) => Float64Array}} own: how many are the learner's;
 *   `of`: unit-major (m, n) from the columns (d, n) and the values (own, n) of the learner's features
 */
export function createInputs(net, d, scale) {
  const takes = net.takes ?? Array.from({ length: d }, (_, c) => c);
  const plain = !scale && takes.length === d && takes.every((t, j) => t === j);
  const own = takes.filter((t) => typeof t === "string" && !Object.hasOwn(FEATURES, t));
  return {
    own: own.length,
    of(columns, n, values = new Float64Array(0)) {
      if (plain) return columns;
      const out = new Float64Array(takes.length * n);
      takes.forEach((t, j) => {
        const to = out.subarray(j * n, (j + 1) * n);
        if (typeof t === "number") to.set(columns.subarray(t * n, (t + 1) * n));
        else if (own.includes(t)) to.set(values.subarray(own.indexOf(t) * n, (own.indexOf(t) + 1) * n));
        else for (let i = 0; i < n; i++) to[i] = FEATURES[t](columns[i], columns[n + i]);
        if (scale) for (let i = 0; i < n; i++) to[i] = (to[i] - scale[j]) / scale[takes.length + j];
      });
      return out;
    },
  };
}
