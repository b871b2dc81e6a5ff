import assert from "node:assert/strict";
import { test } from "node:test";
import { ACTIVATIONS, activation, softmax } from "../../nnwidgets/frontend/lib/activations.js";

// Printed by NumPy 2.4: 1 / (1 + np.exp(-z)), np.tanh(z), np.maximum(z, 0), np.where(z < 0, .01 * z, z), z
const Z = [-1000, -40, -3.7, -1, -1e-3, -1e-9, 0, 1e-9, 0.5, 2.25, 40, 1000];
const NUMPY = {
  linear: Z,
  sigmoid: [0, 4.24835425529159e-18, 0.024127021417669196, 0.2689414213699951, 0.4997500000208333, 0.49999999975, 0.5, 0.50000000025, 0.6224593312018546, 0.9046505351008906, 1, 1],
  tanh: [-1, -1, -0.9987782412811311, -0.7615941559557649, -0.0009999996666668, -1e-9, 0, 1e-9, 0.46211715726000974, 0.9780261147388136, 1, 1],
  relu: [0, 0, 0, 0, 0, 0, 0, 1e-9, 0.5, 2.25, 40, 1000],
  leaky_relu: [-10, -0.4, -0.037, -0.01, -1e-5, -1e-11, 0, 1e-9, 0.5, 2.25, 40, 1000],
};

for (const [name, { f, range }] of Object.entries(ACTIVATIONS)) {
  test(`${name} equals NumPy, stays in its range, and lets NaN through`, () => {
    Z.forEach((z, i) => {
      assert.ok(Math.abs(f(z) - NUMPY[name][i]) <= 1e-12 * Math.max(1, Math.abs(z)), `f(${z}) = ${f(z)}`);
      assert.ok(f(z) >= range[0] && f(z) <= range[1]);
    });
    assert.ok(Number.isNaN(f(NaN)));
  });
}

test("softmax adds up to 1, whatever the size", () => {
  const z = Float64Array.of(1000, -1000, 999, -1000, -1000, -1000); // 3 units, 2 examples
  const a = new Float64Array(6);
  softmax(z, a, 3, 2);
  const expected = [0.7310585786300049, 1 / 3, 0.2689414213699951, 1 / 3, 0, 1 / 3];
  expected.forEach((value, i) => assert.ok(Math.abs(a[i] - value) < 1e-12));
});

test("an unknown name is answered with those there are", () => {
  assert.throws(() => activation("Relu"), { message: "unknown activation 'Relu'; choose one of linear, sigmoid, tanh, relu, leaky_relu" });
  assert.throws(() => activation("toString"), /unknown activation/);
});
