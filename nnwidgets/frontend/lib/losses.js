/**
 * The losses by name: the loss of one example, and its mean over some examples; the share of right answers.
 * z and a are unit-major (k, n) as `forward` leaves them; y is row-major (n, k) as on the wire.
 * A subset is {from, to, stride}: examples from, from + stride, … below to; by default all n.
 */

/** @typedef {Float64Array | Float32Array} Vector */
/** @typedef {{from?: number, to?: number, stride?: number}} Subset */
/** @typedef {(z: Vector, a: Vector, y: Vector, n: number, k: number, i: number) => number} Loss the loss of example i */

/** Σⱼ (aⱼ − yⱼ)²  @type {Loss} */
function squares(_z, a, y, n, k, i) {
  let sum = 0;
  for (let j = 0; j < k; j++) sum += (a[j * n + i] - y[i * k + j]) ** 2;
  return sum;
}

/** −Σⱼ [y log σ(z) + (1 − y) log(1 − σ(z))], from z so that nothing overflows  @type {Loss} */
function bce(z, _a, y, n, k, i) {
  let sum = 0;
  for (let j = 0; j < k; j++) {
    const zj = z[j * n + i];
    sum += Math.max(zj, 0) - zj * y[i * k + j] + Math.log1p(Math.exp(-Math.abs(zj)));
  }
  return sum;
}

/** −Σⱼ yⱼ log softmax(z)ⱼ  @type {Loss} */
function crossEntropy(z, _a, y, n, k, i) {
  let max = -Infinity;
  for (let j = 0; j < k; j++) max = Math.max(max, z[j * n + i]);
  let sum = 0;
  for (let j = 0; j < k; j++) sum += Math.exp(z[j * n + i] - max);
  const logSum = max + Math.log(sum);
  let loss = 0;
  for (let j = 0; j < k; j++) loss -= y[i * k + j] * (z[j * n + i] - logSum);
  return loss;
}

/** Σⱼ max(0, 1 − yⱼ aⱼ)  @type {Loss} */
function hinge(_z, a, y, n, k, i) {
  let sum = 0;
  for (let j = 0; j < k; j++) sum += Math.max(0, 1 - y[i * k + j] * a[j * n + i]);
  return sum;
}

/** Σⱼ ½ e² where |e| ≤ 1, else |e| − ½  @type {Loss} */
function huber(_z, a, y, n, k, i) {
  let sum = 0;
  for (let j = 0; j < k; j++) {
    const e = a[j * n + i] - y[i * k + j];
    const near = Math.min(Math.max(e, -1), 1);
    sum += near * (e - near / 2);
  }
  return sum;
}

/** @type {Record<string, Loss>} */
export const LOSSES = {
  squared_error: (z, a, y, n, k, i) => squares(z, a, y, n, k, i) / 2,
  sum_of_squares: squares,
  bce,
  cross_entropy: crossEntropy,
  hinge,
  huber,
};

/**
 * The mean loss over a subset of the n examples; null when there are none.
 * @param {string} name
 * @param {{z: Vector, a: Vector}} output the output layer: z and a = σ(z)
 * @param {Vector} y
 * @param {number} n
 * @param {number} k units of the output layer
 * @param {Subset} [subset]
 */
export function meanLoss(name, { z, a }, y, n, k, { from = 0, to = n, stride = 1 } = {}) {
  if (!Object.hasOwn(LOSSES, name)) {
    throw new Error(`unknown loss '${name}'; choose one of ${Object.keys(LOSSES).join(", ")}`);
  }
  const loss = LOSSES[name];
  let sum = 0;
  let count = 0;
  for (let i = from; i < to; i += stride, count++) sum += loss(z, a, y, n, k, i);
  return count ? sum / count : null;
}

/**
 * The class that the k outputs of example i stand for: for one unit 1 from the threshold on and 0 below, else the largest
 * (the same rule as decide in nnwidgets/core/targets.py).
 * @param {Vector} values
 * @param {number} first where the first unit's value stands
 * @param {number} step from one unit to the next
 * @param {number} k
 * @param {string} output the output activation's name
 */
function decide(values, first, step, k, output) {
  if (k === 1) return values[first] >= (output === "sigmoid" || output === "step" ? 0.5 : 0) ? 1 : 0;
  let best = 0;
  for (let j = 1; j < k; j++) if (values[first + j * step] > values[first + best * step]) best = j;
  return best;
}

/**
 * The share of a subset of the examples that fall into their class; null when there are none.
 * @param {Vector} a
 * @param {Vector} y
 * @param {number} n
 * @param {number} k
 * @param {string} output the output activation's name
 * @param {Subset} [subset]
 */
export function accuracy(a, y, n, k, output, { from = 0, to = n, stride = 1 } = {}) {
  let right = 0;
  let count = 0;
  for (let i = from; i < to; i += stride, count++) {
    if (decide(a, i, n, k, output) === decide(y, i * k, 1, k, output)) right++;
  }
  return count ? right / count : null;
}

/**
 * R² = 1 − Σ (y − a)² / Σ (y − ȳ)² over a subset and all outputs: 1 is perfect, 0 no better than the mean; null where the targets do not differ.
 * @param {Vector} a
 * @param {Vector} y
 * @param {number} n
 * @param {number} k
 * @param {Subset} [subset]
 */
export function rSquared(a, y, n, k, { from = 0, to = n, stride = 1 } = {}) {
  let [left, spread] = [0, 0];
  for (let j = 0; j < k; j++) {
    let [sum, count] = [0, 0];
    for (let i = from; i < to; i += stride, count++) sum += y[i * k + j];
    for (let i = from; i < to; i += stride) {
      left += (a[j * n + i] - y[i * k + j]) ** 2;
      spread += (y[i * k + j] - sum / count) ** 2;
    }
  }
  return spread > 0 ? 1 - left / spread : null;
}
