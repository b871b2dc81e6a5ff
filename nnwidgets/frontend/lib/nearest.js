/** The point under a hand. */

/**
 * The nearest of n places that is within reach, in pixels; −1 where there is none.
 * @param {number} n @param {(at: number) => [number, number]} place of the at-th, in pixels @param {number} x @param {number} y @param {number} reach
 */
export function nearestPlace(n, place, x, y, reach) {
  let [found, least] = [-1, reach * reach];
  for (let at = 0; at < n; at++) {
    const [px, py] = place(at);
    const far = (px - x) ** 2 + (py - y) ** 2;
    if (far <= least) [found, least] = [at, far];
  }
  return found;
}
