/** The loss over two parameters as the kernel has worked it out: its heights, how far the network is from it, and the way over it. */

/** @typedef {import("./forward.js").Vector} Vector */
/** @typedef {import("./scale.js").Interval} Interval */
/** @typedef {{of: [number, number], over: [Interval, Interval], points: number, step: number, number: number, fits: boolean}} SurfaceSettings */
/** @typedef {SurfaceSettings & {key: string, heights: Vector, theta: Vector, path: Vector}} Surface key: no other surface has it; heights[i points + j] at the i-th value of the first; path: rows of (step, first, second, distance) */
/** @typedef {{lo: number, hi: number, steep: boolean, levels: number[]}} Levels steep: as many times apart, not as much */
/** @typedef {[step: number, u: number, v: number, distance: number]} Stand */

const LEVELS = 14;
const STEEP = 30; // the ratio of the highest loss to the lowest from which on the levels are as many times apart
const MOST = 2000; // stands of a way

/** @param {SurfaceSettings | undefined} told @param {Record<string, Vector>} arrays @returns {Surface | null} */
export function readSurface(told, { surface, surface_theta: theta, surface_path: path }) {
  return told ? { ...told, key: `${told.number} ${told.step} ${theta[0]} ${surface[0]}`, heights: surface.map((height) => (Number.isFinite(height) ? height : NaN)), theta, path } : null;
}

/** The lines to draw; null where the loss is finite nowhere. @param {Vector} heights @returns {Levels | null} */
export function levelsOf(heights) {
  let [lo, hi] = [Infinity, -Infinity];
  for (const height of heights) if (height === height) [lo, hi] = [Math.min(lo, height), Math.max(hi, height)];
  if (lo > hi) return null;
  const steep = lo > 0 && hi > STEEP * lo;
  const share = (/** @type {number} */ i) => (i + 1) / (LEVELS + 1);
  return { lo, hi, steep, levels: hi > lo ? Array.from({ length: LEVELS }, (_, i) => (steep ? lo * (hi / lo) ** share(i) : lo + (hi - lo) * share(i))) : [] };
}

/** Whether (u, v) is not on the surface. @param {Surface} surface @param {number} u @param {number} v */
export const isBeside = ({ over: [[u0, u1], [v0, v1]] }, u, v) => !(u >= u0 && u <= u1 && v >= v0 && v <= v1);

/** The height at (u, v), between the points of the grid; NaN beside the surface. @param {Surface} surface @param {number} u @param {number} v */
export function heightAt(surface, u, v) {
  const { heights, over: [[u0, u1], [v0, v1]], points: n } = surface;
  if (isBeside(surface, u, v)) return NaN;
  const [x, y] = [((u - u0) / (u1 - u0)) * (n - 1), ((v - v0) / (v1 - v0)) * (n - 1)];
  const [i, j] = [Math.min(Math.floor(x), n - 2), Math.min(Math.floor(y), n - 2)];
  const [s, t, at] = [x - i, y - j, i * n + j];
  return (1 - s) * ((1 - t) * heights[at] + t * heights[at + 1]) + s * ((1 - t) * heights[at + n] + t * heights[at + n + 1]);
}

/** How far all other parameters are from where they were: ‖Δθ‖ without the two. @param {Surface} surface @param {Vector} theta */
export function away({ of, theta: then }, theta) {
  let sum = 0;
  for (let k = 0; k < then.length; k++) if (!of.includes(k)) sum += (theta[k] - then[k]) ** 2;
  return Math.sqrt(sum);
}

/** The way of the run: the kernel's up to the surface, then what this page sees of it. */
export function createTrail() {
  /** @type {Stand[]} */
  let stands = [];
  let known = "";
  return {
    /** Begins with each surface anew. @param {Surface} surface */
    begin({ key, path }) {
      if (key === known) return;
      known = key;
      stands = Array.from({ length: path.length / 4 }, (_, i) => /** @type {Stand} */ ([...path.subarray(4 * i, 4 * i + 4)]));
    },
    /** Where the run is now; what it had been further than that, it has gone back from. @param {Stand} stand */
    add(stand) {
      while (stands.length && stands[stands.length - 1][0] >= stand[0]) stands.pop();
      stands.push(stand);
      if (stands.length > MOST) stands = stands.filter((_, i) => i % 2 === 0 || i === stands.length - 1);
    },
    /** Up to a step. @param {number} step */
    until: (step) => stands.filter(([at]) => at <= step),
  };
}
