/** The glue to anywidget, written once: a view is panels over its model's store, and everything ends with the view. */
import { createLater } from "./later.js";
import { connect } from "./link.js";
import { watchTheme } from "./theme.js";

/** @typedef {import("../lib/store.js").Scene & {theme: import("./theme.js").Theme, still: boolean}} Picture */
/** @typedef {{update: (picture: Picture) => void, destroy: () => void}} Panel */
/** @typedef {import("./link.js").Model} Model */
/** @typedef {import("./link.js").View} View */

/**
 * A lab as anywidget wants it, once build.mjs has said what its further module is. `build` fills the root with panels over the store.
 * @param {string} name spoken name of the lab
 * @param {(root: HTMLElement, store: import("../lib/store.js").Store, later: import("./later.js").Place) => Panel[]} build
 */
export function defineLab(name, build) {
  return (/** @type {import("./later.js").More} */ more) => () => {
    /** @type {ReturnType<typeof connect>} */
    let link;
    /** @type {ReturnType<typeof createLater>} */
    let later;
    return {
      /** @param {{model: Model}} props */
      initialize({ model }) {
        link = connect(model);
        later = createLater(link.store, more);
        return () => {
          later.destroy();
          link.destroy();
        };
      },
      /** @param {{model: Model, el: HTMLElement}} props */
      render({ el: root }) {
        root.classList.add("nnw");
        root.setAttribute("role", "region");
        root.setAttribute("aria-label", name);
        const owner = new AbortController();
        const { signal } = owner;
        // Notebook 7 takes keys before they get here, unless the very element that has the focus says no; a parent that does is not asked.
        root.addEventListener("focusin", ({ target }) => /** @type {Element} */ (target).setAttribute("data-lm-suppress-shortcuts", "true"), { signal });
        root.addEventListener("keydown", (event) => {
          event.stopPropagation();
          if (event.key === "Escape" && !event.defaultPrevented) leave(root);
        }, { signal });
        const places = later.on(root);
        const view = { root, panels: build(root, link.store, places), seen: false };
        const eye = new IntersectionObserver(([entry]) => {
          view.seen = entry.isIntersecting;
          link.look();
        });
        eye.observe(root);
        watchTheme(() => link.repaint(), signal);
        link.add(view);
        return () => {
          owner.abort();
          eye.disconnect();
          for (const panel of [...view.panels, places]) panel.destroy();
          link.remove(view);
        };
      },
    };
  };
}

/** Gives the keys back to the notebook's cell; where there is none, to the page. @param {HTMLElement} root */
function leave(root) {
  const cell = /** @type {HTMLElement | null} */ (root.closest(".jp-Cell"));
  if (cell) cell.focus();
  else if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
}
