/** The frames that a page keeps: bounded, spread evenly, and never of a run that has not happened. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { createReel } from "../../nnwidgets/frontend/lib/reel.js";

const look = { settings: {}, arrays: {}, bytes: 1000, shape: 1 };
const shot = (step, size = 4, of = look) => ({ header: { step }, theta: new Float64Array(size).fill(step), look: of });

test("what is kept is what was shown, next to the step that is asked for", () => {
  const reel = createReel();
  assert.equal(reel.at(3), undefined);
  for (const step of [0, 10, 20, 21]) reel.add(shot(step));
  assert.deepEqual([-5, 0, 4, 6, 15, 16, 20, 21, 99].map((step) => reel.at(step).header.step), [0, 0, 0, 10, 10, 20, 20, 21, 21]);
  assert.deepEqual([...reel.at(10).theta], [10, 10, 10, 10]);
});

test("a frame is kept as it was, though its buffer is used again", () => {
  const reel = createReel();
  const theta = Float64Array.of(1, 2);
  reel.add({ ...shot(0), theta });
  theta.fill(9);
  assert.deepEqual([...reel.at(0).theta], [1, 2]);
});

test("a step that is not after the last one begins another run from there", () => {
  const reel = createReel();
  for (const step of [0, 10, 20, 30, 15]) reel.add(shot(step));
  assert.deepEqual([reel.length, reel.at(99).header.step, reel.at(12).header.step], [3, 15, 10]);
  reel.add({ ...shot(15), theta: Float64Array.of(7) }); // an edit at rest
  assert.deepEqual([reel.length, reel.at(15).theta[0]], [3, 7]);
});

test("T13: a million steps: at most 2,000 frames, evenly spread, first and newest among them", () => {
  const reel = createReel();
  for (let step = 0; step <= 1e6; step += 25) reel.add(shot(step));
  assert.ok(reel.length > 900 && reel.length <= 2000, `${reel.length}`);
  assert.deepEqual([reel.at(0).header.step, reel.at(2e6).header.step], [0, 1e6]);
  const far = Array.from({ length: 999 }, (_, i) => Math.abs(reel.at(1000 * (i + 1)).header.step - 1000 * (i + 1)));
  assert.ok(Math.max(...far) <= 1000, "no step is further than a thousandth of the run from a frame");
});

test("at most 16 MB, the points of each look counted once", () => {
  const reel = createReel({ bytes: 100_000 });
  for (let step = 0; step < 500; step++) reel.add(shot(step, 100));
  assert.ok(reel.bytes <= 100_000 && reel.bytes > 40_000, `${reel.bytes}`);
  assert.equal(reel.bytes, reel.length * 800 + 1000);
  const many = createReel({ bytes: 100_000 });
  for (let step = 0; step < 500; step++) many.add(shot(step, 100, { ...look }));
  assert.ok(many.bytes <= 100_000 && many.bytes === many.length * 1800);
  many.clear();
  assert.deepEqual([many.length, many.bytes], [0, 0]);
});
