/** Where the neurons of a long layer stand, who leads, and what is read while a drawing grows. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { placesOf, shownUnits } from "../../nnwidgets/frontend/lib/column.js";
import { bytes, createDigitsView, flipsOf, floats, leaders } from "../../nnwidgets/frontend/lib/digits_view.js";

test("a long layer shows its ends and the unit that is looked at", () => {
  assert.deepEqual(shownUnits(4, 9, 0), [0, 1, 2, 3]);
  assert.deepEqual(shownUnits(784, 9, 0), [0, 1, 2, null, 781, 782, 783]);
  assert.deepEqual(shownUnits(784, 9, 783), [0, 1, 2, null, 781, 782, 783]);
  assert.deepEqual(shownUnits(784, 9, 400), [0, 1, 2, null, 400, null, 781, 782, 783]);
  assert.deepEqual(shownUnits(784, 9, 3), [0, 1, 2, 3, null, 781, 782, 783]);
  assert.deepEqual(shownUnits(784, 9, 780), [0, 1, 2, null, 780, 781, 782, 783]);
});

test("all places are inside the picture, layer by layer, from top to bottom", () => {
  const { places, dots } = placesOf([784, 16, 10], 400);
  assert.equal(dots.length, 2);
  assert.equal(places.filter(({ layer }) => layer === 0).length, 15);
  assert.deepEqual(places.filter(({ layer }) => layer === 2).map(({ unit }) => unit), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  for (const { x, y } of places) assert.ok(x > 0 && x < 1 && y > 0 && y < 1);
  const column = places.filter(({ layer }) => layer === 1).map(({ y }) => y);
  assert.deepEqual(column, [...column].sort((p, q) => p - q));
});

test("who leads, and by how much", () => {
  assert.deepEqual(leaders([0.25, 0.5, 1]), { first: 2, second: 1, margin: 0.5 });
  assert.deepEqual(leaders([1, 0.25, 0.5]), { first: 0, second: 2, margin: 0.5 });
});

test("numbers of a header", () => {
  const text = Buffer.from(new Float32Array([0.5, -2]).buffer).toString("base64");
  assert.deepEqual([...floats(text)], [0.5, -2]);
  assert.deepEqual([...bytes("AP8=")], [0, 255]);
});

/** A network of 8 × 8 pixels whose output 1 wants ink at the right, and output 0 none anywhere. */
function picture() {
  const theta = new Float64Array(2 * 65);
  theta[64] = 1; // bias of output 0
  for (let y = 0; y < 8; y++) for (let x = 5; x < 8; x++) theta[65 + 8 * y + x] = 4;
  const dials = { strokes: [[[0.1, 0.5], [0.9, 0.5]]], pixels: null, replay: 1, fit: false, inverted: false, shift: [0, 0], permuted: false, reached: null };
  return { shape: 1, settings: { sizes: [64, 2], hidden: [], output: "sigmoid", loss: "bce", side: 8, classes: ["none", "right"] }, dials, theta, arrays: {}, header: { facts: {} } };
}

test("a drawing is read as it grows, and moved out of sight it is not", () => {
  const read = createDigitsView();
  const shown = picture();
  const view = read(shown);
  assert.equal(view.lead.first, 1);
  const { found } = flipsOf(view);
  assert.deepEqual(found.map(([, k]) => k), [0, 1]);
  assert.ok(found[1][0] > 0.4 && found[1][0] < 0.8);
  assert.equal(read({ ...shown, dials: { ...shown.dials, shift: [-8, 0] } }).lead.first, 0);
  assert.equal(read({ ...shown, dials: { ...shown.dials, replay: 0.2 } }).lead.first, 0);
});
