/** What a SoftmaxLab shows: every number of its picture, from the logits, the target and the temperature that are on screen. */
import { formatShort, formatWeight, spoken } from "./format.js";
import { niceCeiling } from "./scale.js";
import { entropy, gradient, naive, probabilities, surprises, temperature } from "./softmax.js";

/**
 * @typedef {{z: number[], y: number[], T: number, p: number[], e: number[], sum: number, entropy: number, minusLog: number[], loss: number, terms: number[],
 *   gradient: number[] | null, truth: number, hot: boolean, reach: number, plain: {e: number[], sum: number, p: number[]}, names: string[], dials: Record<string, any>, settings: Record<string, any>}} SoftmaxView
 */

/** @param {any} picture @returns {SoftmaxView} */
export function softmaxView({ dials, settings }) {
  const { logits: z, target: y, names } = dials;
  const T = temperature(dials.T);
  const [p, minusLog] = [probabilities(z, T), surprises(z, T)];
  const { e, sum } = naive(z.map((/** @type {number} */ one) => one / T)); // as they are written out: at T = 0 there is nothing to write
  const terms = minusLog.map((one, i) => (y[i] > 0 ? y[i] * one : 0));
  return {
    z, y, T, p, e, sum, entropy: entropy(p), minusLog, terms, loss: terms.reduce((a, b) => a + b, 0), gradient: T === 0 ? null : gradient(z, y, T),
    truth: y.indexOf(Math.max(...y)), hot: y.some((/** @type {number} */ one) => one === 1), reach: Math.max(6, niceCeiling(Math.max(...z.map(Math.abs)))), plain: naive(z), names, dials, settings,
  };
}

/** "1" or "∞". @param {number | "inf"} T */
export const formatT = (T) => (T === "inf" ? "∞" : formatShort(T));

/** e^z: four digits, and a power of ten where it is large. @param {number} x */
export const formatExp = (x) => (Number.isNaN(x) ? "nan" : x === Infinity ? "inf" : x >= 1e5 || (x > 0 && x < 0.001) ? x.toExponential(2).replace("e+", "e").replace("-", "−") : formatWeight(x, x < 10 ? 4 : 2));

/** A loss with three decimals; ∞ where a class that is wanted has no probability. @param {number} x @param {number} [digits] */
export const formatNats = (x, digits = 3) => (x === Infinity ? "∞" : formatWeight(x, digits));

/** −0.3864 or +0.0338: the sign is always there; two digits less where a low temperature makes it large. @param {number} x */
export const signed = (x) => (Math.abs(x) < 0.00005 ? "0.0000" : `${x > 0 ? "+" : ""}${formatWeight(x, Math.abs(x) < 10 ? 4 : 2)}`);

/** The length of a gradient's arrow, from −1 to 1: 1 is the most that can be at this temperature, or 1 where that is less. @param {number} g @param {number} T */
export const arrowOf = (g, T) => g * Math.min(1, T);

/** @param {SoftmaxView} view */
export function sentence({ p, names, entropy: h, loss, truth, dials }) {
  const best = p.indexOf(Math.max(...p));
  const learning = dials.learning ? ` Probability of ${names[truth]}: ${spoken(p[truth], 4)}; loss ${loss === Infinity ? "infinite" : spoken(loss, 3)}.` : "";
  return `Temperature ${dials.T === "inf" ? "infinity" : spoken(dials.T, 2)}: the largest probability is ${spoken(p[best], 4)}, of ${names[best]}; entropy ${spoken(h, 3)}.${learning}`;
}
