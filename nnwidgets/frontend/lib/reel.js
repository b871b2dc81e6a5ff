/** The frames that a page keeps, to go back to at once: at most 2,000 or 16 MB, evenly spread over the steps. */

/** @typedef {import("./forward.js").Vector} Vector */
/** @typedef {Record<string, Float64Array | Float32Array>} Arrays */
/** @typedef {{settings: import("./store.js").Settings, arrays: Arrays, bytes: number, shape: number}} Look what theta belongs to: settings, points */
/** @typedef {{header: import("./store.js").Header, theta: Vector, look: Look}} Shot */

/** @param {{most?: number, bytes?: number}} [limits] */
export function createReel({ most = 2000, bytes: room = 16e6 } = {}) {
  /** @type {Shot[]} */
  let shots = [];
  let bytes = 0;
  let gap = 0; // steps: what comes sooner after the last but one takes the place of the last

  /** @param {Shot} shot @param {Shot} [before] */
  const weight = ({ theta, look }, before) => theta.byteLength + (look === before?.look ? 0 : look.bytes);

  /** @param {Shot[]} kept */
  function keep(kept) {
    shots = kept;
    bytes = shots.reduce((sum, shot, i) => sum + weight(shot, shots[i - 1]), 0);
  }

  /** The first of the shots that are not before this step. @param {number} step */
  function place(step) {
    let [low, high] = [0, shots.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (shots[middle].header.step < step) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  return {
    /** Keeps a frame. What was at its step or after it has not happened any more. @param {Shot} shot */
    add(shot) {
      const { step } = shot.header;
      const drop = () => { bytes -= weight(/** @type {Shot} */ (shots.pop()), shots[shots.length - 1]); };
      while (shots.length && shots[shots.length - 1].header.step >= step) drop();
      if (shots.length > 1 && shots[shots.length - 1].header.step - shots[shots.length - 2].header.step < gap) drop();
      bytes += weight(shot, shots[shots.length - 1]);
      shots.push({ ...shot, theta: shot.theta.slice() });
      while (shots.length > 2 && (shots.length > most || bytes > room)) {
        gap = Math.max(gap * 2, (2 * (step - shots[0].header.step)) / shots.length);
        let last = -Infinity;
        keep(shots.filter(({ header }, i) => (i === shots.length - 1 || header.step - last >= gap) && ((last = header.step), true)));
      }
    },

    /** The frame next to a step. @param {number} step @returns {Shot | undefined} */
    at(step) {
      const i = place(step);
      return i && (i === shots.length || step - shots[i - 1].header.step <= shots[i].header.step - step) ? shots[i - 1] : shots[i];
    },

    clear() {
      shots = [];
      bytes = gap = 0;
    },
    get length() { return shots.length; },
    get bytes() { return bytes; },
  };
}
