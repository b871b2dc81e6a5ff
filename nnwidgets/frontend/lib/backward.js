/**
 * The backward pass over the training points: the gradient of their mean loss, each point's share of it, and that loss along one parameter.
 * The gradient equals the one of nnwidgets/core/network.py to 1e-9; penalties are not in it.
 */
import { activation } from "./activations.js";
import { createForward, layout, weigh } from "./forward.js";
import { LOSSES, meanLoss, SLOPES } from "./losses.js";

/** @typedef {import("./forward.js").Vector} Vector */
/** @typedef {{inputs: Float64Array, Y: Vector, n: number, cut: number}} Scored inputs unit-major; the first `cut` of n are for training */

/**
 * Null where the loss is not one that the browser knows, or there is nothing to train on.
 * @param {import("./forward.js").Spec & {loss: string}} net
 * @param {Scored} scored
 * @param {number} [most] rows: of more, every so many are taken
 */
export function createBackward(net, { inputs, Y, n, cut }, most = Infinity) {
  const { sizes, loss, hidden, output, own } = net;
  const m = Math.min(cut, Math.max(1, Math.floor(most)));
  if (!Object.hasOwn(LOSSES, loss) || !m) return null;
  const layers = layout(sizes);
  const [last, k] = [layers.length - 1, sizes[layers.length]];
  const row = (/** @type {number} */ i) => Math.floor((i * cut) / m);
  const X = Float64Array.from({ length: sizes[0] * m }, (_, at) => inputs[Math.floor(at / m) * n + row(at % m)]);
  const T = Float64Array.from({ length: k * m }, (_, at) => Y[row(Math.floor(at / k)) * k + (at % k)]);
  const forward = createForward(net);
  const slopes = [...hidden, output].map((name) => (name === "softmax" ? null : activation(name, own).df));

  return {
    /** True where some of the rows were left out. */
    fewer: m < cut,

    /** ∂L/∂theta, of theta's length. @param {Vector} theta */
    gradient(theta) {
      const gradient = new Float64Array(theta.length);
      back(theta, 0, (l, delta, values) => {
        const { offset, nIn, nOut } = layers[l];
        for (let j = 0; j < nOut; j++) {
          for (let c = 0; c <= nIn; c++) {
            let sum = 0;
            for (let i = 0; i < m; i++) sum += delta[j * m + i] * (c < nIn ? values[c * m + i] : 1);
            gradient[offset + j * (nIn + 1) + c] = sum / m;
          }
        }
      });
      return gradient;
    },

    /** ∂Cᵢ/∂theta[p] of every row by itself: of a weight δᵢⱼ aᵢₖ, of a bias δᵢⱼ; their mean is the gradient's. @param {Vector} theta @param {number} p */
    shares(theta, p) {
      const layer = layers.filter(({ offset }) => offset <= p).length - 1;
      const { offset, nIn } = layers[layer];
      const [j, c] = [Math.floor((p - offset) / (nIn + 1)), (p - offset) % (nIn + 1)];
      let shares = new Float64Array(0);
      back(theta, layer, (l, delta, values) => {
        if (l === layer) shares = delta.slice(j * m, (j + 1) * m).map((slope, i) => slope * (c < nIn ? values[c * m + i] : 1));
      });
      return shares;
    },

    /** The mean loss for each of the values `ws` of theta[p], all else as it is. @param {Vector} theta @param {number} p @param {number[]} ws */
    along(theta, p, ws) {
      const from = layers.filter(({ offset }) => offset <= p).length - 1;
      const trial = Float64Array.from(theta);
      return ws.map((w, i) => {
        trial[p] = w;
        return /** @type {number} */ (meanLoss(loss, forwardFrom(trial, i ? from : 0), T, m, k));
      });
    },
  };

  /** Passes δ = ∂Cᵢ/∂z of each layer's units, from the output's down to `first`, and what the layer was given. @param {Vector} theta @param {number} first @param {(l: number, delta: Float64Array, values: Float64Array) => void} visit */
  function back(theta, first, visit) {
    const { a, z } = forward.run(theta, X, m);
    const df = slopes[last];
    const dC = Object.hasOwn(SLOPES, loss) ? SLOPES[loss] : null;
    let delta = a[last + 1].map((value, at) => {
      const y = T[(at % m) * k + Math.floor(at / m)];
      return dC && df ? dC(value, y) * df(z[at]) : value - y;
    });
    for (let l = last; ; l--) {
      visit(l, delta, a[l]);
      if (l === first) return;
      const { offset, nIn, nOut } = layers[l];
      const before = new Float64Array(nIn * m);
      for (let j = 0; j < nOut; j++) {
        for (let c = 0; c < nIn; c++) {
          const w = theta[offset + j * (nIn + 1) + c];
          for (let i = 0; i < m; i++) before[c * m + i] += w * delta[j * m + i];
        }
      }
      const was = new Float64Array(nIn * m);
      weigh(theta, layers[l - 1], a[l - 1], was, m);
      const dAct = /** @type {(z: number) => number} */ (slopes[l - 1]);
      delta = before.map((sum, at) => sum * dAct(was[at]));
    }
  }

  /** @param {Vector} theta @param {number} from */
  function forwardFrom(theta, from) {
    const { a, z } = forward.run(theta, X, m, from);
    return { z, a: a[last + 1] };
  }
}
