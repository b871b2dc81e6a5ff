/**
 * The frame codec: the arrays that a header lists, found in its payload.
 * They follow each other in order, little endian, each from a multiple of 8 bytes on.
 */

/** @typedef {[name: string, dtype: string, shape: number[]]} ArrayEntry */
/**
 * @typedef {import("./evaluate.js").Net & {
 *   classes: string[], names: string[], noise: number, test: number, learning_rate: number, batch_size: number, activation: string, speed: string,
 *   menus: Record<string, string[]>, hide?: string[], lock?: Record<string, string>, presets?: string[][], keys?: string[][], runs?: [string, number][],
 *   chart?: Record<string, boolean>}} Settings
 */
/**
 * @typedef {{kind: string, n: number, generation: number, step: number, epoch: number, running: boolean, reason: string, applied: Record<string, number>,
 *   loss: import("./evaluate.js").Parts, accuracy: import("./evaluate.js").Parts, marks?: [number, string][], arrays: ArrayEntry[], settings?: Settings}} Header
 */

const BYTES = { f8: 8, f4: 4 };
const ALIGN = 8;

/**
 * The arrays by name, flat and row-major: views of the payload, or of a copy when it does not start at a multiple of 8 bytes.
 * @param {{arrays: ArrayEntry[]}} header
 * @param {DataView | ArrayBuffer | Uint8Array} payload
 * @returns {Record<string, Float64Array | Float32Array>}
 * @throws {Error} a sentence, when the payload is not what the header says
 */
export function decode(header, payload) {
  const given = payload instanceof ArrayBuffer
    ? new Uint8Array(payload)
    : new Uint8Array(payload.buffer, payload.byteOffset, payload.byteLength);
  const { buffer, byteOffset, length } = given.byteOffset % ALIGN ? given.slice() : given;
  /** @type {Record<string, Float64Array | Float32Array>} */
  const arrays = {};
  let at = 0;
  for (const [name, dtype, shape] of header.arrays) {
    const what = `array '${name}' of shape (${shape.join(", ")})`;
    if (dtype !== "f8" && dtype !== "f4") throw new Error(`${what} has the type '${dtype}'; choose f8 or f4`);
    if (!shape.every((size) => Number.isSafeInteger(size) && size >= 0)) throw new Error(`${what} has a size that is no count`);
    const count = shape.reduce((product, size) => product * size, 1);
    const end = at + count * BYTES[dtype];
    if (end > length) throw new Error(`${what} ends at byte ${end}, but the payload has ${length}`);
    const start = byteOffset + at;
    arrays[name] = dtype === "f8" ? new Float64Array(buffer, start, count) : new Float32Array(buffer, start, count);
    at = Math.ceil(end / ALIGN) * ALIGN;
  }
  if (length > at) throw new Error(`the arrays of the header end at byte ${at}, but the payload has ${length}`);
  return arrays;
}
