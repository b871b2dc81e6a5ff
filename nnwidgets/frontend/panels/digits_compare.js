/** To come. */
/** @type {import("./digits.js").Create} */
export function createCompare() { return { update() {} }; }
