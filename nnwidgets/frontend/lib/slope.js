/** L(w) along one parameter, its slope at the present w, and the step that plain gradient descent takes from there. */
import { createBackward } from "./backward.js";
import { layout } from "./forward.js";
import { createLimit } from "./scale.js";

/** @typedef {import("./forward.js").Vector} Vector */
/**
 * @typedef {object} Reading
 * @property {number[]} ws @property {number[]} ls L(w), with the penalty on w where there is one
 * @property {number} w @property {number} loss at w
 * @property {number} slope dL/dw
 * @property {number} lands where the step ends
 * @property {boolean} rough worked out on a sample of the points
 */

const [MOVING, STILL] = [21, 41]; // values of w
const WORK = 7.2e5; // of values × rows × the evaluator's cost of a row: under 2 ms

/**
 * Null where the browser does not know the loss.
 * @param {import("./evaluate.js").Net & {l1?: number, l2?: number}} net
 * @param {Pick<import("./evaluate.js").Evaluator, "scored" | "cost" | "sampled" | "own">} evaluator
 */
export function createSlope(net, { scored, cost, sampled, own }) {
  const { l1 = 0, l2 = 0 } = net;
  const whole = createBackward({ ...net, own }, scored);
  const quick = createBackward({ ...net, own }, scored, WORK / (MOVING * cost));
  if (!whole || !quick) return null;
  const layers = layout(net.sizes);
  let limit = createLimit(2);
  /** @type {{k: number, top: number, by: typeof whole, count: number, theta: Vector, ws: number[], ls: number[]} | null} */
  let known = null;

  /** @param {Vector} theta @param {number} k @param {number} rate η @param {boolean} still there is time for all points @returns {Reading} */
  return (theta, k, rate, still) => {
    const { offset, nIn } = layers.filter((layer) => layer.offset <= k).slice(-1)[0];
    const bias = (k - offset) % (nIn + 1) === nIn;
    const [lasso, ridge] = bias ? [0, 0] : [l1, l2];
    const by = still ? whole : quick;
    const count = still ? STILL : MOVING;
    const along = (/** @type {number[]} */ ws) => by.along(theta, k, ws).map((loss, i) => loss + lasso * Math.abs(ws[i]) + (ridge * ws[i] ** 2) / 2);
    const w = theta[k];
    if (k !== known?.k) limit = createLimit(2);
    const top = limit(1.25 * w);
    const same = known && known.k === k && known.top === top && (known.by === by || !quick?.fewer) && known.count >= count && theta.every((value, i) => i === k || value === known?.theta[i]);
    if (!known || !same) {
      const ws = Array.from({ length: count }, (_, i) => top * ((2 * i) / (count - 1) - 1));
      known = { k, top, by, count, theta: theta.slice(), ws, ls: along(ws) };
    }
    const data = by.gradient(theta)[k] + ridge * w; // what the update is made of; λ₁ shrinks w after it
    const next = w - rate * data;
    return {
      ws: known.ws, ls: known.ls, w, loss: along([w])[0],
      slope: data + lasso * Math.sign(w),
      lands: lasso ? Math.sign(next) * Math.max(0, Math.abs(next) - rate * lasso) : next,
      rough: sampled || by.fewer,
    };
  };
}
