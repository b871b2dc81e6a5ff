/** From strokes of a pen to the pixels that a network is given: nnwidgets/core/pad.py and pixels.py in the browser, equal to them by test. */

/** @typedef {number[][][]} Strokes each a list of points [x, y], from 0 to 1 over the pad, y downwards */

const [PEN, BOX] = [1.1 / 28, 20 / 28]; // half the pen's width, and the box a digit is scaled to: shares of an MNIST image
const [FINE, BLOCK, THICK] = [32, 4, 2]; // UCI's bitmap, its blocks, and half the pen's width in pixels of the bitmap

/** (side²,) from 0 to 1. @param {Strokes} strokes @param {number} side @param {boolean} fit centred and scaled as the data set was */
export function rasterize(strokes, side, fit = true) {
  const image = new Float64Array(side * side);
  const points = strokes.filter((stroke) => stroke.length);
  if (!points.length) return image;
  if (side === 8) {
    const far = distances(placed(points, FINE, FINE, THICK, fit), FINE);
    far.forEach((d, i) => { if (d <= THICK) image[Math.floor(i / FINE / BLOCK) * side + Math.floor((i % FINE) / BLOCK)] += 1 / BLOCK ** 2; });
    return image;
  }
  const pen = PEN * side;
  const at = placed(points, side, BOX * side, pen, fit);
  const first = inked(at, side, pen);
  if (!fit) return first;
  let [mass, mx, my] = [0, 0, 0];
  first.forEach((v, i) => {
    mass += v;
    mx += v * ((i % side) + 0.5);
    my += v * (Math.floor(i / side) + 0.5);
  });
  return inked(at.map((stroke) => stroke.map(([x, y]) => [x + side / 2 - mx / mass, y + side / 2 - my / mass])), side, pen);
}

/** @param {number[]} a @param {number[]} b */
const way = (a, b) => Math.hypot(b[0] - a[0], b[1] - a[1]);

/** The first part of all strokes, by length of the pen's way. @param {Strokes} strokes @param {number} share @returns {Strokes} */
export function until(strokes, share) {
  let left = share * strokes.reduce((sum, stroke) => sum + stroke.slice(1).reduce((s, p, i) => s + way(stroke[i], p), 0), 0);
  /** @type {Strokes} */ const shown = [];
  for (const stroke of strokes) {
    if (left < 0 || !stroke.length) continue;
    const part = [[...stroke[0]]];
    shown.push(part);
    for (let i = 1; i < stroke.length; i++) {
      const [[x0, y0], [x1, y1]] = [stroke[i - 1], stroke[i]];
      const length = way(stroke[i - 1], stroke[i]);
      const t = length <= left ? 1 : left / length;
      if (left >= 0) part.push([x0 + t * (x1 - x0), y0 + t * (y1 - y0)]);
      left -= length;
    }
    left -= 1e-12; // a stroke that is just complete does not begin the next
  }
  return shown;
}

/** @param {Strokes} points @param {number} side @param {number} box @param {number} pen @param {boolean} fit @returns {Strokes} in pixels */
function placed(points, side, box, pen, fit) {
  if (!fit) return points.map((stroke) => stroke.map(([x, y]) => [x * side, y * side]));
  const all = points.flat();
  const [low, high] = [Math.min, Math.max].map((f) => [0, 1].map((axis) => all.reduce((found, p) => f(found, p[axis]), all[0][axis])));
  const size = Math.max(high[0] - low[0], high[1] - low[1]);
  const scale = size > 0 ? (box - 2 * pen) / size : side;
  return points.map((stroke) => stroke.map((p) => p.map((v, axis) => (v - (low[axis] + high[axis]) / 2) * scale + side / 2)));
}

/** @param {Strokes} points @param {number} side @param {number} pen */
const inked = (points, side, pen) => distances(points, side).map((far) => Math.min(1, Math.max(0, pen + 0.5 - far)));

/** How far the middle of each pixel is from the pen's way. @param {Strokes} points @param {number} side */
function distances(points, side) {
  const far = new Float64Array(side * side).fill(Infinity);
  for (const stroke of points) {
    for (let i = Math.min(1, stroke.length - 1); i < stroke.length; i++) {
      const [x0, y0] = stroke[Math.max(0, i - 1)];
      const [dx, dy] = [stroke[i][0] - x0, stroke[i][1] - y0];
      const square = dx * dx + dy * dy;
      for (let at = 0; at < far.length; at++) {
        const [x, y] = [(at % side) + 0.5 - x0, Math.floor(at / side) + 0.5 - y0];
        const t = square > 0 ? Math.min(1, Math.max(0, (x * dx + y * dy) / square)) : 0;
        const d = Math.sqrt((x - t * dx) ** 2 + (y - t * dy) ** 2);
        if (d < far[at]) far[at] = d;
      }
    }
  }
  return far;
}

/**
 * An image as the network is given it: inverted, moved, its pixels in another order.
 * @param {Float64Array} image @param {number} side
 * @param {{inverted: boolean, shift: number[], order: ArrayLike<number> | null}} how
 */
export function spoilt(image, side, { inverted, shift: [dx, dy], order }) {
  const paper = inverted ? image.map((v) => 1 - v) : image;
  const moved = new Float64Array(side * side);
  for (let i = 0; i < moved.length; i++) {
    const [x, y] = [(i % side) - dx, Math.floor(i / side) - dy];
    if (x >= 0 && x < side && y >= 0 && y < side) moved[i] = paper[y * side + x];
  }
  return order ? Float64Array.from(order, (from) => moved[from]) : moved;
}
