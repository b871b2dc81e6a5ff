/** Functions of one z as pictures: what an axis spans, paths that do not cross jumps, tangents, and where a slope is flat. */

/** @typedef {import("./activations.js").Activation} Activation */
/** @typedef {[number, number]} Interval */

const [LOW, HIGH] = [-2.2, 3.2]; // what goes further leaves the picture
const POINTS = 480;
const AIR = 0.08;
const JUMP = 0.2; // between two neighbouring points: it is no slope, but a jump

/** The z of a curve's points, 0 always among them. @param {number} reach @returns {number[]} */
export const samples = (reach, points = POINTS) => Array.from({ length: points + 1 }, (_, i) => (i / points * 2 - 1) * reach);

/** What an axis spans for these functions: all of them, and 0, but no more than LOW to HIGH. @param {((z: number) => number)[]} fs @param {number} reach @param {Interval} [most] @returns {Interval} */
export function span(fs, reach, most = [LOW, HIGH]) {
  let [low, high] = [0, 0];
  for (const f of fs) for (const z of samples(reach)) {
    const value = f(z);
    if (Number.isFinite(value)) [low, high] = [Math.min(low, value), Math.max(high, value)];
  }
  [low, high] = [Math.max(low, most[0]), Math.min(high, most[1])];
  const air = AIR * (high - low || 1);
  return [low - air, high + air];
}

/**
 * The curve as an SVG path; broken at a jump and where it is not finite. What is far outside is cut off: a picture's clip hides the rest.
 * @param {(z: number) => number} f @param {number} reach @param {(z: number) => number} x @param {(v: number) => number} y
 */
export function curvePath(f, reach, x, y) {
  let [path, before, lastZ] = ["", NaN, NaN];
  for (const z of samples(reach)) {
    const value = f(z);
    const joined = Number.isFinite(before) && Number.isFinite(value) && !jumps(f, lastZ, z);
    if (Number.isFinite(value)) path += `${joined ? "L" : "M"}${x(z).toFixed(1)},${Math.min(Math.max(y(value), -2000), 4000).toFixed(1)}`;
    [before, lastZ] = [value, z];
  }
  return path;
}

/** Whether f jumps between a and b: half-way nearer it still moves as far. @param {(z: number) => number} f @param {number} a @param {number} b */
function jumps(f, a, b) {
  let far = Math.abs(f(b) - f(a));
  if (far < JUMP) return false;
  for (let i = 0; i < 8; i++) {
    const middle = (a + b) / 2;
    const [left, right] = [Math.abs(f(middle) - f(a)), Math.abs(f(b) - f(middle))];
    if (left > right) b = middle;
    else a = middle;
    if (Math.max(left, right) < 0.75 * far) return false;
    far = Math.max(left, right);
  }
  return true;
}

/** Where |df| is at most `share` of `steepest`, as intervals of z. @param {(z: number) => number} df @param {number} steepest @param {number} share @param {number} reach @returns {Interval[]} */
export function flatZones(df, steepest, share, reach) {
  /** @type {Interval[]} */ const zones = [];
  const flat = (/** @type {number} */ z) => Math.abs(df(z)) <= share * steepest;
  const zs = samples(reach);
  let [from, was] = [zs[0], flat(zs[0])];
  for (let i = 1; i < zs.length; i++) {
    const now = flat(zs[i]);
    if (now === was) continue;
    const edge = border(flat, zs[i - 1], zs[i]);
    if (was) zones.push([from, edge]);
    [from, was] = [edge, now];
  }
  if (was) zones.push([from, reach]);
  return zones;
}

/** Where it turns, between a and b. @param {(z: number) => boolean} flat @param {number} a @param {number} b */
function border(flat, a, b) {
  const left = flat(a);
  for (let i = 0; i < 30; i++) {
    const middle = (a + b) / 2;
    if (flat(middle) === left) a = middle;
    else b = middle;
  }
  return (a + b) / 2;
}

/** The ends of a tangent of `length` pixels, in pixels. @param {Activation} act @param {number} z @param {(z: number) => number} x @param {(v: number) => number} y @param {number} length */
export function tangent(act, z, x, y, length) {
  const [px, py] = [x(z), y(act.f(z))];
  const [dx, dy] = [x(z + 1) - px, y(act.f(z) + act.df(z)) - py];
  const size = (length / 2) / (Math.hypot(dx, dy) || 1);
  return [px - dx * size, py - dy * size, px + dx * size, py + dy * size];
}

/** Places for labels at these heights, at least `apart` from one another, inside [low, high]; in the order given. @param {number[]} heights @param {number} apart @param {number} low @param {number} high */
export function spread(heights, apart, low, high) {
  const order = heights.map((_, i) => i).sort((i, j) => heights[i] - heights[j]);
  const places = heights.map((h) => Math.min(Math.max(h, low), high));
  for (let i = 1; i < order.length; i++) places[order[i]] = Math.max(places[order[i]], places[order[i - 1]] + apart);
  for (let i = order.length - 1, top = high; i >= 0; i--, top -= apart) places[order[i]] = Math.min(places[order[i]], top);
  return places;
}
