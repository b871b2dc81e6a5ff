/** The BackpropLab: one pass forward and one back, operation by operation, with every number of the way. */
import { plain } from "../lib/plain.js";
import { mountBackprop } from "../panels/backprop.js";
import { mountBanner } from "../panels/banner.js";
import { el } from "../panels/dom.js";
import { defineLab } from "../panels/host.js";

export default defineLab("backprop", "Backpropagation", (root, store) => {
  const part = (/** @type {string} */ name) => el("section", { className: `nnw-panel nnw-panel-${name}`, "aria-label": name });
  const places = Object.fromEntries(["controls", "network", "main"].map((name) => [name, part(name)]));
  const notes = el("div", { className: "nnw-notes" });
  root.append(el("div", { className: "nnw-frame" }, [places.controls, notes, places.network, places.main]));
  return [mountBanner(notes, store), mountBackprop(root, places, store)];
}, plain);
