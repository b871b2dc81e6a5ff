import assert from "node:assert/strict";
import { test } from "node:test";
import { createBackward } from "../../nnwidgets/frontend/lib/backward.js";
import { createEvaluator } from "../../nnwidgets/frontend/lib/evaluate.js";
import { formatDigits } from "../../nnwidgets/frontend/lib/format.js";
import { formula } from "../../nnwidgets/frontend/lib/formula.js";
import { nParams } from "../../nnwidgets/frontend/lib/forward.js";
import { confusion } from "../../nnwidgets/frontend/lib/losses.js";
import { generator } from "../../nnwidgets/frontend/lib/sample.js";
import { createSlope } from "../../nnwidgets/frontend/lib/slope.js";

const random = generator(5);
const draw = (length, scale = 2) => Float64Array.from({ length }, () => scale * (random() - 0.5));
const spec = (sizes, more = {}) => ({ sizes, hidden: sizes.slice(1, -1).map(() => "tanh"), output: "tanh", loss: "squared_error", task: "binary", data: null, ...more });
const made = (n, net) => createEvaluator(net, draw(2 * n), Float64Array.from({ length: n }, () => (random() < 0.5 ? -1 : 1)));
const near = (a, b, tolerance) => assert.ok(Math.abs(a - b) <= tolerance, `${a} is not ${b}`);

test("B5: the curve goes through the present value, its difference quotient is the slope, and the step lands at w − η dL/dw", () => {
  const net = spec([2, 4, 2, 1], { n_train: 60 });
  const theta = draw(nParams(net.sizes));
  const read = createSlope(net, made(80, net));
  for (const k of theta.keys()) {
    const { ws, slope, loss, w, lands, rough } = read(theta, k, 0.1, true);
    assert.deepEqual([ws.length, ws[0], ws[40], w, rough], [41, -2, 2, theta[k], false]);
    const [left, right] = [-1e-5, 1e-5].map((by) => read(theta.map((value, i) => (i === k ? value + by : value)), k, 0.1, true).loss);
    near((right - left) / 2e-5, slope, 1e-7);
    near(lands, w - 0.1 * slope, 1e-12);
    near(loss, read(theta, k, 0.1, false).loss, 1e-12);
  }
});

test("B5: while only this parameter moves its curve stays; another one that moves, or a window too small, makes it anew", () => {
  const net = spec([2, 3, 1], { n_train: 40 });
  const theta = draw(nParams(net.sizes));
  const read = createSlope(net, made(40, net));
  const { ls } = read(theta, 4, 0.1, true);
  const at = (k, value) => theta.map((old, i) => (i === k ? value : old));
  assert.equal(read(at(4, 1.2), 4, 0.1, false).ls, ls);
  assert.notEqual(read(at(5, 0.3), 4, 0.1, false).ls, ls);
  const far = read(at(4, 6), 4, 0.1, true);
  assert.ok(far.ws[40] > 6);
  far.ws.forEach((w, i) => near(read(at(4, w), 4, 0.1, true).loss, far.ls[i], 1e-12));
});

test("B5: a penalty is in L(w), in its slope and in the step, of weights and not of biases", () => {
  const net = spec([2, 2, 1], { n_train: 30 });
  const evaluator = made(30, net);
  const theta = Float64Array.from([0.5, -1, 0.25, 0.7, 0.001, -0.2, 1, 1, 0.4]);
  const plain = createSlope(net, evaluator);
  const both = createSlope({ ...net, l1: 0.2, l2: 0.1 }, evaluator);
  const [w, p] = [1, 1].map((k, i) => [plain, both][i](theta, k, 0.1, true));
  near(p.slope, w.slope + 0.1 * -1 - 0.2, 1e-12);
  near(p.loss, w.loss + 0.2 + 0.05, 1e-12);
  near(p.lands, -1 - 0.1 * p.slope, 1e-12);
  assert.equal(createSlope({ ...net, l1: 100 }, evaluator)(theta, 4, 0.1, true).lands + 0, 0); // carried over 0 it stays there
  assert.deepEqual(both(theta, 2, 0.1, true), plain(theta, 2, 0.1, true));
});

test("B5: of many points a moving hand sees a part, and is told so; at rest it is the sample of the loss", () => {
  const net = spec([2, 8, 8, 8, 1], { n_train: 600 });
  const theta = draw(nParams(net.sizes));
  const read = createSlope(net, made(900, net));
  const [moving, still] = [read(theta, 3, 0.1, false), read(theta, 3, 0.1, true)];
  assert.deepEqual([moving.rough, moving.ws.length, still.rough, still.ws.length], [true, 21, false, 41]);
  near(moving.slope, still.slope, 0.1);
});

test("B5: a loss of one's own has no slope here, and its score is none", () => {
  const net = spec([2, 1], { n_train: 4, loss: "mine" });
  const evaluator = made(5, net);
  assert.equal(createSlope(net, evaluator), null);
  assert.equal(createBackward({ ...net, loss: "huber" }, { ...evaluator.scored, cut: 0 }), null);
  assert.deepEqual(evaluator.score(draw(3)).loss, { train: null, test: null });
});

test("T16: a neuron's formula with the numbers in, for a point and for the first example", () => {
  const net = spec([2, 2, 1], { n_train: 3, output: "linear", names: ["x1", "x2"] });
  const theta = Float64Array.from([0.42, -1.3, 0.1, 1, 1, -0.5, 2, -1, 0]);
  const evaluator = createEvaluator(net, Float64Array.from([0.5, -1.2, 1, 1, 2, 2]), Float64Array.from([1, 1, -1]));
  const first = evaluator.unitsAt(theta, null);
  assert.deepEqual(formula(net, theta, first, 1, 0), ["z = 0.42·x1 − 1.30·x2 + 0.10", "z = 0.42·0.50 − 1.30·(−1.20) + 0.10 = 1.87", "a = tanh(z) = 0.95"]);
  const there = evaluator.unitsAt(theta, { x: 1, y: 1 });
  near(there[2][0], evaluator.at(theta, 1, 1)[0], 0);
  assert.deepEqual(formula(net, theta, there, 2, 0), ["z = 2.00·a1 − 1.00·a2 + 0.00", "z = 2.00·(−0.65) − 1.00·0.91 + 0.00 = −2.21", "a = z = −2.21"]);
  assert.equal(formatDigits(-0.000123456), "−0.0001235");
});

test("T17: the confusion matrix counts each example once, by its class and by what it is taken for", () => {
  const [a, y] = [Float64Array.of(-0.4, 0, 0.6, -1), Float64Array.of(-1, -1, 1, 1)];
  assert.deepEqual(confusion(a, y, 4, 1, "tanh"), [[1, 1], [1, 1]]);
  assert.deepEqual(confusion(a, y, 4, 1, "tanh", { to: 3 }), [[1, 1], [0, 1]]);
  const three = Float64Array.of(0.2, 0.1, 0.5, 0.3, 0.3, 0.6); // unit-major: examples (0.2, 0.5, 0.3) and (0.1, 0.3, 0.6)
  assert.deepEqual(confusion(three, Float64Array.of(1, 0, 0, 0, 0, 1), 2, 3, "softmax"), [[0, 1, 0], [0, 0, 0], [0, 0, 1]]);
  const net = spec([2, 1], { n_train: 3 });
  const { train, test: rest } = made(5, net).confusion(draw(3));
  assert.deepEqual([train, rest].map((m) => m.flat().reduce((p, q) => p + q)), [3, 2]);
});
