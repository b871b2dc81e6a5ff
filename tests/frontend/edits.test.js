import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { createEdits } from "../../nnwidgets/frontend/lib/edits.js";
import { prove } from "./proof.js";

const SEEDS = [1, 2, 3, 4, 5];
/** @type {Record<string, import("./proof.js").Scenario>} */
const SCENARIOS = {
  "a line with delays": {},
  "a line without delay": { delay: 0 },
  "a fast hand and a slow line": { delay: 1500, pace: 1 },
  "frames that are lost": { drop: 0.7 },
  "a kernel that is busy with cells": { cells: 0.003, cellTime: 3000 },
  "a kernel that is busy for long": { cells: 0.0005, cellTime: 40000, ticks: 12000, pace: 0.05 },
  "other data now and then": { reshapes: 0.01 },
  "a line that is cut": { outages: 0.003, ticks: 6000 },
  "two views": { views: 2, reshapes: 0.002 },
  "everything at once": { views: 2, drop: 0.5, cells: 0.002, reshapes: 0.003, outages: 0.002, ticks: 6000 },
};

for (const [name, scenario] of Object.entries(SCENARIOS)) {
  test(`the edit rule holds with ${name}`, () => {
    for (const seed of SEEDS) {
      const { sent, acts } = prove(createEdits, { ...scenario, seed });
      assert.ok(sent > 5 && acts > 100, `${sent} messages of ${acts} acts`);
    }
  });
}

test("thousands of moves become few messages", () => {
  const { sent, acts } = prove(createEdits, { pace: 1, ticks: 20000, delay: 300 });
  assert.ok(acts > 19000 && sent < acts / 4, `${sent} messages for ${acts} acts`);
});

// Each mutant breaks the rule at one place of the source; the proof must see every one of them.
const SOURCE = readFileSync(new URL("../../nnwidgets/frontend/lib/edits.js", import.meta.url), "utf8");
/** @type {Record<string, [from: string, to: string]>} */
const MUTANTS = {
  "the overlay ends at the release": ["leaving.add(k);\n    change();", "leaving.add(k); values.delete(k);\n    change();"],
  "the overlay ends with the next frame": ["inFlight && applied === id)", "inFlight)"],
  "the overlay ends one edit too early": ["inFlight && applied === id)", "inFlight && applied >= id - 1)"],
  "an answer ends what is not yet sent": ["for (const k of left) values.delete(k);", "for (const k of [...left, ...leaving]) values.delete(k);"],
  "an answer ends what is held": ["for (const k of left) values.delete(k);", "values.clear();"],
  "the overlay never ends": ["for (const k of left) values.delete(k);", ""],
  "an older frame is taken": ["header.n < n", "false"],
  "a frame of an older generation is taken": ["header.generation < generation ||", "false ||"],
  "another generation ends nothing": ["forget();\n      generation = header", "generation = header"],
  "two messages in flight": ["if (inFlight || ", "if ("],
  "the release is not sent": ["const release = [...leaving];", "const release = [];"],
  "a release while it is held again": ["leaving.delete(k);\n    left.delete(k);", "left.delete(k);"],
  "grabbed again, ended by the first release": ["leaving.delete(k);\n    left.delete(k);", "leaving.delete(k);"],
  "the oldest value wins": ["values.get(k) === value) return;", "values.has(k)) return;"],
  "the value is not sent": ["const set = Object.fromEntries([...values]", "const set = Object.fromEntries([]"],
  "the hold is not said": ["const hold = [...held, ...leaving];", "const hold = [];"],
  "what came meanwhile is not sent": ["changed = false;\n    inFlight = {", "inFlight = {"],
  "a lost message is not said again": ["if (!inFlight) return;\n    sentAt", "if (!inFlight || inFlight.said) return;\n    inFlight.said = true;\n    sentAt"],
  "a lost message is said again as another": ["if (!inFlight) return;\n    sentAt", "if (!inFlight || inFlight.said) return renumber();\n    inFlight.said = true;\n    sentAt"],
  "the hand moves what it does not hold": ["if (!held.has(k) || ", "if ("],
};

for (const [name, [from, to]] of Object.entries(MUTANTS)) {
  test(`the proof sees: ${name}`, async () => {
    assert.equal(SOURCE.split(from).length, 2, "the mutant fits one place of the source");
    const mutant = await import(`data:text/javascript,${encodeURIComponent(SOURCE.replace(from, () => to))}`);
    assert.throws(() => {
      for (const scenario of Object.values(SCENARIOS)) for (const seed of SEEDS) prove(mutant.createEdits, { ...scenario, seed });
    }, assert.AssertionError);
  });
}

/** A hand whose messages are kept, over a kernel that the test plays. */
function bench() {
  const sent = [];
  const clock = { now: 0 };
  const edits = createEdits({ view: "v", send: (message) => sent.push(message), now: () => clock.now });
  let n = 0;
  const frame = (applied = 0, generation = 1) => edits.frame({ n: ++n, generation, applied: applied ? { v: applied } : {} });
  return { sent, clock, edits, frame };
}
const theta = Float64Array.of(0, 10, 20);

test("nothing is grabbed before the first frame", () => {
  const { edits, sent } = bench();
  assert.equal(edits.grab(0), false);
  edits.put(0, 1);
  assert.deepEqual([sent.length, edits.held.size, edits.generation], [0, 0, null]);
});

test("a drag: hold, moves merged, release; the overlay ends with its answer", () => {
  const { edits, sent, frame } = bench();
  frame();
  edits.grab(1);
  for (const value of [1, 2, 3]) edits.move(1, value);
  edits.release(1);
  assert.deepEqual(sent, [{ kind: "edit", view: "v", id: 1, generation: 1, set: {}, hold: [1], release: [] }]);
  frame(1);
  assert.deepEqual(sent[1], { kind: "edit", view: "v", id: 2, generation: 1, set: { 1: 3 }, hold: [1], release: [1] });
  assert.deepEqual(edits.overlay(theta), Float64Array.of(0, 3, 20));
  frame(1);
  assert.deepEqual(edits.overlay(theta), Float64Array.of(0, 3, 20));
  frame(2);
  assert.equal(edits.overlay(theta), theta);
  assert.equal(edits.pending, false);
});

test("a typed number is one message", () => {
  const { edits, sent, frame } = bench();
  frame();
  edits.put(2, -0.5);
  assert.deepEqual(sent, [{ kind: "edit", view: "v", id: 1, generation: 1, set: { 2: -0.5 }, hold: [2], release: [2] }]);
  assert.equal(edits.overlay(theta)[2], -0.5);
  assert.equal(edits.held.size, 0);
  frame(1);
  assert.equal(edits.overlay(theta), theta);
});

test("theta keeps its kind, is not changed, and only what fits is laid over it", () => {
  const { edits, frame } = bench();
  frame();
  edits.put(1, 0.1);
  edits.put(7, 1);
  const shown = edits.overlay(Float32Array.of(1, 2));
  assert.deepEqual(shown, Float32Array.of(1, 0.1));
  assert.equal(theta[1], 10);
});

test("what is no number is not taken", () => {
  const { edits, sent, frame } = bench();
  frame();
  edits.put(1, NaN);
  edits.grab(1);
  edits.move(1, Infinity);
  assert.equal(edits.overlay(theta), theta);
  assert.equal(sent.length, 1);
});

test("another generation ends the hold, and the hand must grab anew", () => {
  const { edits, sent, frame } = bench();
  frame();
  edits.grab(0);
  frame(1);
  edits.move(0, 5);
  frame(1, 2);
  edits.move(0, 6);
  edits.release(0);
  assert.deepEqual([edits.held.size, edits.pending, sent.length], [0, false, 2]);
  assert.equal(edits.overlay(theta), theta);
  assert.equal(frame(2, 1), false, "a frame of the old generation is not drawn");
  edits.grab(0);
  assert.deepEqual([sent[2].id, sent[2].generation], [3, 2]);
});

test("a kernel that answers with frames but not to the edit gets it again, and is given up at last", () => {
  const { edits, sent, clock, frame } = bench();
  frame();
  edits.put(0, 7);
  const shown = [];
  for (let second = 0; second < 100; second++) {
    clock.now += 1000;
    frame();
    shown.push(edits.overlay(theta)[0]);
  }
  assert.deepEqual(sent, Array(4).fill(sent[0]), "word for word: what the kernel has done it does not do again");
  assert.equal(shown.indexOf(0) + 1, 6 + 11 + 21 + 41, "at the first frame after 5, 10, 20 and 40 seconds");
  assert.equal(edits.pending, false);
});

test("without frames the picture stays the hand's", () => {
  const { edits, sent, clock, frame } = bench();
  frame();
  edits.put(0, 7);
  clock.now += 3_600_000;
  assert.equal(edits.overlay(theta)[0], 7);
  assert.equal(edits.waiting, 3_600_000);
  frame();
  assert.equal(sent.length, 2);
  assert.equal(edits.overlay(theta)[0], 7);
});

test("a name that was used before counts on from there", () => {
  const { edits, sent, frame } = bench();
  frame();
  edits.put(0, 7);
  frame(57);
  assert.deepEqual([sent[1].id, sent[1].set], [58, { 0: 7 }]);
  assert.equal(edits.overlay(theta)[0], 7);
  frame(58);
  assert.equal(edits.overlay(theta), theta);
});

test("a beat says again what is held, and nothing when nothing is", () => {
  const { edits, sent, frame } = bench();
  frame();
  edits.beat();
  assert.equal(sent.length, 0);
  edits.grab(1);
  frame(1);
  edits.move(1, 4);
  frame(2);
  edits.beat();
  assert.deepEqual([sent[2].hold, sent[2].set], [[1], { 1: 4 }]);
});

test("the hand lets go where another was first", () => {
  const { edits, sent, frame } = bench();
  frame();
  edits.grab(1);
  edits.move(1, 4);
  edits.refuse();
  assert.equal(edits.overlay(theta), theta);
  edits.move(1, 5);
  assert.equal(edits.overlay(theta), theta);
  frame(1);
  assert.deepEqual(sent[1].release, [1]);
  frame(2);
  assert.equal(edits.pending, false);
});

test("another kernel: all is forgotten, and its first frame is taken", () => {
  const { edits, frame } = bench();
  for (let m = 0; m < 5; m++) frame(0, 3);
  edits.put(0, 7);
  edits.grab(1);
  edits.reset();
  assert.equal(edits.overlay(theta), theta);
  assert.equal(edits.held.size, 0);
  assert.equal(edits.frame({ n: 1, generation: 1, applied: {} }), true);
  assert.equal(edits.generation, 1);
});
