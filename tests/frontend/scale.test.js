import assert from "node:assert/strict";
import { test } from "node:test";
import { createLimit, createRange, inputRange, linear, log10, logTicks, niceCeiling, ticks } from "../../nnwidgets/frontend/lib/scale.js";
import { createRandom } from "./random.js";

const close = (one, other, size = 1) => assert.ok(Math.abs(one - other) <= 1e-9 * Math.max(size, Math.abs(other)), `${one} is not ${other}`);

test("scales map ends to ends and back", () => {
  const random = createRandom(3);
  for (let round = 0; round < 200; round++) {
    const domain = [random.real(-5, 5), random.real(6, 9)];
    const range = [random.real(0, 10), random.real(200, 300)];
    if (random.chance(0.5)) range.reverse();
    for (const scale of [linear(domain, range), log10(domain.map(Math.exp), range)]) {
      close(scale(scale.domain[0]), range[0], 300);
      close(scale(scale.domain[1]), range[1], 300);
      const x = random.real(...scale.domain);
      close(scale.invert(scale(x)), x, 1e4);
    }
  }
});

test("a log scale draws what is not above 0 at its lower end, and passes NaN", () => {
  const scale = log10([0.01, 1], [100, 0]);
  assert.deepEqual([scale(0), scale(-3), scale(0.1)], [100, 100, 50]);
  assert.ok(Number.isNaN(scale(NaN)));
});

test("an empty domain gives numbers, not NaN", () => {
  assert.equal(linear([2, 2], [0, 10])(2), 0);
  assert.equal(linear([0, 1], [5, 5]).invert(5), 0);
});

test("ticks are round, inside, evenly apart, about as many as asked for", () => {
  assert.deepEqual(ticks(0, 1, 5), [0, 0.2, 0.4, 0.6, 0.8, 1]);
  assert.deepEqual(ticks(-6, 6, 5), [-6, -4, -2, 0, 2, 4, 6]);
  assert.deepEqual(ticks(0, 0.3, 3), [0, 0.1, 0.2, 0.3]);
  assert.deepEqual([ticks(3, 3), ticks(NaN, 1), ticks(0, Infinity)], [[3], [], [0]]);
  const random = createRandom(4);
  for (let round = 0; round < 500; round++) {
    const lo = random.real(-1, 1) * 10 ** random.int(-6, 6);
    const hi = lo + random.real(0.1, 1) * 10 ** random.int(-4, 6);
    const count = random.int(2, 10);
    const found = ticks(lo, hi, count);
    assert.ok(found.length >= count / 2 - 1 && found.length <= 2 * count + 1, `${found.length} for ${count}`);
    const step = found.length > 1 ? found[1] - found[0] : 0;
    if (step) assert.ok([1, 2, 5, 10].some((m) => Math.abs(step / 10 ** Math.floor(Math.log10(step * 1.000001)) - m) < 1e-4), `${step}`);
    for (const x of found) assert.ok(x >= lo - step * 1e-8 && x <= hi + step * 1e-8);
  }
});

test("log ticks", () => {
  assert.deepEqual(logTicks(0.01, 1, 6), [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1]);
  assert.deepEqual(logTicks(1e-5, 10, 7), [1e-5, 1e-4, 1e-3, 0.01, 0.1, 1, 10]);
  assert.deepEqual(logTicks(1e-9, 1e3, 4), [1e-9, 1e-6, 1e-3, 1, 1e3]);
  assert.deepEqual(logTicks(0.3, 0.4, 4), ticks(0.3, 0.4, 4));
  assert.deepEqual([logTicks(0, 1), logTicks(1, Infinity)], [[], []]);
});

test("a nice ceiling is the next round number", () => {
  const pairs = [[1, 1], [1.3, 1.5], [1.51, 2], [2.2, 3], [4, 5], [6, 7], [8, 10], [0.13, 0.15], [0.003, 0.003], [730, 1000]];
  for (const [x, ceiling] of pairs) assert.equal(niceCeiling(x), ceiling);
  const random = createRandom(5);
  for (let round = 0; round < 500; round++) {
    const x = 10 ** random.real(-8, 8);
    assert.ok(niceCeiling(x) >= x && niceCeiling(x) <= 1.7 * x);
    assert.equal(niceCeiling(niceCeiling(x)), niceCeiling(x));
  }
});

test("a limit holds what it has seen, and does not flicker", () => {
  const random = createRandom(6);
  const limit = createLimit(1);
  assert.equal(limit(0), 1);
  let changes = 0;
  let last = limit(1.45);
  for (let step = 0; step < 500; step++) {
    const size = random.real(1.3, 1.7); // wavers about the round 1.5
    const now = limit(size);
    assert.ok(now >= size);
    if (now !== last) changes++;
    last = now;
  }
  assert.ok(changes <= 1, `${changes} changes`);
  assert.equal(limit(-40), 50);
  assert.equal(limit(NaN), 50);
  assert.equal(limit(Infinity), 50);
  assert.equal(limit(26), 50);
  assert.equal(limit(12), 15);
  assert.equal(limit(0.001), 1);
});

test("T5, D8: the scale of a regression reaches as far as the targets, follows the values, and says so by its ends", () => {
  const range = createRange("linear", [-0.02, 0.013]);
  assert.deepEqual(range(Float64Array.from([0.01])), [-0.02, 0.02]);
  assert.deepEqual(range(Float64Array.from([0.25])), [-0.3, 0.3]);
  assert.deepEqual(range(Float64Array.from([0.2])), [-0.3, 0.3]); // more than half is used: it stays
  assert.deepEqual(range(Float64Array.from([0.1])), [-0.1, 0.1]);
  assert.deepEqual(range(Float64Array.from([NaN, 0])), [-0.02, 0.02]);
  assert.deepEqual(createRange("linear", [300, 340])(Float64Array.from([320])), [300, 340]); // far from 0: round their middle
  assert.deepEqual(createRange("linear", [0, 10])(Float64Array.from([3])), [-10, 10]);
  assert.deepEqual([createRange("tanh")(Float64Array.from([9])), createRange("sigmoid")(Float64Array.from([9]))], [[-1, 1], [0, 1]]);
  assert.deepEqual(createRange("relu")(Float64Array.from([4])), [-5, 5]);
});

test("T8: an input's own scale: a column's from end to end, a feature's both ways from 0, a constant's round it", () => {
  assert.deepEqual(inputRange(Float64Array.from([2, 8]), 0), [2, 8]);
  assert.deepEqual(inputRange(Float64Array.from([0, 36]), "x1²"), [-36, 36]);
  assert.deepEqual(inputRange(Float64Array.from([3, 3]), 1), [2, 4]);
});
