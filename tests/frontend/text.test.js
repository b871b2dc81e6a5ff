import assert from "node:assert/strict";
import { test } from "node:test";
import { layout, nParams } from "../../nnwidgets/frontend/lib/forward.js";
import { sentence } from "../../nnwidgets/frontend/lib/sentence.js";
import { neuronName, parameterName } from "../../nnwidgets/frontend/lib/text.js";

const SIZES = [3, 4, 2, 1];

test("a weight and a bias have their three names", () => {
  assert.deepEqual(parameterName(6, SIZES), {
    layer: 0, to: 1, source: 2, numpy: "W[0][1, 2]", book: "W⁽¹⁾₂₃", short: "weight, x3 → neuron 2", spoken: "weight from input x3 to neuron 2 of hidden layer 1",
  });
  assert.deepEqual(parameterName(7, SIZES), { layer: 0, to: 1, source: null, numpy: "b[0][1]", book: "b⁽¹⁾₂", short: "bias of neuron 2 of hidden layer 1", spoken: "bias of neuron 2 of hidden layer 1" });
});

test("inputs and outputs are called by their names", () => {
  const names = { inputs: ["sin x1"], outputs: ["cat", "dog"] };
  assert.equal(parameterName(0, [1, 2], names).spoken, "weight from input sin x1 to output cat");
  assert.equal(parameterName(2, [1, 2]).spoken, "weight from input x1 to output 2");
  assert.equal(parameterName(26, SIZES).spoken, "weight from neuron 1 of hidden layer 2 to the output");
  assert.equal(parameterName(28, SIZES).spoken, "bias of the output");
  assert.equal(neuronName(3, 0, SIZES), "output");
});

test("indices above 9 are kept apart", () => {
  assert.equal(parameterName(12 * 21 + 3, [20, 15]).book, "W⁽¹⁾₁₃,₄");
});

test("the NumPy name finds its parameter again", () => {
  const sizes = [5, 3, 7, 2];
  const layers = layout(sizes);
  for (let k = 0; k < nParams(sizes); k++) {
    const { layer, to, source, numpy } = parameterName(k, sizes);
    const { offset, nIn } = layers[layer];
    assert.equal(offset + to * (nIn + 1) + (source ?? nIn), k);
    assert.equal(numpy, source === null ? `b[${layer}][${to}]` : `W[${layer}][${to}, ${source}]`);
  }
});

test("there is no parameter beyond the last", () => {
  assert.throws(() => parameterName(29, SIZES), { message: "sizes [3, 4, 2, 1] have no parameter 29" });
  assert.throws(() => parameterName(-1, SIZES), /no parameter -1/);
  assert.throws(() => parameterName(1.5, SIZES), /no parameter 1.5/);
});

const LAB = {
  shape: 1, theta: [0.1, 0.2, 0.3], evaluator: { n: 100 },
  header: { step: 0, epoch: 0, running: false, reason: "ready" },
  settings: { sizes: [2, 1], data: "circle", noise: 0, test: 0.5, n_train: 50, activation: "tanh", output: "sigmoid", hidden: [], loss: "bce" },
  score: { loss: { train: 0.42134, test: 0.45014 }, accuracy: { train: 0.82, test: 0.8 } },
};
const SCORES = "training loss 0.4213, 82.0% right; test loss 0.4501, 80.0% right.";
const nameOf = (/** @type {number} */ k) => parameterName(k, [2, 1]);
/** @param {any} change @param {any} [from] */
const said = ({ header = {}, settings = {}, ...more }, from = LAB) =>
  sentence(from, { ...LAB, ...more, header: { ...LAB.header, ...header }, settings: { ...LAB.settings, ...settings } }, nameOf);

test("an edit is said with its name, its value and what came of it", () => {
  assert.equal(said({ theta: [0.1, -0.35, 0.3] }), `Weight from input x2 to the output set to −0.350; ${SCORES}`);
  assert.equal(said({ theta: [0.1, 0.2, 2] }), `Bias of the output set to 2.000; ${SCORES}`);
  assert.equal(said({ theta: [1, 2, 3] }), `3 weights and biases changed; ${SCORES}`);
  assert.equal(said({ theta: [1, 2, 3], header: { reason: "new weights" } }), `New weights; ${SCORES}`);
});

test("training is said when it starts and when it ends, and not in between", () => {
  const playing = { ...LAB, header: { step: 1200, epoch: 24, running: true, reason: "playing" } };
  assert.equal(sentence(LAB, playing, nameOf), "Training started at step 0.");
  assert.equal(sentence(playing, { ...playing, header: { ...playing.header, step: 1300 } }, nameOf), "");
  assert.equal(said({ header: { step: 1250, epoch: 25, reason: "paused" }, theta: [1, 2, 3] }, playing), `Paused at step 1,250, epoch 25; ${SCORES}`);
  assert.equal(said({ header: { step: 7, reason: "diverged" } }, playing), `Stopped at step 7, epoch 0; ${SCORES}`);
  assert.equal(said({ header: { step: 7, reason: "waiting: nobody looks on" } }, playing), `Waiting at step 7, epoch 0; ${SCORES}`);
  assert.equal(said({ header: { step: 5, epoch: 1 }, theta: [1, 2, 3] }), `Step 5, epoch 1; ${SCORES}`);
  assert.equal(said({ theta: [1, 2, 3] }, { ...playing, header: { ...playing.header, running: false } }), `Back at step 0; ${SCORES}`);
});

test("changes of data, shape and settings are said", () => {
  assert.equal(said({ shape: 2, settings: { data: "reg_plane" } }), `Data reg plane, 50 to train on, 50 to test; ${SCORES}`);
  assert.equal(said({ shape: 2, settings: { noise: 0.15 } }), `Noise 15%; ${SCORES}`);
  assert.equal(said({ shape: 2, settings: { test: 0.2, n_train: 80 } }), `80 to train on, 20 to test; ${SCORES}`);
  assert.equal(said({ shape: 2, settings: { sizes: [2, 4, 1], hidden: ["tanh"] }, theta: [1] }), `Network of 2, 4, 1 units; ${SCORES}`);
  assert.equal(said({ shape: 2, settings: { hidden: ["leaky_relu"], activation: "leaky_relu" } }), `Activation leaky relu; ${SCORES}`);
  assert.equal(said({ shape: 2, settings: { output: "tanh" } }), `Output activation tanh; ${SCORES}`);
});

test("T3, T4, T6, D7: what the panel changes is said", () => {
  const from = { ...LAB, settings: { ...LAB.settings, optimizer: "sgd", schedule: "constant", regularization: "none", penalty: 0, shuffle: true, variant: null } };
  const say = (/** @type {object} */ change) => said({ settings: { ...from.settings, ...change } }, from);
  assert.equal(say({ optimizer: "adam" }), `Optimizer adam from here on: weights and steps stay, its memory begins empty; ${SCORES}`);
  assert.equal(say({ schedule: "warm_up" }), `Schedule warm up; ${SCORES}`);
  assert.equal(say({ regularization: "l1", penalty: 0.01 }), `Regularization L1, rate 0.01; ${SCORES}`);
  assert.equal(say({ shuffle: false }), `Examples in the same order every epoch; ${SCORES}`);
  assert.equal(say({ data: "gate", variant: { value: "or" } }), `Data or gate, 50 to train on, 50 to test; ${SCORES}`);
});

test("nothing new is not said; a task without classes or test data leaves them out", () => {
  assert.equal(said({}), "");
  assert.equal(said({ shape: 2 }), "");
  const score = { loss: { train: 0.5, test: null }, accuracy: { train: null, test: null } };
  assert.equal(said({ shape: 2, score }), "Other data; training loss 0.5000.");
});
