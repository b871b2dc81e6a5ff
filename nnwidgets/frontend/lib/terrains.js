/** Curves and surfaces to go down on, with their gradients and curvatures; equal to nnwidgets/core/terrains.py. */

/** @typedef {{cost: (p: number[]) => number, gradient: (p: number[]) => number[], bend: (p: number[]) => number, level?: boolean}} Terrain level: flat wherever it has a slope at all; bend: the largest curvature there */

const [X, Y] = [[1, 2, 3], [2, 4, 6]];
const [SIZES, LARGE] = [[0.3, 0.5, 0.7, 0.9, 1.2, 1.6, 2, 2.5], [0, 0, 0, 1, 0, 1, 1, 1]];
const said = (/** @type {number} */ w) => SIZES.map((x) => 1 / (1 + Math.exp(1 - w * x)));
const mean = (/** @type {number[]} */ values) => values.reduce((sum, v) => sum + v, 0) / values.length;
const cubic = (/** @type {number} */ w) => w ** 3 - 2 * w ** 2 - 5 * w + 6;
const slope = (/** @type {number} */ w) => 3 * w ** 2 - 4 * w - 5;
const apart = (/** @type {number[]} */ [w, b = 0]) => X.map((x, i) => w * x + b - Y[i]);

/** @type {Record<string, Terrain>} */
export const TERRAINS = {
  parabola: { cost: ([w]) => (w - 3) ** 2 / 2 + 2, gradient: ([w]) => [w - 3], bend: () => 1 },
  line: { cost: (p) => mean(apart(p).map((e) => e * e)), gradient: (p) => [mean(apart(p).map((e, i) => 2 * X[i] * e))], bend: () => 2 * mean(X.map((x) => x * x)) },
  "3b1b": { cost: ([w]) => 0.05 * cubic(w) ** 2 + 2 + 0.3 * (w - 3), gradient: ([w]) => [0.1 * cubic(w) * slope(w) + 0.3], bend: ([w]) => 0.1 * (slope(w) ** 2 + cubic(w) * (6 * w - 4)) },
  sigmoid: {
    cost: ([w]) => mean(said(w).map((a, i) => (a - LARGE[i]) ** 2)),
    gradient: ([w]) => [mean(said(w).map((a, i) => 2 * (a - LARGE[i]) * a * (1 - a) * SIZES[i]))],
    bend: ([w]) => mean(said(w).map((a, i) => 2 * SIZES[i] ** 2 * a * (1 - a) * (a * (1 - a) + (a - LARGE[i]) * (1 - 2 * a)))),
  },
  step: { cost: ([w]) => mean(SIZES.map((x, i) => (Number(w * x > 1) - LARGE[i]) ** 2)), gradient: () => [0], bend: () => 0, level: true },
  bowl: { cost: ([x, y]) => 1.5 * x ** 2 + y ** 2 / 2, gradient: ([x, y]) => [3 * x, y], bend: () => 3 },
  valley: { cost: ([x, y]) => (x ** 2 + 100 * y ** 2) / 2, gradient: ([x, y]) => [x, 100 * y], bend: () => 100 },
  saddle: { cost: ([x, y]) => (x ** 2 - y ** 2) / 2, gradient: ([x, y]) => [x, -y], bend: () => 1 },
  bumpy: { cost: ([x, y]) => 0.1 * (x ** 2 + y ** 2) + Math.sin(x) + 1.5, gradient: ([x, y]) => [0.2 * x + Math.cos(x), 0.2 * y], bend: ([x]) => Math.max(0.2 - Math.sin(x), 0.2) },
  fit: { cost: (p) => mean(apart(p).map((e) => e * e)), gradient: (p) => [mean(apart(p).map((e, i) => 2 * X[i] * e)), 2 * mean(apart(p))], bend: () => largest(2 * mean(X.map((x) => x * x)), 2 * mean(X), 2) },
};
export const POINTS = X.map((x, i) => [x, Y[i]]);

/** The share of so many points of a curve where its slope is exactly 0. @param {Terrain} terrain @param {[number, number]} over @param {number} [points] */
export const levelShare = ({ gradient }, [low, high], points = 701) => mean(Array.from({ length: points }, (_, i) => Number(gradient([low + ((high - low) * i) / (points - 1)])[0] === 0)));

/** The larger eigenvalue of [[a, b], [b, c]]. @param {number} a @param {number} b @param {number} c */
const largest = (a, b, c) => (a + c) / 2 + Math.hypot((a - c) / 2, b);

/** Known at n·n points only, bilinear between them. @param {import("./forward.js").Vector} heights heights[i n + j] @param {number} n @param {[number, number][]} over @returns {Terrain} */
export function sampled(heights, n, over) {
  const cell = over.map(([low, high]) => (high - low) / (n - 1));
  /** @param {number[]} p */
  function corner(p) {
    const at = p.map((v, k) => Math.min(Math.max((v - over[k][0]) / cell[k], 0), n - 1));
    const [i, j] = at.map((v) => Math.min(Math.floor(v), n - 2));
    return [at[0] - i, at[1] - j, heights[i * n + j], heights[(i + 1) * n + j], heights[i * n + j + 1], heights[(i + 1) * n + j + 1]];
  }
  return {
    cost(p) { const [u, v, a, b, c, d] = corner(p); return (a * (1 - u) + b * u) * (1 - v) + (c * (1 - u) + d * u) * v; },
    gradient(p) { const [u, v, a, b, c, d] = corner(p); return [((b - a) * (1 - v) + (d - c) * v) / cell[0], ((c - a) * (1 - u) + (d - b) * u) / cell[1]]; },
    bend: () => 0,
  };
}
