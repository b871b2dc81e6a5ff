import assert from "node:assert/strict";
import { test } from "node:test";
import { disagree, mapWords, meant, pointWords, proposed, readVersus, subtract, written } from "../../nnwidgets/frontend/lib/versus.js";

const SETTINGS = {
  sizes: [2, 1], hidden: [], output: "linear", loss: "squared_error", data: null, task: "regression", classes: [], names: ["x1", "x2"], n_train: 2,
};
const X = Float64Array.of(0, 1, 2, 3);

/** A side as the kernel tells of it. */
const side = (more = {}) => ({ sizes: [2, 1], hidden: [], output: "linear", own_activations: [], steps: 10, train_loss: 0.5, test_loss: null, train_accuracy: null, test_accuracy: null, ...more });

/** Two runs of 2-1, of which A is w·x + b. */
function two({ told = {}, a = {}, b = {}, settings = {}, theta = { a: [1, 2, 3], b: [1, 5, 3.5] } } = {}) {
  const versus = { name: "learning_rate", label: "Learning rate", values: ["0.03", "0.3"], of: 10, changed: 0, runs: [side(a), side(b)], ...told };
  const arrays = { a_theta: Float64Array.from(theta.a), b_theta: Float64Array.from(theta.b), a_rows: new Float64Array(3), b_rows: new Float64Array(3) };
  return readVersus({ ...SETTINGS, ...settings, versus }, X, new Float64Array(2 * versus.runs[0].sizes.at(-1)), arrays);
}

test("B9: without a comparison there is none", () => {
  assert.equal(readVersus(SETTINGS, X, X, {}), undefined);
});

test("B9: the sentence names the one thing, and what it brings with it is said", () => {
  assert.equal(two().sentence, "A learning rate 0.03 · B learning rate 0.3, all else equal.");
  assert.equal(two({ told: { label: "L1 rate", name: "l1", values: ["0", "0.1"] } }).sentence, "A L1 rate 0 · B L1 rate 0.1, all else equal.");
  assert.equal(two().notes, "");
  assert.equal(two({ told: { name: "loss" } }).notes, "Their losses are two measures: compare what is right.");
  assert.equal(two({ told: { changed: 2 }, b: { steps: 4 } }).notes,
    "A has the settings of now from its start on: what was changed on the way is in neither. B diverged: it is shown at step 4, its last with finite numbers.");
});

test("B9: the difference is B's output minus A's in every cell, worked out from both thetas", () => {
  const versus = two();
  const maps = versus.maps(50);
  assert.equal(maps.size, 50);
  for (const [row, column] of [[0, 0], [10, 31], [49, 49]]) {
    const v = 6 - ((row + 0.5) / 50) * 12;
    assert.ok(Math.abs(maps.difference[50 * row + column] - (3 * v + 0.5)) < 1e-12);
    assert.ok(Math.abs(maps.values[0][50 * row + column] - ((-6 + ((column + 0.5) / 50) * 12) + 2 * v + 3)) < 1e-12);
  }
  assert.equal(versus.maps(50), maps); // is worked out once
  assert.deepEqual([maps.least, maps.most].map((x) => Number(x.toFixed(6))), [3 * -5.88 + 0.5, 3 * 5.88 + 0.5]);
  assert.equal(mapWords(versus, maps), "B − A lies between −17.140 and +18.140 on this plane. It shows where they differ, not which of them is right.");
  assert.equal(pointWords(versus, ["x1", "x2"], { x: 1, y: -2 }, [], 2), "x1 1.0, x2 −2.0: A 0.000, B −5.500, B − A −5.500");
});

test("B9: a network of another shape has an evaluator of its own", () => {
  const versus = two({ b: { sizes: [2, 1, 1], hidden: ["tanh"] }, theta: { a: [0, 0, 0], b: [0.5, 0, 0, 2, 1] } });
  assert.ok(Math.abs(versus.at(1, 4)[1][0] - (2 * Math.tanh(0.5) + 1)) < 1e-12);
  assert.deepEqual(versus.at(1, 4)[0], [0]);
});

test("B9: of classes the map shows where the two name different ones, as B does", () => {
  const a = Float64Array.of(0.9, 0.1, 0.4, 0.1, 0.9, 0.6); // two classes, three cells
  const b = Float64Array.of(0.2, 0.3, 0.1, 0.8, 0.7, 0.9);
  const { difference, apart } = disagree([a, b], 3);
  assert.deepEqual([...difference], [0.2, NaN, NaN, 0.8, NaN, NaN]);
  assert.equal(apart, 1 / 3);
  const classes = two({ settings: { task: "multiclass", classes: ["red", "green"], sizes: [2, 2], output: "softmax" }, a: { sizes: [2, 2], output: "softmax" }, b: { sizes: [2, 2], output: "softmax" },
    theta: { a: [9, 0, 0, 0, 0, 0], b: [0, 9, 0, 0, 0, 0] } });
  assert.ok(classes.classes);
  assert.equal(mapWords(classes, classes.maps(50)), "They name different classes on 50.0% of this plane: there it has the colour of B's class. It does not show which of them is right.");
  assert.equal(pointWords(classes, ["x1", "x2"], { x: 2, y: -2 }, ["red", "green"], 2), "x1 2.0, x2 −2.0: A red (1.00), B green (1.00)");
});

test("B9: where nothing differs that is said", () => {
  const same = two({ theta: { a: [1, 2, 3], b: [1, 2, 3] } });
  assert.equal(mapWords(same, same.maps(50)), "B says what A says, everywhere on this plane.");
  assert.deepEqual(subtract([Float64Array.of(1, 2), Float64Array.of(4, 1)], 2), { difference: Float64Array.of(3, -1), least: -1, most: 3, apart: null });
});

test("B9: a proposal differs from now, and a field gives back what it was given", () => {
  const turns = [
    { name: "learning_rate", now: 0.03, list: null, next: 0.3 }, { name: "l1", now: 0, list: null, next: 0.001 }, { name: "batch_size", now: 10, list: null, next: 20 },
    { name: "seed", now: 0, list: null, next: 1 }, { name: "sizes", now: [2, 4, 2, 1], list: null, next: [2, 8, 4, 1] }, { name: "sizes", now: [2, 1], list: null, next: [2, 4, 1] },
    { name: "shuffle", now: true, list: [true, false], next: false }, { name: "activation", now: "mixed", list: ["tanh", "relu"], next: "tanh" }, { name: "init", now: "he", list: ["zeros", "he"], next: "zeros" },
  ];
  for (const turn of turns) {
    assert.deepEqual(proposed(turn), turn.next);
    assert.deepEqual(meant(turn, written(turn, turn.next)), turn.next);
  }
  const [rate, , , , sizes] = turns;
  assert.deepEqual(["4 3", "", "2, x", "0"].map((text) => meant(sizes, text)), [[2, 4, 3, 1], [2, 1], null, null]);
  assert.deepEqual(["1e-3", "much"].map((text) => meant(rate, text)), [0.001, null]);
  assert.equal(written(turns[6], false), "off");
});
