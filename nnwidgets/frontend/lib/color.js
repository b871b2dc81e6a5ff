/** Colours: hex and mixtures, contrast, and tables that turn many numbers into pixels. */

/** @typedef {[r: number, g: number, b: number]} Rgb each from 0 to 255 */

/** Odd, so that the middle of the scale is exactly the ground. */
const TABLE = 255;
const SHADES = 64;

/** "#rrggbb" or "#rgb" @param {string} hex @returns {Rgb} */
export function parseHex(hex) {
  const short = /^#([\da-f])([\da-f])([\da-f])$/i.exec(hex);
  const digits = short ? short.slice(1).map((c) => c + c) : /^#(..)(..)(..)$/.exec(hex)?.slice(1);
  if (!digits || !digits.every((d) => /^[\da-f]{2}$/i.test(d))) throw new Error(`'${hex}' is not a colour; write it like #0072B2`);
  const [r, g, b] = digits.map((d) => parseInt(d, 16));
  return [r, g, b];
}

/** @param {Rgb} rgb */
export const toHex = (rgb) => `#${rgb.map((c) => Math.round(c).toString(16).padStart(2, "0")).join("")}`;

/** From a (t = 0) to b (t = 1). @param {Rgb} a @param {Rgb} b @param {number} t @returns {Rgb} */
export const mix = (a, b, t) => [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t, a[2] + (b[2] - a[2]) * t];

/** @param {string} a @param {string} b @param {number} t */
export const mixHex = (a, b, t) => toHex(mix(parseHex(a), parseHex(b), t));

/** WCAG's relative luminance, 0 to 1. @param {string} hex */
export function luminance(hex) {
  const [r, g, b] = parseHex(hex).map((c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** WCAG's contrast, 1 to 21. @param {string} a @param {string} b */
export function contrast(a, b) {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

/** One opaque pixel as a Uint32Array over an ImageData's buffer holds it (little endian, as every browser is). @param {Rgb} rgb */
export function pixel(rgb) {
  const [r, g, b] = rgb.map(Math.round);
  return ((255 << 24) | (b << 16) | (g << 8) | r) >>> 0;
}

/**
 * The pixels from full negative over the ground, in the exact middle, to full positive.
 * @param {string} negative
 * @param {string} ground
 * @param {string} positive
 */
export function divergingTable(negative, ground, positive) {
  const [n, g, p] = [negative, ground, positive].map(parseHex);
  return Uint32Array.from({ length: TABLE }, (_, i) => {
    const t = (2 * i) / (TABLE - 1) - 1;
    return pixel(t < 0 ? mix(g, n, -t) : mix(g, p, t));
  });
}

/** The same colours in so many steps: their borders are lines of equal value. @param {Uint32Array} table @param {number} steps */
export function stepped(table, steps) {
  const last = table.length - 1;
  return table.map((_, i) => table[Math.round((Math.min(steps - 1, Math.floor((i / last) * steps)) / (steps - 1)) * last)]);
}

/**
 * Values to pixels: lo is the table's first, hi its last, beyond is clamped, NaN stays transparent.
 * @param {Float64Array | Float32Array} values
 * @param {number} lo
 * @param {number} hi
 * @param {Uint32Array} table
 * @param {Uint32Array} out of the length of the values, written
 */
export function paint(values, lo, hi, table, out) {
  const last = table.length - 1;
  const slope = last / (hi - lo || 1);
  for (let i = 0; i < values.length; i++) {
    const at = (values[i] - lo) * slope + 0.5;
    out[i] = at < 0 ? table[0] : at >= last ? table[last] : table[at | 0];
    if (at !== at) out[i] = 0;
  }
}

/**
 * The class with the largest value to pixels: its colour, the fainter the nearer the second is (the ground where they are equal,
 * full from a lead of 1 on). NaN stays transparent.
 * @param {Float64Array | Float32Array} values unit-major, (k, n)
 * @param {number} k
 * @param {number} n
 * @param {string[]} classColors
 * @param {string} ground
 * @param {Uint32Array} out of length n, written
 * @param {boolean} [full] the winner's colour in full, whatever its lead
 */
export function paintClasses(values, k, n, classColors, ground, out, full = false) {
  const base = parseHex(ground);
  const tables = Array.from({ length: k }, (_, j) => {
    const hue = parseHex(classColors[j % classColors.length]);
    return Uint32Array.from({ length: SHADES }, (_, s) => pixel(mix(base, hue, full ? 1 : s / (SHADES - 1))));
  });
  for (let i = 0; i < n; i++) {
    let best = 0;
    let second = -Infinity;
    for (let j = 1; j < k; j++) {
      const value = values[j * n + i];
      if (value > values[best * n + i]) {
        second = values[best * n + i];
        best = j;
      } else second = Math.max(second, value);
    }
    const lead = values[best * n + i] - second;
    out[i] = lead >= 0 ? tables[best][Math.round(Math.min(lead, 1) * (SHADES - 1))] : 0;
  }
}
