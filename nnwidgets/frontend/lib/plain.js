/** What there is to draw of a lab without a map: the weights, and the arrays of its last full frame. Its panels work out the rest. */

/** @typedef {import("./forward.js").Vector} Vector */
/**
 * @typedef {object} Plain what panels draw
 * @property {import("./wire.js").Header} header
 * @property {import("./wire.js").Settings & Record<string, any>} settings
 * @property {Vector} theta as it is shown: the kernel's, with the hand's values over it
 * @property {Record<string, any>} dials what else can be set, by name
 * @property {Record<string, Vector>} arrays
 * @property {number} shape counts settings: panels build anew when it moves
 */

/** @param {any} header @param {Vector} theta @param {Record<string, any>} arrays @param {any} _runs @param {any} series @param {any} before */
function begin(header, theta, arrays, _runs, series, before) {
  return { header, theta, arrays, series, settings: header.settings, marks: [], health: [], frozen: new Set(header.settings.frozen), shape: (before?.shape ?? 0) + 1 };
}

/** @param {any} state @param {Vector} theta */
const draw = (state, theta) => ({ ...state, theta });

/** It shows what is, not what was. */
const createPast = () => ({ add() {}, runs: () => [], hold() {}, end() {}, near: () => null, draw: () => null });

/** @type {any} as a store takes it */
export const plain = { begin, draw, createPast };
