/** One neuron, read off for its pictures: the same numbers as nnwidgets/core/neuron.py and all_or_none.py. */
import { activation, readOwn } from "./activations.js";
import { niceCeiling } from "./scale.js";

/**
 * @typedef {object} Seen all that the panels draw of one moment
 * @property {string} mode @property {number} n inputs @property {number[]} w @property {number} b @property {number[]} x
 * @property {number[]} products w ⊙ x @property {number} dot w·x @property {number} z @property {number} a @property {number} slope
 * @property {string} act @property {(z: number) => number} f @property {(z: number) => number} df
 * @property {Record<string, any>} dials @property {any} settings @property {Record<string, any>} arrays @property {any} header @property {number} shape
 */

/** @param {import("./plain.js").Plain} picture @returns {Seen} */
export function see({ theta, dials, settings, arrays, header, shape }) {
  const n = settings.sizes[0];
  const [w, b] = [Array.from(theta.slice(0, n)), theta[n]];
  const x = Array.from({ length: n }, (_, k) => dials.x[k] ?? 0);
  const { f, df } = activation(settings.output, settings.own_activations && readOwn(settings.own_activations, arrays.own_activations));
  const products = w.map((v, k) => v * x[k]);
  const dot = products.reduce((sum, v) => sum + v, 0);
  const z = dot + b;
  return { mode: dials.mode, n, w, b, x, products, dot, z, a: f(z), slope: df(z), act: settings.output, f, df, dials, settings, arrays, header, shape };
}

/** Where each bar begins and ends when they stand one after the other. @param {number[]} terms */
export function stack(terms) {
  let end = 0;
  return terms.map((value) => ({ from: end, to: (end += value), value }));
}

/** w·x of every example, without the bias. @param {Seen} seen @returns {number[]} */
export function dots({ w, n, arrays: { inputs } }) {
  return Array.from({ length: inputs.length / n }, (_, i) => w.reduce((sum, v, k) => sum + v * inputs[i * n + k], 0));
}

/** A limit that holds all values with some air. @param {number[]} values @param {number} least */
export const reach = (values, least) => Math.max(least, niceCeiling(1.08 * Math.max(...values.map(Math.abs), 1e-6)));

/**
 * The two ends of the line w[0] u + w[1] v + b = 0 inside the square [lo, hi]², or null where it does not cross it.
 * @param {number[]} w @param {number} b @param {number} lo @param {number} hi @returns {[number, number][] | null}
 */
export function lineEnds([p, q], b, lo, hi) {
  /** @type {[number, number][]} */ const found = [];
  for (const t of [lo, hi]) {
    if (q) found.push([t, -(b + p * t) / q]);
    if (p) found.push([-(b + q * t) / p, t]);
  }
  const air = 1e-9 * (hi - lo);
  const inside = found.filter((point) => point.every((v) => v >= lo - air && v <= hi + air));
  const far = inside.find(([u, v]) => Math.hypot(u - inside[0][0], v - inside[0][1]) > 1e-6 * (hi - lo));
  return far ? [inside[0], far] : null;
}

/** w·x and the angle between them in degrees, null where one is 0. @param {number[]} w @param {number[]} x */
export function alignment(w, x) {
  const dot = w.reduce((sum, v, k) => sum + v * x[k], 0);
  const lengths = Math.hypot(...w) * Math.hypot(...x);
  return { dot, angle: lengths ? (Math.acos(Math.min(1, Math.max(-1, dot / lengths))) * 180) / Math.PI : null };
}

/** Σ w·x, how many pixels count for it and how many against it, and the sum after each pixel. @param {ArrayLike<number>} pixels @param {ArrayLike<number>} image */
export function weighImage(pixels, image) {
  const products = Array.from(pixels, (v, i) => v * image[i]);
  let total = 0;
  const running = products.map((p) => (total += p));
  return { products, running, total, positive: products.filter((p) => p > 0).length, negative: products.filter((p) => p < 0).length };
}

/** The rule of 1943. @param {number[]} pulses @param {string[]} kinds @param {number} threshold */
export function fires1943(pulses, kinds, threshold) {
  const active = kinds.filter((_, i) => pulses[i]);
  return !active.includes("inhibitory") && active.length >= threshold;
}

/** All patterns of n inputs, in the order of counting. @param {number} n @returns {number[][]} */
export const patterns = (n) => Array.from({ length: 2 ** n }, (_, i) => Array.from({ length: n }, (_, k) => (i >> (n - 1 - k)) & 1));
