/** The same network as numbers: a table for every layer, one for the losses, and what is taken for what; shown when asked for. */
import { formatCount, formatExact, formatLoss, formatShare } from "../lib/format.js";
import { layerTables } from "../lib/tables.js";
import { el, setAttr, setText, table } from "./dom.js";
import { metricTables } from "./metrics.js";

/** @typedef {import("./host.js").Picture} Picture */

const PARTS = /** @type {const} */ (["train", "test"]);
const SLOW = 500; // ms between two changes of the numbers while they move
const FULL = 5; // the size of a number that is tinted as deep as it goes, as wide as its link

/** @param {HTMLElement} box a fold */
export function mountTable(box) {
  const metrics = el("div", { className: "nnw-tables", "data-nnw": "metrics" });
  /** @type {Map<number, HTMLElement>} */ const cells = new Map();
  const scores = PARTS.map((part) => {
    const [loss, right] = [el("td"), el("td")];
    return { part, loss, right, row: el("tr", {}, [el("th", { scope: "row", text: part === "train" ? "Training" : "Test" }), loss, right]) };
  });
  let [shape, filledAt] = [-1, -Infinity];

  /** @param {Picture} picture */
  function build({ settings }) {
    const { tables, shown, total } = layerTables(settings.sizes, { inputs: settings.names, outputs: settings.classes });
    cells.clear();
    box.replaceChildren(
      el("p", { className: "nnw-note", hidden: shown === total, text: `${formatCount(shown)} of ${formatCount(total)} weights and biases are listed; the arrays in net.W and net.b hold them all.` }),
      table("Loss and accuracy", "", ["loss", "right"], scores.map(({ row }) => row)),
      metrics,
      ...tables.map(({ caption, array, columns, rows, left }) => table(caption, `${array}${left ? `: ${left}` : ""}`, columns, rows.map(({ name, ks }) => el("tr", {}, [
        el("th", { scope: "row", text: name }),
        ...ks.map((k) => {
          const cell = el("td", { "data-k": k });
          cells.set(k, cell);
          return cell;
        })])))),
    );
  }

  /** @param {Picture} picture */
  function show(picture) {
    if (box.hidden) return;
    const now = performance.now();
    if (!picture.still && now - filledAt < SLOW) return;
    filledAt = now;
    if (picture.shape !== shape) build(picture);
    shape = picture.shape;
    const { theta, score, theme } = picture;
    if (picture.still) metrics.replaceChildren(...metricTables(picture));
    for (const [k, cell] of cells) {
      const share = Math.round(Math.sqrt(Math.min(1, Math.abs(theta[k]) / FULL)) * 34);
      setText(cell, formatExact(theta[k], 3));
      setAttr(cell, "style", `background: color-mix(in srgb, ${theta[k] < 0 ? theme.hue.negative : theme.hue.positive} ${share}%, transparent)`);
    }
    for (const { part, row, loss, right } of scores) {
      row.hidden = score.loss[part] === null;
      setText(loss, `${score.sampled ? "≈ " : ""}${formatLoss(score.loss[part])}`);
      setText(right, formatShare(score.accuracy[part]));
    }
  }

  return {
    update: show,
    /** @param {Picture} picture */
    opened(picture) {
      filledAt = -Infinity;
      show(picture);
    },
  };
}
