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

/** @typedef {{f: (z: number) => number, range: [number, number]}} Activation */

/** @type {Record<string, Activation>} */
export const ACTIVATIONS = {
  linear:     { f: (z) => z,                                                         range: [-Infinity, Infinity] },
  sigmoid:    { f: sigmoid,                                                          range: [0, 1] },
  tanh:       { f: Math.tanh,                                                        range: [-1, 1] },
  relu:       { f: (z) => Math.max(z, 0),                                            range: [0, Infinity] },
  leaky_relu: { f: (z) => (z < 0 ? LEAK * z : z),                                    range: [-Infinity, Infinity] },
  elu:        { f: (z) => (z < 0 ? Math.expm1(z) : z),                               range: [-1, Infinity] },
  softplus:   { f: (z) => Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z))),       range: [0, Infinity] },
  gelu:       { f: gelu,                                                             range: [-0.17004075057125406, Infinity] },
  swish:      { f: (z) => z * sigmoid(z),                                            range: [-0.2784645427610738, Infinity] },
  sin:        { f: Math.sin,                                                         range: [-1, 1] },
  step:       { f: (z) => (z > 0 ? 1 : z <= 0 ? 0 : NaN),                                range: [0, 1] },
};

/**
 * The formula called `name`.
 * @param {string} name
 * @returns {(z: number) => number}
 * @throws {Error} a sentence that lists the names there are
 */
export function activation(name) {
  if (!Object.hasOwn(ACTIVATIONS, name)) {
    throw new Error(`unknown activation '${name}'; choose one of ${Object.keys(ACTIVATIONS).join(", ")}`);
  }
  return ACTIVATIONS[name].f;
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
