/** A line with its jitter taken out. */

/**
 * The exponential mean, each value weighed by its distance back in rows; what is no number is passed over.
 * y'ᵢ = Σ λ^(i−j) yⱼ / Σ λ^(i−j), with λ so that about `window` values count: the first is the first itself.
 * @param {ArrayLike<number>} ys @param {number} window
 */
export function smoothed(ys, window) {
  const keep = 1 - 1 / Math.max(1, window);
  const out = new Float64Array(ys.length);
  for (let i = 0, sum = 0, weight = 0; i < ys.length; i++) {
    const known = ys[i] === ys[i];
    sum = sum * keep + (known ? ys[i] : 0);
    weight = weight * keep + (known ? 1 : 0);
    out[i] = known ? sum / weight : NaN;
  }
  return out;
}
