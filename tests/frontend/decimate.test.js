import assert from "node:assert/strict";
import { test } from "node:test";
import { createSeries, decimate, widest } from "../../nnwidgets/frontend/lib/decimate.js";
import { createRandom } from "./random.js";

test("a short line is left as it is", () => {
  const { x, y } = decimate([0, 1, 2], [5, 3, 4], 100);
  assert.deepEqual([[...x], [...y]], [[0, 1, 2], [5, 3, 4]]);
  assert.equal(decimate([], [], 10).x.length, 0);
  assert.deepEqual([...decimate([7], [1], 10).y], [1]);
});

test("first, last, smallest and largest of every column stay, in order, and few others", () => {
  const random = createRandom(9);
  for (let round = 0; round < 40; round++) {
    const n = random.int(2, 3000);
    const columns = random.int(1, 60);
    const ys = random.reals(n);
    if (round % 2) for (let i = 0; i < n; i++) if (random.chance(0.2)) ys[i] = NaN;
    const xs = Float64Array.from({ length: n }, (_, i) => i * 3);
    const { x, y } = decimate(xs, ys, columns);
    assert.ok(x.length <= 5 * columns);
    for (let i = 1; i < x.length; i++) assert.ok(x[i] >= x[i - 1]);
    for (let i = 0; i < x.length; i++) assert.ok(Number.isNaN(y[i]) || y[i] === ys[x[i] / 3], "only points of the line");
    const number = (values) => [...values].filter((v) => !Number.isNaN(v));
    const [all, kept] = [number(ys), number(y)];
    if (all.length) assert.deepEqual([kept[0], kept.at(-1), Math.min(...kept), Math.max(...kept)], [all[0], all.at(-1), Math.min(...all), Math.max(...all)]);
  }
});

test("a gap stays a gap", () => {
  const { y } = decimate([0, 1, 2, 3, 4, 5], [1, 2, NaN, NaN, 3, 4], 6);
  assert.deepEqual([...y], [1, 2, NaN, 3, 4]);
  assert.equal(decimate([0, 1, 2], [NaN, NaN, NaN], 4).y.length, 0);
  const long = Float64Array.from({ length: 1000 }, (_, i) => (i > 400 && i < 600 ? NaN : i));
  const line = decimate(Float64Array.from(long, (_, i) => i), long, 10);
  assert.equal([...line.y].filter(Number.isNaN).length, 1);
});

test("a series keeps its first and newest record, stays below its cap, and is evenly thinned", () => {
  const random = createRandom(10);
  const series = createSeries(64);
  let step = 0;
  while (step < 20000) {
    const m = random.int(0, 9);
    series.append(Float64Array.from({ length: 3 * m }, (_, i) => (i % 3 ? step + Math.floor(i / 3) + 0.5 : step + Math.floor(i / 3))));
    step += m;
    if (!step) continue;
    const { step: steps, train } = series.columns;
    assert.ok(series.length <= 64 && steps.length === series.length);
    assert.deepEqual([steps[0], steps.at(-1)], [0, step - 1]);
    const gaps = Array.from(steps.slice(1, -1), (s, i) => s - steps[i]);
    assert.ok(gaps.every((gap) => gap === gaps[0]), "even");
    steps.forEach((s, i) => assert.equal(train[i], s + 0.5));
  }
  assert.ok(series.length > 30);
});

test("a step that comes again starts a new branch; replace starts anew", () => {
  const series = createSeries();
  series.append(Float64Array.of(0, 1, 1, 10, 0.5, NaN, 20, 0.4, 0.6));
  series.append(Float64Array.of(10, 0.7, 0.8));
  assert.deepEqual([...series.columns.step], [0, 10]);
  assert.deepEqual([...series.columns.train], [1, 0.7]);
  assert.deepEqual([...series.columns.test], [1, 0.8]);
  series.replace(Float64Array.of(5, 1, 2));
  assert.deepEqual([...series.columns.step], [5]);
  series.replace(new Float64Array(0));
  assert.equal(series.length, 0);
});

test("B9: names stand where two lines are drawn furthest apart", () => {
  const [a, b] = [[1, 0.9, 0.5, 0.1], [1, 0.2, 0.1, 0.09]];
  assert.equal(widest(a, b, (v) => v), 1);
  assert.equal(widest(a, b, Math.log), 2);
  assert.equal(widest(a, b.slice(0, 1), (v) => v), 0); // one that diverged at once
});
