/** The equation of the layer that is looked at, in letters and with all numbers in. */
import { equationOf, letterOf } from "../lib/expression.js";
import { el, setAttr, setText } from "./dom.js";
import { createMatrix } from "./forward_matrix.js";
import { math } from "./math.js";

/** @typedef {import("../lib/pass_view.js").PassView} PassView */
/** @typedef {import("../lib/pass_view.js").Light} Light */

/** @param {HTMLElement} parent @param {import("../lib/store.js").Store} store @param {import("./forward_hand.js").Hand} hand @param {() => PassView} now */
export function createEquation(parent, store, hand, now) {
  const tabs = el("div", { className: "nnw-layers", role: "group", "aria-label": "Layer" });
  const letters = el("div", { className: "nnw-equation-letters", "data-nnw": "equation" });
  const [W, input, b, z, a] = /** @type {const} */ (["W", "in", "b", "z", "a"]).map((part) => createMatrix(part, store, hand, now));
  const sign = (/** @type {string} */ text) => el("span", { className: "nnw-sign", text, "aria-hidden": true });
  const arrow = el("span", { className: "nnw-sign nnw-through", "aria-hidden": true });
  const [down, across] = /** @type {const} */ (["row", "column"]).map((what, i) => {
    const range = el("input", { type: "range", min: 0, "data-nnw": `first-${what}`, "aria-label": `First ${what} shown`, on: { input: () => {
      const { rows, columns } = now();
      const corner = [rows[0], columns[0]];
      corner[i] = Number(range.value);
      store.dial({ corner });
    } } });
    const said = el("span", { className: "nnw-note nnw-number" });
    return { range, said, box: el("div", { className: "nnw-window" }, [said, range]) };
  });
  const numbers = el("div", { className: "nnw-equation", "data-nnw": "matrices" }, [W.box, sign("·"), input.box, sign("+"), b.box, sign("="), z.box, arrow, a.box]);
  parent.append(el("div", { className: "nnw-title" }, [letters, tabs]), numbers, across.box, down.box);
  let built = "";

  /** @param {typeof down} window @param {number[]} shown @param {number} n @param {string} what */
  function slide({ range, said, box }, shown, n, what) {
    box.hidden = shown.length === n;
    range.max = String(n - shown.length);
    if (document.activeElement !== range) range.value = String(shown[0]);
    setText(said, `${what} ${shown[0] + 1}–${shown[shown.length - 1] + 1} of ${n}`);
    setAttr(range, "aria-valuetext", said.textContent ?? "");
  }

  return {
    /** @param {PassView} view @param {Light} light */
    update(view, light) {
      const { layer, last, dials, act, sizes } = view;
      const key = [layer, sizes, dials.notation, act].join(" ");
      if (key !== built) {
        built = key;
        letters.replaceChildren(math(equationOf(layer, act, { notation: dials.notation, last }), { display: "inline" }));
        setText(arrow, act === "linear" ? "=" : `${letterOf(act)} →`);
        tabs.replaceChildren(...sizes.slice(1).map((n, l) => el("button", { type: "button", "data-nnw": "layer", "aria-pressed": String(l === layer), text: l === last - 1 ? "output" : `layer ${l + 1}`,
          title: `net.W[${l}], shape (${n}, ${sizes[l]})`, on: { click: () => store.dial({ layer: l, unit: 0, term: null, corner: null }) } })));
      }
      for (const one of letters.querySelectorAll("[data-part]")) setAttr(one, "data-lit", one.getAttribute("data-part") === light.part || (light.part === "term" && one.getAttribute("data-part") === "W") ? "hot" : "");
      for (const matrix of [W, input, b, z, a]) matrix.update(view, light);
      slide(across, view.columns, view.nIn, "Columns");
      slide(down, view.rows, view.nOut, "Rows");
    },
    destroy() { for (const matrix of [W, input, b, z, a]) matrix.destroy(); },
  };
}
