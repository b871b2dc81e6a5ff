import assert from "node:assert/strict";
import { test } from "node:test";
import { ACTIVATIONS } from "../../nnwidgets/frontend/lib/activations.js";
import { createForward, layout, nParams, unitMajor } from "../../nnwidgets/frontend/lib/forward.js";
import { createRandom } from "./random.js";

const NAMES = Object.keys(ACTIVATIONS);

/** The same by the definition, one example and one unit at a time. */
function plain({ sizes, hidden, output }, theta, row) {
  let at = 0;
  let a = row;
  let z = row;
  for (let l = 1; l < sizes.length; l++) {
    z = Array.from({ length: sizes[l] }, () => {
      const weights = theta.slice(at, at + a.length);
      at += a.length + 1;
      return a.reduce((sum, value, k) => sum + value * weights[k], theta[at - 1]);
    });
    const name = l < sizes.length - 1 ? hidden[l - 1] : output;
    if (name === "softmax") {
      const e = z.map((v) => Math.exp(v - Math.max(...z)));
      a = e.map((v) => v / e.reduce((s, w) => s + w, 0));
    } else a = z.map(ACTIVATIONS[name].f);
  }
  return { z, a };
}

test("theta's blocks follow each other", () => {
  assert.deepEqual(layout([2, 4, 2, 1]), [
    { offset: 0, nIn: 2, nOut: 4 },
    { offset: 12, nIn: 4, nOut: 2 },
    { offset: 22, nIn: 2, nOut: 1 },
  ]);
  assert.equal(nParams([2, 4, 2, 1]), 25);
  assert.equal(nParams([784, 16, 16, 10]), 13002);
});

test("a pass equals NumPy's", () => {
  const theta = Float64Array.from({ length: 17 }, (_, k) => (((k * 7) % 11) - 5) / 4);
  const { a, z } = createForward({ sizes: [2, 3, 2], hidden: ["tanh"], output: "softmax" }).run(theta, Float64Array.of(0.5, 2, -1, 0.25), 2);
  // np.tanh(X @ W0.T + b0) and so on, printed by NumPy 2.4
  const numpy = {
    hidden: [-0.9253462253117412, -0.9936546343150297, -0.35835739835078595, 0.9480852856044063, -0.46211715726000974, 0.7615941559557649],
    z: [0.4732261271789028, -1.4342549920820797, -0.8508029245976143, 1.122332463151964],
    output: [0.7898512547280921, 0.07198517884804985, 0.21014874527190794, 0.9280148211519501],
  };
  numpy.hidden.forEach((value, i) => assert.ok(Math.abs(a[1][i] - value) < 1e-12));
  numpy.z.forEach((value, i) => assert.ok(Math.abs(z[i] - value) < 1e-12));
  numpy.output.forEach((value, i) => assert.ok(Math.abs(a[2][i] - value) < 1e-12));
});

test("a pass equals the definition, for networks of any shape", () => {
  const random = createRandom(1);
  for (let round = 0; round < 60; round++) {
    const sizes = Array.from({ length: random.int(2, 5) }, () => random.int(1, 6));
    const spec = { sizes, hidden: sizes.slice(2).map(() => random.pick(NAMES)), output: random.pick([...NAMES, "softmax"]) };
    const exact = random.reals(nParams(sizes), -2, 2);
    const theta = round % 2 ? exact : Float32Array.from(exact);
    const n = random.int(0, 7);
    const rows = random.reals(n * sizes[0], -3, 3);
    const { a, z } = createForward(spec).run(theta, unitMajor(rows, n, sizes[0]), n);
    for (let i = 0; i < n; i++) {
      const expected = plain(spec, [...theta], [...rows.slice(i * sizes[0], (i + 1) * sizes[0])]);
      expected.a.forEach((value, j) => {
        assert.ok(Math.abs(a[sizes.length - 1][j * n + i] - value) < 1e-12 * Math.max(1, Math.abs(value)));
        assert.ok(Math.abs(z[j * n + i] - expected.z[j]) < 1e-12 * Math.max(1, Math.abs(expected.z[j])));
      });
    }
  }
});

test("arrays are kept while n is the same, and the inputs are the given ones", () => {
  const net = createForward({ sizes: [1, 2, 1], hidden: ["relu"], output: "linear" });
  const theta = new Float64Array(7).fill(1);
  const inputs = Float64Array.of(1, 2);
  const first = net.run(theta, inputs, 2);
  assert.equal(first.a[0], inputs);
  const other = Float64Array.of(3, 4);
  const second = net.run(theta, other, 2);
  assert.equal(second.a[1], first.a[1]);
  assert.equal(second.a[0], other);
  assert.notEqual(net.run(theta, Float64Array.of(1), 1).a[1], first.a[1]);
});

test("NaN and huge weights go through without an error, as in NumPy", () => {
  const net = createForward({ sizes: [2, 2, 1], hidden: ["tanh"], output: "sigmoid" });
  const theta = new Float64Array(9).fill(1e300);
  assert.equal(net.run(theta, Float64Array.of(1, 1), 1).a[2][0], 1);
  theta[0] = NaN;
  const { a } = net.run(theta, Float64Array.of(0, 0), 1);
  assert.ok(Number.isNaN(a[1][0]) && Number.isNaN(a[2][0]) && a[1][1] === 1);
});

test("what does not fit is said", () => {
  assert.throws(() => createForward({ sizes: [2, 3, 1], hidden: [], output: "tanh" }), { message: "sizes [2, 3, 1] have 1 hidden layers, but 0 activations were given" });
  const net = createForward({ sizes: [2, 1], hidden: [], output: "tanh" });
  assert.throws(() => net.run(new Float64Array(4), new Float64Array(2), 1), { message: "sizes [2, 1] need 3 parameters, but theta has 4" });
  assert.throws(() => net.run(new Float64Array(3), new Float64Array(3), 1), { message: "1 examples of 2 inputs are 2 numbers, but 3 were given" });
});
