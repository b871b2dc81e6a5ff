/** The ten outputs as bars, the winner in a box, and by how much it leads. */
import { formatWeight, spoken } from "../lib/format.js";
import { el, setAttr, setText } from "./dom.js";

/** @typedef {import("../lib/digits_view.js").DigitsView} View */

/** @param {HTMLElement} parent @param {import("../lib/store.js").Store} store */
export function createOutputs(parent, store) {
  const list = el("ol", { className: "nnw-outputs", "aria-label": "Outputs", "data-nnw": "outputs" });
  const margin = el("p", { className: "nnw-margin", "data-nnw": "margin" });
  const cost = el("p", { className: "nnw-note", "data-nnw": "cost" });
  parent.append(list, margin, cost);
  /** @type {{row: HTMLElement, bar: HTMLElement, value: HTMLElement, off: HTMLElement}[]} */ let rows = [];
  return {
    /** @param {View} view @param {boolean} [known] */
    update({ a, last, lead, classes, settings, dials, facts }, known = true) {
      const out = a[last];
      if (rows.length !== out.length) {
        rows = classes.map((name, k) => {
          const bar = el("span", { className: "nnw-bar" });
          const [value, off] = ["nnw-number", "nnw-number nnw-off-by"].map((className) => el("span", { className }));
          return { bar, value, off, row: el("li", { "data-k": k, title: `lab.trace.output[0, ${k}]`, on: { click: () => store.dial({ unit: [settings.sizes.length - 1, k] }) } }, [el("b", { text: name }), el("span", { className: "nnw-track" }, [bar]), value, off]) };
        });
        list.replaceChildren(...rows.map(({ row }) => row));
      }
      const truth = known && !dials.strokes.length && !dials.pixels ? facts.label : null;
      const costs = Array.from(out, (v, k) => (v - (k === truth ? 1 : 0)) ** 2);
      rows.forEach(({ row, bar, value, off }, k) => {
        setText(off, truth === null ? "" : formatWeight(costs[k], 3));
        setAttr(row, "data-winner", known && k === lead.first);
        setAttr(row, "aria-label", known ? `${classes[k]}: ${spoken(out[k])}` : `${classes[k]}: not yet`);
        bar.style.width = known ? `${100 * Math.min(1, Math.max(0, out[k]))}%` : "0";
        setText(value, known ? formatWeight(out[k], 3) : "");
      });
      setText(cost, truth === null ? "" : `Right would be ${classes[truth]}. Behind each output (a − y)², lab.costs: together ${formatWeight(costs.reduce((s, v) => s + v, 0), 3)}.`);
      setText(margin, known ? `Read as ${classes[lead.first]}: ${formatWeight(out[lead.first], 3)}, then ${classes[lead.second]}: ${formatWeight(out[lead.second], 3)}; a lead of ${formatWeight(lead.margin, 3)}.` : "The outputs have not been worked out yet.");
    },
  };
}
