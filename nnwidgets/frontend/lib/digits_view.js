/** What a DigitsLab shows, worked out from its last frame and the hand's dials: the picture, its pass through the network, who wins. */
import { createPasses } from "./passes.js";
import { rasterize, spoilt, until } from "./pad.js";

/** @typedef {import("./forward.js").Vector} Vector */
/** @typedef {ReturnType<ReturnType<typeof createDigitsView>>} DigitsView */

/** Numbers of a header: base64 of float32. @param {string} text */
export const floats = (text) => new Float32Array(bytes(text).buffer);
/** @param {string} text */
export const bytes = (text) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0));

/** The two largest of some numbers, by place. @param {ArrayLike<number>} values */
export function leaders(values) {
  let [first, second] = [0, -1];
  for (let i = 1; i < values.length; i++) {
    if (values[i] > values[first]) [first, second] = [i, first];
    else if (second < 0 || values[i] > values[second]) second = i;
  }
  return { first, second, margin: values[first] - values[second] };
}

/** The image that is looked at, before it is spoilt. @param {Record<string, any>} dials @param {number} side @param {{image?: string}} facts */
export function drawingOf({ strokes, pixels, replay, fit }, side, { image }) {
  if (strokes.length) return rasterize(replay < 1 ? until(strokes, replay) : strokes, side, fit);
  if (pixels) return Float64Array.from(pixels);
  return image ? Float64Array.from(floats(image)) : new Float64Array(side * side);
}

/** Reads pictures; a pass is made anew only where weights, sizes or the image have changed. */
export function createDigitsView() {
  let shape = -1;
  /** @type {import("./passes.js").Passes} */ let passes;
  return (/** @type {any} */ picture) => {
    const { settings, dials, theta, arrays, header } = picture;
    const { side, sizes } = settings;
    if (picture.shape !== shape) passes = createPasses(settings, { ...arrays, inputs: new Float64Array(0), Y: new Float64Array(0) });
    shape = picture.shape;
    const facts = header.facts ?? {};
    const order = dials.permuted ? arrays.order : null;
    const drawing = drawingOf(dials, side, facts);
    const x = spoilt(drawing, side, { inverted: dials.inverted, shift: dials.shift, order });
    const shown = order ? spoilt(drawing, side, { inverted: dials.inverted, shift: dials.shift, order: null }) : x;
    const { a, z } = passes.forward(theta, x);
    const last = sizes.length - 1;
    return {
      settings, dials, theta, facts, header, side, sizes, last, drawing, x, shown, order, a, z, passes, theme: picture.theme,
      lead: leaders(a[last]), classes: /** @type {string[]} */ (settings.classes), reached: Math.min(dials.reached ?? last, last),
    };
  };
}

const SHARES = 50; // looks along a drawing

/** What is read while a drawing grows: [share of its length, output] wherever it becomes another; and all activations of the whole. @param {DigitsView} view */
export function flipsOf({ dials, side, order, passes, theta, last }) {
  /** @type {[number, number][]} */ const found = [];
  /** @type {number[][]} */ let whole = [];
  for (let k = 1; k <= SHARES; k++) {
    const image = drawingOf({ ...dials, replay: k / SHARES }, side, {});
    const { a } = passes.forward(theta, spoilt(image, side, { inverted: dials.inverted, shift: dials.shift, order }));
    const { first } = leaders(a[last]);
    if (!found.length || found[found.length - 1][1] !== first) found.push([k / SHARES, first]);
    whole = a;
  }
  return { found, whole };
}
