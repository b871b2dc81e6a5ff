/** The parts of a ForwardLab over one view of the pass: worked out once a change, lit together. */
import { createPassView } from "../lib/pass_view.js";
import { createEquation } from "./forward_equation.js";
import { createHand } from "./forward_hand.js";
import { createMap } from "./forward_map.js";
import { createNet } from "./forward_net.js";
import { createSteps } from "./forward_steps.js";
import { createSum } from "./forward_sum.js";
import { createTables } from "./forward_tables.js";

/** @typedef {import("../lib/pass_view.js").PassView} PassView */

/** @param {HTMLElement} root @param {Record<string, HTMLElement>} places @param {import("../lib/store.js").Store} store */
export function mountForward(root, places, store) {
  const read = createPassView();
  /** @type {any} */ let picture = null;
  /** @type {PassView | null} */ let view = null;
  let hue = "";
  const now = () => /** @type {PassView} */ (view);
  const hand = createHand(light);
  const steps = createSteps(places.controls, root, store, fresh);
  const net = createNet(places.network, store, hand, now);
  const map = createMap(places.map, store);
  const equation = createEquation(places.equation, store, hand, now);
  const sum = createSum(places.sum, store, hand, now);
  const tables = createTables(places.tables, store, now);

  /** With the hand's newest values: several steps can come between two paints. */
  function fresh() {
    const scene = /** @type {any} */ (store.scene(false));
    return read(scene);
  }

  /** What has to be drawn anew when the hand is on something else. */
  function light() {
    if (!view) return;
    const lit = hand.light(view);
    for (const part of [net, equation, sum]) part.update(view, lit);
  }

  return {
    /** @param {any} next */
    update(next) {
      picture = next;
      if (picture.theme.id !== hue) {
        hue = picture.theme.id;
        for (const name of ["positive", "negative"]) root.style.setProperty(`--nnw-${name}`, picture.theme.hue[name]);
      }
      view = read(picture);
      steps.update(view, picture);
      light();
      map.update(view, picture);
      tables.update(view);
    },
    destroy() {
      for (const part of [steps, net, map, equation, sum]) part.destroy();
      for (const place of Object.values(places)) place.replaceChildren();
    },
  };
}
