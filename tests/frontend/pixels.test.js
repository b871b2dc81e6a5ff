import assert from "node:assert/strict";
import { test } from "node:test";
import { formatTiny } from "../../nnwidgets/frontend/lib/format.js";
import { ink, paint, reach, rgbOf, rowsOf, stroke } from "../../nnwidgets/frontend/lib/pixels.js";
import { depthWords, imageOf } from "../../nnwidgets/frontend/lib/depth_words.js";

const HUES = { positive: "#0000ff", negative: "#ff0000", surface: "#ffffff" };

test("brightness goes from dark to light, and no further", () => {
  const bytes = paint([0, 1, 2, -1], 2, 1, null);
  const shade = (/** @type {number} */ n) => [...bytes.slice(4 * n, 4 * n + 4)];
  assert.deepEqual(shade(1), [255, 255, 255, 255]);
  assert.deepEqual(shade(2), shade(1));
  assert.deepEqual(shade(3), shade(0));
  assert.ok(shade(0)[0] < 60);
});

test("signs have two hues, 0 is the surface", () => {
  const bytes = paint([1, -1, 0], 3, 1, HUES);
  assert.deepEqual([...bytes], [0, 0, 255, 255, 255, 0, 0, 255, 255, 255, 255, 255]);
});

test("not by hue alone: what is negative has a dash, what is positive has none", () => {
  const plain = (/** @type {number} */ value) => {
    const bytes = paint([value], 1, 1, HUES, 5);
    return new Set(Array.from({ length: 25 }, (_, n) => bytes.slice(4 * n, 4 * n + 3).join())).size;
  };
  assert.deepEqual([1, 0.3, -1, -0.3, 0, -0.05].map(plain), [1, 1, 2, 2, 1, 1]);
});

test("a pen leaves ink that is darkest under it, and never takes any away", () => {
  const pixels = new Array(100).fill(0);
  pixels[55] = 0.7;
  ink(pixels, 10, 5.5, 4.5);
  assert.equal(pixels[45], 1);
  assert.equal(pixels[55], 0.9);
  assert.equal(pixels[0], 0);
  ink(pixels, 10, -3, -3);
  assert.ok(pixels.every((v) => v >= 0 && v <= 1));
});

test("a stroke has no gaps, however fast the hand", () => {
  const pixels = new Array(28 * 28).fill(0);
  stroke(pixels, 28, [2.5, 14.5], [25.5, 14.5]);
  for (let c = 2; c <= 25; c++) assert.ok(pixels[14 * 28 + c] > 0.9);
});

test("rows, the largest, colours, tiny numbers", () => {
  assert.deepEqual(rowsOf([1, 2, 3, 4, 5, 6], 3), [[1, 2, 3], [4, 5, 6]]);
  assert.equal(reach([1, -3, 2]), 3);
  assert.deepEqual(rgbOf("#0a1b2c"), [10, 27, 44]);
  assert.deepEqual([0.00973, 0.0000019, 0, null, 12.345].map(formatTiny), ["0.00973", "1.9e−6", "0", "–", "12.3"]);
});

test("each view says in a sentence what it has come to", () => {
  const base = { settings: { n_test: 359, images: ["a"] }, arrays: {}, header: {} };
  const depth = { ...base, dials: { view: "depth", layers: 1, activation: "leaky_relu" }, header: { step: 1440, accuracy: { test: 0.939 }, depth: { now: { gradient_rms: [0.0001, 0.01] } } } };
  assert.equal(depthWords(depth), "1 hidden layer of leaky relu, step 1,440: the gradient of the first layer is 1.0e−4, of the last 0.01; 93.9% of 359 test digits are right.");
  const image = [[1, 2, 3], [4, 5, 6], [7, 8, 9]];
  assert.equal(depthWords({ ...base, dials: { view: "kernel", image, kernel: [[0, 0, 0], [0, 1, 0], [0, 0, 0]], pixel: [0, 0] } }), "Row 0, column 0: the kernel answers 5.00.");
  assert.deepEqual(imageOf({ ...base, dials: { image } }), { pixels: [1, 2, 3, 4, 5, 6, 7, 8, 9], width: 3 });
  assert.equal(depthWords({ ...base, dials: { view: "ladder" }, header: { ladder: { found: { eye: [[3, 2], [3, 10]], mouth: [] }, face: false } } }), "The second step finds 2 eyes and no mouths; the face unit says no.");
  assert.equal(depthWords({ ...base, dials: { view: "parts" }, header: { scored: { hits: 10, real: 598, n: 1797 } } }), "10 of 10 drawn digits are right, and 598 of 1,797 handwritten ones.");
  assert.equal(depthWords({ ...base, dials: { view: "parts" } }), "");
});
