/** How well numbers fit, in words. */
import { formatWeight } from "../lib/format.js";

/** @typedef {import("./host.js").Picture} Picture */

/** "R² 0.93 on the training points, 0.91 on the test points" @param {Picture} picture */
export function scoreWords({ evaluator, settings, theta }) {
  if (settings.task !== "regression") return "";
  const { train, test } = evaluator.r2(theta);
  const parts = [[train, "training"], [test, "test"]].filter(([value]) => value !== null).map(([value, name]) => `${formatWeight(/** @type {number} */ (value), 3)} on the ${name} points`);
  return parts.length ? `R² ${evaluator.sampled ? "≈ " : ""}${parts.join(", ")}.` : "";
}
