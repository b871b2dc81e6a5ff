/**
 * The forward pass: a[l+1] = σ(W[l] a[l] + b[l]), for many examples at once.
 * theta is one flat vector; layer l is the block [W | b] of shape (nOut, nIn + 1), row-major, one block after another.
 * Activations are unit-major: the n values of unit j stand together at j·n, so that the inner loops run over neighbours.
 */
import { activation, softmax } from "./activations.js";

/** @typedef {{offset: number, nIn: number, nOut: number}} Layer */
/** @typedef {{sizes: number[], hidden: string[], output: string, own?: Record<string, import("./activations.js").Activation>}} Spec own: the learner's activations */
/** @typedef {{a: Float64Array[], z: Float64Array}} Pass a: one (units, n) array per layer, the inputs first; z: of the output layer */
/** @typedef {Float64Array | Float32Array} Vector */

/**
 * Where each layer's block stands in theta.
 * @param {number[]} sizes
 * @returns {Layer[]}
 */
export function layout(sizes) {
  let offset = 0;
  return sizes.slice(1).map((nOut, l) => {
    const layer = { offset, nIn: sizes[l], nOut };
    offset += nOut * (layer.nIn + 1);
    return layer;
  });
}

/** @param {number[]} sizes */
export function nParams(sizes) {
  return layout(sizes).reduce((sum, { nIn, nOut }) => sum + nOut * (nIn + 1), 0);
}

/**
 * z = W a + b of one layer.
 * @param {Vector} theta
 * @param {Layer} layer
 * @param {Float64Array} a (nIn, n)
 * @param {Float64Array} z (nOut, n), written
 * @param {number} n
 */
export function weigh(theta, { offset, nIn, nOut }, a, z, n) {
  for (let j = 0; j < nOut; j++) {
    const row = offset + j * (nIn + 1);
    const to = j * n;
    z.fill(theta[row + nIn], to, to + n);
    for (let k = 0; k < nIn; k++) {
      const w = theta[row + k];
      const from = k * n;
      for (let i = 0; i < n; i++) z[to + i] += w * a[from + i];
    }
  }
}

/**
 * Makes a network that can be evaluated. `run` gives back the same arrays at every call with the same n: copy what is to last.
 * Where only the weights of layer `from` and later ones differ from the last call's, what comes before them can stay.
 * @param {Spec} spec
 * @returns {{run: (theta: Vector, inputs: Float64Array, n: number, from?: number) => Pass}}
 * @throws {Error} for an unknown activation, or a number of activations that does not fit the layers
 */
export function createForward({ sizes, hidden, output, own }) {
  const layers = layout(sizes);
  const last = layers.length - 1;
  if (hidden.length !== last) {
    throw new Error(`sizes [${sizes.join(", ")}] have ${last} hidden layers, but ${hidden.length} activations were given`);
  }
  const formulas = hidden.map((name) => activation(name, own).f);
  const finish = output === "softmax" ? null : activation(output, own).f;
  const length = nParams(sizes);

  /** @type {Pass} */
  let pass = { a: [], z: new Float64Array(0) };
  let count = -1;

  return {
    run(theta, inputs, n, from = 0) {
      if (theta.length !== length) {
        throw new Error(`sizes [${sizes.join(", ")}] need ${length} parameters, but theta has ${theta.length}`);
      }
      if (inputs.length !== sizes[0] * n) {
        throw new Error(`${n} examples of ${sizes[0]} inputs are ${sizes[0] * n} numbers, but ${inputs.length} were given`);
      }
      if (n !== count) {
        count = n;
        pass = { a: sizes.map((size, l) => (l ? new Float64Array(size * n) : inputs)), z: new Float64Array(sizes[last + 1] * n) };
      }
      const { a, z } = pass;
      a[0] = inputs;
      for (let l = from; l < last; l++) {
        const values = a[l + 1];
        const f = formulas[l];
        weigh(theta, layers[l], a[l], values, n);
        for (let at = 0; at < values.length; at++) values[at] = f(values[at]);
      }
      const values = a[last + 1];
      weigh(theta, layers[last], a[last], z, n);
      if (finish) for (let at = 0; at < z.length; at++) values[at] = finish(z[at]);
      else softmax(z, values, sizes[last + 1], n);
      return pass;
    },
  };
}

/**
 * A row-major (n, d) array, as on the wire, turned into the unit-major (d, n) that `run` takes.
 * @param {Vector} rows
 * @param {number} n
 * @param {number} d
 */
export function unitMajor(rows, n, d) {
  const units = new Float64Array(n * d);
  for (let i = 0; i < n; i++) for (let k = 0; k < d; k++) units[k * n + i] = rows[i * d + k];
  return units;
}
