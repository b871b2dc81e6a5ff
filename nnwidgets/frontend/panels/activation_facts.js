/** The table of the functions that are drawn: formula, slope, range, use and caveat, with their values at z; and softmax, an output only. */
import { formatShort, MINUS } from "../lib/format.js";
import { latexTree } from "../lib/latex.js";
import { readout } from "./activation_values.js";
import { el, setText } from "./dom.js";
import { fold } from "./fold.js";
import { math } from "./math.js";

/** @typedef {import("../lib/activation_view.js").ActivationView} ActivationView */
/** @typedef {import("../lib/activation_view.js").Facts} Facts */

const COLUMNS = ["formula and slope", "range", "use, and a caution", "f at z"];

/** "(−1, 1)": an end that is never reached, or reached, is not told apart. @param {Facts["range"]} range */
export const rangeText = ([low, high]) => `${low === null ? `${MINUS}∞` : formatShort(low)} … ${high === null ? "∞" : formatShort(high)}`;

/** The function over its slope, as LaTeX says them; of the learner's own there is none. @param {Facts} facts */
const formulas = ({ formula, derivative }) => (formula
  ? [`f(z) = ${formula}`, `f'(z) = ${derivative}`].map((source) => el("p", {}, [math(latexTree(source), { displaystyle: "true" })]))
  : [el("span", { className: "nnw-note", text: "your own" })]);

/** @param {HTMLElement} parent @param {import("../lib/store.js").Store} store */
export function createFacts(parent, store) {
  const part = fold(parent, "Formulas, ranges, uses", "facts", store);
  const body = el("tbody");
  part.body.append(el("div", { className: "nnw-wide", tabindex: 0, role: "group", "aria-label": "Formulas" }, [el("table", { "aria-label": "Facts", "data-nnw": "facts-table" }, [el("thead", {}, [el("tr", {}, [el("td"), ...COLUMNS.map((text) => el("th", { scope: "col", text }))])]), body])]));
  let built = "";
  /** @type {HTMLElement[]} */ let live = [];

  return {
    /** @param {ActivationView} view */
    update({ shown, dials, facts }) {
      part.show(dials.facts);
      const names = [...shown.map(({ name }) => name), "softmax"];
      if (names.join() !== built) {
        built = names.join();
        live = names.map(() => el("td", { className: "nnw-number" }));
        body.replaceChildren(...names.map((name, i) => {
          const { formula, range, use, caveat } = facts[name];
          return el("tr", { "data-name": name }, [el("th", { scope: "row", text: name.replaceAll("_", " ") }), el("td", { className: "nnw-formula" }, formulas(facts[name])), el("td", { className: "nnw-number", text: formula ? rangeText(range) : "–" }), el("td", { className: "nnw-words" }, [el("p", { text: use }), el("p", { className: "nnw-caveat", text: caveat })]), live[i]]);
        }));
      }
      shown.forEach(({ a }, i) => setText(live[i], readout(a)));
      setText(live[shown.length], "needs all z");
    },
    destroy() {},
  };
}
