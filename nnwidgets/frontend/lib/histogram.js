/** How the numbers of each layer lie: its weights, and its activations on the training points. */
import { createForward, layout } from "./forward.js";
import { niceCeiling } from "./scale.js";

/** @typedef {import("./forward.js").Vector} Vector */
/** @typedef {import("./scale.js").Interval} Interval */
/** @typedef {{n: number, mean: number, sd: number, least: number, most: number, counts: Uint32Array, over: Interval, ends: number | null}} Spread
 *   counts: as np.histogram(values, BINS, over); ends: which share lies within 1 % of an end of the activation's range, or is 0 for relu; null: it has no such end */
/** @typedef {{l: number, kind: string, weights: Spread, activations: Spread}} LayerSpread */

export const BINS = 24;
const NEAR = 0.01; // of the range

/** Where an activation's slope is next to nothing at the ends of its range. @type {Record<string, Interval>} */
const RANGES = { tanh: [-1, 1], sigmoid: [0, 1], softmax: [0, 1], step: [0, 1], relu: [0, Infinity] };

/** As np.histogram with a range: the last bin has both its ends; what is not a number or beyond is in none. @param {ArrayLike<number>} values @param {Interval} over @param {number} [bins] */
export function histogram(values, [lo, hi], bins = BINS) {
  const counts = new Uint32Array(bins);
  const step = (hi - lo) / bins;
  const edge = (/** @type {number} */ i) => lo + i * step; // as np.linspace has them
  for (let i = 0; i < values.length; i++) {
    const x = values[i];
    if (!(x >= lo && x <= hi)) continue;
    let at = Math.min(bins - 1, Math.floor(((x - lo) / (hi - lo)) * bins));
    if (at > 0 && x < edge(at)) at--;
    else if (at < bins - 1 && x >= edge(at + 1)) at++;
    counts[at]++;
  }
  return counts;
}

/** The share of activations where the slope is next to nothing. @param {ArrayLike<number>} values @param {string} kind */
function atEnds(values, kind) {
  const range = Object.hasOwn(RANGES, kind) ? RANGES[kind] : null;
  if (!range) return null;
  const [lo, hi] = range;
  const air = hi < Infinity ? NEAR * (hi - lo) : 0;
  let count = 0;
  for (let i = 0; i < values.length; i++) if (values[i] <= lo + air || values[i] >= hi - air) count++;
  return values.length ? count / values.length : 0;
}

/** @param {ArrayLike<number>} values @param {Interval | null} over null: all of them @param {string} [kind] of activation @returns {Spread} */
export function spread(values, over, kind = "") {
  const n = values.length;
  let [sum, least, most] = [0, Infinity, -Infinity];
  for (let i = 0; i < n; i++) {
    sum += values[i];
    least = Math.min(least, values[i]);
    most = Math.max(most, values[i]);
  }
  const mean = sum / n;
  let square = 0;
  for (let i = 0; i < n; i++) square += (values[i] - mean) ** 2;
  const within = over ?? /** @type {Interval} */ (most > least ? [least, most] : [least - 0.5, least + 0.5]);
  return { n, mean, sd: Math.sqrt(square / n), least, most, over: within, counts: histogram(values, within), ends: atEnds(values, kind) };
}

/** The weights of a layer, without its biases. @param {Vector} theta @param {import("./forward.js").Layer} layer */
export const weightsOf = (theta, { offset, nIn, nOut }) => Float64Array.from({ length: nIn * nOut }, (_, i) => theta[offset + Math.floor(i / nIn) * (nIn + 1) + (i % nIn)]);

/**
 * Of every layer, all weights on one scale, so that layers can be compared; activations each on that of its activation.
 * @param {import("./forward.js").Spec} net @param {Float64Array} inputs of the points, unit-major
 */
export function createSpreads(net, inputs) {
  const forward = createForward(net);
  const layers = layout(net.sizes);
  const n = inputs.length / net.sizes[0];
  const kinds = [...net.hidden, net.output];
  /** @param {Vector} theta @returns {LayerSpread[]} */
  return (theta) => {
    const { a } = forward.run(theta, inputs, n);
    const weights = layers.map((layer) => weightsOf(theta, layer));
    const reach = niceCeiling(weights.flatMap((w) => [...w]).reduce((most, w) => Math.max(most, Number.isFinite(w) ? Math.abs(w) : 0), 0.1));
    return layers.map((_, l) => {
      const range = Object.hasOwn(RANGES, kinds[l]) ? RANGES[kinds[l]] : null;
      return { l, kind: kinds[l], weights: spread(weights[l], [-reach, reach]), activations: spread(a[l + 1], range && range[1] < Infinity ? range : null, kinds[l]) };
    });
  };
}
