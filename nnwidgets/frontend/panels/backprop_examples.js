/** The table weights × examples: what each example asks of every weight, the mean of those that are ticked, and how it agrees with all. */
import { meansOf } from "../lib/batch_means.js";
import { formatExact } from "../lib/format.js";
import { exactText } from "../lib/written.js";
import { el, setText } from "./dom.js";

/** @typedef {import("../lib/backprop_view.js").BackpropView} View */

const [ROWS, COLUMNS] = [40, 10];

/** @param {HTMLElement} parent @param {import("../lib/store.js").Store} store @param {ReturnType<typeof import("./copying.js").createCopying>} copying */
export function createExamples(parent, store, copying) {
  const said = el("p", { "data-nnw": "agree", role: "status", "aria-live": "polite" });
  const box = el("div", { className: "nnw-scroll", tabindex: 0, role: "group", "aria-label": "Weights and examples" });
  const note = el("p", { className: "nnw-note" });
  parent.append(said, box, note);
  let shown = "";

  return {
    /** @param {View} view */
    update(view) {
      const { passes, theta, dials, settings } = view;
      const n = settings.n_train;
      const off = new Set(dials.without);
      const state = `${[...theta]} ${dials.without} ${settings.sizes} ${dials.weight} ${n}`;
      if (state === shown) return;
      shown = state;
      const means = meansOf(passes, theta, n);
      if (!means) return void box.replaceChildren(el("p", { text: `The page does not know the loss ${settings.loss}: nw.shares works it out.` }));
      const rows = means.each.map(({ gradient }) => gradient.map((g) => -g || 0));
      const mean = (/** @type {Float64Array[]} */ some) => Float64Array.from(theta, (_, k) => some.reduce((sum, one) => sum + one[k], 0) / (some.length || 1));
      const [ticked, whole] = [mean(rows.filter((_, i) => !off.has(i))), mean(rows)];
      const dot = (/** @type {Float64Array} */ u, /** @type {Float64Array} */ v) => u.reduce((sum, x, k) => sum + x * v[k], 0);
      const cosine = dot(ticked, whole) / Math.sqrt(dot(ticked, ticked) * dot(whole, whole));
      setText(said, `The mean of ${n - off.size} of ${n} examples${off.size ? ` points ${cosine > 0.999 ? "almost exactly " : ""}as that of all to a cosine of ${formatExact(cosine, 3)}.` : " is −∇C, the step of gradient descent but for its length."}`);
      const columns = Math.min(n, COLUMNS);
      const focused = /** @type {HTMLElement | null} */ (document.activeElement)?.dataset.example;
      const cell = (/** @type {number} */ v, /** @type {string} */ numpy) => el("td", {}, [copying.number({ numpy, latex: "", value: `${v > 0 ? "+" : ""}${exactText(Number(v.toPrecision(3)))}` })]);
      box.replaceChildren(el("table", { "data-nnw": "wish-table" }, [
        el("thead", {}, [el("tr", {}, [el("td"), ...Array.from({ length: columns }, (_, i) => el("th", { scope: "col" }, [el("label", {}, [
          el("input", { type: "checkbox", "data-example": i, "aria-label": `example ${i}`, ...(off.has(i) ? {} : { checked: true }), on: { change: () => {
            const next = off.has(i) ? [...off].filter((one) => one !== i) : [...off, i];
            if (next.length < n) store.dial({ without: next.sort((p, q) => p - q) });
            else shown = "";
          } } }), ` ${i}`])])), el("th", { scope: "col", text: "mean" })])]),
        el("tbody", {}, Array.from(theta.subarray(0, ROWS), (_, k) => el("tr", {}, [el("th", { scope: "row", text: store.name(k).numpy }),
          ...Array.from({ length: columns }, (__, i) => cell(rows[i][k], `-nw.shares(lab.net, lab.data[0].inputs, lab.data[0].y, lab.trainer.loss)[${i}, ${k}]`)),
          cell(ticked[k], `-nw.shares(lab.net, lab.data[0].inputs, lab.data[0].y, lab.trainer.loss)[:, ${k}].mean()`)]))),
      ]));
      if (focused !== undefined) /** @type {HTMLElement | null} */ (box.querySelector(`[data-example="${focused}"]`))?.focus();
      setText(note, `Each column is what one example asks of the weights, −∂Cᵢ/∂w; untick some.${n > columns ? ` ${columns} of ${n} examples are listed, the mean is of all that are ticked.` : ""}${theta.length > ROWS ? ` ${ROWS} of ${theta.length} parameters are listed.` : ""}`);
    },
  };
}
