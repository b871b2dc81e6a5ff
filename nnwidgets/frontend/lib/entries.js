/** Which entries of theta a weight's own neuron and layer are; what of them is frozen. */
import { layout } from "./forward.js";

export const REACHES = /** @type {const} */ (["weight", "neuron", "layer"]);
/** @typedef {typeof REACHES[number]} Reach */

/**
 * The parameter k alone, all that leads to its neuron (the bias too), or all of its layer.
 * @param {number[]} sizes @param {number} k @param {Reach} reach
 */
export function entries(sizes, k, reach) {
  if (reach === "weight") return [k];
  const { offset, nIn, nOut } = layout(sizes).filter((layer) => layer.offset <= k).slice(-1)[0];
  const row = nIn + 1;
  const from = reach === "layer" ? offset : offset + Math.floor((k - offset) / row) * row;
  return Array.from({ length: reach === "layer" ? nOut * row : row }, (_, i) => from + i);
}

/** The neurons of which all that leads to them is frozen, as "layer unit", the inputs being layer 0. @param {number[]} sizes @param {ReadonlySet<number>} frozen */
export function frozenNeurons(sizes, frozen) {
  const found = new Set();
  layout(sizes).forEach(({ offset, nIn, nOut }, l) => {
    for (let j = 0; j < nOut; j++) {
      const from = offset + j * (nIn + 1);
      if (Array.from({ length: nIn + 1 }, (_, i) => from + i).every((k) => frozen.has(k))) found.add(`${l + 1} ${j}`);
    }
  });
  return found;
}
