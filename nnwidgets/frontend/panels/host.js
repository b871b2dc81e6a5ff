/** The glue to anywidget, written once: a view is panels over its model's store, and everything ends with the view. */
import { connect } from "./link.js";

/** @typedef {import("../lib/store.js").Scene & {theme: import("./canvas.js").Theme, still: boolean}} Picture */
/** @typedef {{update: (picture: Picture) => void, destroy: () => void}} Panel */
/** @typedef {import("./link.js").Model} Model */
/** @typedef {import("./link.js").View} View */

/**
 * A lab as anywidget wants it. `build` fills the root with panels over the store.
 * @param {string} name spoken name of the lab
 * @param {(root: HTMLElement, store: import("../lib/store.js").Store) => Panel[]} build
 */
export function defineLab(name, build) {
  return () => {
    /** @type {ReturnType<typeof connect>} */
    let link;
    return {
      /** @param {{model: Model}} props */
      initialize({ model }) {
        link = connect(model);
        return () => link.destroy();
      },
      /** @param {{model: Model, el: HTMLElement}} props */
      render({ el: root }) {
        root.classList.add("nnw");
        root.setAttribute("role", "region");
        root.setAttribute("aria-label", name);
        root.dataset.lmSuppressShortcuts = "true";
        const owner = new AbortController();
        const { signal } = owner;
        root.addEventListener("keydown", (event) => event.stopPropagation(), { signal });
        /** @type {View} */
        const view = { root, panels: build(root, link.store), seen: false };
        const eye = new IntersectionObserver(([entry]) => {
          view.seen = entry.isIntersecting;
          link.look();
        });
        eye.observe(root);
        const theme = new MutationObserver(() => link.repaint());
        theme.observe(document.body, { attributes: true, attributeFilter: ["data-jp-theme-light", "data-jp-theme-name", "class"] });
        link.add(view);
        return () => {
          owner.abort();
          eye.disconnect();
          theme.disconnect();
          for (const panel of view.panels) panel.destroy();
          link.remove(view);
        };
      },
    };
  };
}
