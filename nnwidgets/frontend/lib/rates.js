/** Round numbers from very small to large at about equal ratios, for sliders; and which of them is the next. */

/** 0.00001 to 10 */
export const RATES = [-5, -4, -3, -2, -1, 0].flatMap((e) => [1, 2, 3, 5].map((m) => Number(`${m}e${e}`))).concat(10);
/** 0, then 0.0001 to 10 */
export const PENALTIES = [0, ...RATES.slice(4)];

/** The place of a value in a list from small to large: of the next in size by ratio; 0 is next to nothing but 0. @param {number[]} list @param {number} value */
export function nearest(list, value) {
  const far = list.map((x) => (x === value ? 0 : Math.abs(Math.log(x / value))));
  return far.indexOf(Math.min(...far));
}
