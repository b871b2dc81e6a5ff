import assert from "node:assert/strict";
import { test } from "node:test";
import { layout, nParams } from "../../nnwidgets/frontend/lib/forward.js";
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
