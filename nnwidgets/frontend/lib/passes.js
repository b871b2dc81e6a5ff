/**
 * One example through a network, forward and backward, every number kept: z, a, δ by layer and unit.
 * Each equals that of nnwidgets/core/network.py to 1e-12; layers are counted as there, from 0.
 */
import { activation, readOwn } from "./activations.js";
import { createForward, layout, weigh } from "./forward.js";
import { LOSSES, SLOPES } from "./losses.js";

/** @typedef {import("./forward.js").Vector} Vector */
/** @typedef {{a: number[][], z: number[][], loss: number | null}} Forward a[0] is the input; a[l + 1] = act(z[l]); loss null where the page does not know it */
/** @typedef {{delta: number[][], slope: number[][], gradient: Float64Array, pull: number[]}} Backward slope[l] = act'(z[l]); gradient: of theta's length; pull: ∂C/∂a of the outputs, or a − y where the loss has its own output */

/**
 * @param {{sizes: number[], hidden: string[], output: string, loss: string, own_activations?: string[]}} settings
 * @param {Record<string, Vector>} arrays inputs (n, n_in) and Y (n, n_out), row-major; own_activations where there are some
 */
export function createPasses(settings, { inputs, Y, own_activations: tables }) {
  const { sizes, hidden, output, loss } = settings;
  const own = settings.own_activations && readOwn(settings.own_activations, tables);
  const layers = layout(sizes);
  const [nIn, last] = [sizes[0], layers.length - 1];
  const nOut = sizes[last + 1];
  const net = createForward({ sizes, hidden, output, own });
  const slopes = [...hidden, output].map((name) => (name === "softmax" ? null : activation(name, own).df));

  /** @param {number} i */
  const inputOf = (i) => Float64Array.from(inputs.subarray(i * nIn, (i + 1) * nIn));
  /** @param {number} i */
  const targetOf = (i) => Float64Array.from(Y.subarray(i * nOut, (i + 1) * nOut));

  /** @param {Vector} theta @param {Float64Array} x (n_in,) @param {Float64Array} [y] (n_out,) @returns {Forward} */
  function forward(theta, x, y) {
    const { a, z } = net.run(theta, x, 1);
    const sums = layers.map((layer, l) => {
      const sum = new Float64Array(layer.nOut);
      weigh(theta, layer, a[l], sum, 1);
      return [...sum];
    });
    const known = y && Object.hasOwn(LOSSES, loss);
    return { a: a.map((values) => [...values]), z: sums, loss: known ? LOSSES[loss](z, a[last + 1], y, 1, nOut, 0) : null };
  }

  return {
    layers, inputOf, targetOf, forward,
    n: inputs.length / nIn,

    /** Null where the page does not know the loss. @param {Vector} theta @param {Forward} pass @param {Float64Array} y @returns {Backward | null} */
    backward(theta, pass, y) {
      if (!Object.hasOwn(LOSSES, loss)) return null;
      const slope = pass.z.map((z, l) => z.map((value) => slopes[l]?.(value) ?? NaN));
      const dC = Object.hasOwn(SLOPES, loss) ? SLOPES[loss] : null;
      const pull = pass.a[last + 1].map((value, j) => (dC ? dC(value, y[j]) : value - y[j]));
      /** @type {number[][]} */ const delta = [];
      const gradient = new Float64Array(theta.length);
      for (let l = last; l >= 0; l--) {
        const up = layers[l + 1];
        delta[l] = l === last
          ? pull.map((value, j) => (dC ? value * slope[l][j] : value))
          : slope[l].map((s, k) => s * delta[l + 1].reduce((sum, d, j) => sum + theta[up.offset + j * (up.nIn + 1) + k] * d, 0));
        const { offset, nIn: width } = layers[l];
        delta[l].forEach((d, j) => {
          for (let k = 0; k <= width; k++) gradient[offset + j * (width + 1) + k] = d * (k < width ? pass.a[l][k] : 1);
        });
      }
      return { delta, slope, gradient, pull };
    },
  };
}

/** @typedef {ReturnType<typeof createPasses>} Passes */
