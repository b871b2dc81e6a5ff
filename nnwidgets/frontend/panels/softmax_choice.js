/** Above the bars: examples to begin with, how many classes, the temperature, and one number that is added to all logits. */
import { parseNumber } from "../lib/format.js";
import { oneHot, placeOf, T_ENDS, temperatureAt } from "../lib/softmax.js";
import { formatT } from "../lib/softmax_view.js";
import { el, field, setAttr, setText } from "./dom.js";

/** @typedef {import("../lib/softmax_view.js").SoftmaxView} SoftmaxView */

const [LEAST, MOST] = [2, 10];
const STAGES = ["logits", "e^z", "sum", "divide"];
const INFINITIES = ["inf", "∞", "infinity"];

/** @param {HTMLElement} parent @param {import("../lib/store.js").Store} store */
export function createChoice(parent, store) {
  /** @type {SoftmaxView | null} */ let view = null;
  /** @param {number[]} logits @param {number} truth */
  const put = (logits, truth) => store.dial({ logits, names: logits.map((_, i) => view?.names[i] ?? `class ${i}`), target: oneHot(logits.length, truth), T: 1 });
  const examples = /** @type {[string, () => void][]} */ ([
    ["Seven logits", () => put([...(view?.settings.default ?? [])], 4)],
    ["p = .2 .3 .5", () => put([0.2, 0.3, 0.5].map(Math.log), 1)],
    ["Ten at chance", () => put(new Array(10).fill(0), 0)],
    ["1000 1001 1002", () => { put([1000, 1001, 1002], 2); store.dial({ overflow: true }); }],
  ]);
  const button = (/** @type {string} */ text, /** @type {string} */ name, /** @type {() => void} */ click, more = {}) => el("button", { type: "button", "data-nnw": name, text, on: { click }, ...more });
  const presets = el("div", { className: "nnw-row", role: "group", "aria-label": "Examples" }, examples.map(([text, click], i) => button(text, `example-${i}`, click)));
  const stages = STAGES.map((text, i) => button(text, `stage-${i}`, () => store.dial({ stage: i }), { "aria-pressed": false }));
  const count = el("span", { className: "nnw-number", "data-nnw": "classes" });
  const fewer = button("−", "fewer", () => resize(-1), { "aria-label": "One class fewer" });
  const more = button("+", "more", () => resize(1), { "aria-label": "One class more" });
  const range = el("input", { type: "range", min: -T_ENDS, max: T_ENDS, step: 1, "data-nnw": "T-range", on: { input: () => store.dial({ T: temperatureAt(Number(range.value)) }) } });
  const typed = el("input", { type: "text", inputmode: "decimal", size: 5, autocomplete: "off", "aria-label": "Temperature T, as a number or ∞", "data-nnw": "T-typed", on: { change: () => {
    const value = INFINITIES.includes(typed.value.trim()) ? "inf" : parseNumber(typed.value);
    if (value === null || (value !== "inf" && value < 0)) typed.value = formatT(view?.dials.T ?? 1);
    else store.dial({ T: value });
  } } });
  const limit = el("span", { className: "nnw-note", "data-nnw": "T-note" });
  const add = (/** @type {number} */ c) => store.dial({ logits: store.dials.logits.map((/** @type {number} */ z) => Number((z + c).toPrecision(12))) });
  const shifts = [-5, -1, 1, 5].map((c) => button(c > 0 ? `+${c}` : `−${-c}`, `add${c}`, () => add(c), { "aria-label": `Add ${c > 0 ? c : `minus ${-c}`} to all logits` }));
  parent.append(presets, el("div", { className: "nnw-row nnw-knobs" }, [
    el("div", { className: "nnw-field" }, [el("span", { className: "nnw-label", text: "Built up" }), el("div", { className: "nnw-stages", role: "group", "aria-label": "Softmax, built up" }, stages)]),
    el("div", { className: "nnw-temperature" }, [field("Temperature T: 0 … 1 … ∞", range, limit), typed]),
    el("div", { className: "nnw-field" }, [el("span", { className: "nnw-label", text: "Add to all logits" }), el("div", { className: "nnw-stages", role: "group", "aria-label": "Add the same to all logits" }, shifts)]),
    el("div", { className: "nnw-field" }, [el("span", { className: "nnw-label", text: "Classes" }), el("div", { className: "nnw-stepper" }, [fewer, count, more])]),
  ]));

  /** @param {number} by */
  function resize(by) {
    const { logits, names, target } = store.dials;
    const k = logits.length + by;
    if (k < LEAST || k > MOST) return;
    const truth = target.indexOf(Math.max(...target));
    store.dial({ logits: by > 0 ? [...logits, 0] : logits.slice(0, k), names: by > 0 ? [...names, `class ${k - 1}`] : names.slice(0, k), target: oneHot(k, Math.min(truth, k - 1)) });
  }

  return {
    /** @param {SoftmaxView} now */
    update(now) {
      view = now;
      const { dials, z } = now;
      for (const [i, one] of stages.entries()) setAttr(one, "aria-pressed", dials.stage === i);
      setText(count, String(z.length));
      fewer.disabled = z.length === LEAST;
      more.disabled = z.length === MOST;
      range.value = String(placeOf(dials.T));
      setAttr(range, "aria-valuetext", dials.T === "inf" ? "infinity: all shares equal" : dials.T === 0 ? "0: the largest takes all" : `T = ${dials.T}`);
      if (document.activeElement !== typed || typed.dataset.T !== String(dials.T)) typed.value = formatT(dials.T);
      typed.dataset.T = String(dials.T);
      setText(limit, dials.T === 0 ? "the largest takes all" : dials.T === "inf" ? "all shares equal" : "");
    },
    destroy() {},
  };
}
