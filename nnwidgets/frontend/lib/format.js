/** Numbers as text: a fixed count of digits, so that nothing jitters; a real minus sign; words for who listens. */

export const MINUS = "\u2212";
export const NOTHING = "\u2013";

/** @typedef {number | null | undefined} Maybe */

/** @param {string} text */
const withMinus = (text) => text.replaceAll("-", MINUS);

/** x with `digits` decimals, and never a negative zero. @param {number} x @param {number} digits */
function fixed(x, digits) {
  const text = x.toFixed(digits);
  return /^-[0.]+$/.test(text) ? text.slice(1) : text;
}

/** x with as many decimals as leave `width` digits, the ones before the point included. @param {number} x @param {number} width */
function filled(x, width) {
  const whole = Math.abs(x) < 1 ? 1 : Math.floor(Math.log10(Math.abs(x))) + 1;
  const text = fixed(x, Math.max(0, width - whole));
  return text.replace(/\D/g, "").length > width ? fixed(x, Math.max(0, width - whole - 1)) : text;
}

/** "1.2e5": two digits and a power of ten. @param {number} x */
const scientific = (x) => x.toExponential(1).replace("e+", "e");

/** A loss in five digits: "0.0123", "12.346", "1.2e7", "3.1e−6". @param {Maybe} x */
export function formatLoss(x) {
  if (x == null || !Number.isFinite(x)) return NOTHING;
  const size = Math.abs(x);
  return withMinus(size >= 99999.5 || (size > 0 && size < 0.00005) ? scientific(x) : filled(x, 5));
}

/** A weight or an activation: "−0.42", "12.35", "−1.2e5"; fewer decimals from 1,000 on. @param {Maybe} x @param {number} [digits] */
export function formatWeight(x, digits = 2) {
  if (x == null || !Number.isFinite(x)) return NOTHING;
  const size = Math.abs(x);
  return withMinus(size >= 99999.5 ? scientific(x) : size >= 999.5 ? fixed(x, 0) : fixed(x, digits));
}

/** A weight, and "0" for what is exactly 0, not only near it. @param {number} x @param {number} [digits] */
export const formatExact = (x, digits) => (x === 0 ? "0" : formatWeight(x, digits));

/** Four digits, however small: "−0.01234", "3.700e−5". @param {Maybe} x */
export function formatDigits(x) {
  return x == null || !Number.isFinite(x) ? NOTHING : withMinus(x.toPrecision(4).replace("e+", "e"));
}

/** A size that may be very small: "0.0097", "1.9e−6", "0" only for 0. @param {Maybe} x */
export function formatTiny(x) {
  if (x == null || !Number.isFinite(x)) return NOTHING;
  return x !== 0 && Math.abs(x) < 0.001 ? withMinus(scientific(x)) : withMinus(String(Number(x.toPrecision(3))));
}

/** A share as a percentage: "97.5%". @param {Maybe} x */
export function formatShare(x) {
  return x == null || !Number.isFinite(x) ? NOTHING : `${(100 * x).toFixed(1)}%`;
}

/** A count: "1,250". @param {Maybe} n */
export function formatCount(n) {
  if (n == null || !Number.isFinite(n)) return NOTHING;
  return withMinus(String(Math.round(n)).replace(/\B(?=(\d{3})+(?!\d))/g, ","));
}

/** As short as it can be, for ticks and settings: "0.03", "−5", "1e−5", "12k", "1.5M". @param {Maybe} x */
export function formatShort(x) {
  if (x == null || !Number.isFinite(x)) return NOTHING;
  const short = Number(x.toPrecision(3));
  const size = Math.abs(short);
  if (size >= 1e9 || (size > 0 && size < 1e-4)) return withMinus(short.toExponential().replace("e+", "e"));
  if (size >= 1e6) return withMinus(`${short / 1e6}M`);
  return withMinus(size >= 1e4 ? `${short / 1e3}k` : String(short));
}

/** As a voice says it: "minus 0.42", "1.2 times 10 to the minus 6". @param {Maybe} x @param {number} [digits] */
export function spoken(x, digits = 2) {
  if (x == null || !Number.isFinite(x)) return "unknown";
  const size = Math.abs(x);
  const tiny = size > 0 && size < 0.5 * 10 ** -digits;
  const text = tiny || size >= 1e6 ? scientific(x) : String(Number(x.toFixed(digits)));
  return text.replace("e", " times 10 to the ").replaceAll("-", "minus ");
}

/**
 * The number that was typed, or null when it is none: either minus sign, decimal point or comma, groups of three ("1,250.5",
 * "1.250,5", "1 250"). A single comma is a decimal one: "1,250" is 1.25.
 * @param {string} text
 * @returns {number | null}
 */
export function parseNumber(text) {
  let plain = text.trim().replaceAll(MINUS, "-").replace(/^([+-])\s+/, "$1").replace(/(\d)[\s'](?=\d{3}(?!\d))/g, "$1");
  const decimal = plain.lastIndexOf(",") > plain.lastIndexOf(".") ? "," : ".";
  const group = decimal === "," ? "." : ",";
  if (plain.split(decimal).length > 2) {
    if (plain.includes(group)) return null;
    plain = ungroup(plain, decimal);
  } else {
    plain = ungroup(plain, group).replace(decimal, ".");
  }
  const value = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain) ? Number(plain) : NaN;
  return Number.isFinite(value) ? value + 0 : null;
}

/** Takes the separators of groups of three out; others stay, and spoil the number. @param {string} text @param {string} separator */
function ungroup(text, separator) {
  const sign = separator === "." ? "\\." : separator;
  return new RegExp(`^[+-]?\\d{1,3}(${sign}\\d{3})+(?!\\d|${sign})`).test(text) ? text.replaceAll(separator, "") : text;
}
