/** What ten outputs cost: one term for each, their sum, and the mean over the examples that have been added. */
import { formatWeight } from "../lib/format.js";
import { el, field, setAttr, setText } from "./dom.js";

/** @param {HTMLElement} parent @param {import("../lib/store.js").Store} store */
export function createTerms(parent, store) {
  const digit = el("select", { "data-nnw": "digit", on: { change: () => store.dial({ digit: Number(digit.value) }) } }, Array.from({ length: 10 }, (_, j) => el("option", { value: j, text: `a ${j}` })));
  const presets = el("div", { className: "nnw-group", role: "group", "aria-label": "Outputs" });
  const rows = Array.from({ length: 10 }, (_, j) => {
    const range = el("input", { type: "range", min: 0, max: 1, step: 0.01, "aria-label": `Output ${j}`, "data-output": j, on: { input: () => store.dial({ outputs: store.dials.outputs.map((/** @type {number} */ old, /** @type {number} */ i) => (i === j ? Number(range.value) : old)) }) } });
    const [value, target, term, bar] = [el("td"), el("td"), el("td", { "data-term": j }), el("i")];
    const row = el("tr", {}, [el("th", { scope: "row", text: String(j) }), el("td", {}, [range]), value, target, el("td", { className: "nnw-length" }, [bar]), term]);
    return { row, range, value, target, term, bar };
  });
  const total = el("td", { "data-nnw": "total" });
  const add = el("button", { type: "button", "data-nnw": "add-example", text: "Add this example to the mean", on: { click: () => store.dial({ costs: [...store.dials.costs, sum].slice(-12) }) } });
  const clear = el("button", { type: "button", "data-nnw": "clear-examples", text: "Begin again", on: { click: () => store.dial({ costs: [] }) } });
  const mean = el("p", { "data-nnw": "mean" });
  const list = el("tbody");
  const examples = el("table", { "aria-label": "Examples", "data-nnw": "examples" }, [el("thead", {}, [el("tr", {}, ["example", "cost", "its share of the mean"].map((text) => el("th", { scope: "col", text })))]), list]);
  parent.append(
    el("div", { className: "nnw-group" }, [field("The picture shows", digit), presets]),
    el("div", { className: "nnw-two" }, [
      el("div", { className: "nnw-scroll", tabindex: 0, role: "group", "aria-label": "Table of the terms" }, [el("table", { "data-nnw": "terms", "aria-label": "Terms of the cost" }, [el("thead", {}, [el("tr", {}, ["output", "a, to be dragged", "a", "y", "", "(a − y)²"].map((text) => (text ? el("th", { scope: "col", text }) : el("td"))))]), el("tbody", {}, rows.map(({ row }) => row)), el("tfoot", {}, [el("tr", {}, [el("th", { scope: "row", text: "sum" }), el("td"), el("td"), el("td"), el("td"), total])])])]),
      el("div", { className: "nnw-side" }, [el("div", { className: "nnw-group" }, [add, clear]), mean, examples]),
    ]),
  );
  let [sum, built] = [0, ""];

  return {
    /** @param {import("../lib/descent_view.js").DescentView} view */
    update({ dials, settings }) {
      const names = Object.keys(settings.answers);
      if (names.join() !== built) presets.replaceChildren(...names.map((name) => el("button", { type: "button", "data-preset": name, text: name, on: { click: () => store.dial({ outputs: settings.answers[name][store.dials.digit] }) } })));
      built = names.join();
      if (document.activeElement !== digit) digit.value = String(dials.digit);
      const costs = /** @type {number[]} */ (dials.outputs.map((/** @type {number} */ a, /** @type {number} */ j) => (a - (j === dials.digit ? 1 : 0)) ** 2));
      sum = costs.reduce((all, c) => all + c, 0);
      rows.forEach(({ row, range, value, target, term, bar }, j) => {
        if (range.value !== String(dials.outputs[j])) range.value = String(dials.outputs[j]);
        setText(value, formatWeight(dials.outputs[j]));
        setText(target, j === dials.digit ? "1" : "0");
        setText(term, formatWeight(costs[j], 4));
        bar.style.width = `${100 * costs[j]}%`;
        setAttr(row, "data-true", j === dials.digit);
      });
      setText(total, formatWeight(sum, 4));
      const n = dials.costs.length;
      const average = n ? dials.costs.reduce((/** @type {number} */ all, /** @type {number} */ c) => all + c, 0) / n : 0;
      setText(mean, n ? `Mean over ${n} example${n > 1 ? "s" : ""}: C = ${formatWeight(average, 4)}.` : "The cost of a network is the mean over all its examples. Add some.");
      clear.disabled = !n;
      add.disabled = n >= 12;
      examples.hidden = !n;
      list.replaceChildren(...dials.costs.map((/** @type {number} */ c, /** @type {number} */ i) => el("tr", {}, [el("th", { scope: "row", text: String(i + 1) }), el("td", { text: formatWeight(c, 4) }), el("td", { text: formatWeight(c / n, 4) })])));
    },
    destroy() {},
  };
}
