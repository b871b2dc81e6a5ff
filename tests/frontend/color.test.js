import assert from "node:assert/strict";
import { test } from "node:test";
import { contrast, divergingTable, mix, mixHex, paint, paintClasses, parseHex, pixel, toHex } from "../../nnwidgets/frontend/lib/color.js";

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
