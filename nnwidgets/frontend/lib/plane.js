/** The plane that a map shows of the space of the columns: the points origin + u·axes[0] + v·axes[1] (the same as nnwidgets/core/plane.py). */

/** @typedef {import("./forward.js").Vector} Vector */
/** @typedef {import("./scale.js").Interval} Interval */
/** @typedef {{names: string[], domain: Interval[], rest: string, choice: number[] | string, columns: string[]}} PlaneSettings */
/** @typedef {ReturnType<typeof readPlane>} Plane */

const SIDE = 6; // half of the side of a plane that nobody has described

/**
 * @param {PlaneSettings | undefined} settings
 * @param {Vector | undefined} table (1 + 2·axes, d): origin, axes, and along, which give u and v of a point
 * @param {number} d columns
 */
export function readPlane(settings, table, d) {
  const flat = Math.min(d, 2);
  const unit = (/** @type {number} */ c) => Float64Array.from({ length: d }, (_, i) => Number(i === c));
  const row = (/** @type {number} */ r, /** @type {number} */ c) => (table ? table.subarray(r * d, (r + 1) * d) : c < 0 ? new Float64Array(d) : unit(c));
  const origin = row(0, -1);
  const axes = Array.from({ length: flat }, (_, c) => row(1 + c, c));
  const along = Array.from({ length: flat }, (_, c) => row(1 + flat + c, c));
  const { names, domain, rest, choice, columns } = settings ?? { names: ["x1", "x2"], domain: [[-SIDE, SIDE], [-SIDE, SIDE]], rest: "", choice: [0, 1], columns: [] };

  /** The point at (u, v). @param {number} u @param {number} v */
  const point = (u, v) => Float64Array.from({ length: d }, (_, c) => origin[c] + u * axes[0][c] + (flat > 1 ? v * axes[1][c] : 0));

  return {
    names, rest, choice, columns, point,
    domain: /** @type {[Interval, Interval]} */ (domain),

    /** (u, v) of row i of X (n, d). @param {Vector} X @param {number} i @returns {[number, number]} */
    project(X, i) {
      const at = [0, 0];
      for (let a = 0; a < flat; a++) for (let c = 0; c < d; c++) at[a] += along[a][c] * (X[i * d + c] - origin[c]);
      return [at[0], at[1]];
    },

    /** Row i of X, moved by (du, dv) within the plane's directions. @param {Vector} X @param {number} i @param {number} du @param {number} dv */
    shift: (X, i, du, dv) => Array.from({ length: d }, (_, c) => X[i * d + c] + du * axes[0][c] + (flat > 1 ? dv * axes[1][c] : 0)),

    /** The centres of across × down cells, rows from the top, unit-major (d, n). @param {number} across @param {number} down */
    grid(across, down) {
      const [[u0, u1], [v0, v1]] = domain;
      const n = across * down;
      const all = new Float64Array(d * n);
      for (let i = 0; i < n; i++) {
        const u = u0 + (((i % across) + 0.5) / across) * (u1 - u0);
        const v = v1 - ((Math.floor(i / across) + 0.5) / down) * (v1 - v0);
        for (let c = 0; c < d; c++) all[c * n + i] = origin[c] + u * axes[0][c] + (flat > 1 ? v * axes[1][c] : 0);
      }
      return all;
    },
  };
}
