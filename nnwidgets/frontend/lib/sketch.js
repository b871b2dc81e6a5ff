/** A curve drawn by hand, as heights at evenly spaced places; null where nothing has been drawn. */

/** @typedef {{i: number, height: number}} Spot */

/** The place next to x, and y within the axis. @param {number} x @param {number} y @param {{x: [number, number], y: [number, number]}} axes @param {number} count @returns {Spot} */
export function nearestHeight(x, y, { x: [x0, x1], y: [y0, y1] }, count) {
  const i = Math.round(((x - x0) / (x1 - x0)) * (count - 1));
  return { i: Math.min(count - 1, Math.max(0, i)), height: Math.min(y1, Math.max(y0, y)) };
}

/** A stroke from one place to another: what lies between is on the straight line. @param {(number | null)[]} heights @param {Spot} from @param {Spot} to */
export function put(heights, from, to) {
  const steps = Math.abs(to.i - from.i);
  for (let s = 0; s <= steps; s++) {
    const t = steps ? s / steps : 1;
    heights[from.i + Math.sign(to.i - from.i) * s] = from.height + t * (to.height - from.height);
  }
}

/** The whole curve, or null while fewer than two places are drawn: gaps are straight, the ends go on level. @param {(number | null)[]} heights @returns {number[] | null} */
export function whole(heights) {
  const known = heights.flatMap((h, i) => (h === null ? [] : [i]));
  if (known.length < 2) return null;
  return heights.map((h, i) => {
    if (h !== null) return h;
    const right = known.find((k) => k > i);
    const left = known.filter((k) => k < i).at(-1);
    const at = (/** @type {number} */ k) => /** @type {number} */ (heights[k]);
    if (left === undefined || right === undefined) return at(left ?? /** @type {number} */ (right));
    return at(left) + ((i - left) / (right - left)) * (at(right) - at(left));
  });
}
