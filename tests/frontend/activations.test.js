import assert from "node:assert/strict";
import { test } from "node:test";
import { ACTIVATIONS, activation, softmax } from "../../nnwidgets/frontend/lib/activations.js";

// Printed by NumPy 2.4: 1 / (1 + np.exp(-z)), np.tanh(z), np.maximum(z, 0), np.where(z < 0, .01 * z, z), z; the rest by nnwidgets.core
const Z = [-1000, -40, -3.7, -1, -1e-3, -1e-9, 0, 1e-9, 0.5, 2.25, 40, 1000];
const NUMPY = {
  linear: Z,
  sigmoid: [0, 4.24835425529159e-18, 0.024127021417669196, 0.2689414213699951, 0.4997500000208333, 0.49999999975, 0.5, 0.50000000025, 0.6224593312018546, 0.9046505351008906, 1, 1],
  tanh: [-1, -1, -0.9987782412811311, -0.7615941559557649, -0.0009999996666668, -1e-9, 0, 1e-9, 0.46211715726000974, 0.9780261147388136, 1, 1],
  relu: [0, 0, 0, 0, 0, 0, 0, 1e-9, 0.5, 2.25, 40, 1000],
  leaky_relu: [-10, -0.4, -0.037, -0.01, -1e-5, -1e-11, 0, 1e-9, 0.5, 2.25, 40, 1000],
  elu: [-1, -1, -0.9752764735296606, -0.6321205588285577, -0.0009995001666250085, -9.999999995e-10, 0, 1e-09, 0.5, 2.25, 40, 1000],
  softplus: [0, 4.248354255291589e-18, 0.024422845933779157, 0.31326168751822286, 0.6926473055599401, 0.6931471800599454, 0.6931471805599453, 0.6931471810599453, 0.9740769841801067, 2.350206558916747, 40, 1000],
  gelu: [0, 0, -0.00027180602139205374, -0.15880800939172326, -0.000499601057786418, -4.999999996010579e-10, 0, 5.000000003989423e-10, 0.34571400982514394, 2.222798670102711, 40, 1000],
  swish: [0, -1.6993417021166358e-16, -0.08926997924537602, -0.2689414213699951, -0.0004997500000208334, -4.9999999975e-10, 0, 5.000000002500001e-10, 0.3112296656009273, 2.035463703977004, 40, 1000],
  sin: [-0.8268795405320025, -0.7451131604793488, 0.5298361409084934, -0.8414709848078965, -0.0009999998333333417, -1e-09, 0, 1e-09, 0.479425538604203, 0.7780731968879212, 0.7451131604793488, 0.8268795405320025],
  step: [0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1],
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
  assert.throws(() => activation("Relu"), { message: "unknown activation 'Relu'; choose one of linear, sigmoid, tanh, relu, leaky_relu, elu, softplus, gelu, swish, sin, step" });
  assert.throws(() => activation("toString"), /unknown activation/);
});
