/** A line through a crowd of examples, and walks on its cost by whole steps or by batches, at equal work; equal to nnwidgets/core/crowd.py. */

/** @typedef {import("./forward.js").Vector} Vector */

const FAR = 1e6;

/** @param {Vector} xs @param {Vector} ys @param {Vector} orders the rows, pass by pass */
export function createCrowd(xs, ys, orders) {
  const [x, y, order] = [xs, ys, orders].map((values) => Array.from(values));
  const n = x.length;
  const mean = (/** @type {(i: number) => number} */ of) => x.reduce((sum, _, i) => sum + of(i), 0) / n;
  const [xx, x1] = [mean((i) => x[i] * x[i]), mean((i) => x[i])];

  /** The mean of the gradients of some examples. @param {number[]} p @param {number[]} rows */
  function slope([w, b], rows) {
    let [dw, db] = [0, 0];
    for (const i of rows) {
      const gap = 2 * (w * x[i] + b - y[i]);
      dw += gap * x[i];
      db += gap;
    }
    return [dw / rows.length, db / rows.length];
  }
  const every = x.map((_, i) => i);
  const cost = (/** @type {number[]} */ [w, b]) => mean((i) => (w * x[i] + b - y[i]) ** 2);
  const gradient = (/** @type {number[]} */ p) => slope(p, every);
  const batches = (/** @type {number} */ size) => Array.from({ length: Math.floor(order.length / size) }, (_, i) => order.slice(i * size, (i + 1) * size));

  return {
    n, most: order.length, cost, gradient, bend: () => xx + 1 + Math.hypot(xx - 1, 2 * x1),

    /** @param {number[]} start @param {number} rate @param {number} batch @param {number} work gradients of one example @returns {import("./walk.js").Walk} */
    walk(start, rate, batch, work) {
      const points = [[...start]];
      /** @type {number | null} */ let diverged = null;
      for (let step = 1; step <= Math.floor(work / batch); step++) {
        const [at, g] = [points[step - 1], slope(points[step - 1], order.slice((step - 1) * batch, step * batch))];
        const next = at.map((v, k) => v - rate * g[k]);
        if (!next.every((v) => Math.abs(v) <= FAR)) {
          diverged = step;
          break;
        }
        points.push(next);
      }
      return { points, costs: points.map(cost), slopes: points.map(gradient), memory: points.map(() => ({})), diverged };
    },

    /** How far a batch's gradient is from the whole one: root mean square of ‖g − G‖ / ‖G‖, and the mean cosine. @param {number[]} p @param {number} batch */
    noise(p, batch) {
      const whole = gradient(p);
      const size = Math.hypot(...whole);
      const each = batches(batch).map((rows) => slope(p, rows));
      const square = each.reduce((sum, g) => sum + (g[0] - whole[0]) ** 2 + (g[1] - whole[1]) ** 2, 0) / each.length;
      const cosine = each.reduce((sum, g) => sum + (g[0] * whole[0] + g[1] * whole[1]) / (size * Math.hypot(...g)), 0) / each.length;
      return { relative: Math.sqrt(square) / size, cosine };
    },
  };
}
