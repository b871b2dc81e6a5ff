/** What the last hidden layer sees: the points where two of its units put them, and the output over the plane of these two. */
import { createForward, layout } from "./forward.js";

/** @typedef {import("./forward.js").Vector} Vector */
/** @typedef {import("./scale.js").Interval} Interval */
/** @typedef {{names: [string, string], domain: [Interval, Interval], values: Float64Array, size: number, places: Float64Array, rest: string, line: [number, number, number] | null}} Space
 *   values: unit-major (k, size²), rows from the top; places: u and v of each point; line: z = line[0] u + line[1] v + line[2] of one output */

/** Where an activation is bounded, all of its range is shown. @type {Record<string, Interval>} */
const RANGES = { tanh: [-1, 1], sin: [-1, 1], sigmoid: [0, 1], step: [0, 1] };
const AIR = 0.08;

/**
 * @param {{sizes: number[], hidden: string[], output: string}} net with at least one hidden layer
 * @param {Float64Array} inputs of the points, unit-major
 */
export function createLayerSpace({ sizes, hidden, output }, inputs) {
  const last = sizes.length - 2;
  const width = sizes[last];
  const n = inputs.length / sizes[0];
  const onPoints = createForward({ sizes, hidden, output });
  const onPlane = createForward({ sizes: sizes.slice(last), hidden: [], output });
  const { offset } = layout(sizes)[last];

  /** @param {Vector} theta @param {number} size @param {[number, number]} units @returns {Space} */
  return function space(theta, size, units) {
    const a = onPoints.run(theta, inputs, n).a[last];
    const seen = (/** @type {number} */ unit) => a.subarray(unit * n, (unit + 1) * n);
    const pair = width > 1 ? units : [0, 0];
    const domain = /** @type {[Interval, Interval]} */ (pair.map((unit, side) => (side && width < 2 ? [-1, 1] : domainOf(seen(unit), hidden[last - 1]))));
    const plane = new Float64Array(width * size * size);
    for (let unit = 0; unit < width; unit++) {
      const cells = plane.subarray(unit * size * size, (unit + 1) * size * size);
      const [across, up] = [pair[0] === unit, width > 1 && pair[1] === unit];
      if (!across && !up) cells.fill(seen(unit).reduce((sum, x) => sum + x, 0) / n);
      else for (let i = 0; i < cells.length; i++) {
        const share = (across ? i % size : size - 1 - Math.floor(i / size)) + 0.5;
        const [lo, hi] = domain[across ? 0 : 1];
        cells[i] = lo + (share / size) * (hi - lo);
      }
    }
    const places = new Float64Array(2 * n);
    for (let i = 0; i < n; i++) [places[2 * i], places[2 * i + 1]] = [seen(pair[0])[i], width > 1 ? seen(pair[1])[i] : 0];
    const values = onPlane.run(theta.subarray(offset), plane, size * size).a[1];
    let rest = theta[offset + width];
    for (let unit = 0; unit < width; unit++) if (!pair.includes(unit)) rest += theta[offset + unit] * plane[unit * size * size];
    /** @type {[number, number, number] | null} */
    const line = sizes[last + 1] > 1 ? null : [theta[offset + pair[0]], width > 1 ? theta[offset + pair[1]] : 0, rest];
    const name = (/** @type {number} */ unit) => `a${unit + 1}`;
    return { names: [name(pair[0]), width > 1 ? name(pair[1]) : ""], domain, values, size, places, line, rest: width > 2 ? `its other ${width - 2} units at their mean` : "" };
  };
}

/** @param {Float64Array} values @param {string} kind of activation @returns {Interval} */
function domainOf(values, kind) {
  const [least, most] = RANGES[kind] ?? [0, 0];
  let [lo, hi] = [least, most];
  for (const x of values) [lo, hi] = [Math.min(lo, x), Math.max(hi, x)];
  const air = (hi - lo) * AIR || 1;
  return [lo - air, hi + air];
}
