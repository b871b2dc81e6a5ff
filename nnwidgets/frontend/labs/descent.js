/** The DescentLab: balls on a curve, walks and races on a surface, and what outputs cost. */
import { plain } from "../lib/plain.js";
import { mountBanner } from "../panels/banner.js";
import { mountDescent } from "../panels/descent.js";
import { el } from "../panels/dom.js";
import { defineLab } from "../panels/host.js";

export default defineLab("descent", "Gradient descent", (root, store) => {
  const part = (/** @type {string} */ name, /** @type {string} */ label) => el("section", { className: `nnw-panel nnw-panel-${name}`, "aria-label": label });
  const places = { controls: part("controls", "Controls"), main: part("main", "Terrain") };
  const notes = el("div", { className: "nnw-notes" });
  root.append(el("div", { className: "nnw-frame" }, [places.controls, notes, places.main]));
  return [mountBanner(notes, store), mountDescent(root, places, store)];
}, plain);
