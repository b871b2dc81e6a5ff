/** Small digits above and below a letter, for text that is no formula. */

/** "¹²" @param {number} n */
export const raised = (n) => String(n).replace(/\d/g, (d) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(d)]);
/** "₁₂" @param {number} n */
export const lowered = (n) => String(n).replace(/\d/g, (d) => "₀₁₂₃₄₅₆₇₈₉"[Number(d)]);
