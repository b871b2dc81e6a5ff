/** Words and short numbers of practice. */

/** Two figures, with a real minus sign. @param {number} value */
export const formatNumber = (value) => String(Number(value.toPrecision(2))).replace("-", "−");

/** The letter of a level, for a grid: a level is never told by its shade alone. @param {number} step 0 to 4 */
export const letterOf = (step) => ["", "A", "F", "P", "M"][step];
