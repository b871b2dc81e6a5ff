import assert from "node:assert/strict";
import { test } from "node:test";
import { BUSY, GONE } from "../../nnwidgets/frontend/lib/patience.js";
import { createStore } from "../../nnwidgets/frontend/lib/store.js";

const SETTINGS = {
  sizes: [1, 1], hidden: [], output: "linear", loss: "squared_error", data: null, task: "regression", classes: [], names: ["x"], n_train: 2,
  noise: 0, test: 0, learning_rate: 0.1, batch_size: 2, activation: "linear", speed: "full", menus: {},
};
const SECOND = 1000;

/** A store over a kernel that the test plays: what it sends is kept, unless the line is cut. */
function bench() {
  const sent = [];
  const line = { cut: false, dead: false };
  const clock = { now: 0 };
  const store = createStore({
    view: "v",
    now: () => clock.now,
    changed: () => {},
    send: (message) => {
      if (!line.cut && !line.dead) sent.push(structuredClone(message));
      return !line.dead;
    },
  });
  let n = 0;
  /** The kernel sends a frame; `full` brings the settings. */
  function frame({ full = false, theta = [1, 2], applied = 0, running = false, generation = 0 } = {}) {
    const arrays = { theta, records: [n, 0.5, NaN], ...(full ? { X: [1, 2], Y: [1, 2], thumbs: [] } : {}) };
    const header = {
      kind: full ? "full" : "frame", n: ++n, generation, step: n, epoch: 0, running, reason: "", applied: applied ? { v: applied } : {},
      loss: { train: 1, test: null }, accuracy: { train: null, test: null },
      arrays: Object.entries(arrays).map(([name, values]) => [name, "f8", name === "records" ? [1, 3] : [values.length]]),
      ...(full ? { settings: SETTINGS } : {}),
    };
    if (!line.cut) store.receive(header, new Uint8Array(Float64Array.from(Object.values(arrays).flat()).buffer));
  }
  /** So many seconds with a beat each; `each` is what the kernel does in each of them. */
  function pass(seconds, each = () => {}) {
    for (let s = 0; s < seconds; s++) {
      clock.now += SECOND;
      each();
      store.beat();
    }
  }
  const kinds = () => sent.map(({ kind, id }) => (id ? `${kind} ${id}` : kind));
  return { sent, line, clock, store, frame, pass, kinds };
}

/** The same, with a page that has said hello and has its answer. */
function met() {
  const b = bench();
  b.store.look(true, false);
  b.frame({ full: true });
  b.sent.length = 0;
  return b;
}

test("an edit that is lost while nothing plays is said again, word for word, and the kernel asked what it has", () => {
  const { store, line, pass, sent, frame, kinds } = met();
  line.cut = true;
  store.put(0, 7);
  pass(4);
  line.cut = false;
  assert.equal(store.trouble, null);
  pass(2);
  assert.deepEqual(kinds(), ["edit 1", "hello"]);
  assert.deepEqual(sent[0].set, { 0: 7 });
  assert.equal(store.trouble, BUSY);
  frame({ theta: [7, 2], applied: 1 });
  frame({ theta: [7, 2], applied: 1, full: true });
  pass(60);
  assert.deepEqual([store.pending, store.trouble, kinds().length], [false, null, 2]);
});

test("an edit whose answer is lost is told from one that is lost: nothing is written twice", () => {
  const { store, line, pass, frame, sent } = met();
  store.put(0, 7);
  line.cut = true;
  frame({ theta: [7, 2], applied: 1 });
  pass(3);
  line.cut = false;
  pass(3);
  assert.deepEqual(sent.filter(({ kind }) => kind === "edit").map(({ id }) => id), [1, 1]);
  frame({ theta: [9, 2], applied: 1, full: true }); // training went on from 7 meanwhile
  assert.deepEqual([store.value(0), store.pending], [9, false]);
});

test("a kernel that is busy for long is asked now and then, not every second", () => {
  const { store, pass, kinds } = met();
  store.do("step", "batch");
  pass(180);
  assert.deepEqual(kinds(), ["do", ...Array(7).fill("hello")], "after 6, 12, 23, 44, 85, 126 and 167 s");
  assert.equal(store.trouble, BUSY);
});

test("frames that stop in the middle of training are missed, though nothing was asked", () => {
  const { store, pass, frame, kinds } = met();
  pass(5, () => frame({ running: true }));
  assert.equal(store.trouble, null);
  pass(6);
  assert.deepEqual([store.trouble, kinds()], [BUSY, ["hello"]]);
  frame({ running: true, full: true });
  pass(1);
  assert.equal(store.trouble, null);
});

test("where no frame is due silence is none", () => {
  const { store, pass, kinds } = met();
  pass(60);
  assert.deepEqual([store.trouble, kinds()], [null, []]);
});

test("a gap in the frames: one was lost, and the whole is asked for until it is there", () => {
  const { line, pass, frame, kinds } = met();
  pass(3, () => frame({ running: true }));
  assert.deepEqual(kinds(), []);
  line.cut = true;
  frame({ running: true });
  line.cut = false;
  pass(3, () => frame({ running: true }));
  assert.deepEqual(kinds(), ["hello"]);
  pass(4, () => frame({ running: true }));
  assert.deepEqual(kinds(), ["hello", "hello"]);
  pass(30, () => frame({ running: true, full: true }));
  assert.deepEqual(kinds(), ["hello", "hello"]);
});

test("frames of a network that the page was not told of are not drawn", () => {
  const { store, line, frame, kinds } = met();
  line.cut = true;
  frame({ generation: 1, theta: [1, 2, 3, 4], full: true });
  line.cut = false;
  frame({ generation: 1, theta: [1, 2, 3, 4] });
  assert.deepEqual([store.header.generation, store.header.n, kinds()], [0, 1, ["hello"]]);
  frame({ generation: 1, theta: [3, 4], full: true });
  assert.deepEqual([store.header.generation, store.value(0)], [1, 3]);
});

test("a page that is not seen says so when it asks", () => {
  const { store, pass, sent } = met();
  store.look(false, true);
  store.do("pause");
  pass(6);
  assert.deepEqual(sent.map(({ kind, visible }) => [kind, visible]), [["hidden", undefined], ["do", undefined], ["hello", false]]);
});

test("a line that takes nothing any more is another sentence, which stays", () => {
  const { store, line, pass } = met();
  line.dead = true;
  store.do("step", "batch");
  store.dismiss();
  pass(20);
  assert.deepEqual([store.trouble, store.lost], [GONE, true]);
});

for (const [how, touch] of Object.entries({
  "the page asks": (store) => store.ask(),
  "frames are acknowledged": (store) => store.acknowledge(1),
  "the page is seen": (store) => store.look(true, true),
  "a weight is dragged": (store) => [store.grab(0), store.move(0, 7)],
  "a number is typed": (store) => store.put(0, 7),
})) {
  test(`a kernel that is gone is noticed when ${how}: its last picture stays, and nothing trains, waits or can be held`, () => {
    const { store, line, pass, frame } = met();
    store.grab(1);
    frame({ running: true, theta: [3, 4] });
    line.dead = true;
    touch(store);
    store.grab(0);
    store.move(0, 9);
    store.put(1, 9);
    pass(20);
    assert.deepEqual([store.trouble, store.header.running, store.pending, store.held.size], [GONE, false, false, 0]);
    assert.deepEqual([0, 1].map(store.value), [3, 4]);
  });
}

test("a line that took nothing for a moment only: the next frame, whatever its number, brings the lab back", () => {
  const { store, line, frame } = met();
  line.dead = true;
  store.ask();
  line.dead = false;
  frame({ full: true, theta: [5, 6] });
  assert.deepEqual([store.trouble, store.lost, store.value(0)], [null, false, 5]);
  store.put(0, 7);
  assert.deepEqual([store.pending, store.value(0)], [true, 7]);
});
