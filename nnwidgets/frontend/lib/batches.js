/** How an epoch is cut into batches, in words. */
import { formatCount } from "./format.js";

/** "25 batches of 10", "6 batches of 40 and a last one of 10", "1 batch of 4" @param {number} n examples @param {number} size */
export function batches(n, size) {
  const whole = Math.floor(n / size);
  const rest = n % size;
  if (!whole) return `1 batch of ${formatCount(n)}`;
  return `${formatCount(whole)} batch${whole > 1 ? "es" : ""} of ${formatCount(size)}${rest ? ` and a last one of ${formatCount(rest)}` : ""}`;
}
