/** What all training examples say of the cost and of every parameter, and the mean of it: the gradient of a batch. */

/** @typedef {{cost: number, gradient: Float64Array}} One */
/** @typedef {{each: One[], cost: number, gradient: Float64Array}} Means */

/** @param {import("./passes.js").Passes} passes @param {import("./forward.js").Vector} theta @param {number} n how many examples, the first ones @returns {Means | null} null where the page does not know the loss */
export function meansOf(passes, theta, n) {
  /** @type {One[]} */ const each = [];
  const mean = { cost: 0, gradient: new Float64Array(theta.length) };
  for (let i = 0; i < n; i++) {
    const [x, y] = [passes.inputOf(i), passes.targetOf(i)];
    const pass = passes.forward(theta, x, y);
    const back = passes.backward(theta, pass, y);
    if (!back || pass.loss === null) return null;
    each.push({ cost: pass.loss, gradient: back.gradient });
    mean.cost += pass.loss / n;
    back.gradient.forEach((g, k) => { mean.gradient[k] += g / n; });
  }
  return { each, ...mean };
}
