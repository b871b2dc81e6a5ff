/** The glue to anywidget, written once: a view is panels over its model's store, and everything ends with the view. */
import { quiet } from "./keys.js";
import { connect } from "./link.js";
import { watchTheme } from "./theme.js";
import { mountVeil } from "./veil.js";

/** @typedef {import("../lib/store.js").Scene & {theme: import("./theme.js").Theme, still: boolean}} Picture */
/** @typedef {{update: (picture: any) => void, destroy: () => void}} Panel update takes a Picture, or a Plain one */
/** @typedef {typeof import("../lib/scene.js").playground} Scenery */
/** @typedef {import("../lib/store.js").Store} Store */
/** @typedef {import("./link.js").Model} Model */
/** @typedef {import("./link.js").View} View */

/**
/**
 * A lab as anywidget wants it. `build` fills the root with panels over the store.
 * @param {string} stem of its files: its style sheet is for this lab alone, see build.mjs
 * @param {string} name spoken name of the lab
 * @param {(root: HTMLElement, store: Store, places: any) => Panel[]} build `places` are those of `further` for this view
 * @param {Scenery} [scenery] what its store draws; a Playground's, or lib/plain.js
 * @param {(store: Store) => ReturnType<typeof import("./later.js").createLater>} [further] what of it comes later, see later.js
 */
export function defineLab(stem, name, build, scenery, further) {
  return () => {
    /** @type {ReturnType<typeof connect>} */
    let link;
    /** @type {ReturnType<NonNullable<typeof further>> | undefined} */
    let later;
    return {
      /** @param {{model: Model}} props */
      initialize({ model }) {
        link = connect(model, scenery);
        later = further?.(link.store);
        return () => {
          later?.destroy();
          link.destroy();
        };
      },
      /** @param {{model: Model, el: HTMLElement}} props */
      render({ el: root }) {
        root.classList.add("nnw", `nnw-lab-${stem}`);
        root.setAttribute("role", "region");
        root.setAttribute("aria-label", name);
        const owner = new AbortController();
        const { signal } = owner;
        quiet(root, signal);
        const places = later?.on(root);
        if (!later) root.dataset.nnwWhole = "true"; // all of it is here
        /** @type {View} */
        const view = { root, panels: [...build(root, link.store, places), mountVeil(root)], seen: false };
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
          for (const panel of view.panels) panel.destroy();
          places?.destroy();
          link.remove(view);
        };
      },
    };
  };
}
