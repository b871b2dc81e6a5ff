/** Step by step: the list of operations, and the one that was done last, in matrix form and with its numbers in. */
import { meansOf } from "../lib/batch_means.js";
import { cellOf, meaning, meanRowsOf, rowsOf, valueText } from "../lib/op_rows.js";
import { opMath, opName, opWords } from "../lib/op_math.js";
import { el, setAttr, setText } from "./dom.js";
import { math } from "./math.js";

/** @typedef {import("../lib/backprop_view.js").BackpropView} View */

/** @param {HTMLElement} parent @param {import("../lib/store.js").Store} store @param {ReturnType<typeof import("./copying.js").createCopying>} copying */
export function createOps(parent, store, copying) {
  const button = (/** @type {string} */ what, /** @type {string} */ text, /** @type {string} */ title, /** @type {() => number} */ to) => el("button", { type: "button", "data-nnw": what, text, title, "aria-label": title, on: { click: () => go(to()) } });
  const first = button("first", "First", "Before the first operation", () => 0);
  const back = button("back", "Back", "One operation back in time (p)", () => done() - 1);
  const next = button("next", "Next", "One operation on (n)", () => done() + 1);
  const last = button("last", "Last", "After the last operation", () => count);
  const place = el("span", { className: "nnw-number nnw-note", "data-nnw": "place" });
  const lists = ["Forward", "Backward"].map((name) => {
    const list = el("ol", { className: "nnw-ops", "aria-label": name });
    return { list, box: el("div", { className: "nnw-way" }, [el("span", { className: "nnw-label", text: name }), list]) };
  });
  const form = el("div", { className: "nnw-op-form", "data-nnw": "op-form" });
  const what = el("p", { "data-nnw": "op-meaning", role: "status", "aria-live": "polite" });
  const rows = el("div", { className: "nnw-op-rows", "data-nnw": "op-rows" });
  const code = el("div", { className: "nnw-numpy" });
  const batch = el("input", { type: "checkbox", "data-nnw": "batch", on: { change: () => store.dial({ batch: batch.checked }) } });
  const whole = el("label", {}, [batch, " mean over all training examples"]);
  parent.append(el("div", { className: "nnw-group", role: "group", "aria-label": "Steps" }, [first, back, next, last, place, whole]), ...lists.map(({ box }) => box), form, what, rows, code);
  let [count, built, shown] = [0, "", ""];
  const done = () => store.dials.done ?? count; // also where several keys come between two pictures
  const owner = new AbortController();

  /** @param {number} n */
  const go = (n) => store.dial({ done: Math.min(Math.max(0, n), count) });

  parent.closest(".nnw")?.addEventListener("keydown", (/** @type {any} */ event) => {
    if (parent.hidden || event.target.matches("input, select") || event.ctrlKey || event.metaKey || event.altKey) return;
    const by = { n: 1, p: -1 }[/** @type {"n"} */ (event.key)];
    if (!by) return;
    event.preventDefault();
    go(done() + by);
  }, { signal: owner.signal });

  /** @param {View} view */
  function build({ ops }) {
    const split = ops.findIndex(({ kind }) => kind === "C") + 1;
    lists.forEach(({ list }, side) => list.replaceChildren(...ops.slice(side ? split : 0, side ? undefined : split).map((op, i) => {
      const n = i + (side ? split : 0) + 1;
      return el("li", {}, [el("button", { type: "button", "data-op": n, "aria-label": `Operation ${n}: ${opWords(op)}`, on: { click: () => go(n) } }, [math(opName(op))])]);
    })));
  }

  return {
    /** @param {View} view */
    update(view) {
      const { ops } = view;
      count = ops.length;
      const at = view.done;
      const key = ops.map(({ kind, layer }) => kind + layer).join();
      if (key !== built) build(view);
      built = key;
      for (const one of parent.querySelectorAll("[data-op]")) {
        const n = Number(one.getAttribute("data-op"));
        setAttr(one, "data-known", n <= at);
        if (n === at) one.setAttribute("aria-current", "step");
        else one.removeAttribute("aria-current");
      }
      const left = [first, back, next, last].find((one) => one === document.activeElement);
      for (const one of [first, back]) one.disabled = at === 0;
      for (const one of [next, last]) one.disabled = at === count;
      if (left && /** @type {HTMLButtonElement} */ (left).disabled) (at ? back : next).focus(); // what is at its end gives the keys on
      const op = at ? ops[at - 1] : null;
      setText(place, `operation ${at} of ${count}${op ? (["z", "a", "C"].includes(op.kind) ? ", forward" : ", backward") : ""}`);
      setText(what, op ? `${meaning(view, op)}${view.dials.batch && view.settings.n_train > 1 ? (["C", "dW", "db"].includes(op.kind) ? " Of a batch it is the mean." : ` This is example ${view.dials.example}; each example of a batch has its own.`) : ""}` : "Press Next: first forward, from the input to the cost; then backward, from the cost to every weight.");
      const n = view.settings.n_train;
      whole.hidden = n < 2;
      batch.checked = view.dials.batch;
      const means = op && n > 1 && view.dials.batch ? meansOf(view.passes, view.theta, n) : null;
      const found = op ? (means ? meanRowsOf(view, op, means) : rowsOf(view, op)) : { rows: [], more: 0 };
      const state = `${key} ${at} ${found.rows.map(({ how, value }) => `${how} ${value}`)}`;
      if (state === shown) return;
      shown = state;
      form.replaceChildren(...(op ? [math(opMath(op, view), { displaystyle: "true" })] : []));
      rows.replaceChildren(...(found.rows.length ? [el("table", { "aria-label": "With the numbers in" }, [el("tbody", {}, found.rows.map(({ name, how, value, numpy, latex }) => el("tr", {}, [
        el("th", { scope: "row", text: name }), el("td", { className: "nnw-how", text: how }), el("td", {}, [copying.number({ numpy, latex, value: valueText(value) })]),
      ])))])] : []), ...(found.more ? [el("p", { className: "nnw-note", text: `and ${found.more} more` })] : []));
      code.replaceChildren(...(op ? [
        el("code", { "data-nnw": "op-numpy", text: `${op.name && `lab.${op.name} = `}${cellOf(op)}` }),
        el("button", { type: "button", "data-nnw": "copy-op", text: "Copy", "aria-label": "Copy this line", on: { click: () => copying.copy({ numpy: cellOf(op), latex: op.latex, value: "" }) } }),
      ] : []));
    },
    destroy() { owner.abort(); },
  };
}
