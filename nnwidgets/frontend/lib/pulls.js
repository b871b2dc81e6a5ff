/** Who pulls a weight: each training point's share of dL/dw, of those that a map draws. */
import { createBackward } from "./backward.js";

/** @typedef {import("./forward.js").Vector} Vector */
/**
 * @typedef {object} Pulls
 * @property {Float64Array} shares of the points as the map draws them, those for training: they add up to dL/dw, without a penalty
 * @property {number} sum dL/dw @property {number} most the largest |share| @property {number} up how many want the weight larger @property {number} down
 */

/**
 * Null where the browser does not know the loss, or there is nothing to train on.
 * @param {import("./evaluate.js").Net} net
 * @param {Pick<import("./evaluate.js").Evaluator, "drawn" | "drawnCut" | "inputsOf" | "Y" | "k" | "own">} evaluator
 */
export function createPulls(net, { drawn, drawnCut: cut, inputsOf, Y, k, own }) {
  const rows = drawn.subarray(0, cut);
  const targets = Float64Array.from({ length: cut * k }, (_, at) => Y[rows[Math.floor(at / k)] * k + (at % k)]);
  const backward = createBackward({ ...net, own }, { inputs: inputsOf(rows), Y: targets, n: cut, cut });
  if (!backward) return null;
  /** @type {{theta: Vector, p: number, pulls: Pulls} | null} */
  let known = null;

  /** @param {Vector} theta @param {number} p @returns {Pulls} */
  return (theta, p) => {
    if (known?.theta === theta && known.p === p) return known.pulls;
    const shares = backward.shares(theta, p).map((slope) => slope / cut);
    const pulls = { shares, sum: 0, most: 0, up: 0, down: 0 };
    for (const share of shares) {
      pulls.sum += share;
      pulls.most = Math.max(pulls.most, Math.abs(share));
      if (share < 0) pulls.up++;
      if (share > 0) pulls.down++;
    }
    known = { theta, p, pulls };
    return pulls;
  };
}
