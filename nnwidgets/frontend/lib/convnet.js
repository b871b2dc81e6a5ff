/** The convolutional network of core/convnet.py, and convolution by itself: equal to NumPy by test. Arrays are flat, rows after rows. */

/** @typedef {ArrayLike<number>} Values */
/** @typedef {{K1: Values, b1: Values, K2: Values, b2: Values, W: Values, b: Values}} Net */

const [SIDE, MAPS, PARTS, P, CLASSES] = [28, 8, 16, 5, 10];
const [S1, S2] = [SIDE - P + 1, (SIDE - P + 1) / 2 - P + 1]; // 24, 8
export const FIELD = 14; // pixels of a side that one value of the second layer sees

/** One image under one kernel, where it lies wholly on it. @param {Values} image @param {number} width @param {Values} kernel @param {number} [side] of the kernel */
export function conv2d(image, width, kernel, side = 3) {
  const [w, h] = [width - side + 1, image.length / width - side + 1];
  const out = new Float64Array(w * h);
  for (let r = 0; r < h; r++) {
    for (let c = 0; c < w; c++) {
      let sum = 0;
      for (let i = 0; i < side; i++) for (let j = 0; j < side; j++) sum += kernel[i * side + j] * image[(r + i) * width + c + j];
      out[r * w + c] = sum;
    }
  }
  return out;
}

/** The products of a 3 × 3 kernel at one place of the response. @param {Values} image @param {number} width @param {Values} kernel @param {number[]} place row, column */
export const products = (image, width, kernel, [r, c]) => Array.from(kernel, (k, n) => k * image[(r + Math.floor(n / 3)) * width + c + (n % 3)]);

/** z of k kernels over m maps of `side` × `side`. @param {Float64Array[]} maps @param {number} side @param {Values} K @param {Values} b */
function layer(maps, side, K, b) {
  const m = maps.length;
  return Array.from(b, (bias, k) => {
    const z = new Float64Array((side - P + 1) ** 2).fill(bias);
    maps.forEach((map, i) => {
      const at = (k * m + i) * P * P;
      const part = conv2d(map, side, Array.prototype.slice.call(K, at, at + P * P), P);
      for (let n = 0; n < z.length; n++) z[n] += part[n];
    });
    return z;
  });
}

const relu = (/** @type {Float64Array} */ z) => z.map((v) => Math.max(0, v));

/** The largest of every 2 × 2. @param {Float64Array} map @param {number} side */
function pool(map, side) {
  const half = side / 2;
  return new Float64Array(half * half).map((_, n) => {
    const at = 2 * Math.floor(n / half) * side + 2 * (n % half);
    return Math.max(map[at], map[at + 1], map[at + side], map[at + side + 1]);
  });
}

/** What an image of 28 × 28 becomes. @param {Net} net @param {Values} image */
export function forward(net, image) {
  const a1 = layer([Float64Array.from(image)], SIDE, net.K1, net.b1).map(relu);
  const a2 = layer(a1.map((map) => pool(map, S1)), S1 / 2, net.K2, net.b2).map(relu);
  const p2 = a2.map((map) => pool(map, S2));
  const size = p2[0].length;
  const z = Array.from(net.b, (bias, d) => p2.reduce((sum, map, k) => map.reduce((s, v, n) => s + v * net.W[(d * PARTS + k) * size + n], sum), bias));
  const top = Math.max(...z);
  const e = z.map((v) => Math.exp(v - top));
  const all = e.reduce((s, v) => s + v, 0);
  return { a1, a2, p2, z, a: e.map((v) => v / all) };
}

/** Where a map is largest: value, row and column. @param {Values} map */
export function strongest(map) {
  const side = Math.sqrt(map.length);
  let best = 0;
  for (let n = 1; n < map.length; n++) if (map[n] > map[best]) best = n;
  return { value: map[best], row: Math.floor(best / side), column: best % side };
}

export const SIZES = { side: SIDE, maps: MAPS, parts: PARTS, kernel: P, first: S1, second: S2, classes: CLASSES };
