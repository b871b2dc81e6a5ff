/** How good it is, as tables: what is taken for what, or R², worked out by the browser when all is at rest. */
import { formatCount, formatShare, formatWeight } from "../lib/format.js";
import { el, table } from "./dom.js";

const MOST = 12; // classes that a page holds

/** @param {import("./host.js").Picture} picture */
export function metricTables({ settings, evaluator, theta }) {
  const note = evaluator.sampled ? "≈, on a sample of the points" : "";
  const counts = evaluator.confusion(theta);
  const parts = /** @type {const} */ ([["train", "Training"], ["test", "Test"]]).filter(([part]) => part === "train" || evaluator.scored.n > evaluator.scored.cut);
  if (!counts) {
    const r2 = evaluator.r2(theta);
    return [table("Explained, R²", note, ["R²"], parts.map(([part, name]) => row(name, [formatWeight(r2[part], 4)])))];
  }
  const names = counts.train.map((_, c) => settings.classes[c] ?? String(c));
  if (names.length > MOST) return [];
  return parts.map(([part, name]) => table(`${name}: class, and taken for`, note, [...names, "right"], counts[part].map((cells, c) =>
    row(names[c], [...cells.map(formatCount), formatShare(cells[c] / cells.reduce((sum, count) => sum + count, 0))]))));
}

/** @param {string} name @param {string[]} cells */
const row = (name, cells) => el("tr", {}, [el("th", { scope: "row", text: name }), ...cells.map((text) => el("td", { text }))]);
