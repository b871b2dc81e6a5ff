import assert from "node:assert/strict";
import { test } from "node:test";
import { nearestHeight, put, whole } from "../../nnwidgets/frontend/lib/sketch.js";

const AXES = { x: [-2, 2], y: [0, 1] };

test("a point of the pointer is the place next to it, within the axes", () => {
  assert.deepEqual(nearestHeight(0.1, 0.25, AXES, 5), { i: 2, height: 0.25 });
  assert.deepEqual(nearestHeight(-9, 3, AXES, 5), { i: 0, height: 1 });
  assert.deepEqual(nearestHeight(9, -3, AXES, 5), { i: 4, height: 0 });
});

test("a stroke fills what it passes over, either way", () => {
  const heights = [null, null, null, null, null];
  put(heights, { i: 1, height: 0 }, { i: 3, height: 1 });
  assert.deepEqual(heights, [null, 0, 0.5, 1, null]);
  put(heights, { i: 4, height: 0 }, { i: 2, height: 4 });
  assert.deepEqual(heights, [null, 0, 4, 2, 0]);
  put(heights, { i: 0, height: 7 }, { i: 0, height: 7 });
  assert.equal(heights[0], 7);
});

test("gaps are straight and ends level; one point is no curve yet", () => {
  assert.equal(whole([null, 2, null]), null);
  assert.deepEqual(whole([null, 1, null, null, 4, null]), [1, 1, 2, 3, 4, 4]);
});
