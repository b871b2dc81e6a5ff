import assert from "node:assert/strict";
import { test } from "node:test";
import { LOSSES, accuracy, meanLoss } from "../../nnwidgets/frontend/lib/losses.js";

const close = (one, other) => assert.ok(Math.abs(one - other) < 1e-12, `${one} is not ${other}`);

// The network of forward.test.js, 2 examples, 2 outputs; the means printed by NumPy 2.4.
const z = Float64Array.of(0.4732261271789028, -1.4342549920820797, -0.8508029245976143, 1.122332463151964);
const a = Float64Array.of(0.7898512547280921, 0.07198517884804985, 0.21014874527190794, 0.9280148211519501);
const y = Float64Array.of(1, 0, 0, 1);
const NUMPY = { squared_error: 0.02467218055657148, sum_of_squares: 0.04934436111314296, bce: 0.6677162918320803, cross_entropy: 0.1553091058289097, hinge: 1.141066962059979, huber: 0.02467218055657148 };

for (const name of Object.keys(LOSSES)) {
  test(`${name} equals NumPy`, () => close(meanLoss(name, { z, a }, y, 2, 2), NUMPY[name]));
  test(`${name} of a subset is the mean over it`, () => {
    const [first, second] = [0, 1].map((i) => LOSSES[name](z, a, y, 2, 2, i));
    close(meanLoss(name, { z, a }, y, 2, 2, { from: 1 }), second);
    close(meanLoss(name, { z, a }, y, 2, 2, { to: 1 }), first);
    close(meanLoss(name, { z, a }, y, 2, 2, { stride: 2 }), first);
    assert.equal(meanLoss(name, { z, a }, y, 2, 2, { from: 2 }), null);
  });
}

test("losses from z do not overflow", () => {
  const far = Float64Array.of(1000, -1000);
  close(meanLoss("bce", { z: far, a: far }, Float64Array.of(0, 0), 2, 1), 500);
  close(meanLoss("cross_entropy", { z: far, a: far }, Float64Array.of(0, 1), 1, 2), 2000);
});

test("huber is a parabola near the target and a line far from it; hinge ends where y a = 1", () => {
  const [none, y] = [new Float64Array(5), Float64Array.of(0, 0, 0, 0, 0)];
  close(meanLoss("huber", { z: none, a: Float64Array.of(-3, -1, 0.5, 1, 11) }, y, 5, 1), (2.5 + 0.5 + 0.125 + 0.5 + 10.5) / 5);
  close(meanLoss("hinge", { z: none, a: Float64Array.of(-1, 0.25, 1, 3, 0) }, Float64Array.of(1, 1, 1, 1, -1), 5, 1), (2 + 0.75 + 0 + 0 + 1) / 5);
});

test("an unknown loss is answered with those there are", () => {
  assert.throws(() => meanLoss("mse", { z, a }, y, 2, 2), { message: "unknown loss 'mse'; choose one of squared_error, sum_of_squares, bce, cross_entropy, hinge, huber" });
});

test("accuracy: a threshold for one unit, the largest of several; the threshold itself counts as above", () => {
  assert.equal(accuracy(Float64Array.of(0.4, 0.5, 0.6), Float64Array.of(0, 1, 0), 3, 1, "sigmoid"), 2 / 3);
  assert.equal(accuracy(Float64Array.of(-0.4, 0, 0.6), Float64Array.of(-1, 1, -1), 3, 1, "tanh"), 2 / 3);
  assert.equal(accuracy(a, y, 2, 2, "softmax"), 1);
  assert.equal(accuracy(a, Float64Array.of(0, 1, 0, 1), 2, 2, "softmax"), 0.5);
  assert.equal(accuracy(a, y, 2, 2, "softmax", { from: 2 }), null);
});
