/** How the map looks: in steps, by what the last hidden layer sees, over which columns, and of which output. */
import { createLayerSpace } from "../lib/layerspace.js";
import { el, setAttr } from "./dom.js";

/** @typedef {import("./host.js").Picture} Picture */
/** @typedef {{steps: boolean, layer: boolean, edit: boolean, units: [number, number], output: number}} Look */

const PCA = "pca";

/** @param {HTMLElement} bar the place of the toggles @param {import("../lib/store.js").Store} store @param {Look} look @param {() => void} changed */
export function mountMapBar(bar, store, look, changed) {
  const toggle = (/** @type {"steps" | "layer" | "edit"} */ name, /** @type {string} */ text, /** @type {string} */ title) =>
    el("button", { type: "button", className: "nnw-toggle", "aria-pressed": "false", "data-nnw": `map-${name}`, text, title, on: { click: () => set(name, !look[name]) } });
  const buttons = {
    steps: toggle("steps", "Discretize", "Colours in steps: where one meets the next is a line of equal output"),
    layer: toggle("layer", "Last layer", "What the last hidden layer sees: the points where two of its units put them"),
    edit: toggle("edit", "Points", "Add, move, delete and relabel points by hand"),
  };
  buttons.edit.dataset.nnwControl = "points";
  const choices = el("span", { className: "nnw-choices", "data-nnw-control": "axes" });
  bar.append(...Object.values(buttons));
  bar.after(choices);
  let stale = "";

  /** @param {"steps" | "layer" | "edit"} name @param {boolean} on */
  function set(name, on) {
    look[name] = on;
    if (on && name === "edit") look.layer = false; // in the layer's space a point stands where the network puts it
    if (on && name === "layer") look.edit = false;
    changed();
  }

  /** @param {string} label @param {string[]} options @param {number} chosen @param {(index: number) => void} take */
  function menu(label, options, chosen, take) {
    const list = el("select", { "aria-label": label, on: { change: () => take(list.selectedIndex) } }, options.map((text) => el("option", { text })));
    list.selectedIndex = chosen;
    return list;
  }

  /** Two menus for two axes. @param {string} what @param {string[]} names @param {number[]} chosen @param {(pair: [number, number]) => void} take */
  function pair(what, names, chosen, take) {
    return chosen.map((at, side) => menu(`${what} ${side ? "up" : "across"}`, names, at, (index) => {
      const other = chosen[1 - side] === index ? at : chosen[1 - side];
      take(side ? [other, index] : [index, other]);
    }));
  }

  /** @param {Picture} picture */
  function build({ settings, evaluator: { plane, k, d } }) {
    const width = settings.sizes[settings.sizes.length - 2];
    if (look.layer) {
      return width < 3 ? [] : pair("Unit", Array.from({ length: width }, (_, unit) => `a${unit + 1}`), look.units, (units) => {
        look.units = units;
        changed();
      });
    }
    const several = k > 1 && settings.task === "regression" && d > 1;
    const outputs = several ? [menu("Output shown", Array.from({ length: k }, (_, j) => `output ${j + 1}`), look.output, (j) => { look.output = j; changed(); })] : [];
    if (d < 3) return outputs;
    const flat = plane.choice === PCA;
    const columns = pair("Column", plane.columns, Array.isArray(plane.choice) ? plane.choice : [0, 1], (axes) => store.do("axes", axes));
    return [
      el("button", { type: "button", className: "nnw-toggle", "aria-pressed": String(flat), "data-nnw": "map-pca", text: "PCA", title: "The plane of the two principal components", on: { click: () => store.do("axes", flat ? [0, 1] : PCA) } }),
      ...(flat ? [] : columns), ...outputs,
    ];
  }

  return {
    space: createLayerSpace,
    set,
    /** @param {Picture} picture */
    update(picture) {
      const { settings, evaluator: { k, d }, shape } = picture;
      const hidden = settings.sizes.length > 2;
      const width = settings.sizes[settings.sizes.length - 2];
      if (!hidden) look.layer = false;
      if (Math.max(...look.units) >= width) look.units = [0, Math.min(1, width - 1)];
      if (look.output >= k) look.output = 0;
      for (const name of /** @type {const} */ (["steps", "layer", "edit"])) setAttr(buttons[name], "aria-pressed", look[name]);
      buttons.layer.disabled = !hidden;
      buttons.steps.disabled = d < 2 && !look.layer; // a curve has no ground
      const key = `${shape} ${look.layer} ${look.units} ${look.output}`;
      if (key === stale) return;
      stale = key;
      const focused = [...choices.children].indexOf(/** @type {Element} */ (document.activeElement));
      choices.replaceChildren(...build(picture));
      if (focused >= 0) /** @type {HTMLElement | undefined} */ (choices.children[focused])?.focus();
    },
  };
}
