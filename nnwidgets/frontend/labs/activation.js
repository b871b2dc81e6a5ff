/** The ActivationLab: functions and their slopes over one z, and a network that a thousand inputs are pushed through. */
import { plain } from "../lib/plain.js";
import { mountActivation } from "../panels/activation.js";
import { mountBanner } from "../panels/banner.js";
import { el } from "../panels/dom.js";
import { defineLab } from "../panels/host.js";

export default defineLab("activation", "Activation functions", (root, store) => {
  const part = (/** @type {string} */ name, /** @type {string} */ label) => el("section", { className: `nnw-panel nnw-panel-${name}`, "aria-label": label });
  const places = { choice: part("choice", "Functions"), curves: part("curves", "Curves"), values: part("values", "Values"), facts: part("facts", "Facts"), push: part("push", "Network"), collapse: part("collapse", "One matrix") };
  const notes = el("div", { className: "nnw-notes" });
  root.append(el("div", { className: "nnw-frame" }, [places.choice, notes, places.curves, places.values, places.facts, places.push, places.collapse]));
  return [mountBanner(notes, store), mountActivation(root, places, store)];
}, plain);
