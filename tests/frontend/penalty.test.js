import assert from "node:assert/strict";
import { test } from "node:test";
import { penalized, penalty, zeros } from "../../nnwidgets/frontend/lib/penalty.js";

// 2-2-1: [W | b] of each layer; the biases are 100
const THETA = [1, -2, 100, 0, 3, 100, -4, 0, 100];
const sizes = [2, 2, 1];

test("T4: the penalty is λ₁ Σ|w| + ½ λ₂ Σw² over the weights, never the biases", () => {
  assert.equal(penalty(THETA, { sizes }), 0);
  assert.equal(penalty(THETA, { sizes, l1: 0.5 }), 5);
  assert.equal(penalty(THETA, { sizes, l2: 0.1 }), 1.5);
  assert.equal(penalty(THETA, { sizes, l1: 0.5, l2: 0.1 }), 6.5);
});

test("T4: weights that are exactly 0 are counted, biases and small ones are not", () => {
  assert.deepEqual(zeros(THETA, sizes), { zero: 2, all: 6 });
  assert.deepEqual(zeros([1e-300, -0, 0, 1, 1, 0, 0, 1, 0], sizes), { zero: 2, all: 6 });
});

test("D1, T4: what the browser works out while a hand moves has the penalty in it", () => {
  const score = { loss: { train: 0.25, test: null }, accuracy: { train: 1, test: null } };
  assert.deepEqual(penalized(score, THETA, { sizes, l1: 0.5 }), { loss: { train: 5.25, test: null }, accuracy: score.accuracy });
});
