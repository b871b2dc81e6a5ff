/** To come. */
/** @type {import("./digits.js").Create} */
export function createTests() { return { update() {} }; }
