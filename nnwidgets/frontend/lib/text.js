/** What things are called: as NumPy writes them, as a book does, and as a voice says them. */
import { layout } from "./forward.js";

/** @typedef {{inputs?: string[], outputs?: string[]}} Names the inputs' names (else x1, x2, …), the outputs' (else output, or output 1, …) */
/**
 * @typedef {object} ParameterName
 * @property {number} layer of the weights, from 0
 * @property {number} to
 * @property {number | null} source null for a bias
 * @property {string} numpy "W[0][1, 2]"
 * @property {string} book "W⁽¹⁾₂₃"
 * @property {string} short "weight, x3 → neuron 2"
 * @property {string} spoken "weight from input x3 to neuron 2 of hidden layer 1"
 */

/** @param {number} n @param {string} digits */
const withDigits = (n, digits) => [...String(n)].map((d) => digits[Number(d)]).join("");
/** @param {number} n */
const superscript = (n) => `⁽${withDigits(n, "⁰¹²³⁴⁵⁶⁷⁸⁹")}⁾`;
/** @param {number[]} indices */
const subscript = (indices) => indices.map((n) => withDigits(n, "₀₁₂₃₄₅₆₇₈₉")).join(indices.some((n) => n > 9) ? "," : "");

/**
 * "input x1", "neuron 2 of hidden layer 1", "output", "output 2"
 * @param {number} layer from 0, the inputs
 * @param {number} unit from 0
 * @param {number[]} sizes
 * @param {Names} [names]
 */
export function neuronName(layer, unit, sizes, { inputs = [], outputs = [] } = {}) {
  if (layer === 0) return `input ${inputs[unit] ?? `x${unit + 1}`}`;
  if (layer < sizes.length - 1) return `neuron ${unit + 1} of hidden layer ${layer}`;
  return sizes[layer] === 1 ? "output" : `output ${outputs[unit] ?? unit + 1}`;
}

/** "x1", "neuron 2", "output" @param {string} name */
const brief = (name) => name.replace(/^input /, "").replace(/ of hidden layer \d+$/, "");

/**
 * The names of theta[k].
 * @param {number} k
 * @param {number[]} sizes
 * @param {Names} [names]
 * @returns {ParameterName}
 * @throws {Error} when there is no such parameter
 */
export function parameterName(k, sizes, names = {}) {
  const layers = layout(sizes);
  const layer = layers.filter(({ offset }) => offset <= k).length - 1;
  const { offset, nIn, nOut } = layers[layer] ?? { offset: 0, nIn: 0, nOut: 0 };
  const to = Math.floor((k - offset) / (nIn + 1));
  if (!(to >= 0 && to < nOut && Number.isInteger(k))) throw new Error(`sizes [${sizes.join(", ")}] have no parameter ${k}`);
  const column = (k - offset) % (nIn + 1);
  const target = neuronName(layer + 1, to, sizes, names);
  const article = target === "output" ? "the output" : target;
  if (column === nIn) {
    return {
      layer, to, source: null,
      numpy: `b[${layer}][${to}]`,
      book: `b${superscript(layer + 1)}${subscript([to + 1])}`,
      short: `bias of ${target}`,
      spoken: `bias of ${article}`,
    };
  }
  return {
    layer, to, source: column,
    numpy: `W[${layer}][${to}, ${column}]`,
    book: `W${superscript(layer + 1)}${subscript([to + 1, column + 1])}`,
    short: `weight, ${brief(neuronName(layer, column, sizes, names))} → ${brief(target)}`,
    spoken: `weight from ${neuronName(layer, column, sizes, names)} to ${article}`,
  };
}
