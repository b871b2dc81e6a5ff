/** To come. */
/** @type {import("./digits.js").Create} */
export function createDream() { return { update() {} }; }
