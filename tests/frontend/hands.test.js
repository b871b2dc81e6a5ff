import assert from "node:assert/strict";
import { test } from "node:test";
import { createEdits } from "../../nnwidgets/frontend/lib/edits.js";
import { REACHES, entries, frozenNeurons } from "../../nnwidgets/frontend/lib/entries.js";
import { layout, nParams } from "../../nnwidgets/frontend/lib/forward.js";
import { createStore } from "../../nnwidgets/frontend/lib/store.js";
import { parameterName } from "../../nnwidgets/frontend/lib/text.js";

const SIZES = [2, 4, 2, 1];
const SETTINGS = {
  sizes: SIZES, hidden: ["tanh", "tanh"], output: "tanh", loss: "squared_error", data: "circle", task: "binary", classes: [], names: ["x1", "x2"], n_train: 1,
  noise: 0, test: 0, learning_rate: 0.1, batch_size: 1, activation: "tanh", speed: "full", menus: {}, frozen: [3, 7],
};

/** A store over a kernel that the test plays. */
function bench() {
  const sent = [];
  const store = createStore({ view: "v", now: () => 0, changed: () => {}, send: (message) => sent.push(structuredClone(message)) > 0 });
  let n = 0;
  function frame(applied = 0, full = false) {
    const arrays = { theta: new Float64Array(nParams(SIZES)), records: [n, 0.5, NaN], ...(full ? { X: [1, 2], Y: [1], thumbs: [] } : {}) };
    const shapes = { records: [1, 3], X: [1, 2], Y: [1, 1] };
    store.receive({
      kind: full ? "full" : "frame", n: ++n, generation: 0, step: 0, epoch: 0, running: false, reason: "", applied: applied ? { v: applied } : {},
      loss: { train: 1, test: null }, accuracy: { train: null, test: null }, undo: [null, null],
      arrays: Object.entries(arrays).map(([name, values]) => [name, "f8", shapes[name] ?? [values.length]]), ...(full ? { settings: SETTINGS } : {}),
    }, new Uint8Array(Float64Array.from(Object.values(arrays).flatMap((values) => [...values])).buffer));
  }
  frame(0, true);
  const said = () => sent.map(({ kind, id, what }) => (kind === "do" ? what : `${kind} ${id}`));
  return { store, sent, frame, said };
}

test("rule 1: a parameter is held before it is moved, and let go without having been set", () => {
  const { store, sent, frame } = bench();
  store.grab(5);
  assert.deepEqual([sent[0].hold, sent[0].set, sent[0].release], [[5], {}, []]);
  frame(1);
  store.release(5);
  assert.deepEqual([sent[1].hold, sent[1].set, sent[1].release], [[5], {}, [5]]);
});

test("undo is asked for at once when the kernel has all, and waits for what it has not", () => {
  const { store, frame, said } = bench();
  store.turn("undo");
  assert.deepEqual(said(), ["undo"]);
  store.put(3, 1);
  store.put(4, 1);
  store.turn("undo");
  store.turn("redo");
  assert.deepEqual(said(), ["undo", "edit 1"]);
  frame(1);
  assert.deepEqual(said(), ["undo", "edit 1", "edit 2"]);
  frame(2);
  assert.deepEqual(said(), ["undo", "edit 1", "edit 2", "undo", "redo"]);
});

test("undo lets go of what a hand holds: the gesture is over", () => {
  const { store, sent, frame, said } = bench();
  store.grab(5);
  store.move(5, 2);
  store.turn("undo");
  frame(1);
  frame(2);
  assert.equal(store.held.size, 0);
  assert.deepEqual(sent[1].release, [5]);
  assert.deepEqual(said(), ["edit 1", "edit 2", "undo"]);
  store.move(5, 9); // the mouse is still down
  assert.equal(store.value(5), 0);
});

test("many numbers are set in one message: one step of undo", () => {
  const sent = [];
  const edits = createEdits({ view: "v", send: (edit) => sent.push(edit) });
  edits.putAll([[0, 1]]);
  assert.equal(sent.length, 0); // no frame yet: there is nothing to set
  edits.frame({ n: 1, generation: 0, applied: {} });
  edits.putAll([[0, 1], [1, NaN]]);
  assert.equal(sent.length, 0);
  edits.putAll([[0, 1], [2, -1]]);
  assert.deepEqual(sent.map(({ set, hold, release }) => [set, hold, release]), [[{ 0: 1, 2: -1 }, [0, 2], [0, 2]]]);
});

test("freezing: a weight alone, its neuron with the bias, its layer", () => {
  for (let k = 0; k < nParams(SIZES); k++) {
    const { layer, to } = parameterName(k, SIZES);
    const like = { weight: () => false, neuron: (other) => other.layer === layer && other.to === to, layer: (other) => other.layer === layer };
    for (const reach of REACHES) {
      const expected = Array.from({ length: nParams(SIZES) }, (_, i) => i).filter((i) => i === k || like[reach](parameterName(i, SIZES)));
      assert.deepEqual(entries(SIZES, k, reach), expected);
    }
  }
  assert.deepEqual([...bench().store.frozen], [3, 7]);
});

test("a neuron has one padlock when all that leads to it is frozen", () => {
  const [first, second] = layout(SIZES);
  const frozen = new Set([...entries(SIZES, first.offset + 3, "neuron"), ...entries(SIZES, second.offset, "layer")]);
  assert.deepEqual([...frozenNeurons(SIZES, frozen)], ["1 1", "2 0", "2 1"]);
  frozen.delete(first.offset + 3);
  assert.deepEqual([...frozenNeurons(SIZES, frozen)], ["2 0", "2 1"]);
});
