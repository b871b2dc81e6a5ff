/** The parts of an ActivationLab over one view of its dials and of what the kernel found. */
import { createActivationView } from "../lib/activation_view.js";
import { createChoice } from "./activation_choice.js";
import { createCurves } from "./activation_curves.js";
import { createValues } from "./activation_values.js";

/** @typedef {import("../lib/activation_view.js").ActivationView} ActivationView */

/** @param {HTMLElement} root @param {Record<string, HTMLElement>} places @param {import("../lib/store.js").Store} store */
export function mountActivation(root, places, store) {
  const read = createActivationView();
  const parts = [createChoice(places.choice, store), createCurves(places.curves, store), createValues(places.values, store)];
  return {
    /** @param {any} picture */
    update(picture) {
      const view = read(picture);
      for (const part of parts) part.update(view, picture);
    },
    destroy() {
      for (const part of parts) part.destroy();
      for (const place of Object.values(places)) place.replaceChildren();
    },
  };
}
