/** The NeuronLab: one neuron, one idea at a time. */
import { plain } from "../lib/plain.js";
import { mountBanner } from "../panels/banner.js";
import { el } from "../panels/dom.js";
import { defineLab } from "../panels/host.js";
import { mountNeuron } from "../panels/neuron.js";

export default defineLab("neuron", "One neuron", (root, store) => {
  const part = (/** @type {string} */ name, /** @type {string} */ label) => el("section", { className: `nnw-panel nnw-panel-${name}`, "aria-label": label });
  const places = { controls: part("controls", "What is looked at"), knobs: part("knobs", "Inputs, weights and bias"), main: part("main", "Picture") };
  const notes = el("div", { className: "nnw-notes" });
  root.append(el("div", { className: "nnw-frame" }, [places.controls, notes, places.knobs, places.main]));
  return [mountBanner(notes, store), mountNeuron(root, places, store)];
}, plain);
