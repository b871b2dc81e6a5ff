/** A walk downhill with one of five optimizers; equal to nnwidgets/core/walk.py. */

/** @typedef {{points: number[][], costs: number[], slopes: number[][], memory: Record<string, number[]>[], diverged: number | null}} Walk */
/** @typedef {{v: number[], m: number[], t: number}} Memory */

const FAR = 1e6;
const [BETA, SQUARE, BETA1, BETA2, EPS] = [0.9, 0.99, 0.9, 0.999, 1e-8];

/** What is taken off theta, by name. @type {Record<string, (memory: Memory, g: number[], rate: number) => number[]>} */
const CHANGES = {
  sgd: (_, g, rate) => g.map((v) => rate * v),
  momentum: (memory, g, rate) => (memory.v = memory.v.map((v, i) => BETA * v + rate * g[i])),
  nesterov: (memory, g, rate) => {
    memory.v = memory.v.map((v, i) => BETA * v + rate * g[i]);
    return memory.v.map((v, i) => BETA * v + rate * g[i]);
  },
  rmsprop: (memory, g, rate) => {
    memory.v = memory.v.map((v, i) => SQUARE * v + (1 - SQUARE) * g[i] ** 2);
    return g.map((v, i) => (rate * v) / (Math.sqrt(memory.v[i]) + EPS));
  },
  adam: (memory, g, rate) => {
    memory.t += 1;
    memory.m = memory.m.map((m, i) => BETA1 * m + (1 - BETA1) * g[i]);
    memory.v = memory.v.map((v, i) => BETA2 * v + (1 - BETA2) * g[i] ** 2);
    return g.map((_, i) => (rate * corrected(memory).m[i]) / (Math.sqrt(corrected(memory).v[i]) + EPS));
  },
};

/** m̂ and v̂. @param {Memory} memory */
const corrected = ({ m, v, t }) => ({ m: m.map((x) => (t ? x / (1 - BETA1 ** t) : 0)), v: v.map((x) => (t ? x / (1 - BETA2 ** t) : 0)) });

/** What an optimizer remembers, by its letters. @param {string} name @param {Memory} memory @returns {Record<string, number[]>} */
function shown(name, memory) {
  if (name === "sgd") return {};
  if (name !== "adam") return { v: [...memory.v] };
  const hat = corrected(memory);
  return { m: [...memory.m], v: [...memory.v], m_hat: hat.m, v_hat: hat.v };
}

/** @param {import("./terrains.js").Terrain} terrain @param {number[]} start @param {string} name @param {number} rate @param {number} steps @param {boolean} [constant] @returns {Walk} */
export function walk({ cost, gradient }, start, name, rate, steps, constant = false) {
  const zero = start.map(() => 0);
  /** @type {Memory} */ const memory = { v: zero, m: zero, t: 0 };
  let theta = [...start];
  const points = [theta];
  const states = [shown(name, memory)];
  /** @type {number | null} */ let diverged = null;
  for (let step = 1; step <= steps; step++) {
    let g = gradient(theta);
    const size = constant ? Math.hypot(...g) : 0;
    if (size) g = g.map((v) => v / size);
    const change = CHANGES[name](memory, g, rate);
    const next = theta.map((v, i) => v - change[i]);
    if (!next.every((v) => Math.abs(v) <= FAR)) {
      diverged = step;
      break;
    }
    theta = next;
    points.push(theta);
    states.push(shown(name, memory));
  }
  return { points, costs: points.map(cost), slopes: points.map(gradient), memory: states, diverged };
}
