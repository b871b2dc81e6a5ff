/** The DepthLab: deep networks, one kernel, features that were learned, and two ladders that were built by hand. */
import { plain } from "../lib/plain.js";
import { mountBanner } from "../panels/banner.js";
import { mountDepth } from "../panels/depth.js";
import { el } from "../panels/dom.js";
import { defineLab } from "../panels/host.js";

export default defineLab("depth", "Deep learning", (root, store) => {
  const part = (/** @type {string} */ name, /** @type {string} */ label) => el("section", { className: `nnw-panel nnw-panel-${name}`, "aria-label": label });
  const places = { controls: part("controls", "What is looked at"), main: part("main", "View") };
  const notes = el("div", { className: "nnw-notes" });
  root.append(el("div", { className: "nnw-frame" }, [places.controls, notes, places.main]));
  return [mountBanner(notes, store), mountDepth(root, places, store)];
}, plain);
