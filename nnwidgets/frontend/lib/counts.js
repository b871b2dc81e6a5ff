/** How many weights and biases a network has, layer by layer. */

/** @typedef {{layer: number, shape: [number, number], weights: number, biases: number}} Count */

/** @param {number[]} sizes @returns {{layers: Count[], weights: number, biases: number, total: number}} */
export function countParameters(sizes) {
  const layers = sizes.slice(1).map((nOut, layer) => ({ layer, shape: /** @type {[number, number]} */ ([nOut, sizes[layer]]), weights: nOut * sizes[layer], biases: nOut }));
  const [weights, biases] = [layers.reduce((sum, l) => sum + l.weights, 0), layers.reduce((sum, l) => sum + l.biases, 0)];
  return { layers, weights, biases, total: weights + biases };
}
