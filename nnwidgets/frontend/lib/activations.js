/**
 * The activations by name, in teaching order: the formula and the range of its values.
 * Each equals the one of nnwidgets/core/activations.py to 1e-12, and none overflows for large |z|.
 */

const LEAK = 0.01;

/** @typedef {{f: (z: number) => number, range: [number, number]}} Activation */

/** @type {Record<string, Activation>} */
export const ACTIVATIONS = {
  linear:     { f: (z) => z,                       range: [-Infinity, Infinity] },
  sigmoid:    { f: (z) => 1 / (1 + Math.exp(-z)),  range: [0, 1] },
  tanh:       { f: Math.tanh,                      range: [-1, 1] },
  relu:       { f: (z) => Math.max(z, 0),          range: [0, Infinity] },
  leaky_relu: { f: (z) => (z < 0 ? LEAK * z : z),  range: [-Infinity, Infinity] },
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
