/** The learner's own activations, read from tables. */
import assert from "node:assert/strict";
import test from "node:test";

import { activation, readOwn } from "../../nnwidgets/frontend/lib/activations.js";
import { createEvaluator } from "../../nnwidgets/frontend/lib/evaluate.js";
import { createSlope } from "../../nnwidgets/frontend/lib/slope.js";

const POINTS = 8001;
const at = (/** @type {number} */ i) => -20 + (40 * i) / (POINTS - 1);
const tables = (/** @type {((z: number) => number)[]} */ ...fs) => Float32Array.from({ length: fs.length * POINTS }, (_, i) => fs[Math.floor(i / POINTS)](at(i % POINTS)));
const NAMES = ["sin (yours)", "square (yours)"];
const OWN = readOwn(NAMES, tables(Math.sin, Math.cos, (z) => z * z, (z) => 2 * z));

test("a table is its function to 1e-5, with its derivative, and goes on straight beyond its ends", () => {
  for (let z = -19.9; z < 20; z += 0.0137) {
    assert.ok(Math.abs(OWN["sin (yours)"].f(z) - Math.sin(z)) < 1e-5);
    assert.ok(Math.abs(OWN["sin (yours)"].df(z) - Math.cos(z)) < 1e-5);
  }
  const { f, df } = OWN["square (yours)"];
  const slope = (f(30) - f(25)) / 5;
  assert.ok(Math.abs(slope - 40) < 0.1 && Math.abs(f(-30) - f(30)) < 1 && Math.abs(df(21) - 42) < 1e-3);
  assert.ok(Number.isNaN(f(NaN)));
});

test("the learner's sin is not the page's, whatever it is called", () => {
  assert.equal(activation("sin", OWN).f, Math.sin);
  assert.throws(() => activation("cube (yours)", OWN), /unknown activation 'cube \(yours\)'/);
});

test("a network evaluates with it, and so does the slope under the hand", () => {
  const net = { sizes: [2, 2, 1], hidden: ["sin (yours)"], output: "linear", loss: "squared_error", data: null, task: "regression", n_train: 3, own_activations: NAMES };
  const [X, Y, theta] = [Float64Array.of(1, 2, -1, 0.5, 0.3, -2), Float64Array.of(1, 0, -1), Float64Array.from({ length: 9 }, (_, i) => Math.cos(i))];
  const more = { own_activations: tables(Math.sin, Math.cos, (z) => z * z, (z) => 2 * z) };
  const ours = createEvaluator(net, X, Y, more);
  const theirs = createEvaluator({ ...net, hidden: ["sin"], own_activations: undefined }, X, Y);
  const [a, b] = [ours, theirs].map((one) => /** @type {number} */ (one.score(theta).loss.train));
  assert.ok(b > 0.01 && Math.abs(a - b) < 1e-5);
  const [s, t] = [createSlope(net, ours), createSlope({ ...net, hidden: ["sin"] }, theirs)].map((read) => read?.(theta, 0, 0.1, true).slope ?? NaN);
  assert.ok(Math.abs(t) > 0.01 && Math.abs(s - t) < 1e-4);
});
