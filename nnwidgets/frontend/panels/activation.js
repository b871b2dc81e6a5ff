/** The parts of an ActivationLab over one view of its dials and of what the kernel found. */
import { createActivationView } from "../lib/activation_view.js";
import { createChoice } from "./activation_choice.js";
import { createCollapse } from "./activation_collapse.js";
import { createCurves } from "./activation_curves.js";
import { createFacts } from "./activation_facts.js";
import { createPush } from "./activation_push.js";
import { createValues } from "./activation_values.js";

/** @typedef {import("../lib/activation_view.js").ActivationView} ActivationView */

/** @param {HTMLElement} root @param {Record<string, HTMLElement>} places @param {import("../lib/store.js").Store} store */
export function mountActivation(root, places, store) {
  const read = createActivationView();
  const parts = [createChoice(places.choice, store), createCurves(places.curves, store), createValues(places.values, store), createFacts(places.facts, store), createPush(places.push, store), createCollapse(places.collapse, store)];
  let hue = "";
  return {
    /** @param {any} picture */
    update(picture) {
      if (picture.theme.id !== hue) {
        hue = picture.theme.id;
        for (const name of ["positive", "negative", "train"]) root.style.setProperty(`--nnw-${name}`, picture.theme.hue[name]);
      }
      const view = read(picture);
      for (const part of parts) part.update(view, picture);
    },
    destroy() {
      for (const part of parts) part.destroy();
      for (const place of Object.values(places)) place.replaceChildren();
    },
  };
}
