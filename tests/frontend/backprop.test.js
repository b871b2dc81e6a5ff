import assert from "node:assert/strict";
import { test } from "node:test";
import { meansOf } from "../../nnwidgets/frontend/lib/batch_means.js";
import { createBackpropView, placeOf } from "../../nnwidgets/frontend/lib/backprop_view.js";
import { centralOf, changeOf, errorOf, ratioOf, sumOf } from "../../nnwidgets/frontend/lib/nudges.js";
import { treeOf } from "../../nnwidgets/frontend/lib/nudge_tree.js";
import { cellOf, meanRowsOf, rowsOf } from "../../nnwidgets/frontend/lib/op_rows.js";
import { candidatesOf, judged, routesOf } from "../../nnwidgets/frontend/lib/routes.js";

const KINDS = [["z", 0], ["a", 0], ["z", 1], ["a", 1], ["C", 1], ["pull", 1], ["delta", 1], ["dW", 1], ["db", 1], ["pull", 0], ["delta", 0], ["dW", 0], ["db", 0]];
const ops = KINDS.map(([kind, layer]) => ({ kind, layer, name: `${kind}[${layer}]`, numpy: "", latex: "" }));

/** Mazur's network. @param {Record<string, unknown>} [dials] */
function mazur(dials = {}) {
  const theta = Float64Array.of(0.15, 0.2, 0.35, 0.25, 0.3, 0.35, 0.4, 0.45, 0.6, 0.5, 0.55, 0.6);
  const settings = { sizes: [2, 2, 2], hidden: ["sigmoid"], output: "sigmoid", loss: "squared_error", names: ["i1", "i2"], classes: [], ops, pair: false };
  const arrays = { inputs: Float64Array.of(0.05, 0.1), Y: Float64Array.of(0.01, 0.99) };
  return createBackpropView()(/** @type {any} */ ({ settings, theta, arrays, shape: 1, dials: { x: [0.05, 0.1], y: [0.01, 0.99], weight: 0, done: null, off: [], ...dials } }));
}
const near = (/** @type {number} */ seen, /** @type {number} */ wanted, tolerance = 6e-10) => assert.ok(Math.abs(seen - wanted) < tolerance, `${seen} is not ${wanted}`);

test("a place in theta and back", () => {
  const { layers } = mazur();
  assert.deepEqual([0, 2, 5, 6, 11].map((k) => placeOf(layers, k)).map(({ layer, unit, source }) => [layer, unit, source]), [[0, 0, 0], [0, 0, 2], [0, 1, 2], [1, 0, 0], [1, 1, 2]]);
});

test("Mazur's numbers, entry by entry", () => {
  const view = mazur();
  const of = (/** @type {number} */ n) => rowsOf(view, ops[n]).rows;
  for (const [n, values] of /** @type {[number, number[]][]} */ ([[0, [0.3775, 0.3925]], [3, [0.75136507, 0.772928465]], [4, [0.298371109]], [5, [0.74136507, -0.217071535]], [6, [0.138498562, -0.038098237]],
    [7, [0.082167041, 0.082667628, -0.02260254, -0.022740242]], [9, [0.036350306, 0.041370323]], [10, [0.008771355, 0.009954255]], [11, [0.000438568, 0.000877135, 0.000497713, 0.000995425]]])) {
    values.forEach((value, i) => near(of(n)[i].value, value));
    assert.equal(of(n).length, values.length + Number(ops[n].kind === "delta")); // and V3.7: the length of all deltas
  }
  assert.equal(of(0)[0].how, "0.1500·0.0500 + 0.2000·0.1000 + 0.3500");
  assert.equal(of(9)[0].how, "0.4000·0.1385 + 0.5000·(−0.0381)");
  assert.equal(of(11)[1].name, "∂C/∂w₁₂");
});

test("what is known after so many operations", () => {
  const view = mazur({ done: 6 });
  assert.deepEqual([view.knows("a", 1), view.knows("pull", 1), view.knows("delta", 1)], [true, true, false]);
});

test("V4.12: routes add up to the gradient, for every parameter; one left out is missing", () => {
  for (let weight = 0; weight < 12; weight++) {
    const { sum, whole, routes } = sumOf(mazur({ weight }));
    near(sum, whole, 1e-15);
    assert.equal(routes?.length, weight < 6 ? 2 : 1);
  }
  const { sum, whole } = sumOf(mazur({ weight: 0, off: [1] }));
  near(sum, 0.000668396);
  near(whole, 0.000438568);
});

test("V4.6: the factors multiply, and say where they are", () => {
  const [first] = routesOf(mazur()) ?? [];
  assert.deepEqual(first.factors.map(({ of }) => of), ["i1", "σ′(z₁)", "w 1→1", "σ′(z₁)", "∂C/∂a₁"]);
  assert.equal(first.factors[2].numpy, "lab.net.W[1][0, 0]");
});

test("V4.4, V4.5: everything on the way moves, and the ratio goes to the derivative", () => {
  const tree = treeOf(mazur(), 0.1, [0, 1], true);
  assert.deepEqual(tree.map(({ name }) => name), ["i1", "w⁽¹⁾", "b⁽¹⁾", "z₁⁽¹⁾", "w⁽²⁾", "a₁⁽¹⁾", "b⁽²⁾", "z₂⁽²⁾", "a₂⁽²⁾", "y₂", "C"]);
  assert.deepEqual(tree.map(({ feeds }) => tree[feeds]?.name), ["z₁⁽¹⁾", "z₁⁽¹⁾", "z₁⁽¹⁾", "a₁⁽¹⁾", "z₂⁽²⁾", "z₂⁽²⁾", "z₂⁽²⁾", "a₂⁽²⁾", "C", "C", undefined]); // V4.3
  assert.deepEqual(tree.map(({ hand }) => hand), [{ x: 0 }, { k: 0 }, { k: 2 }, null, { k: 9 }, null, { k: 11 }, null, null, { y: 1 }, null]); // V4.4: the leaves are the hand's, W[1][1, 0] is theta[9]
  near(tree[3].after - tree[3].before, 0.1 * 0.05, 1e-15);
  assert.deepEqual(tree.filter(({ before, after }) => before === after).map(({ name }) => name), ["i1", "b⁽¹⁾", "w⁽²⁾", "b⁽²⁾", "y₂"]);
  assert.deepEqual(treeOf(mazur(), 0.1, [0, 1], false).map(({ name }) => name), ["w⁽¹⁾", "z₁⁽¹⁾", "a₁⁽¹⁾", "z₂⁽²⁾", "a₂⁽²⁾", "C"]);
  assert.deepEqual(treeOf(mazur({ weight: 11 }), 0.1, [1], true).map(({ name, row, column }) => [name, row, column]), [["b⁽²⁾", 0, 1], ["z₂⁽²⁾", 1, 1], ["a₂⁽²⁾", 2, 1], ["y₂", 2, 2], ["C", 3, 1]]);
  near(changeOf(mazur(), 6, 0.01), 0.00082167041, 2e-6);
  const apart = [1, 0.1, 0.01].map((h) => Math.abs(ratioOf(mazur(), h).ratio - ratioOf(mazur(), h).derivative));
  assert.ok(apart[0] > apart[1] && apart[1] > apart[2]);
});

test("E4: the error falls with h as far as rounding lets it, then rises", () => {
  const view = mazur();
  const [large, good, tiny] = [0.1, 1e-5, 1e-12].map((h) => errorOf(view, h));
  assert.ok(good < 1e-9 && large > 100 * good && tiny > 1000 * good);
  near(centralOf(view, 6, 1e-5), 0.082167041, 1e-9);
});

test("a line of NumPy for the next cell", () => {
  assert.equal(cellOf({ kind: "delta", layer: 1, name: "", latex: "", numpy: "loss.slope(trace.a[2], y) * net.output.df(trace.z[1])" }), "lab.trainer.loss.slope(lab.trace.a[2], np.array([lab.y])) * lab.net.output.df(lab.trace.z[1])");
  assert.equal(cellOf({ kind: "dW", layer: 0, name: "", latex: "", numpy: "grads.delta[0].T @ trace.a[0] / len(x)" }), "lab.grads.delta[0].T @ lab.trace.a[0]");
});

test("V4.10: the product is built from pieces in any order; one that does not belong is named", () => {
  const view = mazur();
  const [route] = routesOf(view) ?? [];
  const pieces = candidatesOf(view, route);
  assert.equal(new Set(pieces.map(({ of }) => of)).size, 9);
  const right = pieces.flatMap(({ why }, i) => (why ? [] : [i]));
  assert.equal(right.length, 5);
  assert.equal(judged(pieces, [], route), "Which 5 pieces multiply to the slope along this route? The order does not matter.");
  assert.match(judged(pieces, right.slice(1), route), /: 4 of 5, all of them right so far\.$/);
  for (const order of [right, [...right].reverse()]) assert.match(judged(pieces, order, route), / = 0\.000668396: right\.$/);
  const self = pieces.findIndex(({ of }) => of === "w, the parameter itself");
  assert.equal(judged(pieces, [...right, self], route), "w, the parameter itself does not belong: it is what is nudged, its own size is no factor.");
  near(right.reduce((product, i) => product * pieces[i].value, 1), route.product, 1e-15);
});

test("of a batch the cost and the slopes are means; of one example they are its own", () => {
  const view = mazur();
  const means = meansOf(view.passes, view.theta, 1);
  assert.ok(means);
  near(means.cost, 0.298371109);
  ops.forEach((op) => meanRowsOf(view, op, means).rows.forEach(({ value }, i) => near(value, rowsOf(view, op).rows[i].value, 1e-15)));
  assert.equal(meanRowsOf(view, ops[7], means).rows[0].how, "mean of 1: 0.0822");
});
