/** Help on "?": what one can do, without asking the kernel. */
import { mountDialog } from "./dialog.js";
import { el } from "./dom.js";

/** @typedef {import("./host.js").Picture} Picture */

/** @param {HTMLElement} parent */
export function mountHelp(parent) {
  /** @type {string[][]} */
  let keys = [];
  const dialog = mountDialog(parent, "What one can do", { text: "?", "aria-label": "Help", title: "Help (?)", "data-nnw": "help", "data-nnw-control": "help" }, (body) =>
    body.replaceChildren(el("dl", {}, keys.flatMap(([key, what]) => [el("dt", { text: key }), el("dd", { text: what })]))));
  const owner = new AbortController();
  parent.closest(".nnw")?.addEventListener("keydown", (event) => {
    const { key, target } = /** @type {KeyboardEvent} */ (event);
    if (key !== "?" || dialog.button.dataset.nnwOff || /** @type {HTMLElement} */ (target).matches("input[type=text], textarea")) return;
    event.preventDefault();
    dialog.open();
  }, { signal: owner.signal });
  return {
    /** @param {Picture} picture */
    update({ settings }) { keys = settings.keys ?? []; },
    destroy() {
      owner.abort();
      dialog.destroy();
    },
  };
}
