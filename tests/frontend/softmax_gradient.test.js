import assert from "node:assert/strict";
import { test } from "node:test";
import { gradient } from "../../nnwidgets/frontend/lib/softmax.js";
import { arrowOf, signed, softmaxView } from "../../nnwidgets/frontend/lib/softmax_view.js";

const view = (T) => softmaxView({ dials: { logits: [2, -1, 0.5], target: [0, 1, 0], T, names: ["a", "b", "c"] }, settings: {} });

test("the gradient that is shown is that of the loss at its temperature", () => {
  for (const T of [0.1, 0.5, 1, 2, 10]) {
    const { p, y, z, gradient: shown, loss } = view(T);
    shown.forEach((g, i) => {
      assert.ok(Math.abs(g - (p[i] - y[i]) / T) < 1e-15);
      const h = 1e-6;
      const nudged = softmaxView({ dials: { logits: z.map((v, j) => v + h * (i === j)), target: y, T, names: [] }, settings: {} }).loss;
      assert.ok(Math.abs((nudged - loss) / h - g) < 1e-4);
    });
  }
  assert.equal(view(0).gradient, null);
  assert.deepEqual(view("inf").gradient.map((g) => g + 0), [0, 0, 0]);
});

test("an arrow never leaves its half, and its length stays in proportion", () => {
  for (const T of [0.01, 0.5, 1, 4]) {
    const arrows = gradient([50, -50], [0, 1], T).map((g) => arrowOf(g, T));
    assert.ok(arrows.every((long) => Math.abs(long) <= 1));
    assert.ok(Math.abs(arrows[0] - Math.min(1, 1 / T)) < 1e-9);
  }
});

test("a slope has its sign, and fewer digits where it is large", () => {
  assert.deepEqual([0.00001, 0.3864, -0.3864, 12.345, -100].map(signed), ["0.0000", "+0.3864", "−0.3864", "+12.35", "−100.00"]);
});
