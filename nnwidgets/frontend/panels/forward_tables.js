/** The table of symbols of the layer on screen; the sizes of all layers, to be changed, and how many numbers they need. */
import { countParameters } from "../lib/counts.js";
import { expression, letterOf } from "../lib/expression.js";
import { formatCount } from "../lib/format.js";
import { el, setAttr, table } from "./dom.js";
import { fold } from "./fold.js";
import { number } from "./knob.js";
import { math } from "./math.js";

/** @typedef {import("../lib/pass_view.js").PassView} PassView */
/** @typedef {import("../lib/expression.js").Tree} Tree */

/** @param {HTMLElement} parent @param {import("../lib/store.js").Store} store @param {() => PassView} now */
export function createTables(parent, store, now) {
  const symbols = fold(parent, "Symbols", "symbols", store);
  const counts = fold(parent, "Shapes and parameters", "counts", store);
  const sizes = el("div", { className: "nnw-sizes", role: "group", "aria-label": "Layer sizes" });
  const list = el("div");
  const note = el("p", { className: "nnw-note", text: "The number in brackets counts layers; it is not an exponent." });
  counts.body.append(sizes, list);
  /** @type {ReturnType<typeof number>[]} */ let typed = [];
  let [sized, shown] = ["", ""];

  /** @param {number} l @param {number} by */
  const change = (l, by) => store.do("sizes", now().sizes.map((n, i) => (i === l ? Math.max(1, n + by) : n)));

  /** @param {PassView} view */
  function build({ sizes: now, settings, last }) {
    const fixed = (/** @type {number} */ l) => settings.own_data && (l === 0 || l === last);
    typed = now.map((n, l) => number(`size-${l}`, (value) => change(l, Math.round(value) - n)));
    const inner = now.slice(1, -1);
    const layers = (/** @type {number[]} */ hidden) => store.do("sizes", [now[0], ...hidden, now[last]]);
    sizes.replaceChildren(...now.map((n, l) => {
      const what = l === 0 ? "inputs" : l === last ? "outputs" : `neurons in layer ${l}`;
      const [less, more] = [-1, 1].map((by) => el("button", { type: "button", "aria-label": `${by < 0 ? "Fewer" : "More"} ${what}`, text: by < 0 ? "−" : "+", disabled: fixed(l) || (by < 0 && n === 1), on: { click: () => change(l, by) } }));
      setAttr(typed[l].input, "aria-label", what);
      typed[l].input.disabled = fixed(l);
      return el("span", { className: "nnw-stepper nnw-size" }, [less, typed[l].input, more]);
    }), el("span", { className: "nnw-group" }, [
      el("button", { type: "button", "data-nnw": "more-layers", text: "+ layer", disabled: now.length > 6, on: { click: () => layers([...inner, inner[inner.length - 1] ?? 3]) } }),
      el("button", { type: "button", "data-nnw": "fewer-layers", text: "− layer", disabled: !inner.length, on: { click: () => layers(inner.slice(0, -1)) } }),
    ]));
    now.forEach((n, l) => typed[l].update(n));
    const { layers: rows, weights, biases, total } = countParameters(now);
    const cells = (/** @type {string[]} */ ...texts) => texts.map((text) => el("td", { text }));
    const made = table("", "", ["weights W", "biases b", "together"], [
      ...rows.map(({ layer, shape: [j, k], weights: w, biases: b }) => el("tr", {}, [el("th", { scope: "row", text: layer === last - 1 ? "output" : `layer ${layer + 1}` }), ...cells(`${formatCount(j)} × ${formatCount(k)} = ${formatCount(w)}`, formatCount(b), formatCount(w + b))])),
      el("tr", { className: "nnw-total" }, [el("th", { scope: "row", text: "in all" }), ...cells(formatCount(weights), formatCount(biases), formatCount(total))]),
    ]);
    made.lastElementChild?.lastElementChild?.lastElementChild?.setAttribute("data-nnw", "total");
    made.querySelector("caption")?.remove();
    setAttr(made, "aria-label", "Parameters of each layer");
    list.replaceChildren(made);
  }

  /** @param {PassView} view */
  function define({ layer, nIn, nOut, last, dials, act, whole }) {
    const options = { notation: dials.notation, last };
    /** @type {[string, number, string, string][]} */ const rows = [
      ["W", layer, "weights: a row for each neuron", `(${nOut}, ${nIn})`],
      ["b", layer, "biases, one for each neuron", `(${nOut},)`],
      ["a", layer, layer ? "activations of the layer before" : "the input, also called x", `(${nIn},)`],
      ["z", layer, "weighted sums plus biases", `(${nOut},)`],
      ["a", layer + 1, layer === last - 1 ? "activations of this layer: the answer" : "activations of this layer", `(${nOut},)`],
    ];
    /** @param {Element} symbol @param {string} what @param {string} shape @param {string} numpy */
    const row = (symbol, what, shape, numpy) => el("tr", {}, [el("td", { className: "nnw-symbol" }, [symbol]), el("th", { scope: "row", className: "nnw-words", text: what }), el("td", { text: shape }), el("td", {}, [el("code", { text: numpy })])]);
    /** @type {Tree} */ const count = dials.notation === "numpy" ? ["mtext", `net.sizes[${layer + 1}]`] : ["msub", ["mi", "n"], ["mn", String(layer + 1)]];
    const f = letterOf(act);
    const made = table("", "", ["what it is", "shape here", "NumPy"], [
      ...rows.map(([kind, l, what, shape]) => {
        const name = expression(kind, l, [], options);
        return row(math(name.math), what, shape, name.numpy);
      }),
      row(math(["mi", f]), whole ? "softmax: all z at once, adds up to 1" : `activation, ${act.replaceAll("_", " ")}: each z by itself`, `(${nOut},) → (${nOut},)`, layer === last - 1 ? "net.output.f" : `net.activation[${layer}].f`),
      row(math(count), "how many neurons this layer has", String(nOut), `net.sizes[${layer + 1}]`),
    ]);
    made.querySelector("caption")?.remove();
    setAttr(made, "aria-label", "Symbols");
    symbols.body.replaceChildren(made, note);
  }

  return {
    /** @param {PassView} view */
    update(view) {
      const { sizes: now, layer, dials, act } = view;
      symbols.show(dials.symbols);
      counts.show(dials.counts);
      if (now.join() !== sized) build(view);
      sized = now.join();
      const key = [layer, now, dials.notation, act].join(" ");
      if (key !== shown) define(view);
      shown = key;
    },
  };
}
