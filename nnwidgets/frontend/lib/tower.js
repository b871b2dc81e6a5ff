/** The tower of functions: the network, the cost on top of it, the gradient on top of that; what goes in, what comes out, what stays fixed. */
import { countParameters } from "./counts.js";
import { formatCount } from "./format.js";

/**
 * @typedef {{count: number, what: string}} Part
 * @param {number[]} sizes @param {number} examples @returns {{name: string, title: string, inputs: Part, outputs: Part, fixed: Part}[]} from the inside out
 */
export function tower(sizes, examples) {
  const [n, first, last] = [countParameters(sizes).total, sizes[0], sizes[sizes.length - 1]];
  const weights = { count: n, what: "weights and biases" };
  const data = { count: examples, what: `examples: ${formatCount(first)} input${first > 1 ? "s" : ""} and ${formatCount(last)} target${last > 1 ? "s" : ""} each` };
  return [
    { name: "network", title: "The network", inputs: { count: first, what: "inputs of one example" }, outputs: { count: last, what: "answers" }, fixed: weights },
    { name: "cost", title: "The cost C", inputs: weights, outputs: { count: 1, what: "number" }, fixed: data },
    { name: "gradient", title: "The gradient ∇C", inputs: weights, outputs: { count: n, what: "slopes, one for each weight and bias" }, fixed: data },
  ];
}

/** @param {{name: string, inputs: Part, outputs: Part, fixed: Part}} floor */
export const towerWords = ({ name, inputs, outputs, fixed }) => `The ${name} takes ${formatCount(inputs.count)} ${inputs.what} and gives ${formatCount(outputs.count)} ${outputs.what}; what stays as it is: ${formatCount(fixed.count)} ${fixed.what}.`;
