/** The loss surface: heights between its points, lines of equal height, what is away from it, and the way of the run. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { contour } from "../../nnwidgets/frontend/lib/contours.js";
import { away, createTrail, heightAt, isBeside, levelsOf, readSurface } from "../../nnwidgets/frontend/lib/surface.js";

const [OVER, N] = [/** @type {[[number, number], [number, number]]} */ ([[-1, 3], [2, 4]]), 9];
const grid = (/** @type {(u: number, v: number) => number} */ height, n = N, over = OVER) => Float64Array.from({ length: n * n }, (_, at) => {
  const part = (/** @type {[number, number]} */ [lo, hi], /** @type {number} */ i) => lo + ((hi - lo) * i) / (n - 1);
  return height(part(over[0], Math.floor(at / n)), part(over[1], at % n));
});
const TOLD = { of: /** @type {[number, number]} */ ([1, 3]), over: OVER, points: N, step: 7, number: 2, fits: true };
const made = (/** @type {Float64Array} */ surface) => readSurface(TOLD, { surface, surface_theta: Float64Array.of(5, 1, 6, 2), surface_path: Float64Array.of(0, 0, 3, 0.5, 7, 1, 2, 0) });

test("the height at a point of the grid is the kernel's, and between them it is bilinear", () => {
  const exact = (/** @type {number} */ u, /** @type {number} */ v) => 3 + 2 * u - v + 0.7 * u * v; // which is bilinear everywhere
  const surface = made(grid(exact));
  for (const [u, v] of [[-1, 2], [3, 4], [3, 2], [-1, 4], [0.123, 3.3], [2.9, 2.01], [1, 3]]) assert.ok(Math.abs(heightAt(surface, u, v) - exact(u, v)) < 1e-12);
  for (const [u, v] of [[-1.001, 3], [3.1, 3], [0, 1.9], [0, 4.2], [NaN, 3]]) {
    assert.ok(isBeside(surface, u, v));
    assert.ok(Number.isNaN(heightAt(surface, u, v)));
  }
});

test("what is not finite is no height, and there may be none at all", () => {
  const surface = made(grid((u) => (u < 0 ? Infinity : u)));
  assert.deepEqual([levelsOf(surface.heights)?.lo, levelsOf(surface.heights)?.hi], [0, 3]);
  assert.ok(Number.isNaN(heightAt(surface, -0.7, 3)));
  assert.equal(levelsOf(made(grid(() => NaN)).heights), null);
  assert.equal(readSurface(undefined, {}), null);
});

test("levels are as much apart, or as many times where the loss is steep", () => {
  const flat = levelsOf(grid((u) => u + 2));
  const steps = flat.levels.map((level, i) => level - (flat.levels[i - 1] ?? flat.lo));
  assert.ok(!flat.steep && flat.levels.length === 14 && steps.every((step) => Math.abs(step - 4 / 15) < 1e-12));
  const steep = levelsOf(grid((u) => 10 ** u));
  const times = steep.levels.map((level, i) => level / (steep.levels[i - 1] ?? steep.lo));
  assert.ok(steep.steep && times.every((ratio) => Math.abs(ratio - 10 ** (4 / 15)) < 1e-9));
  assert.deepEqual(levelsOf(grid(() => 0.5)).levels, []);
});

test("a line of equal height lies where the height is that: of a plane exactly, of a bowl as near as the grid is fine", () => {
  const plane = contour(grid((u, v) => 2 * u + v), N, 4.2);
  for (let p = 0; p < plane.length; p += 2) assert.ok(Math.abs(2 * (-1 + plane[p] / 2) + (2 + plane[p + 1] / 4) - 4.2) < 1e-12);
  const [n, over] = [81, /** @type {typeof OVER} */ ([[-2, 2], [-2, 2]])];
  const pieces = contour(grid((u, v) => u * u + v * v, n, over), n, 1);
  let length = 0;
  for (let p = 0; p < pieces.length; p += 4) {
    const [a, b, c, d] = pieces.slice(p, p + 4).map((at) => -2 + (4 * at) / (n - 1));
    assert.ok(Math.abs(Math.hypot(a, b) - 1) < 2e-3);
    length += Math.hypot(a - c, b - d);
  }
  assert.ok(Math.abs(length - 2 * Math.PI) < 0.01, `a circle's length, not ${length}`);
});

test("at a saddle the lines go round the corners that its middle leaves alone; a corner that is no number has none", () => {
  const round = (/** @type {number} */ high) => contour(Float64Array.of(1, 0, 0, high), 2, 0.5);
  assert.deepEqual(round(1.2).length, 8);
  const [low, high] = [round(0.6), round(3)];
  const ends = (/** @type {number[]} */ pieces) => [0, 4].map((at) => [[pieces[at], pieces[at + 1]], [pieces[at + 2], pieces[at + 3]]].map((end) => end.join()).sort().join(" ")).sort();
  assert.deepEqual(ends(low), ["0,0.5 0.5,0", `${0.5 / 0.6},1 1,${0.5 / 0.6}`].sort()); // the middle is low: round both high corners
  assert.deepEqual(ends(high), [`0,0.5 ${0.5 / 3},1`, `0.5,0 1,${0.5 / 3}`].sort());
  assert.deepEqual(contour(Float64Array.of(1, 0, NaN, 0), 2, 0.5), []);
  assert.deepEqual(contour(Float64Array.of(1, 1, 1, 1), 2, 1), []);
});

test("away is the distance of all parameters but the two", () => {
  const surface = made(grid(() => 1));
  assert.equal(away(surface, Float64Array.of(5, 100, 6, -100)), 0);
  assert.equal(away(surface, Float64Array.of(5 + 3, 0, 6 - 4, 0)), 5);
});

test("the way begins with the kernel's, goes on with the page's, and ends where the run has gone back to", () => {
  const trail = createTrail();
  const surface = made(grid(() => 1));
  trail.begin(surface);
  assert.deepEqual(trail.until(7), [[0, 0, 3, 0.5], [7, 1, 2, 0]]);
  trail.add([7, 1.5, 2, 0]); // by hand: it stands elsewhere at the same step
  trail.add([9, 2, 2, 0.1]);
  trail.begin(surface); // the same again
  assert.deepEqual(trail.until(99), [[0, 0, 3, 0.5], [7, 1.5, 2, 0], [9, 2, 2, 0.1]]);
  assert.deepEqual(trail.until(8).length, 2);
  trail.add([3, 0, 0, 0]);
  assert.deepEqual(trail.until(99).map(([step]) => step), [0, 3]);
  for (let step = 4; step < 5000; step++) trail.add([step, step, 0, 0]);
  const all = trail.until(Infinity);
  assert.ok(all.length <= 2000 && all[0][0] === 0 && all.at(-1)?.[0] === 4999);
  trail.begin({ ...surface, key: "another" });
  assert.deepEqual(trail.until(99).map(([step]) => step), [0, 7]);
});
