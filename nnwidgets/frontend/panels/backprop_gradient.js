/** All components of the gradient, the largest first: how much more one counts than another, and what a nudge of each does to the cost. */
import { formatDigits } from "../lib/format.js";
import { changeOf } from "../lib/nudges.js";
import { exactText } from "../lib/written.js";
import { el, setAttr, setText } from "./dom.js";

/** @typedef {import("../lib/backprop_view.js").BackpropView} View */

const MOST = 40;

/** @param {HTMLElement} parent @param {import("../lib/store.js").Store} store @param {ReturnType<typeof import("./copying.js").createCopying>} copying */
export function createGradient(parent, store, copying) {
  const said = el("p", { "data-nnw": "sensitive", role: "status", "aria-live": "polite" });
  const box = el("div", { className: "nnw-scroll", tabindex: 0, role: "group", "aria-label": "Gradient" });
  const note = el("p", { className: "nnw-note" });
  parent.append(said, box, note);
  let shown = "";

  return {
    /** @param {View} view */
    update(view) {
      const { theta, back, dials, weight, settings } = view;
      const state = `${[...theta]} ${dials.x} ${dials.y} ${dials.h} ${weight} ${settings.sizes}`;
      if (state === shown) return;
      shown = state;
      if (!back) return void box.replaceChildren(el("p", { text: `The page does not know the loss ${settings.loss}.` }));
      const { gradient } = back;
      const order = Array.from(gradient, (_, k) => k).sort((i, j) => Math.abs(gradient[j]) - Math.abs(gradient[i]));
      const [most, chosen] = [order[0], gradient[weight]];
      setText(said, !gradient[most] ? "The gradient is 0: no parameter moves the cost." : weight === most ? `The cost is most sensitive to ${store.name(most).numpy}. Choose another to compare.`
        : chosen ? `The cost is ${formatDigits(Math.abs(gradient[most] / chosen))} times as sensitive to ${store.name(most).numpy} as to ${store.name(weight).numpy}.` : `${store.name(weight).numpy} does not move the cost at all here.`);
      const focused = /** @type {HTMLElement | null} */ (document.activeElement)?.dataset.component;
      box.replaceChildren(el("table", { "data-nnw": "components" }, [
        el("thead", {}, [el("tr", {}, ["parameter", "∂C/∂w", `predicted ΔC = ∂C/∂w · ${dials.h}`, "measured ΔC"].map((text) => el("th", { scope: "col", text })))]),
        el("tbody", {}, order.slice(0, MOST).map((k) => el("tr", {}, [
          el("th", { scope: "row" }, [el("button", { type: "button", className: "nnw-copied", "data-component": k, "aria-pressed": String(k === weight), text: store.name(k).numpy, on: { click: () => store.dial({ weight: k, off: [] }) } })]),
          el("td", { className: "nnw-wish", "data-sign": gradient[k] < 0 ? "negative" : "positive", style: `--nnw-share: ${Math.round((100 * Math.abs(gradient[k])) / (Math.abs(gradient[most]) || 1))}%` }, [copying.number({ numpy: `lab.grads.theta[${k}]`, latex: "", value: exactText(gradient[k]) })]),
          el("td", { text: formatDigits(gradient[k] * dials.h) }), el("td", { text: formatDigits(changeOf(view, k, dials.h)) }),
        ]))),
      ]));
      if (focused !== undefined) /** @type {HTMLElement | null} */ (box.querySelector(`[data-component="${focused}"]`))?.focus();
      setText(note, `A positive component says: more of it costs more. ${order.length > MOST ? `The largest ${MOST} of ${order.length} are listed.` : ""}`);
      setAttr(box, "data-first", most);
    },
  };
}
