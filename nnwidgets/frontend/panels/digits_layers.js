/** To come. */
/** @type {import("./digits.js").Create} */
export function createLayers() { return { update() {} }; }
