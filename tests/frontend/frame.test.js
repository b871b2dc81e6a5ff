import assert from "node:assert/strict";
import { test } from "node:test";
import { decode } from "../../nnwidgets/frontend/lib/frame.js";
import { createRandom } from "./random.js";

/** The kernel's side: each array padded to a multiple of 8 bytes. */
function encode(arrays) {
  const parts = Object.entries(arrays).map(([, values]) => new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
  const payload = new Uint8Array(parts.reduce((sum, part) => sum + Math.ceil(part.length / 8) * 8, 0));
  let at = 0;
  for (const part of parts) {
    payload.set(part, at);
    at += Math.ceil(part.length / 8) * 8;
  }
  const header = { arrays: Object.entries(arrays).map(([name, v]) => [name, v instanceof Float32Array ? "f4" : "f8", [v.length]]) };
  return { header, payload };
}

test("what was packed comes out again, wherever it lies in its buffer", () => {
  const random = createRandom(2);
  for (let round = 0; round < 50; round++) {
    const arrays = Object.fromEntries(Array.from({ length: random.int(0, 5) }, (_, i) => {
      const values = random.reals(random.int(0, 9));
      return [`array ${i}`, random.chance(0.5) ? values : Float32Array.from(values)];
    }));
    const { header, payload } = encode(arrays);
    const offset = random.int(0, 17);
    const large = new Uint8Array(payload.length + offset + 3);
    large.set(payload, offset);
    const view = new DataView(large.buffer, offset, payload.length);
    assert.deepEqual(decode(header, view), arrays);
    assert.deepEqual(decode(header, payload), arrays);
    assert.deepEqual(decode(header, payload.buffer), arrays);
    const aligned = offset % 8 === 0;
    for (const array of Object.values(decode(header, view))) assert.equal(array.buffer === large.buffer, aligned);
  }
});

test("a shape is a product; empty is possible; the last array may come without its padding", () => {
  const payload = Float64Array.of(1, 2, 3, 4, 5, 6);
  const arrays = decode({ arrays: [["records", "f8", [0, 3]], ["X", "f8", [3, 2]]] }, payload.buffer);
  assert.deepEqual([arrays.records.length, arrays.X.length], [0, 6]);
  assert.deepEqual(decode({ arrays: [["theta", "f4", [1]]] }, new Uint8Array(4)).theta, Float32Array.of(0));
});

test("what does not fit is said in a sentence", () => {
  const payload = new Uint8Array(16);
  const fails = (arrays, message) => assert.throws(() => decode({ arrays }, payload), { message });
  fails([["theta", "f8", [1]], ["X", "f8", [2, 1]]], "array 'X' of shape (2, 1) ends at byte 24, but the payload has 16");
  fails([["theta", "f8", [1]]], "the arrays of the header end at byte 8, but the payload has 16");
  fails([["theta", "i4", [4]]], "array 'theta' of shape (4) has the type 'i4'; choose f8 or f4");
  fails([["theta", "f8", [-2]]], "array 'theta' of shape (-2) has a size that is no count");
});
