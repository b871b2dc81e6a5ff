/** A neuron's sum written out for one example, as far as it is known, and what a step has done, in words. */
import { formatCount, formatWeight, MINUS, NOTHING, spoken } from "./format.js";
import { letterOf } from "./expression.js";
import { placeOf } from "./steps.js";
import { neuronName } from "./text.js";

/** @typedef {{k: number, what: string, value: string | null}} Term k: as in W[layer][unit, k], n_in for the bias; value null: not known yet */
/** @typedef {{terms: Term[], before: string | null, after: string | null, sumSoFar: number | null, z: number | null, a: number | null, formula: string}} Written before, after: the terms that are not in the window, added up */

export const weightText = (/** @type {number} */ v) => formatWeight(v, 2);
export const unitText = (/** @type {number} */ v) => formatWeight(v, 4);
/** All of its digits that matter: "0.1", "0.645656". @param {number} v */
export const exactText = (v) => (Number.isFinite(v) ? String(Number(v.toPrecision(6))).replaceAll("-", MINUS) : NOTHING);
/** A number after a sign. @param {string} text */
export const inner = (text) => (text[0] === MINUS ? `(${text})` : text);

/** @param {import("./pass_view.js").PassView} view @param {number} unit @returns {Written} */
export function writtenSum(view, unit) {
  const { layer, nIn, columns, a, z, theta, moves, at, knows, act } = view;
  const made = moves[layer][unit];
  const inputText = layer ? unitText : weightText;
  const product = (/** @type {number} */ k) => theta[at(unit, k)] * (k < nIn ? a[layer][k] : 1);
  const known = (/** @type {number} */ k) => made > k && (k === nIn || knows(layer, k));
  const sum = (/** @type {number} */ from, /** @type {number} */ to) => Array.from({ length: Math.max(0, to - from) }, (_, i) => product(from + i)).reduce((s, p) => s + p, 0);
  const outside = (/** @type {number} */ from, /** @type {number} */ to) => (to <= from ? null : made >= to ? unitText(sum(from, to)) : "");
  const terms = [...columns, nIn].map((k) => ({
    k,
    what: k === nIn ? weightText(theta[at(unit, k)]) : `${weightText(theta[at(unit, k)])} · ${layer && !knows(layer, k) ? "  " : inner(inputText(a[layer][k]))}`,
    value: known(k) ? (k === nIn ? weightText : unitText)(product(k)) : null,
  }));
  return {
    terms,
    before: outside(0, columns[0]), after: outside(columns[columns.length - 1] + 1, nIn),
    sumSoFar: made > 0 && made <= nIn ? sum(0, made) : null,
    z: made > nIn ? z[layer][unit] : null,
    a: made === nIn + 2 ? a[layer + 1][unit] : null,
    formula: act === "softmax" ? softmaxText(view, unit) : act === "linear" ? "z" : `${letterOf(act)}(${made > nIn ? unitText(z[layer][unit]) : "  "})`,
  };
}

/** "e^0.51 / 4.21": each shifted by the largest, so that nothing overflows. @param {import("./pass_view.js").PassView} view @param {number} unit */
function softmaxText({ layer, z, moves, nIn }, unit) {
  if (moves[layer].some((made) => made <= nIn)) return "softmax(all z)";
  const most = Math.max(...z[layer]);
  const total = z[layer].reduce((sum, value) => sum + Math.exp(value - most), 0);
  return `exp(${unitText(z[layer][unit])}) / Σ exp(z) = ${unitText(Math.exp(z[layer][unit] - most))} / ${unitText(total)}`;
}

/** What the last step has done. @param {import("./pass_view.js").PassView} view */
export function stepWords({ sizes, softmax, by, done, count, a, z, theta, layer: shown, at, names, settings }) {
  if (!done) return `Step 0 of ${formatCount(count)}: nothing is computed yet.`;
  const { layer, unit, term } = placeOf(sizes, softmax, by, done);
  if (layer !== shown) return `Step ${formatCount(done)} of ${formatCount(count)}.`;
  const head = `Step ${formatCount(done)} of ${formatCount(count)}: `;
  const list = (/** @type {number[]} */ values) => values.slice(0, 8).map((v) => spoken(v, 4)).join(", ") + (values.length > 8 ? ", and so on" : "");
  const act = (settings.hidden[layer] ?? settings.output).replaceAll("_", " ");
  const nIn = sizes[layer];
  if (by === "operation" && !unit) {
    const stage = (done - 1 - 3 * layer) % 3;
    const product = z[layer].map((value, j) => value - theta[at(j, nIn)]);
    return head + [`W times a is ${list(product)}.`, `with the biases, z is ${list(z[layer])}.`, `${act} gives ${list(a[layer + 1])}.`][stage];
  }
  if (unit === null) return `${head}${act} gives layer ${layer + 1}: ${list(a[layer + 1])}.`;
  const name = neuronName(layer + 1, unit, sizes, names);
  const value = (/** @type {number} */ v) => spoken(v, 4);
  if (term === null) return `${head}${name}: z is ${value(z[layer][unit])}${softmax && layer === sizes.length - 2 ? "" : `, a is ${value(a[layer + 1][unit])}`}.`;
  if (term > nIn) return `${head}${name}: ${act} of ${value(z[layer][unit])} is ${value(a[layer + 1][unit])}.`;
  if (term === nIn) return `${head}${name}: plus the bias ${value(theta[at(unit, nIn)])}, z is ${value(z[layer][unit])}.`;
  const w = theta[at(unit, term)];
  let sum = 0;
  for (let k = 0; k <= term; k++) sum += theta[at(unit, k)] * a[layer][k];
  return `${head}${name}: ${value(w)} times ${value(a[layer][term])} is ${value(w * a[layer][term])}; the sum so far is ${value(sum)}.`;
}
