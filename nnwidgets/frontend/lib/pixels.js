/** Numbers as pixels: brightness for what is never negative, two hues for signs, and a dash in what is below 0. */

/** @typedef {ArrayLike<number>} Values */
/** @typedef {[number, number, number]} Rgb */

const [DARK, LIGHT] = [/** @type {Rgb} */ ([35, 39, 46]), /** @type {Rgb} */ ([255, 255, 255])];
const DASHED = 0.12; // of the largest: what is nearer to 0 has no dash

/** "#rrggbb" @param {string} hex @returns {Rgb} */
export const rgbOf = (hex) => /** @type {Rgb} */ ([1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16)));

/** @param {Rgb} from @param {Rgb} to @param {number} share */
const mix = (from, to, share) => from.map((v, i) => Math.round(v + share * (to[i] - v)));

/** The largest |value|, at least `least`. @param {Values} values @param {number} [least] */
export function reach(values, least = 1e-12) {
  let most = least;
  for (let i = 0; i < values.length; i++) most = Math.max(most, Math.abs(values[i]));
  return most;
}

/**
 * RGBA bytes of a picture of width · cell pixels.
 * @param {Values} values @param {number} width @param {number} most what is drawn full
 * @param {{positive: string, negative: string, surface: string} | null} hues of signs; null: from dark to light
 * @param {number} [cell] pixels of a side of one value; from 3 on there is room for a dash
 */
export function paint(values, width, most, hues, cell = 1) {
  const [positive, negative, ground] = hues ? [rgbOf(hues.positive), rgbOf(hues.negative), rgbOf(hues.surface)] : [LIGHT, LIGHT, DARK];
  const across = width * cell;
  const out = new Uint8ClampedArray(4 * values.length * cell * cell).fill(255);
  const middle = Math.floor(cell / 2);
  for (let n = 0; n < values.length; n++) {
    const share = hues ? Math.min(1, Math.abs(values[n]) / most) : Math.min(1, Math.max(0, values[n] / most));
    const color = mix(ground, values[n] < 0 ? negative : positive, share);
    const dash = hues && cell >= 3 && values[n] < 0 && share > DASHED ? mix(/** @type {Rgb} */ (color), ground, share > 0.5 ? 0.85 : 0.0).map((v, i) => (share > 0.5 ? v : negative[i])) : null;
    const [row, column] = [Math.floor(n / width) * cell, (n % width) * cell];
    for (let i = 0; i < cell; i++) {
      for (let j = 0; j < cell; j++) {
        const inDash = dash && i === middle && j > 0 && j < cell - 1;
        out.set(inDash ? dash : color, 4 * ((row + i) * across + column + j));
      }
    }
  }
  return out;
}

/** A pen of about one and a half pixels: the nearer a pixel's middle, the more ink; what is there stays. @param {number[]} pixels changed in place @param {number} width @param {number} x @param {number} y in pixels */
export function ink(pixels, width, x, y) {
  const height = pixels.length / width;
  for (let r = Math.max(0, Math.floor(y) - 2); r < Math.min(height, y + 2); r++) {
    for (let c = Math.max(0, Math.floor(x) - 2); c < Math.min(width, x + 2); c++) {
      const value = Math.min(1, Math.max(0, 1.9 - Math.hypot(c + 0.5 - x, r + 0.5 - y)));
      pixels[r * width + c] = Math.max(pixels[r * width + c], Math.round(100 * value) / 100);
    }
  }
}

/** A stroke from one place to another. @param {number[]} pixels @param {number} width @param {number[]} from x, y @param {number[]} to */
export function stroke(pixels, width, from, to) {
  const steps = Math.max(1, Math.ceil(2 * Math.hypot(to[0] - from[0], to[1] - from[1])));
  for (let s = 0; s <= steps; s++) ink(pixels, width, from[0] + (s / steps) * (to[0] - from[0]), from[1] + (s / steps) * (to[1] - from[1]));
}

/** Rows of numbers. @param {Values} values @param {number} width */
export const rowsOf = (values, width) => Array.from({ length: values.length / width }, (_, r) => Array.prototype.slice.call(values, r * width, (r + 1) * width));
