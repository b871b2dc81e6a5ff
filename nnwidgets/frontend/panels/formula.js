/** The formula of the neuron under the mouse, or of the one that the chosen parameter belongs to, for the point under the map's cursor. */
import { formatWeight } from "../lib/format.js";
import { formula } from "../lib/formula.js";
import { neuronName } from "../lib/text.js";
import { el, pacer, setAttr, setText } from "./dom.js";

/** @typedef {import("./host.js").Picture} Picture */
/** @typedef {{layer: number, unit: number}} Neuron */

/** @param {HTMLElement} parent @param {import("../lib/store.js").Store} store */
export function mountFormula(parent, store) {
  const box = el("p", { className: "nnw-formula", "data-nnw": "formula" });
  parent.append(box);
  const lab = /** @type {HTMLElement} */ (parent.closest(".nnw"));
  const due = pacer();
  /** @type {[Picture, number | null, Neuron | null] | null} */ let last = null;
  /** @type {{x: number, y: number} | null} */ let cursor = null;

  /** @param {any} event */
  function heard({ detail }) {
    const same = detail?.x === cursor?.x && detail?.y === cursor?.y;
    cursor = detail;
    if (last && !same) write(...last);
  }
  lab.addEventListener("nnw-cursor", heard);

  /** @param {Picture} picture @param {number | null} k @param {Neuron | null} neuron */
  function write({ settings, evaluator, theta }, k, neuron) {
    const named = k === null ? null : store.name(k);
    const which = neuron ?? (named && { layer: named.layer + 1, unit: named.to });
    if (!which) return setText(box, "");
    const [across, up] = evaluator.plane.names;
    const place = cursor ? `${across} ${formatWeight(cursor.x)}${evaluator.d > 1 ? `, ${up} ${formatWeight(cursor.y)}` : ""}` : "the first training example";
    const name = neuronName(which.layer, which.unit, settings.sizes, { outputs: settings.classes });
    const [symbols, numbers, result] = formula(settings, theta, evaluator.unitsAt(theta, cursor), which.layer, which.unit);
    setText(box, `${name[0].toUpperCase()}${name.slice(1)} at ${place}: ${result}\n${symbols}\n${numbers}`);
    setAttr(box, "title", box.textContent ?? "");
  }

  return {
    /** @param {Picture} picture @param {number | null} k the chosen parameter @param {Neuron | null} neuron the one under the mouse */
    update(picture, k, neuron) {
      const others = k !== last?.[1] || neuron !== last?.[2];
      last = [picture, k, neuron];
      if (due(picture.header.running) || others) write(...last);
    },
    destroy() { lab.removeEventListener("nnw-cursor", heard); },
  };
}
