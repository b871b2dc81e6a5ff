import assert from "node:assert/strict";
import { test } from "node:test";
import { alignment, dots, fires1943, lineEnds, patterns, reach, see, stack, weighImage } from "../../nnwidgets/frontend/lib/neuron.js";
import { neuronWords } from "../../nnwidgets/frontend/lib/neuron_words.js";

const picture = (/** @type {any} */ more = {}) => /** @type {any} */ ({
  theta: Float64Array.of(6, 2, -5), shape: 1, header: { hint: "a hint", called: "AND" },
  dials: { mode: "sum", x: [1, 0], pixels: [[1, -1]], probe: "A", revealed: true, pulses: [1, 1], kinds: ["excitatory", "excitatory"], threshold: 2 },
  settings: { sizes: [2, 1], output: "sigmoid", probes: ["A"] },
  arrays: { inputs: Float64Array.of(0, 0, 0, 1, 1, 0, 1, 1), probes: Float64Array.of(1, 1) }, ...more,
});

test("V1.11: a neuron is read off as NumPy does", () => {
  const seen = see(picture());
  assert.deepEqual([seen.w, seen.b, seen.products, seen.z], [[6, 2], -5, [6, 0], 1]);
  assert.ok(Math.abs(seen.a - 0.7310585786300049) < 1e-15 && Math.abs(seen.slope - 0.19661193324148185) < 1e-15);
  assert.deepEqual(dots(seen), [0, 2, 6, 8]);
});

test("bars stand one after the other and end at the sum", () => {
  assert.deepEqual(stack([6, 0, -5]), [{ from: 0, to: 6, value: 6 }, { from: 6, to: 6, value: 0 }, { from: 6, to: 1, value: -5 }]);
  assert.equal(reach([6, 1], 6), 7);
  assert.equal(reach([], 3), 3);
});

test("the line's ends lie on the line and on the square", () => {
  for (const [w, b] of /** @type {[number[], number][]} */ ([[[6, 2], -5], [[1, 0], -0.5], [[0, 3], -3], [[1, 1], -1], [[1, 1], 0]])) {
    const ends = lineEnds(w, b, -0.5, 1.5) ?? [];
    assert.equal(ends.length, 2);
    for (const [u, v] of ends) {
      assert.ok(Math.abs(w[0] * u + w[1] * v + b) < 1e-12);
      assert.ok([u, v].some((t) => Math.abs(t + 0.5) < 1e-12 || Math.abs(t - 1.5) < 1e-12));
    }
  }
  assert.equal(lineEnds([6, 2], -50, -0.5, 1.5), null);
  assert.equal(lineEnds([0, 0], 1, -0.5, 1.5), null);
});

test("V5.6: the dot product and the angle", () => {
  assert.deepEqual(alignment([2, 0], [0, 3]), { dot: 0, angle: 90 });
  assert.ok(Math.abs((alignment([2, 0], [3, 3]).angle ?? 0) - 45) < 1e-9);
  assert.equal(alignment([0, 0], [3, 3]).angle, null);
});

test("V1.9: what lies under the light is added up pixel by pixel", () => {
  assert.deepEqual(weighImage([1, -1, 0.5], [1, 1, 0]), { products: [1, -1, 0], running: [1, 0, 0], total: 0, positive: 1, negative: 1 });
});

test("1943: the threshold counts, and a veto is absolute", () => {
  assert.deepEqual(patterns(2), [[0, 0], [0, 1], [1, 0], [1, 1]]);
  const two = ["excitatory", "excitatory"];
  assert.deepEqual(patterns(2).map((p) => fires1943(p, two, 2)), [false, false, false, true]);
  assert.deepEqual(patterns(2).map((p) => fires1943(p, two, 1)), [false, true, true, true]);
  assert.equal(fires1943([1, 1, 1], [...two, "inhibitory"], 1), false);
});

test("every mode has its sentence", () => {
  const said = (/** @type {string} */ mode) => neuronWords(see(picture({ dials: { ...picture().dials, mode } })));
  assert.equal(said("sum"), "z is 1, sigmoid of that is 0.7311, the slope there 0.1966.");
  assert.equal(said("bias"), "It fires on 2 of 4 examples: where w·x is above 5.");
  assert.equal(said("line"), "It fires on 2 of 4 examples. At x, z is 1.");
  assert.equal(said("gate"), "a hint");
  assert.equal(said("image"), "Image A: the sum is 0, 1 pixels count for it and 1 against it.");
  assert.equal(said("vectors"), "w · x is 6, the angle between them 18 degrees.");
  assert.equal(said("1943"), "It fires. This neuron: AND.");
});
