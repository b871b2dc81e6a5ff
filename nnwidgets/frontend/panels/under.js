/** What stands under the network of the parameter or neuron under the hand: its value, its slope, its formula. */
import { el } from "./dom.js";
import { mountFormula } from "./formula.js";
import { mountInspector } from "./inspector.js";
import { mountSlope } from "./slope.js";

/** @param {HTMLElement} parent @param {import("../lib/store.js").Store} store @param {() => void} done the hand goes back to the network */
export function mountUnder(parent, store, done) {
  const box = el("div", { className: "nnw-hand" });
  parent.append(box);
  const inspector = mountInspector(box, store, done);
  const panels = [mountSlope(box, store), mountFormula(parent, store)];
  /** @type {number | null} */ let told = null;
  /** @type {{layer: number, unit: number} | null} */ let over = null;
  return {
    /** Its number is to be typed. @param {number | null} k */
    type(k) {
      inspector.update(k);
      inspector.input.focus();
      inspector.input.select();
    },
    /** @param {import("./host.js").Picture} picture @param {number | null} k the chosen parameter @param {{layer: number, unit: number} | null} neuron under the mouse */
    update(picture, k, neuron) {
      if (k !== told) box.dispatchEvent(new CustomEvent("nnw-chosen", { bubbles: true, detail: k })); // the panels that go by it hear it
      told = k;
      if (neuron !== over) box.dispatchEvent(new CustomEvent("nnw-neuron", { bubbles: true, detail: neuron }));
      over = neuron;
      inspector.update(k);
      for (const panel of panels) panel.update(picture, k, neuron);
    },
    destroy() {
      for (const panel of [inspector, ...panels]) panel.destroy();
    },
  };
}
