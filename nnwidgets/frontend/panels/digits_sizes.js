/** How many images does it take? The share right of seen and unseen images against how many were trained on, on a logarithmic scale. */
import { formatCount, formatShare } from "../lib/format.js";
import { linear } from "../lib/scale.js";
import { el, setAttr, setText } from "./dom.js";
import { mountProgress } from "./progress.js";
import { svg } from "./svg.js";

const [W, H, LEFT, RIGHT, TOP, BOTTOM] = [640, 190, 44, 66, 10, 30];
const KEYS = ["Enter", " "];

/** @param {HTMLElement} parent @param {import("../lib/store.js").Store} store */
export function createSizes(parent, store) {
  const go = el("button", { type: "button", text: "Try 10, 30, 100 … images", "data-nnw": "try-sizes", on: { click: () => store.do("try_sizes") } });
  const progress = el("div", { className: "nnw-group" });
  const words = el("p", { role: "status", "data-nnw": "sizes-words" });
  const chart = svg("svg", { class: "nnw-sizes", viewBox: `0 0 ${W} ${H}`, role: "group", "data-nnw": "sizes" });
  parent.append(el("div", { role: "group", "aria-label": "How many images" }, [el("h3", { text: "How many images does it take?" }), el("div", { className: "nnw-group" }, [go, progress]), words, /** @type {any} */ (chart)]));
  const bar = mountProgress(progress, store);
  let drawn = "";

  /** @param {string} said @param {number} x @param {number} y @param {string} anchor */
  const text = (said, x, y, anchor) => svg("text", { x, y, class: "nnw-tick", "text-anchor": anchor }, [said]);

  /** @param {[number, number, number][]} rows @param {number} most @param {number} chance @param {number} now how many are trained on at present */
  function draw(rows, most, chance, now) {
    const [x, y] = [linear([1, Math.log10(most)], [LEFT, W - RIGHT]), linear([0, 1], [H - BOTTOM, TOP])];
    const at = (/** @type {number} */ n) => x(Math.log10(n));
    const grid = [0, 0.5, 1].flatMap((share) => [svg("path", { d: `M${LEFT} ${y(share)}H${W - RIGHT}`, class: "nnw-grid" }), text(`${100 * share}%`, LEFT - 6, y(share) + 4, "end")]);
    const guess = [svg("path", { d: `M${LEFT} ${y(chance)}H${W - RIGHT}`, class: "nnw-grid", "stroke-dasharray": "2 3" }), text("guessing", W - RIGHT + 6, y(chance) + 4, "start")];
    const ticks = rows.map(([n]) => text(formatCount(n), at(n), H - BOTTOM + 14, "middle"));
    const line = (/** @type {number} */ k, /** @type {string} */ name) => svg("polyline", { class: `nnw-size-${name}`, points: rows.map((row) => `${at(row[0]).toFixed(1)},${y(row[k]).toFixed(1)}`).join(" ") });
    const last = rows[rows.length - 1];
    const apart = Math.max(0, 12 - (y(last[2]) - y(last[1]))); // the two names would lie on each other
    const names = [text("trained on", at(last[0]) + 8, y(last[1]) + 4 - apart / 2, "start"), text("test", at(last[0]) + 8, y(last[2]) + 4 + apart / 2, "start")];
    const dots = rows.map(([n, train, test]) => {
      const choose = () => store.dial({ count: n >= most ? null : n });
      const label = `${formatCount(n)} images: ${formatShare(test)} of the test images right, ${formatShare(train)} of those trained on. Choose so many.`;
      const dot = svg("g", { role: "button", tabindex: 0, class: "nnw-size", "data-n": n, "aria-pressed": String(n === now), "aria-label": label }, [
        svg("rect", { x: at(n) - 14, y: TOP - 6, width: 28, height: H - BOTTOM - TOP + 24, rx: 4 }),
        svg("circle", { cx: at(n), cy: y(train), r: 3.5, class: "nnw-size-train" }), svg("circle", { cx: at(n), cy: y(test), r: 4.5, class: "nnw-size-test" }),
      ]);
      dot.addEventListener("click", choose);
      dot.addEventListener("keydown", (event) => {
        if (!KEYS.includes(event.key)) return;
        event.preventDefault();
        choose();
      });
      return dot;
    });
    chart.replaceChildren(...grid, ...guess, ...ticks, text("images trained on; each step to the right is about three times as many", (LEFT + W - RIGHT) / 2, H - 3, "middle"), ...dots, line(1, "train"), line(2, "test"), ...names);
  }

  return {
    /** @param {import("../lib/digits_view.js").DigitsView} view */
    update({ facts, settings, classes, dials }) {
      bar.update();
      go.disabled = Boolean(store.tools.progress);
      /** @type {[number, number, number][]} */ const rows = facts.sizes ?? [];
      chart.toggleAttribute("hidden", !rows.length);
      setText(words, rows.length ? told(rows) : "This network, from its initial weights, 3,000 steps for each: how well does it read test images after 10 images, after 30, after all?");
      const state = `${JSON.stringify(rows)} ${dials.count}`;
      if (!rows.length || state === drawn) return;
      drawn = state;
      const focused = chart.contains(document.activeElement) ? /** @type {any} */ (document.activeElement).dataset.n : null;
      draw(rows, settings.n_source, 1 / classes.length, dials.count ?? settings.n_source);
      if (focused) /** @type {any} */ (chart.querySelector(`[data-n="${focused}"]`))?.focus();
      setAttr(chart, "aria-label", told(rows));
    },
  };
}

/** @param {[number, number, number][]} rows */
function told(rows) {
  const [first, last] = [rows[0], rows[rows.length - 1]];
  const begin = `After ${formatCount(first[0])} images it reads ${formatShare(first[2])} of the test images right, and ${formatShare(first[1])} of those it was trained on`;
  return rows.length < 2 ? `${begin}.` : `${begin}; after ${formatCount(last[0])} images ${formatShare(last[2])} and ${formatShare(last[1])}.`;
}
