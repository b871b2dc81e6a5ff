import assert from "node:assert/strict";
import { test } from "node:test";
import { batches } from "../../nnwidgets/frontend/lib/batches.js";
import { PENALTIES, RATES, nearest } from "../../nnwidgets/frontend/lib/rates.js";

test("T2, T4: rates go from 0.00001 to 10 and penalties from 0 to 10, in about equal ratios", () => {
  assert.deepEqual([RATES[0], RATES.at(-1)], [0.00001, 10]);
  assert.deepEqual([...PENALTIES.slice(0, 3), PENALTIES.at(-1)], [0, 0.0001, 0.0002, 10]);
  for (const list of [RATES, PENALTIES.slice(1)]) for (let i = 1; i < list.length; i++) assert.ok(list[i] / list[i - 1] > 1.4 && list[i] / list[i - 1] < 2.1);
  for (const usual of [0.00001, 0.0001, 0.001, 0.01, 0.03, 0.1, 0.3, 1, 3, 10]) assert.equal(RATES[nearest(RATES, usual)], usual);
});

test("a value between two goes to the next by ratio, one beyond to the end, and 0 is 0", () => {
  assert.equal(RATES[nearest(RATES, 0.14)], 0.1);
  assert.equal(RATES[nearest(RATES, 0.15)], 0.2);
  assert.equal(RATES[nearest(RATES, 1e-9)], 0.00001);
  assert.equal(RATES[nearest(RATES, 500)], 10);
  assert.equal(PENALTIES[nearest(PENALTIES, 0)], 0);
  assert.equal(PENALTIES[nearest(PENALTIES, 1e-9)], 0.0001);
});

test("D6: the batches of an epoch are said, with the incomplete one", () => {
  assert.equal(batches(250, 10), "25 batches of 10");
  assert.equal(batches(250, 40), "6 batches of 40 and a last one of 10");
  assert.equal(batches(250, 249), "1 batch of 249 and a last one of 1");
  assert.equal(batches(250, 250), "1 batch of 250");
  assert.equal(batches(4, 10), "1 batch of 4");
  assert.equal(batches(50000, 1), "50,000 batches of 1");
  for (let n = 1; n < 60; n++) for (let size = 1; size < 70; size++) {
    const [first, last] = batches(n, size).split(" and a last one of ");
    const [count, each] = first.split(/ batch(?:es)? of /).map(Number);
    assert.equal(count * each + Number(last ?? 0), n);
  }
});
