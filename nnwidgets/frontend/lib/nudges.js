/** Nudges of a parameter: what the cost does, how good the ratio is for every size of h, and which routes add up to it. */
import { routesOf } from "./routes.js";

/** @typedef {import("./backprop_view.js").BackpropView} View */

/** theta with parameter k moved by h. @param {View} view @param {number} h @param {number} [k] */
export function movedBy({ theta, weight }, h, k = weight) {
  const other = Float64Array.from(theta);
  other[k] += h;
  return other;
}

/** What the cost does when parameter k moves by h. @param {View} view @param {number} k @param {number} h */
export const changeOf = (view, k, h) => view.costOf(movedBy(view, h, k)) - (view.cost ?? NaN);

/** The derivative by backpropagation, and the measured ratio for this h in one direction. @param {View} view @param {number} h */
export function ratioOf(view, h) {
  const { back, weight, cost } = view;
  return { derivative: back?.gradient[weight] ?? NaN, ratio: (view.costOf(movedBy(view, h)) - (cost ?? NaN)) / h };
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
