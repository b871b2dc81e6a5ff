/** Penalties on the weights, never on the biases: what each adds to the loss, as regularizers.py has it. */
import { layout } from "./forward.js";

/** All weights. @param {ArrayLike<number>} theta @param {number[]} sizes */
function* weights(theta, sizes) {
  for (const { offset, nIn, nOut } of layout(sizes)) {
    for (let i = 0; i < nOut * (nIn + 1); i++) if (i % (nIn + 1) < nIn) yield theta[offset + i];
  }
}

/** λ₁ Σ|w| + ½ λ₂ Σw² @param {ArrayLike<number>} theta @param {{sizes: number[], l1?: number, l2?: number}} settings */
export function penalty(theta, { sizes, l1 = 0, l2 = 0 }) {
  let sum = 0;
  if (l1 || l2) for (const w of weights(theta, sizes)) sum += l1 * Math.abs(w) + 0.5 * l2 * w * w;
  return sum;
}

/** How many weights there are, and how many are exactly 0. @param {ArrayLike<number>} theta @param {number[]} sizes */
export function zeros(theta, sizes) {
  const all = [...weights(theta, sizes)];
  return { zero: all.filter((w) => w === 0).length, all: all.length };
}

/** A score of the points, with the penalty in its losses, as the kernel has it. @template {{loss: {train: number | null, test: number | null}}} S @param {S} score @param {ArrayLike<number>} theta @param {Parameters<typeof penalty>[1]} settings */
export function penalized(score, theta, settings) {
  const more = penalty(theta, settings);
  const { train, test } = score.loss;
  return { ...score, loss: { train: train === null ? null : train + more, test: test === null ? null : test + more } };
}
