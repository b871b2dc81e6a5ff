/** The SoftmaxLab: logits to drag, the probabilities that they become, the loss of a target with its gradient, and two losses in a race. */
import { plain } from "../lib/plain.js";
import { mountBanner } from "../panels/banner.js";
import { el } from "../panels/dom.js";
import { defineLab } from "../panels/host.js";
import { mountSoftmax } from "../panels/softmax.js";

export default defineLab("softmax", "Softmax and cross-entropy", (root, store) => {
  const part = (/** @type {string} */ name, /** @type {string} */ label) => el("section", { className: `nnw-panel nnw-panel-${name}`, "aria-label": label });
  const places = { choice: part("choice", "Settings"), bars: part("bars", "Logits and probabilities"), more: part("more", "More") };
  const notes = el("div", { className: "nnw-notes" });
  root.append(el("div", { className: "nnw-frame" }, [places.choice, notes, places.bars, places.more]));
  return [mountBanner(notes, store), mountSoftmax(root, places, store)];
}, plain);
