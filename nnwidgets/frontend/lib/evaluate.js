/**
 * What the browser works out by itself from theta: the outputs over the plane, and the loss on the points.
 * Two grids: a coarse one for every frame while something moves, a fine one at rest.
 */
import { createForward, unitMajor } from "./forward.js";
import { accuracy, meanLoss } from "./losses.js";

/** @typedef {import("./forward.js").Vector} Vector */
/** @typedef {import("./forward.js").Pass} Pass */
/** @typedef {[lo: number, hi: number]} Interval */
/** @typedef {{size: number, pass: Pass}} Grid size: points per side; pass: unit-major over size² points, rows from the top */
/** @typedef {{train: number | null, test: number | null}} Parts */
/** @typedef {{sizes: number[], hidden: string[], output: string, loss: string, data: string | null, square?: boolean, task: string, n_train: number}} Net */

export const COARSE = 50;
export const FINE = 100;
const WORK = 1.5e6; // weights × examples that a frame has time for; beyond it the loss is that of a sample

/**
 * With one input the plane is that input and the target: the output is then a curve.
 * The interval that holds column k of the rows, with some air; ±6 for the named data sets.
 * @param {Vector} X @param {number} d @param {number} k @param {boolean} named @returns {Interval}
 */
export function domainOf(X, d, k, named) {
  if (named) return [-6, 6];
  let [lo, hi] = [Infinity, -Infinity];
  for (let at = k; at < X.length; at += d) [lo, hi] = [Math.min(lo, X[at]), Math.max(hi, X[at])];
  const air = (hi - lo) * 0.08 || 1;
  return [lo - air, hi + air];
}

/**
 * @param {Net} net
 * @param {Vector} X row-major (n, d): the first n_train rows are for training
 * @param {Vector} Y row-major (n, k) targets
 */
export function createEvaluator(net, X, Y) {
  const d = net.sizes[0];
  const k = net.sizes[net.sizes.length - 1];
  const n = X.length / d;
  const points = unitMajor(X, n, d);
  const onPoints = createForward(net);
  const named = net.square ?? net.data !== null;
  /** @type {[Interval, Interval]} */
  const domain = [domainOf(X, d, 0, named), d > 1 ? domainOf(X, d, 1, named) : domainOf(Y, k, 0, false)];
  const means = Array.from({ length: d }, (_, c) => points.subarray(c * n, (c + 1) * n).reduce((sum, x) => sum + x, 0) / n);
  const grids = new Map([COARSE, FINE].map((size) => [size, { forward: createForward(net), inputs: gridInputs(size) }]));
  const stride = Math.max(1, Math.ceil((n * net.sizes.slice(1).reduce((sum, size, l) => sum + size * (net.sizes[l] + 1), 0)) / WORK));

  /** The plane of the first two inputs, all others at their mean; row 0 is the top. @param {number} size */
  function gridInputs(size) {
    const all = new Float64Array(d * size * size);
    for (let c = 0; c < d; c++) {
      for (let i = 0; i < size * size; i++) {
        const along = ((c === 0 ? i % size : size - 1 - Math.floor(i / size)) + 0.5) / size;
        all[c * size * size + i] = c < 2 ? domain[c][0] + along * (domain[c][1] - domain[c][0]) : means[c];
      }
    }
    return all;
  }

  return {
    domain,
    means,
    n,
    d,
    k,
    X,
    Y,
    /** True where `score` works on a sample of the points. */
    sampled: stride > 1,

    /** All units over the plane. @param {Vector} theta @param {number} size COARSE or FINE @returns {Grid} */
    grid(theta, size) {
      const { forward, inputs } = grids.get(size) ?? { forward: createForward(net), inputs: gridInputs(size) };
      return { size, pass: forward.run(theta, inputs, size * size) };
    },

    /** The output for one point of the plane. @param {Vector} theta @param {number} x1 @param {number} x2 */
    at(theta, x1, x2) {
      const input = Float64Array.from(means);
      input[0] = x1;
      if (d > 1) input[1] = x2;
      return [...createForward(net).run(theta, input, 1).a[net.sizes.length - 1]];
    },

    /** Loss and accuracy on the points (penalties not included). @param {Vector} theta @returns {{loss: Parts, accuracy: Parts}} */
    score(theta) {
      const { a, z } = onPoints.run(theta, points, n);
      const last = a[a.length - 1];
      const parts = { train: { from: 0, to: net.n_train, stride }, test: { from: net.n_train, to: n, stride } };
      const loss = (/** @type {"train" | "test"} */ part) => meanLoss(net.loss, { z, a: last }, Y, n, k, parts[part]);
      const right = (/** @type {"train" | "test"} */ part) => (net.task === "regression" ? null : accuracy(last, Y, n, k, net.output, parts[part]));
      return { loss: { train: loss("train"), test: loss("test") }, accuracy: { train: right("train"), test: right("test") } };
    },
  };
}
