/**
 * The activations by name, in teaching order: the formula and the range of its values.
 * Each equals the one of nnwidgets/core/activations.py to 1e-12, and none overflows for large |z|.
 */

const LEAK = 0.01;
const GELU_SCALE = 0.7978845608028654; // √(2/π)
const GELU_CUBE = 0.044715;
const FAR = 30; // from |z| = 30 on gelu is 0 or z, and z³ need not be formed

/** @param {number} z */
const sigmoid = (z) => 1 / (1 + Math.exp(-z));

/** @param {number} z */
function gelu(z) {
  const near = Math.min(Math.max(z, -FAR), FAR);
  return z * sigmoid(2 * GELU_SCALE * near * (1 + GELU_CUBE * near * near));
}

/** Where gelu is clipped its slope is 0 or 1. @param {number} z */
function dGelu(z) {
  const near = Math.min(Math.max(z, -FAR), FAR);
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

/**
 * The activation called `name`.
 * @param {string} name
 * @throws {Error} a sentence that lists the names there are
 */
function known(name) {
  if (!Object.hasOwn(ACTIVATIONS, name)) {
    throw new Error(`unknown activation '${name}'; choose one of ${Object.keys(ACTIVATIONS).join(", ")}`);
  }
  return ACTIVATIONS[name];
}

/** Its formula. @param {string} name */
export const activation = (name) => known(name).f;

/** Its derivative. @param {string} name */
export const slope = (name) => known(name).df;

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
