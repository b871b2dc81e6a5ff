/** What a pass forward and back shows: every number, which of them are known after so many operations, and what is looked at. */
import { createPasses } from "./passes.js";

/** @typedef {{kind: string, layer: number, name: string, numpy: string, latex: string}} Op */
/** @typedef {{layer: number, unit: number, source: number}} Place as in W[layer][unit, source]; source = n_in for the bias */
/** @typedef {NonNullable<ReturnType<ReturnType<typeof createBackpropView>>>} BackpropView */

/** Where theta[k] stands. @param {import("./forward.js").Layer[]} layers @param {number} k @returns {Place} */
export function placeOf(layers, k) {
  const layer = layers.filter(({ offset }) => offset <= k).length - 1;
  const { offset, nIn } = layers[layer];
  return { layer, unit: Math.floor((k - offset) / (nIn + 1)), source: (k - offset) % (nIn + 1) };
}

/** Makes the views of one lab. */
export function createBackpropView() {
  let shape = -1;
  /** @type {import("./passes.js").Passes} */ let passes;

  /** @param {import("./plain.js").Plain} picture */
  return ({ settings, theta, dials, arrays, shape: now }) => {
    if (now !== shape) [shape, passes] = [now, createPasses(settings, arrays)];
    const { sizes, hidden, output } = settings;
    const vector = (/** @type {number[]} */ values, /** @type {number} */ n) => Float64Array.from({ length: n }, (_, k) => values[k] ?? 0);
    const [x, y] = [vector(dials.x, sizes[0]), vector(dials.y, sizes[sizes.length - 1])];
    const forward = passes.forward(theta, x, y);
    const back = passes.backward(theta, forward, y);
    /** @type {Op[]} */ const ops = settings.ops;
    const last = sizes.length - 2;
    const { layers } = passes;
    const weight = Math.min(dials.weight, theta.length - 1);
    /** @param {number} l @param {number} j @param {number} i */
    const at = (l, j, i) => layers[l].offset + j * (layers[l].nIn + 1) + i;

    /** What the cost asks of the activations that layer l makes: ∂C/∂a. @param {number} l @returns {number[]} */
    function pull(l) {
      if (!back) return [];
      if (l === last) return back.pull;
      return Array.from({ length: sizes[l + 1] }, (_, i) => back.delta[l + 1].reduce((sum, d, j) => sum + theta[at(l + 1, j, i)] * d, 0));
    }

    return {
      settings, theta, dials, passes, layers, sizes, x, y, ops, last, back, at, pull, weight,
      a: forward.a, z: forward.z, cost: forward.loss,
      acts: [...hidden, output],
      done: Math.min(dials.done ?? ops.length, ops.length),
      place: placeOf(layers, weight),
      names: { inputs: settings.names, outputs: settings.classes },
      /** Is it worked out by now? @param {string} kind @param {number} layer */
      knows: (kind, layer) => ops.findIndex((op) => op.kind === kind && op.layer === layer) < (dials.done ?? ops.length),
      /** With another theta, or other inputs. @param {import("./forward.js").Vector} other */
      costOf: (other) => passes.forward(other, x, y).loss ?? NaN,
      /** @param {import("./forward.js").Vector} other */
      passOf: (other) => passes.forward(other, x, y),
    };
  };
}
