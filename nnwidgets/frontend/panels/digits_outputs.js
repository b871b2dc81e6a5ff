/** The ten outputs as bars, the winner in a box, and by how much it leads. */
import { formatWeight, spoken } from "../lib/format.js";
import { el, setAttr, setText } from "./dom.js";

/** @typedef {import("../lib/digits_view.js").DigitsView} View */

/** @param {HTMLElement} parent @param {import("../lib/store.js").Store} store */
export function createOutputs(parent, store) {
  const list = el("ol", { className: "nnw-outputs", "aria-label": "Outputs", "data-nnw": "outputs" });
  const margin = el("p", { className: "nnw-margin", "data-nnw": "margin" });
  parent.append(list, margin);
  /** @type {{row: HTMLElement, bar: HTMLElement, value: HTMLElement}[]} */ let rows = [];
  return {
    /** @param {View} view @param {boolean} [known] */
    update({ a, last, lead, classes, settings }, known = true) {
      const out = a[last];
      if (rows.length !== out.length) {
        rows = classes.map((name, k) => {
          const [bar, value] = [el("span", { className: "nnw-bar" }), el("span", { className: "nnw-number" })];
          return { bar, value, row: el("li", { "data-k": k, title: `lab.trace.output[0, ${k}]`, on: { click: () => store.dial({ unit: [settings.sizes.length - 1, k] }) } }, [el("b", { text: name }), el("span", { className: "nnw-track" }, [bar]), value]) };
        });
        list.replaceChildren(...rows.map(({ row }) => row));
      }
      rows.forEach(({ row, bar, value }, k) => {
        setAttr(row, "data-winner", known && k === lead.first);
        setAttr(row, "aria-label", known ? `${classes[k]}: ${spoken(out[k])}` : `${classes[k]}: not yet`);
        bar.style.width = known ? `${100 * Math.min(1, Math.max(0, out[k]))}%` : "0";
        setText(value, known ? formatWeight(out[k], 3) : "");
      });
      setText(margin, known ? `Read as ${classes[lead.first]}: ${formatWeight(out[lead.first], 3)}, then ${classes[lead.second]}: ${formatWeight(out[lead.second], 3)}; a lead of ${formatWeight(lead.margin, 3)}.` : "The outputs have not been worked out yet.");
    },
  };
}
