/** The dependency tree of one parameter: what feeds what on its way to the cost, before and after a nudge, and which of it a hand can set. */
import { lowered, raised } from "./digits.js";
import { movedBy } from "./nudges.js";

/** @typedef {import("./backprop_view.js").BackpropView} View */
/** @typedef {{k: number} | {x: number} | {y: number} | null} Hand what a hand sets there: a parameter, an input, a target, nothing */
/** @typedef {{name: string, numpy: string, formula: string, over: [number, number], before: number, after: number, row: number, column: number, feeds: number, hand: Hand}} TreeNode feeds: the node below, by number; −1 for the cost; column: 1 on the way, 0 and 2 beside it */

const RANGES = /** @type {Record<string, [number, number]>} */ ({ sigmoid: [0, 1], tanh: [-1, 1], softmax: [0, 1], relu: [0, 3] });
const LETTERS = /** @type {Record<string, string>} */ ({ sigmoid: "σ" });

/** @param {number} v @param {number} least @returns {[number, number]} */
function reach(v, least) {
  const most = Math.max(least, Math.ceil(1.2 * Math.abs(v))); // whole, so that a hand's hundredths are hundredths
  return [-most, most];
}

/** From the leaves to the cost, in order of rows. @param {View} view @param {number} h @param {number[]} units of the route @param {boolean} leaves with those that stay @returns {TreeNode[]} */
export function treeOf(view, h, units, leaves) {
  const { theta, weight, place: { layer, unit, source }, z, a, y, acts, cost, last, sizes, ops, at } = view;
  const after = view.passOf(movedBy(view, h));
  const above = (/** @type {number} */ l) => (last > 0 ? `⁽${raised(l + 1)}⁾` : "");
  const sub = (/** @type {number} */ l, /** @type {number} */ j) => (sizes[l + 1] > 1 ? lowered(j + 1) : "");
  /** @type {TreeNode[]} */ const nodes = [];
  /** @param {number} column @param {number} row @param {Omit<TreeNode, "row" | "column" | "feeds">} node */
  const add = (column, row, node) => { if (leaves || column === 1) nodes.push({ ...node, row, column, feeds: -1 }); };
  /** @param {number} k @param {string} name @param {number} l */
  const parameter = (k, name, l) => ({ name: `${name}${above(l)}`, numpy: `lab.net.theta[${k}]`, formula: "stays", over: reach(theta[k], 3), before: theta[k], after: theta[k], hand: { k } });

  const bias = source === sizes[layer];
  if (!bias) add(0, 0, { name: layer ? `a${sizes[layer] > 1 ? lowered(source + 1) : ""}${above(layer - 1)}` : view.settings.names[source] ?? "x", numpy: `lab.trace.a[${layer}][0, ${source}]`, formula: "stays", over: reach(a[layer][source], layer ? 1 : 3), before: a[layer][source], after: a[layer][source], hand: layer ? null : { x: source } });
  add(1, 0, { ...parameter(weight, bias ? "b" : "w", layer), formula: "is nudged", after: theta[weight] + h });
  if (!bias) add(2, 0, parameter(at(layer, unit, sizes[layer]), "b", layer));
  units.forEach((j, n) => {
    const [l, more] = [layer + n, sizes[layer + n] > 1 ? " + …" : ""];
    add(1, 2 * n + 1, { name: `z${sub(l, j)}${above(l)}`, numpy: `lab.trace.z[${l}][0, ${j}]`, formula: `w·${l ? "a" : "x"} + b${more}`, over: reach(z[l][j], 4), before: z[l][j], after: after.z[l][j], hand: null });
    const next = units[n + 1];
    if (next !== undefined) add(0, 2 * n + 2, parameter(at(l + 1, next, j), "w", l + 1));
    add(1, 2 * n + 2, { name: `a${sub(l, j)}${above(l)}`, numpy: `lab.trace.a[${l + 1}][0, ${j}]`, formula: `${LETTERS[acts[l]] ?? acts[l]}(z)`, over: RANGES[acts[l]] ?? reach(a[l + 1][j], 1), before: a[l + 1][j], after: after.a[l + 1][j], hand: null });
    if (next !== undefined) add(2, 2 * n + 2, parameter(at(l + 1, next, sizes[l + 1]), "b", l + 1));
    else add(2, 2 * n + 2, { name: `y${sub(l, j)}`, numpy: `lab.y[${j}]`, formula: "the target, stays", over: RANGES[acts[l]] ?? reach(y[j], 1), before: y[j], after: y[j], hand: { y: j } });
  });
  add(1, 2 * units.length + 1, { name: "C", numpy: `lab.value(${ops.findIndex(({ kind }) => kind === "C")})`, formula: sizes[last + 1] > 1 ? "of all a and y" : "of a and y", over: [0, Math.max(1, 1.2 * (cost ?? 0))], before: cost ?? NaN, after: after.loss ?? NaN, hand: null });
  return nodes.map((node) => ({ ...node, feeds: nodes.findIndex(({ column, row }) => column === 1 && row === node.row + 1) }));
}
