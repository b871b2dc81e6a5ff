/**
 * What the browser works out by itself from theta: the outputs over the plane, and the loss on the points.
 * Two grids: a coarse one for every frame while something moves, a fine one at rest.
 */
import { readOwn } from "./activations.js";
import { createInputs } from "./features.js";
import { createForward, unitMajor } from "./forward.js";
import { accuracy, confusion, LOSSES, meanLoss, rSquared } from "./losses.js";
import { readPlane } from "./plane.js";
import { sampleRows } from "./sample.js";

/** @typedef {import("./forward.js").Vector} Vector */
/** @typedef {import("./forward.js").Pass} Pass */
/** @typedef {import("./scale.js").Interval} Interval */
/** @typedef {{size: number, count: number, pass: Pass}} Grid size: points per side; pass: unit-major over `count` points, rows from the top */
/** @typedef {{train: number | null, test: number | null}} Parts */
/**
 * @typedef {{sizes: number[], hidden: string[], output: string, loss: string, data: string | null, task: string, n_train: number,
 *   takes?: (number | string)[], own_activations?: string[], plane?: import("./plane.js").PlaneSettings}} Net
 */
/** @typedef {ReturnType<typeof createEvaluator>} Evaluator */

export const COARSE = 50;
export const FINE = 100;
export const LINE = 240; // points of a curve, where there is one column
export const MOST_DRAWN = 3000;
const WORK = 6e5; // weights × examples, a unit's activation counted as ten, a point's loss as forty, that take under 4 ms; beyond it the loss is that of a sample
const [PER_UNIT, PER_POINT] = [10, 40];

/**
 * @param {Net} settings
 * @param {Vector} X row-major (n, d), the columns as they are: the first n_train rows are for training
 * @param {Vector} Y row-major (n, k) targets
 * @param {Record<string, Vector>} [more] what else the kernel sent: plane, scale, own, own_50, own_100
 */
export function createEvaluator(settings, X, Y, more = {}) {
  const own = settings.own_activations && readOwn(settings.own_activations, more.own_activations);
  const net = { ...settings, own };
  const k = net.sizes[net.sizes.length - 1];
  const n = Y.length / k;
  const d = X.length / n || net.sizes[0];
  const plane = readPlane(net.plane, more.plane, d);
  const inputs = createInputs(net, d, more.scale);
  const grids = new Map();
  const cost = net.sizes.slice(1).reduce((sum, size, l) => sum + size * (net.sizes[l] + 1 + PER_UNIT), PER_POINT);
  const { rows: scored, cut } = sampleRows(n, net.n_train, Math.floor(WORK / cost));
  const { rows: drawn, cut: drawnCut } = sampleRows(n, net.n_train, MOST_DRAWN);
  const sample = { inputs: inputsOf(scored), Y: pick(Y, k, scored), forward: createForward(net) };

  /** Rows of a row-major array. @param {Vector} all @param {number} width @param {Int32Array} rows */
  function pick(all, width, rows) {
    if (rows.length === n) return all;
    const out = new Float64Array(rows.length * width);
    rows.forEach((row, i) => out.set(all.subarray(row * width, (row + 1) * width), i * width));
    return out;
  }

  /** What the network takes of these rows, unit-major. @param {Int32Array} rows */
  function inputsOf(rows) {
    const own = new Float64Array(inputs.own * rows.length);
    for (let q = 0; q < inputs.own; q++) rows.forEach((row, i) => { own[q * rows.length + i] = more.own[q * n + row]; });
    return inputs.of(unitMajor(pick(X, d, rows), rows.length, d), rows.length, own);
  }

  /** @param {number} size */
  function gridOf(size) {
    const [across, down] = d > 1 ? [size, size] : [LINE, 1];
    const made = grids.get(size) ?? { forward: createForward(net), count: across * down, size: across, inputs: inputs.of(plane.grid(across, down), across * down, more[`own_${size}`]) };
    grids.set(size, made);
    return made;
  }

  /** The learner's own features at (u, v): those of the cell there. @param {number} u @param {number} v */
  function ownAt(u, v) {
    const [[u0, u1], [v0, v1]] = plane.domain;
    const cell = (/** @type {number} */ share) => Math.min(FINE - 1, Math.max(0, Math.floor(share * FINE)));
    const at = cell((v1 - v) / (v1 - v0)) * FINE + cell((u - u0) / (u1 - u0));
    return Float64Array.from({ length: inputs.own }, (_, q) => more[`own_${FINE}`][q * FINE * FINE + at]);
  }

  /** All units' values, layer by layer, for a point of the plane; without one, for the first training example. @param {Vector} theta @param {{x: number, y: number} | null} at */
  function unitsAt(theta, at) {
    const input = at ? inputs.of(plane.point(at.x, at.y), 1, inputs.own ? ownAt(at.x, at.y) : undefined) : inputsOf(Int32Array.of(0));
    return createForward(net).run(theta, input, 1).a;
  }

  /** Measures of both parts, all from one pass. @template M @param {Vector} theta @param {((output: {a: Float64Array, z: Float64Array}, part: {from: number, to: number}) => M)[]} measures */
  function onPoints(theta, ...measures) {
    const { a, z } = sample.forward.run(theta, sample.inputs, scored.length);
    const output = { z, a: a[a.length - 1] };
    return measures.map((measure) => ({ train: measure(output, { from: 0, to: cut }), test: measure(output, { from: cut, to: scored.length }) }));
  }

  return {
    plane, domain: plane.domain, n, d, k, X, Y, inputsOf,
    /** The learner's activations. */
    own,
    /** The rows that a map draws: of very many a fixed sample; the first `drawnCut` of them are for training. */
    drawn, drawnCut,
    /** The points that `score` works on, those for training first: inputs unit-major, targets row-major. */
    cost, // of one of them
    scored: { inputs: sample.inputs, Y: sample.Y, n: scored.length, cut },
    /** True where `score` works on a sample of the points. */
    sampled: scored.length < n,
    /** True where the value at a place is that of its cell. */
    rough: inputs.own > 0,

    /** Where row i stands on the plane; with one column its target is upward. @param {number} i @returns {[number, number]} */
    place: (i) => (d > 1 ? plane.project(X, i) : [X[i], Y[i * k]]),

    /** All units over the plane. @param {Vector} theta @param {number} size COARSE or FINE @returns {Grid} */
    grid(theta, size) {
      const made = gridOf(size);
      return { size: made.size, count: made.count, pass: made.forward.run(theta, made.inputs, made.count) };
    },

    /** The output for one point of the plane. @param {Vector} theta @param {number} u @param {number} v */
    at: (theta, u, v) => [...unitsAt(theta, { x: u, y: v })[net.sizes.length - 1]],
    unitsAt,

    /** Loss and accuracy on the points (penalties not included). @param {Vector} theta @returns {{loss: Parts, accuracy: Parts}} */
    score(theta) {
      const [loss, right] = onPoints(theta,
        (output, part) => (Object.hasOwn(LOSSES, net.loss) ? meanLoss(net.loss, output, sample.Y, scored.length, k, part) : null),
        ({ a }, part) => (net.task === "regression" ? null : accuracy(a, sample.Y, scored.length, k, net.output, part)));
      return { loss, accuracy: right };
    },

    /** Counts of the classes by what the network takes them for, where the task has classes. @param {Vector} theta */
    confusion: (theta) => (net.task === "regression" ? null : onPoints(theta, ({ a }, part) => confusion(a, sample.Y, scored.length, k, net.output, part))[0]),

    /** R² on the points, where the task is a regression. @param {Vector} theta @returns {Parts} */
    r2: (theta) => onPoints(theta, ({ a }, part) => (net.task === "regression" ? rSquared(a, sample.Y, scored.length, k, part) : null))[0],
  };
}
