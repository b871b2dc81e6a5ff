import assert from "node:assert/strict";
import { test } from "node:test";
import { COARSE, createEvaluator, FINE, LINE, MOST_DRAWN } from "../../nnwidgets/frontend/lib/evaluate.js";
import { createForward, nParams } from "../../nnwidgets/frontend/lib/forward.js";
import { createLayerSpace } from "../../nnwidgets/frontend/lib/layerspace.js";
import { nearestPlace } from "../../nnwidgets/frontend/lib/nearest.js";
import { generator, sampleRows } from "../../nnwidgets/frontend/lib/sample.js";

const random = generator(7);
const draw = (length, scale = 2) => Float64Array.from({ length }, () => scale * (random() - 0.5));
const net = (sizes, more = {}) => ({ sizes, hidden: sizes.slice(1, -1).map(() => "tanh"), output: "linear", loss: "squared_error", task: "regression", data: null, n_train: 1, ...more });
const near = (a, b, tolerance = 1e-12) => assert.ok(Math.abs(a - b) <= tolerance, `${a} is not ${b}`);

test("T12: the grid is the output at the centres of its cells, the same as at any place", () => {
  const spec = net([2, 3, 1], { n_train: 2 });
  const theta = draw(nParams(spec.sizes));
  const evaluator = createEvaluator(spec, draw(6), draw(3));
  for (const size of [COARSE, FINE]) {
    const { pass, count } = evaluator.grid(theta, size);
    assert.equal(count, size * size);
    const [[u0, u1], [v0, v1]] = evaluator.domain;
    for (const i of [0, size - 1, size * size - 1, 17]) {
      const u = u0 + (((i % size) + 0.5) / size) * (u1 - u0);
      const v = v1 - ((Math.floor(i / size) + 0.5) / size) * (v1 - v0);
      near(pass.a[2][i], evaluator.at(theta, u, v)[0]);
    }
  }
});

test("T8: features, scaling and a feature of one's own enter the pass; at a place one's own is that of its cell", () => {
  const spec = net([4, 1], { n_train: 3, takes: [1, "x1x2", "sin x1", "own"] });
  const X = draw(8);
  const own = draw(4);
  const scale = Float64Array.from([0.5, 0, 0, -1, 2, 1, 4, 0.5]);
  const cells = Float32Array.from({ length: FINE * FINE }, (_, i) => i);
  const evaluator = createEvaluator(spec, X, draw(4), { scale, own, own_50: new Float32Array(COARSE * COARSE), own_100: cells });
  const inputs = evaluator.inputsOf(Int32Array.from([2]));
  [(X[5] - 0.5) / 2, X[4] * X[5], Math.sin(X[4]) / 4, (own[2] + 1) / 0.5].forEach((value, j) => near(inputs[j], value));
  assert.ok(evaluator.rough && evaluator.d === 2 && evaluator.n === 4);
  const theta = Float64Array.from([0, 0, 0, 1, 0]);
  near(evaluator.at(theta, -6, 6)[0], (cells[0] + 1) / 0.5);
  near(evaluator.at(theta, 6, -6)[0], (cells[FINE * FINE - 1] + 1) / 0.5);
});

test("T5: with one column the grid is a line, and a point stands at its target", () => {
  const spec = net([1, 2, 1], { n_train: 2, plane: { names: ["x", "y"], domain: [[-1, 3], [0, 5]], rest: "", choice: [0, 0], columns: ["x"] } });
  const theta = draw(nParams(spec.sizes));
  const evaluator = createEvaluator(spec, Float64Array.from([0.5, 2]), Float64Array.from([4, 1]));
  const { pass, count } = evaluator.grid(theta, FINE);
  assert.equal(count, LINE);
  near(pass.a[0][0], -1 + 2 / LINE);
  near(pass.a[2][10], evaluator.at(theta, -1 + (10.5 / LINE) * 4, 0)[0]);
  assert.deepEqual([evaluator.place(0), evaluator.place(1)], [[0.5, 4], [2, 1]]);
});

test("T12: a plane through many columns: its points project onto where they were taken from", () => {
  const table = Float64Array.from([1, 2, 3, /* axes */ 2, 0, 0, 0, 0.5, 0, /* along */ 0.5, 0, 0, 0, 2, 0]);
  const spec = net([3, 1], { plane: { names: ["a", "b"], domain: [[-1, 1], [-2, 2]], rest: "", choice: "pca", columns: [] } });
  const { plane, place } = createEvaluator(spec, Float64Array.from([3, 2.5, 9]), Float64Array.from([0]), { plane: table });
  assert.deepEqual([...plane.point(1, 1)], [3, 2.5, 3]);
  assert.deepEqual(place(0), [1, 1]);
  assert.deepEqual(plane.shift(Float64Array.from([3, 2.5, 9]), 0, 0.5, -1), [4, 2, 9]);
});

test("D1: with many points the loss is that of a fixed sample, marked, and near the whole", () => {
  const n = 50_000;
  const spec = net([2, 4, 2, 1], { n_train: 30_000 });
  const [X, Y] = [draw(2 * n), Float64Array.from({ length: n }, () => random())];
  const theta = draw(nParams(spec.sizes));
  const evaluator = createEvaluator(spec, X, Y);
  assert.ok(evaluator.sampled);
  const { loss } = evaluator.score(theta);
  assert.deepEqual(evaluator.score(theta).loss, loss);
  let sum = 0;
  for (let i = 0; i < 30_000; i++) sum += (evaluator.at(theta, X[2 * i], X[2 * i + 1])[0] - Y[i]) ** 2 / 2;
  const each = Math.sqrt(sum / 30_000 / 4000); // the spread of a mean of some thousand of them is below it
  assert.ok(Math.abs(loss.train - sum / 30_000) < 4 * each, `${loss.train} and ${sum / 30_000}`);
  assert.equal(evaluator.drawn.length, MOST_DRAWN);
  assert.equal(evaluator.drawnCut, MOST_DRAWN * 0.6);
  assert.ok(!createEvaluator(net([2, 4, 2, 1], { n_train: 300 }), draw(2400), draw(1200)).sampled);
});

test("a sample is in order, without repeats, of both parts in proportion, and always the same", () => {
  const { rows, cut } = sampleRows(10_000, 9_990, 500);
  assert.equal(rows.length, 501); // of ten test points at least one
  assert.equal(cut, 500);
  assert.ok(rows.every((row, i) => i === 0 || row > rows[i - 1]) && rows[cut - 1] < 9_990 && rows[cut] >= 9_990);
  assert.deepEqual(sampleRows(10_000, 9_990, 500).rows, rows);
  assert.deepEqual([...sampleRows(3, 2, 5).rows], [0, 1, 2]);
  assert.equal(sampleRows(100, 100, 10).cut, 10);
});

test("T17: R² is 1 for a perfect answer, 0 for the mean, and none where the targets are one number", () => {
  const spec = net([1, 1], { n_train: 3 });
  const X = Float64Array.from([0, 1, 2, 5, 6]);
  const perfect = createEvaluator(spec, X, Float64Array.from([1, 3, 5, 2, 2]));
  assert.deepEqual(perfect.r2(Float64Array.from([2, 1])), { train: 1, test: null });
  assert.deepEqual(perfect.r2(Float64Array.from([0, 3])), { train: 0, test: null });
  near(perfect.r2(Float64Array.from([1, 1])).train, 1 - 5 / 8);
  assert.deepEqual(createEvaluator({ ...spec, task: "binary" }, X, X).r2(Float64Array.from([1, 0])), { train: null, test: null });
});

test("T12: the last layer's space has the points where its units put them, and the outputs that follow from there", () => {
  const spec = net([2, 5, 3, 1], { output: "tanh" });
  const theta = draw(nParams(spec.sizes));
  const points = draw(14);
  const { a } = createForward(spec).run(theta, points, 7);
  const space = createLayerSpace(spec, points)(theta, 10, [2, 0]);
  for (let i = 0; i < 7; i++) assert.deepEqual([...space.places.slice(2 * i, 2 * i + 2)], [a[2][14 + i], a[2][i]]);
  assert.deepEqual([space.names, space.rest], [["a3", "a1"], "its other 1 units at their mean"]);
  const [[u0, u1], [v0, v1]] = space.domain;
  assert.ok(u0 < -1 && u1 > 1 && v0 < -1 && v1 > 1);
  const mean = a[2].slice(7, 14).reduce((sum, x) => sum + x, 0) / 7;
  const [w1, w2, w3, b] = theta.slice(-4);
  const [u, v] = [u0 + 0.35 * (u1 - u0), v1 - 0.05 * (v1 - v0)]; // column 3, row 0
  near(space.values[3], Math.tanh(w1 * v + w2 * mean + w3 * u + b));
  near(space.line[0] * u + space.line[1] * v + space.line[2], w1 * v + w2 * mean + w3 * u + b);
});

test("T12: with one unit in the last layer its space is a line; a relu's reaches as far as its points", () => {
  const spec = { ...net([2, 1, 2]), hidden: ["relu"] };
  const theta = Float64Array.from([3, 0, 0, /* */ 1, 0, 2, 0]);
  const space = createLayerSpace(spec, Float64Array.from([1, -2, 4, 4]))(theta, 4, [0, 1]);
  assert.deepEqual([...space.places], [3, 0, 0, 0]);
  near(space.domain[0][1], 3 * 1.08);
  assert.equal(space.line, null);
});

test("the nearest place within reach", () => {
  const places = [[0, 0], [10, 0], [10, 8]];
  const at = (x, y, reach) => nearestPlace(3, (i) => places[i], x, y, reach);
  assert.deepEqual([at(9, 3, 5), at(9, 5, 5), at(5, 0, 4), at(5, 0, 5)], [1, 2, -1, 1]);
});
