/** Nudges: along one route from a parameter to the cost, every quantity before and after; and how good the ratio is for every size of h. */
import { lowered, raised } from "./digits.js";
import { routesOf } from "./routes.js";

/** @typedef {import("./backprop_view.js").BackpropView} View */
/** @typedef {{name: string, numpy: string, over: [number, number], before: number, after: number, formula: string, depth: number}} Line depth: how far above the cost it stands in the tree */

const RANGES = /** @type {Record<string, [number, number]>} */ ({ sigmoid: [0, 1], tanh: [-1, 1], softmax: [0, 1], relu: [0, 3] });

/** @param {View} view @param {number} h @param {number} [k] */
function moved({ theta, weight }, h, k = weight) {
  const other = Float64Array.from(theta);
  other[k] += h;
  return other;
}

/** What the cost does when parameter k moves by h. @param {View} view @param {number} k @param {number} h */
export const changeOf = (view, k, h) => view.costOf(moved(view, h, k)) - (view.cost ?? NaN);

/** The quantities that move, in order; those of the parameter first, the cost last. @param {View} view @param {number} h @param {number[]} units of the route @returns {Line[]} */
export function linesOf(view, h, units) {
  const { theta, weight, place: { layer }, z, a, acts, cost, last, sizes, ops } = view;
  const after = view.passOf(moved(view, h));
  const sub = (/** @type {number} */ l, /** @type {number} */ j) => (sizes[l + 1] > 1 ? lowered(j + 1) : "");
  const reach = (/** @type {number} */ v, /** @type {number} */ least) => /** @type {[number, number]} */ ([-Math.max(least, 1.2 * Math.abs(v)), Math.max(least, 1.2 * Math.abs(v))]);
  /** @type {Omit<Line, "depth">[]} */
  const lines = [{ name: "w", numpy: `lab.net.theta[${weight}]`, over: reach(theta[weight], 3), before: theta[weight], after: theta[weight] + h, formula: "what is nudged" }];
  const { unit, source } = view.place;
  const leaf = (/** @type {string} */ name, /** @type {string} */ numpy, /** @type {number} */ v) => lines.push({ name, numpy, over: reach(v, 3), before: v, after: v, formula: "stays" });
  if (source < sizes[layer]) {
    leaf(layer ? `a${sizes[layer] > 1 ? lowered(source + 1) : ""}` : view.settings.names[source] ?? "x", `lab.trace.a[${layer}][0, ${source}]`, a[layer][source]);
    leaf("b", `lab.net.b[${layer}][${unit}]`, theta[view.at(layer, unit, sizes[layer])]);
  }
  units.forEach((j, n) => {
    const l = layer + n;
    const step = last > 0 ? `⁽${raised(l + 1)}⁾` : "";
    lines.push({ name: `z${sub(l, j)}${step}`, numpy: `lab.trace.z[${l}][0, ${j}]`, over: reach(z[l][j], 4), before: z[l][j], after: after.z[l][j], formula: n ? "w a + …" : "w a + b + …" });
    lines.push({ name: `a${sub(l, j)}${step}`, numpy: `lab.trace.a[${l + 1}][0, ${j}]`, over: RANGES[acts[l]] ?? reach(a[l + 1][j], 1), before: a[l + 1][j], after: after.a[l + 1][j], formula: `${acts[l]}(z)` });
  });
  if (sizes[last + 1] === 1) leaf("y", "lab.y[0]", view.y[0]);
  lines.push({ name: "C", numpy: `lab.value(${ops.findIndex(({ kind }) => kind === "C")})`, over: [0, Math.max(1, 1.2 * (cost ?? 0))], before: cost ?? NaN, after: after.loss ?? NaN, formula: "of a and y" });
  const way = lines.filter(({ formula }) => formula !== "stays");
  return lines.map((line, i) => ({ ...line, depth: way.length - 1 - way.indexOf(line.formula === "stays" ? lines.slice(i).find(({ formula }) => formula !== "stays") ?? line : line) + Number(line.formula === "stays") })); // a leaf stands beside what feeds the same sum
}

/** The derivative by backpropagation, and the measured ratio for this h in one direction. @param {View} view @param {number} h */
export function ratioOf(view, h) {
  const { back, weight, cost } = view;
  return { derivative: back?.gradient[weight] ?? NaN, ratio: (view.costOf(moved(view, h)) - (cost ?? NaN)) / h };
}

/** By central differences, of one parameter. @param {View} view @param {number} k @param {number} h */
export function centralOf(view, k, h) {
  const up = Float64Array.from(view.theta);
  up[k] += h;
  const high = view.costOf(up);
  up[k] = view.theta[k] - h;
  return (high - view.costOf(up)) / (2 * h);
}

/** ‖n − a‖ / (‖n‖ + ‖a‖) over all parameters, as nw.gradient_check says it. @param {View} view @param {number} h */
export function errorOf(view, h) {
  if (!view.back) return NaN;
  let [apart, n, a] = [0, 0, 0];
  for (let k = 0; k < view.theta.length; k++) {
    const [numeric, exact] = [centralOf(view, k, h), view.back.gradient[k]];
    apart += (numeric - exact) ** 2;
    n += numeric ** 2;
    a += exact ** 2;
  }
  return n + a ? Math.sqrt(apart) / (Math.sqrt(n) + Math.sqrt(a)) : 0;
}

/** Which routes count: the sum of those that are on, of all, and which are off. @param {View} view */
export function sumOf(view) {
  const routes = routesOf(view);
  const off = new Set(view.dials.off);
  const on = (routes ?? []).filter((_, i) => !off.has(i));
  return { routes, off, sum: on.reduce((sum, { product }) => sum + product, 0), whole: view.back?.gradient[view.weight] ?? NaN };
}
