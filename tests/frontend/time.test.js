/** The timeline, and what the kernel makes for a page: over a store whose kernel the test plays. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { COMING, NEVER, SILENT, lateWords } from "../../nnwidgets/frontend/lib/late.js";
import { createStore } from "../../nnwidgets/frontend/lib/store.js";

const SETTINGS = { sizes: [1, 1], hidden: [], output: "linear", loss: "squared_error", data: null, task: "regression", n_train: 2, classes: [], names: ["x"] };

function bench() {
  const sent = [];
  const store = createStore({ view: "v", now: () => 0, changed: () => {}, send: (message) => (sent.push(structuredClone(message)), true) });
  let n = 0;
  /** @param {number} step */
  function frame(step, theta, { settings = null, X = [1, 2], generation = 0, runs = {} } = {}) {
    const arrays = { theta, records: [step, theta[0], NaN], ...(settings ? { X, Y: [1, 2], thumbs: [], ...runs } : {}) };
    const header = {
      kind: settings ? "full" : "frame", n: ++n, generation, step, epoch: 0, running: false, reason: "", applied: {},
      loss: { train: theta[0] / 10, test: null }, accuracy: { train: null, test: null },
      arrays: Object.entries(arrays).map(([name, values]) => [name, "f8", name === "records" ? [1, 3] : [values.length]]), ...(settings ? { settings } : {}),
    };
    store.receive(header, new Uint8Array(Float64Array.from(Object.values(arrays).flat()).buffer));
  }
  const shown = () => {
    const { header, theta, score } = store.scene(true);
    return [header.step, theta[0], score.loss.train];
  };
  store.look(true, false);
  frame(0, [1, 0], { settings: SETTINGS });
  sent.length = 0;
  return { store, sent, frame, shown };
}

test("T13: the timeline shows a kept frame at once, and goes there exactly when it is let go", () => {
  const { store, sent, frame, shown } = bench();
  for (const step of [10, 20, 30]) frame(step, [step, 0]);
  store.scrub(12);
  assert.deepEqual([shown(), sent], [[10, 10, 1], []]);
  frame(40, [40, 0]); // it goes on training meanwhile: the picture stays
  assert.deepEqual(shown(), [10, 10, 1]);
  store.go(12);
  assert.deepEqual(sent.at(-1), { kind: "do", view: "v", what: "go", value: 12 });
  frame(41, [41, 0]); // what was on its way
  assert.deepEqual(shown(), [10, 10, 1]);
  frame(12, [12, 0]);
  assert.deepEqual(shown(), [12, 12, 1.2]);
  frame(13, [13, 0]);
  assert.deepEqual(shown(), [13, 13, 1.3]);
  store.scrub(40); // that has not happened any more
  assert.deepEqual(shown(), [13, 13, 1.3]);
});

test("the timeline let go where it was, or beyond the end, shows what is", () => {
  const { store, frame, shown } = bench();
  frame(10, [10, 0]);
  for (const step of [10, 500]) {
    store.scrub(2);
    assert.equal(shown()[0], 0);
    store.go(step);
    assert.equal(shown()[0], 10);
  }
});

test("a refusal ends it: the picture is that of the network again", () => {
  const { store, frame, shown } = bench();
  frame(10, [10, 0]);
  store.scrub(0);
  store.go(0);
  store.complain("timeline is locked: later", false);
  assert.deepEqual(shown(), [10, 10, 1]);
});

test("frames of other settings and points are drawn with theirs", () => {
  const { store, frame } = bench();
  frame(10, [10, 0]);
  frame(20, [2, 0], { settings: { ...SETTINGS, learning_rate: 7 }, X: [5, 6] });
  frame(30, [3, 0]);
  const now = store.scene(true);
  store.scrub(9);
  const then = store.scene(true);
  assert.deepEqual([then.settings.learning_rate, [...then.evaluator.X], then.shape], [undefined, [1, 2], 1]);
  assert.deepEqual([now.settings.learning_rate, [...now.evaluator.X], now.shape], [7, [5, 6], 2]);
  store.scrub(21);
  assert.equal(store.scene(true).evaluator, now.evaluator);
});

test("another network has another past", () => {
  const { store, frame, shown } = bench();
  frame(10, [10, 0]);
  store.scrub(0);
  frame(0, [5, 0], { settings: SETTINGS, generation: 1 });
  assert.equal(shown()[1], 5);
  store.scrub(10);
  assert.equal(shown()[1], 5);
});

test("B8: the runs that are kept come with their names, and are no part of what a frame is drawn with", () => {
  const { store, frame } = bench();
  frame(10, [10, 0], { settings: { ...SETTINGS, runs: [["a", 3], ["b", 9]] }, runs: { "run 0": [0, 1, NaN], "run 1": [0, 2, NaN] } });
  assert.deepEqual(store.scene(true).runs.map((run) => run[1]), [1, 2]);
  frame(11, [11, 0]);
  assert.equal(store.scene(true).runs.length, 2);
});

test("a text or a file that is asked for comes under its number; a refusal is a sentence", async () => {
  const { store, sent } = bench();
  const [code, png] = [store.tools.make("share"), store.tools.make("png")];
  const asked = sent.map(({ value }) => value);
  assert.deepEqual(asked.map(({ format }) => format), ["share", "png"]);
  assert.notEqual(asked[0].ask, asked[1].ask);
  const bytes = (text) => new DataView(new TextEncoder().encode(`..${text}`).buffer, 2);
  store.tools.hear({ kind: "made", ask: asked[1].ask, name: "n.png", type: "image/png", note: "" }, [bytes("\u0001P")]);
  store.tools.hear({ kind: "made", ask: asked[0].ask, name: "n", type: "text/plain", note: "own" }, [bytes("NN1.é")]);
  store.tools.hear({ kind: "made", ask: "another view's", name: "n", type: "text/plain", note: "" }, [bytes("x")]);
  assert.deepEqual([(await code).text, (await code).note, [...(await png).data], (await png).text], ["NN1.é", "own", [1, 80], ""]);
  const refused = store.tools.make("share");
  store.complain("this run is too large for a code", false);
  await assert.rejects(refused, /^Error: this run is too large for a code$/);
});

test("a further module comes to all that wait for it; what the kernel refuses it refuses in a sentence, and it may be asked for again", async () => {
  const { store, sent } = bench();
  const view = (...numbers) => new DataView(Uint8Array.from([9, ...numbers]).buffer, 1); // as a buffer comes: somewhere in a larger one
  const [one, two] = [store.tools.module("a", "d1"), store.tools.module("a", "d1")];
  const other = store.tools.module("b", "d2");
  assert.deepEqual(sent.filter(({ kind }) => kind === "module"), [["a", "d1"], ["a", "d1"], ["b", "d2"]].map(([name, digest]) => ({ kind: "module", view: "v", name, digest })));
  store.complain("another's trouble", false);
  store.tools.hear({ kind: "module", name: "a" }, [view(1, 2), view(3)]);
  store.tools.hear({ kind: "module", name: "a" }, [view(4)]); // nobody waits any more
  store.tools.hear({ kind: "module", name: "b", error: "unknown module 'b'" });
  assert.deepEqual((await one).map((part) => [...part]), [[1, 2], [3]]);
  assert.deepEqual(await two, await one);
  await assert.rejects(other, new Error("unknown module 'b'"));
  const again = store.tools.module("b", "d2");
  store.tools.hear({ kind: "module", name: "b" }, [view(5)]);
  assert.deepEqual((await again).map((part) => [...part]), [[5]]);
});

test("an empty place says why: gone for good, the kernel's own words, no answer, or on its way to whoever looks", () => {
  assert.deepEqual([[true, true, "x", true], [false, true, "x", false], [false, true, "", false], [false, false, "", true], [false, false, "", false]].map((state) => lateWords(...state)),
    [NEVER, "x", SILENT, COMING, ""]);
});

test("B20: how far a piece of work is, until it is over", () => {
  const { store } = bench();
  assert.equal(store.tools.progress, null);
  store.tools.hear({ kind: "progress", what: "Training", done: 5, of: 10, left: 2, stops: true });
  assert.equal(store.tools.progress.done, 5);
  store.tools.hear({ kind: "progress", what: null });
  assert.equal(store.tools.progress, null);
});

test("T15: weights that are locked are not moved on the page either", () => {
  const { store, sent, frame } = bench();
  frame(10, [10, 0], { settings: { ...SETTINGS, lock: { weights: "look first" } } });
  store.grab(0);
  store.move(0, 5);
  store.put(0, 6);
  assert.deepEqual([store.value(0), store.pending, sent, store.trouble], [10, false, [], "weights (locked): look first"]);
});
