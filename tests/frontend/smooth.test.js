/** The smooth line against its formula, written out. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { smoothed } from "../../nnwidgets/frontend/lib/smooth.js";

test("each value is the mean of those before it, weighed by their distance", () => {
  const ys = Array.from({ length: 40 }, (_, i) => Math.sin(i * i));
  const [window, out] = [5, smoothed(ys, 5)];
  for (let i = 0; i < 40; i++) {
    const weights = ys.slice(0, i + 1).map((_, j) => (1 - 1 / window) ** (i - j));
    const mean = weights.reduce((sum, w, j) => sum + w * ys[j], 0) / weights.reduce((a, b) => a + b);
    assert.ok(Math.abs(out[i] - mean) < 1e-12);
  }
});

test("a window of one leaves all as it is; a level stays; what is no number stays one", () => {
  assert.deepEqual([...smoothed([3, 1, 2], 1)], [3, 1, 2]);
  assert.deepEqual([...smoothed([3, 1, 2], 0.1)], [3, 1, 2]);
  assert.deepEqual([...smoothed([2, 2, NaN, 2], 10)].map((v) => Math.round(v * 1e9) / 1e9), [2, 2, NaN, 2]);
});
