/** An operation of backpropagation entry by entry: its name, the numbers that go in, and what comes out. */
import { lowered } from "./digits.js";
import { formatWeight } from "./format.js";
import { letterOf } from "./expression.js";
import { exactText, inner } from "./written.js";

/** @typedef {{name: string, how: string, value: number, numpy: string, latex: string}} Row */
/** @typedef {import("./backprop_view.js").BackpropView} View */

const TERMS = 4; // of a sum that are written out
const MOST = 24; // rows

const short = (/** @type {number} */ v) => inner(formatWeight(v, 4));
/** @param {[number, number][]} products */
const sum = (products) => products.slice(0, TERMS).map(([w, v]) => `${short(w)}·${short(v)}`).join(" + ") + (products.length > TERMS ? " + …" : "");

/** How the losses say it of one output. @type {Record<string, {cost: (a: number, y: number) => string, pull: (a: number, y: number) => string}>} */
const LOSSES = {
  squared_error: { cost: (a, y) => `½(${short(a)} − ${short(y)})²`, pull: (a, y) => `a − y = ${short(a)} − ${short(y)}` },
  sum_of_squares: { cost: (a, y) => `(${short(a)} − ${short(y)})²`, pull: (a, y) => `2(a − y) = 2(${short(a)} − ${short(y)})` },
};

/** The mean over the batch in place of one example, where an operation takes it: of the cost, and of the slopes by weights and biases. @param {View} view @param {import("./backprop_view.js").Op} op @param {import("./batch_means.js").Means} means @returns {{rows: Row[], more: number}} */
export function meanRowsOf(view, op, { each, cost, gradient }) {
  const { kind, layer: l } = op;
  const found = rowsOf(view, op);
  if (!["C", "dW", "db"].includes(kind)) return found;
  const [nIn, from] = [view.sizes[l], view.layers[l].offset];
  const list = (/** @type {number[]} */ values) => `mean of ${values.length}: ${values.slice(0, TERMS).map((v) => formatWeight(v, 4)).join(", ")}${values.length > TERMS ? ", …" : ""}`;
  const rows = found.rows.map((row, i) => {
    if (kind === "C") return { ...row, how: list(each.map((one) => one.cost)), value: cost, numpy: "lab.mean_cost" };
    const k = from + (kind === "db" ? i * (nIn + 1) + nIn : Math.floor(i / nIn) * (nIn + 1) + (i % nIn));
    return { ...row, how: list(each.map((one) => one.gradient[k])), value: gradient[k], numpy: row.numpy.replace("lab.grads", "lab.mean_grads") };
  });
  return { ...found, rows };
}

/** @param {View} view @param {import("./backprop_view.js").Op} op @returns {{rows: Row[], more: number}} */
export function rowsOf(view, { kind, layer: l, name }) {
  const { a, z, y, cost, back, theta, at, sizes, acts, pull, settings, last } = view;
  const known = Object.hasOwn(LOSSES, settings.loss) ? LOSSES[settings.loss] : null;
  const [nIn, nOut] = [sizes[l], sizes[l + 1]];
  const sub = (/** @type {number} */ j) => (nOut > 1 ? lowered(j + 1) : "");
  const units = (/** @type {(j: number) => Omit<Row, "numpy"> & {numpy?: string}} */ make) => Array.from({ length: nOut }, (_, j) => ({ numpy: `lab.${name}[0, ${j}]`, ...make(j) }));
  const above = `^{(${l + 1})}`;
  /** @type {Row[]} */ let rows = [];
  if (kind === "z") rows = units((j) => {
    const products = Array.from({ length: nIn }, (_, i) => /** @type {[number, number]} */ ([theta[at(l, j, i)], a[l][i]]));
    return { name: `z${sub(j)}`, how: `${sum(products)} + ${short(theta[at(l, j, nIn)])}`, value: z[l][j], latex: `z${above}_{${j + 1}}` };
  });
  else if (kind === "a") rows = units((j) => ({ name: `a${sub(j)}`, how: acts[l] === "softmax" ? `softmax: exp(${short(z[l][j])}) / Σ exp(z)` : acts[l] === "linear" ? `z${sub(j)}` : `${letterOf(acts[l])}(${short(z[l][j])})`, value: a[l + 1][j], latex: `a${above}_{${j + 1}}` }));
  else if (kind === "C") rows = [{ name: "C", how: known && nOut <= TERMS ? a[l + 1].map((v, j) => known.cost(v, y[j])).join(" + ") : settings.loss.replaceAll("_", " "), value: cost ?? NaN, numpy: `lab.value(${view.ops.findIndex((op) => op.kind === "C")})`, latex: "C" }];
  else if (!back) rows = [];
  else if (kind === "pull") {
    const values = pull(l);
    const n = view.ops.findIndex((op) => op.kind === "pull" && op.layer === l);
    rows = units((j) => ({
      name: `∂C/∂a${sub(j)}`, value: values[j], numpy: `lab.value(${n})[0, ${j}]`, latex: `\\partial C / \\partial a${above}_{${j + 1}}`,
      how: l < last ? sum(back.delta[l + 1].map((d, i) => [theta[at(l + 1, i, j)], d])) : known ? known.pull(a[l + 1][j], y[j]) : `slope of the ${settings.loss.replaceAll("_", " ")} loss`,
    }));
  } else if (kind === "delta") {
    const values = pull(l);
    rows = units((j) => ({ name: `δ${sub(j)}`, how: l === last && settings.pair ? `a − y = ${short(a[l + 1][j])} − ${short(y[j])}` : `${short(values[j])}·${short(back.slope[l][j])}`, value: back.delta[l][j], latex: `\\delta${above}_{${j + 1}}` }));
    if (nOut > 1) rows.push({ name: "‖δ‖", how: "length of all together", value: Math.hypot(...back.delta[l]), numpy: `np.linalg.norm(lab.${name}[0])`, latex: `\\|\\delta${above}\\|` });
  } else if (kind === "db") rows = units((j) => ({ name: `∂C/∂b${sub(j)}`, how: `δ${sub(j)}`, value: back.delta[l][j], numpy: `lab.${name}[${j}]`, latex: `\\partial C / \\partial b${above}_{${j + 1}}` }));
  else if (kind === "dW") rows = back.delta[l].flatMap((d, j) => a[l].map((v, i) => {
    const pair = nOut > 1 || nIn > 1 ? `${sub(j)}${nIn > 1 ? lowered(i + 1) : ""}` : "";
    return { name: `∂C/∂w${pair}`, how: `${short(d)}·${short(v)}`, value: d * v, numpy: `lab.${name}[${j}, ${i}]`, latex: `\\partial C / \\partial W${above}_{${j + 1}${i + 1}}` };
  }));
  return { rows: rows.slice(0, MOST), more: Math.max(0, rows.length - MOST) };
}

/** "0.668188" @param {number} v */
export const valueText = (v) => exactText(v);

/** The line of NumPy that computes it in a cell beside the lab. @param {import("./backprop_view.js").Op} op */
export const cellOf = ({ numpy }) => numpy.replaceAll(/\b(net|trace|grads)\b/g, "lab.$1").replaceAll(/\bloss\b/g, "lab.trainer.loss").replaceAll(/\by\b/g, "np.array([lab.y])").replace(" / len(x)", "");

/** What each kind of operation does, in a sentence. @param {View} view @param {import("./backprop_view.js").Op} op */
export function meaning({ last, settings, sizes }, { kind, layer: l }) {
  const which = l === last ? "the output layer" : `layer ${l + 1}`;
  const many = sizes[l + 2] > 1 ? "all of them added" : "";
  return {
    z: `Each neuron of ${which} adds up what comes in, times its weights, and its bias.`,
    a: `The activation of ${which}.`,
    C: "The cost of this example: one number that says how wrong the output is.",
    pull: l === last ? "How the cost changes with each output: here the way back begins." : `What each activation of ${which} does to the cost: through every neuron that it feeds${many ? `, ${many}` : ""}.`,
    delta: l === last && settings.pair ? "With this pair of output and loss the slopes cancel: output minus target." : `How the cost changes with the sums z of ${which}: what is asked of a, times the slope of the activation there.`,
    dW: `For every weight of ${which}: δ of the neuron it ends in, times the activation it comes from.`,
    db: `For every bias of ${which}: δ itself, since ∂z/∂b is 1.`,
  }[kind] ?? "";
}
