/** Three boxes, one in the other: what is an input at one floor is fixed at another; below, how many numbers are learned, here and elsewhere. */
import { countParameters } from "../lib/counts.js";
import { formatCount, parseNumber } from "../lib/format.js";
import { log10 } from "../lib/scale.js";
import { tower, towerWords } from "../lib/tower.js";
import { el, field, setAttr, setText } from "./dom.js";

const COUNTED = /** @type {[string, number, string][]} */ ([["a line, y = w x + b", 2, ""], ["GPT-3, in 27,938 matrices", 175181291520, "3Blue1Brown, Deep learning, chapter 5"]]);

/** @param {HTMLElement} parent @param {import("../lib/store.js").Store} store */
export function createTower(parent, store) {
  const sizes = el("input", { type: "text", "data-nnw": "counted", on: { change: () => {
    const typed = sizes.value.split(/[\s,–-]+/).filter(Boolean).map((text) => parseNumber(text) ?? NaN);
    if (typed.length > 1 && typed.every((n) => Number.isInteger(n) && n > 0)) store.dial({ counted: typed });
    else sizes.value = store.dials.counted.join(", ");
  } } });
  /** @type {Record<string, {node: HTMLElement, button: HTMLElement, cells: HTMLElement[]}>} */ const floors = {};
  let inner = /** @type {HTMLElement | null} */ (null);
  for (const name of ["network", "cost", "gradient"]) {
    const cells = Array.from({ length: 3 }, () => el("dd"));
    const button = el("button", { type: "button", "data-floor": name, on: { click: () => store.dial({ floor: name }) } });
    const node = el("div", { className: "nnw-floor", "data-nnw": `floor-${name}` }, [button, el("dl", {}, ["in", "out", "fixed"].flatMap((what, i) => [el("dt", { text: what }), cells[i]])), ...(inner ? [inner] : [])]);
    floors[name] = { node, button, cells };
    inner = node;
  }
  const said = el("p", { "data-nnw": "floor-words", role: "status", "aria-live": "polite" });
  const bars = el("tbody");
  parent.append(
    el("div", { className: "nnw-two" }, [
      el("div", { className: "nnw-tower" }, [/** @type {HTMLElement} */ (inner)]),
      el("div", { className: "nnw-side" }, [field("Layers of the network", sizes), said, el("p", { className: "nnw-note", text: "To the network the weights are given and the image varies. To the cost it is the other way round: the images are given, and the weights vary." })]),
    ]),
    el("table", { className: "nnw-counts", "data-nnw": "counts" }, [el("caption", { text: "How many numbers are learned; the bars are on a logarithmic scale" }), bars]),
  );

  return {
    /** @param {any} view */
    update({ dials, settings }) {
      const all = tower(dials.counted, settings.examples);
      if (document.activeElement !== sizes) sizes.value = dials.counted.join(", ");
      for (const floor of all) {
        const { node, button, cells } = floors[floor.name];
        const chosen = floor.name === dials.floor;
        setText(button, floor.title);
        setAttr(button, "aria-pressed", chosen);
        setAttr(node, "data-lit", chosen);
        [floor.inputs, floor.outputs, floor.fixed].forEach(({ count, what }, i) => setText(cells[i], `${formatCount(count)} ${what}`));
      }
      setText(said, towerWords(/** @type {any} */ (all.find(({ name }) => name === dials.floor))));
      const rows = [COUNTED[0], /** @type {[string, number, string]} */ ([`this network, ${dials.counted.join("-")}`, countParameters(dials.counted).total, ""]), COUNTED[1]];
      const x = log10([1, Math.max(...rows.map(([, n]) => n))], [0, 100]);
      bars.replaceChildren(...rows.map(([name, n, source]) => el("tr", { title: source }, [el("th", { scope: "row", text: name }), el("td", { className: "nnw-number", text: formatCount(n) }), el("td", { className: "nnw-length" }, [el("i", { style: `width: ${Math.max(1, x(n))}%` })])])));
    },
    destroy() {},
  };
}
