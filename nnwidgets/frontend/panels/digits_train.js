/** To come. */
/** @type {import("./digits.js").Create} */
export function createTrain() { return { update() {} }; }
