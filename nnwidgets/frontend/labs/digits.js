/** The DigitsLab: draw a digit, see every layer, look at the weights, train, spoil. */
import { plain } from "../lib/plain.js";
import { mountBanner } from "../panels/banner.js";
import { mountDigits } from "../panels/digits.js";
import { el } from "../panels/dom.js";
import { defineLab } from "../panels/host.js";

export default defineLab("digits", "Handwritten digits", (root, store) => {
  const part = (/** @type {string} */ name) => el("section", { className: `nnw-panel nnw-panel-${name}`, "aria-label": name });
  const places = Object.fromEntries(["controls", "picture", "main"].map((name) => [name, part(name)]));
  const notes = el("div", { className: "nnw-notes" });
  root.append(el("div", { className: "nnw-frame" }, [places.controls, notes, places.picture, places.main]));
  return [mountBanner(notes, store), mountDigits(root, places, store)];
}, plain);
