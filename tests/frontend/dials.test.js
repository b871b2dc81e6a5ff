import assert from "node:assert/strict";
import { test } from "node:test";
import { createDials } from "../../nnwidgets/frontend/lib/dials.js";

function bench() {
  const sent = [];
  const dials = createDials({ view: "v", post: (message) => sent.push(message.value) > 0 });
  return { sent, dials, answer: (id) => dials.frame({ dialed: { v: id } }) };
}

test("a dial shows the hand's value at once, and the kernel's when it has answered", () => {
  const { sent, dials, answer } = bench();
  dials.set({ x: 3 });
  assert.deepEqual(dials.over({ x: 1, y: 2 }), { x: 3, y: 2 });
  assert.deepEqual(sent, [{ view: "v", id: 1, values: { x: 3 } }]);
  answer(0); // a frame that knows nothing of it
  assert.deepEqual(dials.over({ x: 1 }), { x: 3 });
  answer(1);
  assert.deepEqual(dials.over({ x: 2.9 }), { x: 2.9 });
});

test("of many in a row the newest goes, one at a time, and none jumps back in between", () => {
  const { sent, dials, answer } = bench();
  for (const x of [1, 2, 3, 4]) dials.set({ x });
  dials.set({ y: 7 });
  assert.equal(sent.length, 1);
  answer(1);
  assert.deepEqual(sent[1], { view: "v", id: 2, values: { x: 4, y: 7 } });
  assert.deepEqual(dials.over({ x: 1, y: 0 }), { x: 4, y: 7 });
  assert.ok(dials.pending);
  answer(2);
  assert.ok(!dials.pending);
  assert.deepEqual(dials.over({ x: 4, y: 7 }), { x: 4, y: 7 });
});

test("what a broken line has lost is said again, word for word; without a kernel the hand's value stays", () => {
  const { sent, dials } = bench();
  dials.set({ x: 1 });
  dials.resend();
  assert.deepEqual(sent[1], sent[0]);
  dials.lose();
  dials.resend();
  assert.equal(sent.length, 2);
  assert.deepEqual(dials.over({ x: 0 }), { x: 1 });
  assert.ok(!dials.pending);
});
