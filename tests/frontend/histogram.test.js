import assert from "node:assert/strict";
import { test } from "node:test";
import { BINS, createSpreads, histogram, spread, weightsOf } from "../../nnwidgets/frontend/lib/histogram.js";
import { createRandom } from "./random.js";

const EDGES = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1];

test("counts equal np.histogram, on the edges as well", () => {
  // np.histogram([0, 0.1, … 1, 1.1, -0.1], 10, (0, 1))[0]: its edge at 3 · 0.1 lies a little above 0.3
  assert.deepEqual([...histogram([...EDGES, 1.1, -0.1, NaN], [0, 1], 10)], [1, 1, 2, 0, 1, 2, 1, 0, 1, 2]);
  // np.histogram([-2, -1.5, 0, 1, 2], 4, (-2, 2))[0]
  assert.deepEqual([...histogram([-2, -1.5, 0, 1, 2], [-2, 2], 4)], [2, 0, 1, 2]);
});

test("every value within the range is in exactly one bin, whatever their order", () => {
  const random = createRandom(7);
  for (let round = 0; round < 50; round++) {
    const lo = random.real(-5, 5);
    const hi = lo + random.real(1e-3, 4);
    const values = Float64Array.from({ length: 200 }, () => random.real(lo, hi));
    const counts = histogram(values, [lo, hi]);
    assert.equal(counts.length, BINS);
    assert.equal(counts.reduce((sum, count) => sum + count, 0), 200);
    assert.deepEqual(histogram(values.slice().reverse(), [lo, hi]), counts);
  }
});

test("mean and standard deviation are those of the population, as np.mean and np.std", () => {
  const { n, mean, sd, least, most, over, ends } = spread([1, 2, 3, 4], null);
  assert.deepEqual([n, mean, least, most, over, ends], [4, 2.5, 1, 4, [1, 4], null]);
  assert.ok(Math.abs(sd - 1.118033988749895) < 1e-15);
  assert.deepEqual(spread([2, 2], null).over, [1.5, 2.5]); // one value alone has room beside it
});

test("flat is what lies within 1 % of an end, and for relu what is 0", () => {
  assert.equal(spread([-1, -0.98, -0.97, 0, 0.99], [-1, 1], "tanh").ends, 3 / 5);
  assert.equal(spread([0, 0.011, 0.5, 0.995], [0, 1], "sigmoid").ends, 2 / 4);
  assert.equal(spread([0, 0, 0.001, 5], null, "relu").ends, 2 / 4);
  assert.equal(spread([0, 1], null, "linear").ends, null);
});

test("weights are without biases; all layers share their axis, activations have their own", () => {
  const theta = Float64Array.of(1, -2, 9, 3, 0.5, 8, 0.25, -0.75, 7); // 2-2-1: [W | b]
  const layers = createSpreads({ sizes: [2, 2, 1], hidden: ["tanh"], output: "linear" }, Float64Array.of(1, 0, 0, 1))(theta);
  assert.deepEqual([...weightsOf(theta, { offset: 0, nIn: 2, nOut: 2 })], [1, -2, 3, 0.5]);
  assert.deepEqual([...weightsOf(theta, { offset: 6, nIn: 2, nOut: 1 })], [0.25, -0.75]);
  const [, reach] = layers[0].weights.over;
  assert.ok(reach >= 3);
  assert.deepEqual(layers.map(({ weights }) => weights.over), [[-reach, reach], [-reach, reach]]);
  assert.deepEqual([layers[0].activations.over, layers[0].activations.n, layers[1].activations.n], [[-1, 1], 4, 2]);
  const a = [Math.tanh(10), Math.tanh(7), Math.tanh(11), Math.tanh(8.5)];
  assert.ok(Math.abs(layers[0].activations.mean - a.reduce((sum, x) => sum + x, 0) / 4) < 1e-15);
  assert.equal(layers[0].activations.ends, 1);
});
