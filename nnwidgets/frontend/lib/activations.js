/**
 * The activations by name, in teaching order: the formula and the range of its values.
 * Each equals the one of nnwidgets/core/activations.py to 1e-12, and none overflows for large |z|.
 */

const LEAK = 0.01;
const GELU_SCALE = 0.7978845608028654; // √(2/π)
const GELU_CUBE = 0.044715;
const GELU_FAR = 30; // from |z| = 30 on gelu is 0 or z, and z³ need not be formed

/** @param {number} z */
const sigmoid = (z) => 1 / (1 + Math.exp(-z));

/** @param {number} z */
function gelu(z) {
  const near = Math.min(Math.max(z, -GELU_FAR), GELU_FAR);
  return z * sigmoid(2 * GELU_SCALE * near * (1 + GELU_CUBE * near * near));
}

/** Where gelu is clipped its slope is 0 or 1. @param {number} z */
function dGelu(z) {
  const near = Math.min(Math.max(z, -GELU_FAR), GELU_FAR);
  const s = sigmoid(2 * GELU_SCALE * near * (1 + GELU_CUBE * near * near));
  return s * (1 + near * (1 - s) * 2 * GELU_SCALE * (1 + 3 * GELU_CUBE * near * near));
}

/** @typedef {{f: (z: number) => number, df: (z: number) => number, range: [number, number]}} Activation df: act'(z), at a kink that from the left */

/** @type {Record<string, Activation>} */
export const ACTIVATIONS = {
  linear:     { f: (z) => z,                                                        df: () => 1,                                        range: [-Infinity, Infinity] },
  sigmoid:    { f: sigmoid,                                                         df: (z) => sigmoid(z) * (1 - sigmoid(z)),           range: [0, 1] },
  tanh:       { f: Math.tanh,                                                       df: (z) => 1 - Math.tanh(z) ** 2,                   range: [-1, 1] },
  relu:       { f: (z) => Math.max(z, 0),                                           df: (z) => (z > 0 ? 1 : 0),                         range: [0, Infinity] },
  leaky_relu: { f: (z) => (z < 0 ? LEAK * z : z),                                   df: (z) => (z > 0 ? 1 : LEAK),                      range: [-Infinity, Infinity] },
  elu:        { f: (z) => (z < 0 ? Math.expm1(z) : z),                              df: (z) => Math.exp(Math.min(z, 0)),                range: [-1, Infinity] },
  softplus:   { f: (z) => Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z))),      df: sigmoid,                                        range: [0, Infinity] },
  gelu:       { f: gelu,                                                            df: dGelu,                                          range: [-0.17004075057125406, Infinity] },
  swish:      { f: (z) => z * sigmoid(z),                                           df: (z) => sigmoid(z) * (1 + z * (1 - sigmoid(z))), range: [-0.2784645427610738, Infinity] },
  sin:        { f: Math.sin,                                                        df: Math.cos,                                       range: [-1, 1] },
  step:       { f: (z) => (z > 0 ? 1 : z <= 0 ? 0 : NaN),                           df: () => 0,                                        range: [0, 1] },
};

const FAR = 20; // where the tables of the learner's own end: kinds.py

/**
 * The learner's own, from the kernel's tables: f and df of each at evenly spaced z from −FAR to FAR. Between two of these a value
 * lies on the line through them, to about 3e-6 f''; beyond the ends on the line through the last two.
 * @param {string[]} names @param {ArrayLike<number>} tables row-major (2 of each, points) @returns {Record<string, Activation>}
 */
export function readOwn(names, tables) {
  const points = tables.length / (2 * names.length);
  const row = (/** @type {number} */ r) => (/** @type {number} */ z) => {
    const at = ((z + FAR) / (2 * FAR)) * (points - 1);
    const i = Math.min(Math.max(Math.floor(at), 0), points - 2);
    const [left, right] = [tables[r * points + i], tables[r * points + i + 1]];
    return Number.isNaN(z) ? NaN : left + (at - i) * (right - left);
  };
  return Object.fromEntries(names.map((name, i) => [name, { f: row(2 * i), df: row(2 * i + 1), range: [-Infinity, Infinity] }]));
}

/**
 * The activation called `name`: its formula f, and its derivative df.
 * @param {string} name @param {Record<string, Activation>} [own] the learner's
 * @throws {Error} a sentence that lists the names there are
 */
export function activation(name, own = {}) {
  const all = Object.hasOwn(own, name) ? own : ACTIVATIONS;
  if (!Object.hasOwn(all, name)) throw new Error(`unknown activation '${name}'; choose one of ${Object.keys(ACTIVATIONS).join(", ")}`);
  return all[name];
}

/**
 * softmax(z)ⱼ = exp(zⱼ − max z) / Σ exp(zₘ − max z), for each example; all units of the layer are needed at once.
 * @param {Float64Array} z unit-major, (k, n)
 * @param {Float64Array} a the result, of the same shape
 * @param {number} k units
 * @param {number} n examples
 */
export function softmax(z, a, k, n) {
  for (let i = 0; i < n; i++) {
    let max = -Infinity;
    for (let at = i; at < k * n; at += n) max = Math.max(max, z[at]);
    let sum = 0;
    for (let at = i; at < k * n; at += n) sum += a[at] = Math.exp(z[at] - max);
    for (let at = i; at < k * n; at += n) a[at] /= sum;
  }
}
