/** The map in words: what stands under the cursor, and how well the numbers fit. */
import { formatShare, formatWeight } from "../lib/format.js";

/** @typedef {import("./host.js").Picture} Picture */

/** "x1 0.5, x2 0.0: output 0.31" @param {Picture} picture @param {import("./map.js").Seen} seen @param {{x: number, y: number}} at */
export function placeWords({ evaluator, settings, theta }, { values, size, names, domain, layer }, at) {
  const place = `${names[0]} ${formatWeight(at.x, 1)}${names[1] && (evaluator.d > 1 || layer) ? `, ${names[1]} ${formatWeight(at.y, 1)}` : ""}`;
  const output = layer ? cell(values, size, evaluator.k, domain, at) : evaluator.at(theta, at.x, at.y);
  const said = output.map((v) => formatWeight(v)).join(", ");
  const several = settings.task === "multiclass" && output.length > 1;
  const best = several ? output.indexOf(Math.max(...output)) : -1;
  const name = several ? `${settings.classes[best]}${settings.output === "softmax" ? ` ${formatShare(output[best])}` : ""}; ` : "";
  return `${place}: ${name}output ${evaluator.rough || layer ? "≈ " : ""}${output.length > 6 ? `${said.split(", ").slice(0, 6).join(", ")}, …` : said}`;
}

/** "R² 0.93 on the training points, 0.91 on the test points" @param {Picture} picture */
export function scoreWords({ evaluator, settings, theta }) {
  if (settings.task !== "regression") return "";
  const { train, test } = evaluator.r2(theta);
  const parts = [[train, "training"], [test, "test"]].filter(([value]) => value !== null).map(([value, name]) => `${formatWeight(/** @type {number} */ (value), 3)} on the ${name} points`);
  return parts.length ? `R² ${evaluator.sampled ? "≈ " : ""}${parts.join(", ")}.` : "";
}

/** The outputs of the cell at a place. @param {Float64Array} values @param {number} size @param {number} k @param {import("../lib/scale.js").Interval[]} domain @param {{x: number, y: number}} at */
function cell(values, size, k, [[x0, x1], [y0, y1]], { x, y }) {
  const index = (/** @type {number} */ share) => Math.min(size - 1, Math.max(0, Math.floor(share * size)));
  const at = index((y1 - y) / (y1 - y0)) * size + index((x - x0) / (x1 - x0));
  return Array.from({ length: k }, (_, j) => values[j * size * size + at]);
}
