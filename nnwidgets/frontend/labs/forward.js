/** The ForwardLab: one example through the network, as a picture, as matrices, as a sum and as a line of NumPy. */
import { plain } from "../lib/plain.js";
import { mountBanner } from "../panels/banner.js";
import { el } from "../panels/dom.js";
import { mountForward } from "../panels/forward.js";
import { defineLab } from "../panels/host.js";

export default defineLab("forward", "Forward pass", (root, store) => {
  const part = (/** @type {string} */ name) => el("section", { className: `nnw-panel nnw-panel-${name}`, "aria-label": name });
  const places = Object.fromEntries(["controls", "network", "map", "equation", "sum", "tables"].map((name) => [name, part(name)]));
  const notes = el("div", { className: "nnw-notes" });
  const { controls, network, map, equation, sum, tables } = places;
  root.append(el("div", { className: "nnw-frame" }, [controls, notes, el("div", { className: "nnw-aside" }, [network, map]), el("div", { className: "nnw-main" }, [equation, sum]), tables]));
  return [mountBanner(notes, store), mountForward(root, places, store)];
}, plain);
