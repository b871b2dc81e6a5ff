/** How many test digits a deep network gets right while it trains, beside the networks that were trained before it. */
import { formatCount, formatShare } from "../lib/format.js";
import { linear } from "../lib/scale.js";
import { el, setAttr } from "./dom.js";
import { svg } from "./svg.js";

const [W, H, LEFT, RIGHT, TOP, BOTTOM] = [640, 190, 46, 62, 12, 24];
const CHANCE = 0.1;

/** @typedef {{label: string, rows: [number, number | null][]}} Run steps and the share that is right */

/** @param {HTMLElement} parent */
export function createAccuracy(parent) {
  const chart = svg("svg", { class: "nnw-lines", viewBox: `0 0 ${W} ${H}`, role: "img", "data-nnw": "accuracy-lines" });
  const list = el("ol", { className: "nnw-runs", "data-nnw": "runs", "aria-label": "Networks, the one in hand first" });
  parent.append(el("h3", { text: "Test digits right, beside your earlier networks" }), /** @type {any} */ (chart), list);

  return {
    /** @param {Run[]} runs the one in hand first */
    update(runs) {
      const seen = runs.map(({ label, rows }) => ({ label, rows: rows.filter(([, share]) => share !== null) }));
      const last = Math.max(1, ...seen.map(({ rows }) => rows.at(-1)?.[0] ?? 0));
      const [x, y] = [linear([0, last], [LEFT, W - RIGHT]), linear([0, 1], [H - BOTTOM, TOP])];
      const text = (/** @type {string} */ what, /** @type {number} */ at, /** @type {number} */ h, /** @type {string} */ anchor) => svg("text", { x: at, y: h, class: "nnw-tick", "text-anchor": anchor }, [what]);
      const grid = [0, 0.5, 1].flatMap((share) => [svg("path", { d: `M${LEFT} ${y(share)}H${W - RIGHT}`, class: "nnw-grid" }), text(`${100 * share}%`, LEFT - 6, y(share) + 4, "end")]);
      const chance = [svg("path", { d: `M${LEFT} ${y(CHANCE)}H${W - RIGHT}`, class: "nnw-chance" }), text("guessing", W - RIGHT + 4, y(CHANCE) + 4, "start")];
      const steps = x.ticks(5).filter(Number.isInteger).map((tick) => text(formatCount(tick), x(tick), H - 8, "middle"));
      const lines = seen.map(({ rows }, i) => svg("polyline", { class: `nnw-run nnw-run-${i}`, points: rows.map(([step, share]) => `${x(step).toFixed(1)},${y(/** @type {number} */ (share)).toFixed(1)}`).join(" ") }));
      chart.replaceChildren(...grid, ...chance, ...steps, text("step", W - RIGHT + 30, H - 8, "middle"), ...lines.reverse());
      const said = seen.map(({ label, rows }) => (rows.length ? `${label}: ${formatShare(/** @type {number} */ (rows.at(-1)?.[1]))} after ${formatCount(rows.at(-1)?.[0] ?? 0)} steps` : `${label}: not measured`));
      setAttr(chart, "aria-label", `Share of test digits that are right, over ${formatCount(last)} steps. ${said[0]}`);
      list.replaceChildren(...said.map((words, i) => el("li", {}, [/** @type {any} */ (svg("svg", { class: "nnw-run-key", viewBox: "0 0 30 8", "aria-hidden": "true" }, [svg("path", { d: "M0 4H30", class: `nnw-run nnw-run-${i}` })])), words])));
    },
  };
}
