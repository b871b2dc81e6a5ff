/** Lines of equal height over a square grid, by marching squares. */

/** @typedef {import("./forward.js").Vector} Vector */

/**
 * The pieces of the line where the height is `level`: four numbers each, i and j of both ends, in units of the grid. Between two
 * points of the grid the height is taken to be linear; a cell with a corner that is no number has no line.
 * @param {Vector} heights (n, n), heights[i n + j] at (i, j) @param {number} n @param {number} level @returns {number[]}
 */
export function contour(heights, n, level) {
  /** @type {number[]} */
  const pieces = [];
  for (let i = 0; i + 1 < n; i++) {
    for (let j = 0; j + 1 < n; j++) {
      const at = i * n + j;
      const [a, b, c, d] = [heights[at], heights[at + n], heights[at + n + 1], heights[at + 1]]; // round the cell
      if (!(Math.min(a, b, c, d) < level) || !(Math.max(a, b, c, d) >= level)) continue; // NaN is neither
      const ends = [];
      if (a < level !== b < level) ends.push(i + (level - a) / (b - a), j);
      if (b < level !== c < level) ends.push(i + 1, j + (level - b) / (c - b));
      if (d < level !== c < level) ends.push(i + (level - d) / (c - d), j + 1);
      if (a < level !== d < level) ends.push(i, j + (level - a) / (d - a));
      if (ends.length === 4) pieces.push(...ends);
      else if (a < level === (a + b + c + d) / 4 < level) pieces.push(...ends.slice(0, 4), ...ends.slice(4)); // a saddle: its middle says which corners belong together
      else pieces.push(...ends.slice(6), ...ends.slice(0, 2), ...ends.slice(2, 6));
    }
  }
  return pieces;
}
