/** The parts of a DepthLab: the bar of views, one of them below it, and a sentence on what it has come to. */
import { depthWords } from "../lib/depth_words.js";
import { createFace } from "./depth_face.js";
import { createFeatures } from "./depth_features.js";
import { createKernel } from "./depth_kernel.js";
import { createLayers } from "./depth_layers.js";
import { createParts } from "./depth_parts.js";
import { el, setAttr } from "./dom.js";
import { createSaying } from "./saying.js";

/** @typedef {import("../lib/plain.js").Plain & {theme: import("./theme.js").Theme, header: Record<string, any>}} Seen */
/** @typedef {{update: (seen: Seen) => void, destroy: () => void}} Part */
/** @typedef {(parent: HTMLElement, store: import("../lib/store.js").Store, now: () => Seen) => Part} Make */

/** @type {Record<string, Make>} */
const VIEWS = { depth: createLayers, kernel: createKernel, features: createFeatures, ladder: createFace, parts: createParts };

/** @param {HTMLElement} root @param {{controls: HTMLElement, main: HTMLElement}} places @param {import("../lib/store.js").Store} store */
export function mountDepth(root, { controls, main }, store) {
  const tabs = el("div", { className: "nnw-modes", role: "group", "aria-label": "View" });
  const said = el("p", { className: "nnw-said", role: "status", "aria-live": "polite", "data-nnw": "said" });
  controls.append(tabs, said);
  /** @type {Map<string, {node: HTMLElement, part: Part}>} */ const made = new Map();
  const saying = createSaying(said);
  let hue = "";
  const now = () => /** @type {Seen} */ (/** @type {unknown} */ (store.scene(false))); // with the hand's newest values

  /** @param {string} name */
  function partOf(name) {
    const found = made.get(name);
    if (found) return found;
    const node = el("div", { className: `nnw-view nnw-view-${name}`, "data-nnw": `view-${name}` });
    main.append(node);
    const fresh = { node, part: VIEWS[name](node, store, now) };
    made.set(name, fresh);
    return fresh;
  }

  return {
    /** @param {Seen} seen */
    update(seen) {
      const { theme, settings, dials } = seen;
      if (theme.id !== hue) {
        hue = theme.id;
        for (const name of ["positive", "negative"]) root.style.setProperty(`--nnw-${name}`, theme.hue[/** @type {"positive"} */ (name)]);
      }
      if (!tabs.children.length) tabs.replaceChildren(...Object.entries(settings.views).map(([name, text]) => el("button", { type: "button", text, "data-nnw": `tab-${name}`, on: { click: () => store.dial({ view: name }) } })));
      for (const tab of tabs.children) setAttr(tab, "aria-pressed", tab.getAttribute("data-nnw") === `tab-${dials.view}`);
      partOf(dials.view);
      for (const [name, { node, part }] of made) {
        node.hidden = name !== dials.view;
        if (!node.hidden) part.update(seen);
      }
      saying.say(depthWords(seen), dials.view);
    },
    destroy() {
      saying.destroy();
      for (const { part } of made.values()) part.destroy();
      for (const place of [controls, main]) place.replaceChildren();
    },
  };
}
