/** Scales from numbers to pixels and back, round ticks, and round limits that do not flicker. */

/** @typedef {[number, number]} Interval */
/** @typedef {((x: number) => number) & {invert: (pixel: number) => number, ticks: (count?: number) => number[], domain: Interval, range: Interval}} Scale */

/** The steps that people count in. */
const STEPS = [1, 2, 5];
const CEILINGS = [1, 1.5, 2, 3, 5, 7, 10];

/** m·10ᵉ, exactly the number that is written so (0.3, not 3 · 0.1). @param {number} m @param {number} e */
const power = (m, e) => (e < 0 ? m / 10 ** -e : m * 10 ** e);

/**
 * Multiples of 1, 2 or 5 times a power of ten inside [lo, hi], about `count` of them.
 * @param {number} lo
 * @param {number} hi
 * @param {number} [count]
 */
export function ticks(lo, hi, count = 5) {
  if (!(hi > lo) || !Number.isFinite(hi - lo)) return Number.isFinite(lo) ? [lo] : [];
  const rough = (hi - lo) / Math.max(count, 1);
  let e = Math.floor(Math.log10(rough));
  let step = STEPS.find((s) => power(s, e) >= rough * 0.75);
  if (step === undefined) [step, e] = [1, e + 1];
  const unit = power(step, e);
  const found = [];
  for (let i = Math.ceil(lo / unit - 1e-9); i <= Math.floor(hi / unit + 1e-9); i++) found.push(power(i * step, e) + 0); // no −0
  return found;
}

/**
 * Powers of ten inside [lo, hi], with their 2 and 5 fold where there is room; fewer powers where there is none.
 * @param {number} lo above 0
 * @param {number} hi
 * @param {number} [count]
 */
export function logTicks(lo, hi, count = 5) {
  if (!(lo > 0) || !(hi > lo) || hi === Infinity) return [];
  const first = Math.floor(Math.log10(lo));
  const last = Math.ceil(Math.log10(hi));
  const stride = Math.max(1, Math.ceil((last - first) / Math.max(count, 1)));
  const steps = (last - first) * STEPS.length <= count * 1.5 ? STEPS : [1];
  const found = [];
  for (let e = Math.ceil(first / stride) * stride; e <= last; e += stride) for (const m of steps) found.push(power(m, e));
  const inside = found.filter((x) => x >= lo * (1 - 1e-9) && x <= hi * (1 + 1e-9));
  return inside.length > 1 ? inside : ticks(lo, hi, count).filter((x) => x > 0);
}

/**
 * @param {Interval} domain
 * @param {Interval} range
 * @returns {Scale}
 */
export function linear(domain, range) {
  const [x0, x1] = domain;
  const [p0, p1] = range;
  const slope = (p1 - p0) / (x1 - x0 || 1);
  return Object.assign((/** @type {number} */ x) => p0 + (x - x0) * slope, {
    invert: (/** @type {number} */ pixel) => x0 + (pixel - p0) / (slope || 1),
    ticks: (count = 5) => ticks(Math.min(x0, x1), Math.max(x0, x1), count),
    domain,
    range,
  });
}

/**
 * log10; what is not above 0 is drawn at the domain's lower end.
 * @param {Interval} domain both above 0
 * @param {Interval} range
 * @returns {Scale}
 */
export function log10(domain, range) {
  const floor = Math.min(...domain);
  const inner = linear([Math.log10(domain[0]), Math.log10(domain[1])], range);
  return Object.assign((/** @type {number} */ x) => inner(Math.log10(x > 0 ? x : x <= 0 ? floor : NaN)), {
    invert: (/** @type {number} */ pixel) => 10 ** inner.invert(pixel),
    ticks: (count = 5) => logTicks(floor, Math.max(...domain), count),
    domain,
    range,
  });
}

/** The smallest of 1, 1.5, 2, 3, 5, 7 times a power of ten that is not below x. @param {number} x above 0 */
export function niceCeiling(x) {
  const e = Math.floor(Math.log10(x));
  const m = CEILINGS.find((c) => power(c, e) >= x);
  return m === undefined ? power(1, e + 1) : power(m, e);
}

/**
 * A limit for a symmetric scale [−limit, limit] that follows the largest |value| seen: up at once, down only when less than
 * half of it is used, so that a value that wavers does not move it to and fro.
 * @param {number} [least] the limit never goes below it
 * @returns {(largest: number) => number}
 */
export function createLimit(least = 1) {
  let limit = least;
  return (largest) => {
    const size = Math.abs(largest);
    if (Number.isFinite(size) && (size > limit || size < limit / 2)) limit = Math.max(least, size > 0 ? niceCeiling(size) : 0);
    return limit;
  };
}

/**
 * What the ends of a colour scale stand for: fixed where the activation is bounded, else following the values, both ways alike.
 * With `aims`, the targets of a regression, never less than they reach; where they are far from 0, round their middle.
 * @param {string} activation
 * @param {ArrayLike<number>} [aims]
 * @returns {(values: Float64Array) => Interval}
 */
export function createRange(activation, aims) {
  if (activation === "sigmoid") return () => [0, 1];
  if (activation === "tanh" && !aims) return () => [-1, 1];
  let [lo, hi] = [Infinity, -Infinity];
  for (let i = 0; i < (aims?.length ?? 0); i++) [lo, hi] = [Math.min(lo, aims?.[i] ?? 0), Math.max(hi, aims?.[i] ?? 0)];
  const far = lo > hi - lo || -hi > hi - lo;
  const middle = aims && far && hi > lo ? (lo + hi) / 2 : 0;
  const limit = createLimit(aims && hi >= lo ? niceCeiling(Math.max(hi - middle, middle - lo) || 1) : 1);
  return (values) => {
    let largest = 0;
    for (let i = 0; i < values.length; i += 7) largest = Math.max(largest, Math.abs(values[i] - middle) || 0);
    const top = limit(largest);
    return [middle - top, middle + top];
  };
}

/** An input's own scale: a column from its least to its largest value, a feature both ways from 0. @param {Float64Array} values @param {number | string | undefined} taken @returns {Interval} */
export function inputRange(values, taken) {
  let [lo, hi] = [Infinity, -Infinity];
  for (const value of values) [lo, hi] = [Math.min(lo, value), Math.max(hi, value)];
  const top = Math.max(Math.abs(lo), Math.abs(hi));
  if (hi - lo <= 1e-9 * top || top === 0) return [lo - 1, hi + 1]; // a column that stays where it is: the ground
  return typeof taken === "string" ? [-top, top] : [lo, hi];
}
