/** A neuron's formula with the numbers in: what it adds up, and what its activation makes of the sum. */
import { formatWeight, MINUS } from "./format.js";
import { layout } from "./forward.js";

/** A sum, its signs between the terms. @param {string[]} terms */
const sum = (terms) => terms.map((term, i) => (term[0] === MINUS ? `${i ? " − " : "−"}${term.slice(1)}` : `${i ? " + " : ""}${term}`)).join("");

/**
 * ["z = 0.42·x1 − 1.30·x2 + 0.10", "z = 0.42·0.50 − 1.30·(−1.20) + 0.10 = 1.87", "a = tanh(z) = 0.95"]
 * @param {{sizes: number[], hidden: string[], output: string, names?: string[]}} net
 * @param {ArrayLike<number>} theta
 * @param {ArrayLike<number>[]} a the values of all units, layer by layer, for one example
 * @param {number} layer from 1, the first hidden one
 * @param {number} unit
 */
export function formula({ sizes, hidden, output, names = [] }, theta, a, layer, unit) {
  const { offset, nIn } = layout(sizes)[layer - 1];
  const row = offset + unit * (nIn + 1);
  const f = (/** @type {number} */ x) => formatWeight(x);
  const inner = (/** @type {number} */ x) => (f(x)[0] === MINUS ? `(${f(x)})` : f(x));
  const units = Array.from({ length: nIn }, (_, c) => c);
  const z = units.reduce((total, c) => total + theta[row + c] * a[layer - 1][c], theta[row + nIn]);
  const act = (hidden[layer - 1] ?? output).replace(/ \(yours.*/, "");
  const bias = f(theta[row + nIn]);
  return [
    `z = ${sum([...units.map((c) => `${f(theta[row + c])}·${layer > 1 ? `a${c + 1}` : names[c] ?? `x${c + 1}`}`), bias])}`,
    `z = ${sum([...units.map((c) => `${f(theta[row + c])}·${inner(a[layer - 1][c])}`), bias])} = ${f(z)}`,
    `a = ${act === "linear" ? "z" : `${act.replaceAll("_", " ")}(z)`} = ${f(a[layer][unit])}`,
  ];
}
