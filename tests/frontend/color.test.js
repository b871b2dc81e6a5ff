import assert from "node:assert/strict";
import { test } from "node:test";
import { contrast, divergingTable, mix, mixHex, paint, paintClasses, parseHex, pixel, stepped, toHex } from "../../nnwidgets/frontend/lib/color.js";
import { classOf, SHAPES, shapeOf } from "../../nnwidgets/frontend/lib/shapes.js";

const NEGATIVE = "#D55E00";
const POSITIVE = "#0072B2";
const table = divergingTable(NEGATIVE, "#ffffff", POSITIVE);

/** @param {Uint32Array} out @param {number} i */
const colorAt = (out, i) => toHex(/** @type {any} */ ([...new Uint8Array(out.buffer, 4 * i, 3)]));

test("hex there and back", () => {
  assert.deepEqual(parseHex("#D55E00"), [213, 94, 0]);
  assert.deepEqual(parseHex("#0af"), [0, 170, 255]);
  assert.equal(toHex(parseHex("#0072b2")), "#0072b2");
  for (const text of ["red", "#12", "#12345g", "0072B2", "#11223344"]) {
    assert.throws(() => parseHex(text), { message: `'${text}' is not a colour; write it like #0072B2` });
  }
});

test("mixing and contrast", () => {
  assert.deepEqual(mix([0, 0, 0], [100, 200, 50], 0.5), [50, 100, 25]);
  assert.equal(mixHex("#000000", "#ffffff", 1), "#ffffff");
  assert.equal(contrast("#000", "#fff"), 21);
  assert.equal(contrast("#fff", "#000"), 21);
  assert.equal(contrast("#123456", "#123456"), 1);
});

test("a pixel's bytes are red, green, blue, opaque", () => {
  assert.deepEqual([...new Uint8Array(Uint32Array.of(pixel([1, 2, 3])).buffer)], [1, 2, 3, 255]);
});

test("a map: ends, exact middle, clamped, transparent where there is no number", () => {
  const out = new Uint32Array(7).fill(5);
  paint(Float64Array.of(-1, 0, 1, -9, 9, NaN, Infinity), -1, 1, table, out);
  assert.deepEqual([0, 1, 2, 3, 4, 6].map((i) => colorAt(out, i)), ["#d55e00", "#ffffff", "#0072b2", "#d55e00", "#0072b2", "#0072b2"]);
  assert.equal(out[5], 0);
});

test("a map runs through every colour in order", () => {
  const values = Float64Array.from(table, (_, i) => -2 + (4 * i) / (table.length - 1));
  const out = new Uint32Array(table.length);
  paint(values, -2, 2, table, out);
  assert.deepEqual(out, table);
});

test("classes: the largest one's colour, the ground where two are equal", () => {
  const values = Float64Array.of(1, 0, 0.5, 0.4, NaN, /**/ 0, 1, 0.5, 0.6, 0); // 2 units, 5 examples
  const out = new Uint32Array(5);
  paintClasses(values, 2, 5, [NEGATIVE, POSITIVE], "#ffffff", out);
  assert.deepEqual([0, 1, 2].map((i) => colorAt(out, i)), ["#d55e00", "#0072b2", "#ffffff"]);
  const [r, , b] = parseHex(colorAt(out, 3));
  assert.ok(b > r && r > 150, "faint blue");
  assert.equal(out[4], 0);
});

test("T12: discretized, two colours are left of a scale, and of each class one", () => {
  const ends = divergingTable("#ff0000", "#ffffff", "#0000ff");
  assert.deepEqual([...new Set(stepped(ends, 2))], [ends[0], ends.at(-1)]);
  assert.equal(new Set(stepped(ends, 10)).size, 10);
  assert.equal(stepped(ends, 10)[0], ends[0]);
  const out = new Uint32Array(3);
  paintClasses(Float64Array.from([0.9, 0.5, 0.1, 0.1, 0.5, 0.2]), 2, 3, ["#ff0000", "#0000ff"], "#ffffff", out, true);
  assert.deepEqual([...out], [ends[0], ends[0], ends.at(-1)]);
});

test("T5: of every class a shape of its own, and with more classes than colours no two with both the same", () => {
  const six = Array.from({ length: 6 }, (_, j) => shapeOf(j, 6));
  assert.equal(new Set(six).size, 6);
  const all = Array.from({ length: 36 }, (_, j) => `${j % 6} ${shapeOf(j, 6)}`);
  assert.equal(new Set(all).size, 36);
  assert.ok(six.every((name) => /^M.*Z$/.test(SHAPES[name])));
});

test("the class of a row of targets is by its output's rule", () => {
  assert.deepEqual([classOf([0, 1], 1, 1, "sigmoid"), classOf([-1, 1], 0, 1, "tanh"), classOf([0, 1, 0, 0, 0, 1], 1, 3, "softmax")], [1, 0, 2]);
});
