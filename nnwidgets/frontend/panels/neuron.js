/** The parts of a NeuronLab: what every mode has, and the picture of the one that is looked at. */
import { see } from "../lib/neuron.js";
import { neuronWords } from "../lib/neuron_words.js";
import { el, setAttr } from "./dom.js";
import { menu } from "./knob.js";
import { createCell } from "./neuron_1943.js";
import { createGate } from "./neuron_gate.js";
import { createImage } from "./neuron_image.js";
import { createKnobs } from "./neuron_knobs.js";
import { createPlane } from "./neuron_plane.js";
import { createStack } from "./neuron_stack.js";
import { createVectors } from "./neuron_vectors.js";
import { createSaying } from "./saying.js";

/** @typedef {import("../lib/neuron.js").Seen} Seen */
/** @typedef {{update: (seen: Seen, theme: import("./theme.js").Theme) => void, destroy: () => void}} Part */
/** @typedef {(parent: HTMLElement, store: import("../lib/store.js").Store, now: () => Seen) => Part} Make */

const OF_TWO = ["line", "gate", "vectors"];
/** What each mode is made of. @type {Record<string, Make[]>} */
const PICTURES = { sum: [createStack], bias: [createStack], line: [createPlane], gate: [createGate, createPlane], image: [createImage], vectors: [createVectors], 1943: [createCell] };

/** @param {HTMLElement} root @param {{controls: HTMLElement, knobs: HTMLElement, main: HTMLElement}} places @param {import("../lib/store.js").Store} store */
export function mountNeuron(root, { controls, knobs, main }, store) {
  const tabs = el("div", { className: "nnw-modes", role: "group", "aria-label": "Show" });
  const acts = menu((name) => store.do("activation", name), "activation");
  const chosen = el("label", { className: "nnw-field" }, [el("span", { className: "nnw-label", text: "Activation" }), acts.select]);
  const said = el("p", { className: "nnw-said", role: "status", "aria-live": "polite", "data-nnw": "said" });
  controls.append(tabs, chosen, said);
  const sliders = createKnobs(knobs, store, now);
  /** @type {Map<Make, {node: HTMLElement, part: Part}>} */ const made = new Map();
  const saying = createSaying(said);
  let hue = "";

  /** With the hand's newest values: several moves can come between two paints. @returns {Seen} */
  function now() { return see(/** @type {any} */ (store.scene(false))); }

  /** @param {Make} make */
  function partOf(make) {
    const found = made.get(make);
    if (found) return found;
    const node = el("div", { className: "nnw-picture" });
    main.append(node);
    const fresh = { node, part: make(node, store, now) };
    made.set(make, fresh);
    return fresh;
  }

  /** @param {Seen} seen */
  function bar({ mode, settings, n }) {
    if (!tabs.children.length) {
      tabs.replaceChildren(...settings.modes.map((/** @type {string[]} */ [name, text]) => el("button", { type: "button", "data-nnw": `mode-${name}`, text, on: { click: () => store.dial({ mode: name }) } })));
    }
    [...tabs.children].forEach((tab, i) => {
      const [name] = settings.modes[i];
      /** @type {HTMLButtonElement} */ (tab).disabled = n !== 2 && OF_TWO.includes(name);
      setAttr(tab, "aria-pressed", name === mode);
    });
    acts.update(settings.activations, settings.output);
    chosen.hidden = ["image", "vectors", "1943"].includes(mode);
  }

  return {
    /** @param {any} picture */
    update(picture) {
      const { theme } = picture;
      if (theme.id !== hue) {
        hue = theme.id;
        for (const name of ["positive", "negative"]) root.style.setProperty(`--nnw-${name}`, theme.hue[name]);
      }
      const seen = see(picture);
      bar(seen);
      knobs.hidden = seen.mode === "image" || seen.mode === "1943";
      sliders.update(seen);
      const shown = PICTURES[seen.mode] ?? [];
      for (const make of shown) partOf(make);
      for (const [make, { node, part }] of made) {
        node.hidden = !shown.includes(make);
        if (!node.hidden) part.update(seen, theme);
      }
      setAttr(main, "data-mode", seen.mode);
      said.classList.toggle("nnw-unseen", seen.mode === "gate"); // there the hint itself is on the page
      saying.say(neuronWords(seen), seen.mode);
    },
    destroy() {
      saying.destroy();
      sliders.destroy();
      for (const { part } of made.values()) part.destroy();
      for (const place of [controls, knobs, main]) place.replaceChildren();
    },
  };
}
