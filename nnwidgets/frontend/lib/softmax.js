/** Logits and probabilities: as nnwidgets/core/logits.py has them, equal to 1e-12, so that a drag is on screen in the next frame. */

/** As the kernel sends a temperature: JSON has no infinity. @param {number | "inf"} T */
export const temperature = (T) => (T === "inf" ? Infinity : T);

/** e^z / Σ e^z as the formula is written: NaN where e^z is beyond a double. @param {number[]} z */
export function naive(z) {
  const e = z.map(Math.exp);
  const sum = e.reduce((a, b) => a + b, 0);
  return { e, sum, p: e.map((one) => one / sum) };
}

/** softmax(z / T) with the largest taken off first; T = 0 and Infinity are its limits. @param {number[]} z @param {number} [T] */
export function probabilities(z, T = 1) {
  const top = Math.max(...z);
  const e = z.map((one) => (T === 0 ? Number(one === top) : Math.exp((one - top) / T)));
  const sum = e.reduce((a, b) => a + b, 0);
  return e.map((one) => one / sum);
}

/** −ln p of every class, computed from z; Infinity where p is 0 at T = 0. @param {number[]} z @param {number} [T] */
export function surprises(z, T = 1) {
  if (T === 0) return probabilities(z, 0).map((p) => -Math.log(p) + 0);
  const top = Math.max(...z);
  const log = Math.log(z.reduce((sum, one) => sum + Math.exp((one - top) / T), 0));
  return z.map((one) => log - (one - top) / T);
}

/** −Σ p ln p, with 0 ln 0 = 0. @param {number[]} p */
export const entropy = (p) => p.reduce((sum, one) => sum - (one > 0 ? one * Math.log(one) : 0), 0) + 0;

/** Σ y (−ln p). @param {number[]} z @param {number[]} y @param {number} [T] */
export const loss = (z, y, T = 1) => surprises(z, T).reduce((sum, one, i) => sum + (y[i] > 0 ? y[i] * one : 0), 0);

/** (p − y) / T: not for T = 0. @param {number[]} z @param {number[]} y @param {number} [T] */
export const gradient = (z, y, T = 1) => probabilities(z, T).map((p, i) => (p - y[i]) / T);

/** z − η (p − y) / T. @param {number[]} z @param {number[]} y @param {number} eta @param {number} [T] */
export function descend(z, y, eta, T = 1) {
  const g = gradient(z, y, T);
  return z.map((one, i) => one - eta * g[i]);
}

/** The logit of class i that gives it the probability q. @param {number[]} z @param {number} i @param {number} q @param {number} [T] */
export function logitFor(z, i, q, T = 1) {
  const others = z.filter((_, j) => j !== i).map((one) => one / T);
  const top = Math.max(...others);
  return T * (Math.log(q) - Math.log1p(-q) + top + Math.log(others.reduce((sum, one) => sum + Math.exp(one - top), 0)));
}

/** A target with the share `value` for class i, the others in the proportions that they have; evenly where they have none. @param {number[]} y @param {number} i @param {number} value */
export function retarget(y, i, value) {
  const share = Math.min(Math.max(value, 0), 1);
  const rest = y.reduce((sum, one, j) => sum + (j === i ? 0 : one), 0);
  return y.map((one, j) => (j === i ? share : (1 - share) * (rest > 0 ? one / rest : 1 / (y.length - 1))));
}

/** 1 for class i. @param {number} k @param {number} i */
export const oneHot = (k, i) => Array.from({ length: k }, (_, j) => Number(j === i));

/** Where a slider of the temperature stands: 0 and ∞ at its ends, tenths of a power of ten between. */
export const T_ENDS = 21;

/** @param {number} at −T_ENDS … T_ENDS @returns {number | "inf"} */
export const temperatureAt = (at) => (at <= -T_ENDS ? 0 : at >= T_ENDS ? "inf" : Number((10 ** (at / 10)).toPrecision(2)));

/** @param {number | "inf"} T */
export const placeOf = (T) => (T === "inf" ? T_ENDS : T === 0 ? -T_ENDS : Math.min(Math.max(Math.round(10 * Math.log10(T)), 1 - T_ENDS), T_ENDS - 1));
