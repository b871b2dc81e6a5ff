/** The product of the chain rule, built by the learner: pieces to pick, in any order, and a check that says which one does not belong. */
import { candidatesOf, judged } from "../lib/routes.js";
import { el, setText } from "./dom.js";

/** @typedef {import("../lib/backprop_view.js").BackpropView} View */

/** @param {HTMLElement} parent @param {import("../lib/store.js").Store} store */
export function createBuild(parent, store) {
  const on = el("input", { type: "checkbox", "data-nnw": "build", on: { change: () => store.dial({ build: on.checked, picked: [] }) } });
  const pool = el("div", { className: "nnw-cards", role: "group", "aria-label": "Pieces", "data-nnw": "pieces" });
  const said = el("p", { "data-nnw": "built", role: "status", "aria-live": "polite" });
  parent.append(el("label", {}, [on, " Build the product yourself"]), pool, said);
  let built = "";

  return {
    /** @param {View} view @param {import("../lib/routes.js").Route | undefined} route */
    update(view, route) {
      const { build, picked } = view.dials;
      on.checked = build;
      pool.hidden = said.hidden = !build || !route;
      if (!build || !route) return;
      const pieces = candidatesOf(view, route);
      const key = `${pieces.map(({ of }) => of)} ${picked}`;
      if (key !== built) {
        const focused = /** @type {HTMLElement | null} */ (document.activeElement)?.dataset.piece;
        pool.replaceChildren(...pieces.map(({ of }, i) => el("button", { type: "button", "data-piece": i, "aria-pressed": String(picked.includes(i)), text: of, on: { click: () => {
          const now = /** @type {number[]} */ (store.dials.picked);
          store.dial({ picked: now.includes(i) ? now.filter((one) => one !== i) : [...now, i] });
        } } })));
        if (focused !== undefined) /** @type {HTMLElement | null} */ (pool.querySelector(`[data-piece="${focused}"]`))?.focus();
      }
      built = key;
      setText(said, judged(pieces, picked, route));
    },
  };
}
