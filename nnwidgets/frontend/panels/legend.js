/** What the colours and shapes of the map stand for: classes by name, or a bar with numbers that says when it follows the values. */
import { formatShort } from "../lib/format.js";
import { SHAPES, shapeOf } from "../lib/shapes.js";
import { el } from "./dom.js";
import { hueOf } from "./plane.js";

/** @typedef {import("./host.js").Picture} Picture */

const SVG = "http://www.w3.org/2000/svg";

/** A class's mark: ringed for tests. @param {string} shape @param {string} color @param {boolean} [ringed] */
export function glyph(shape, color, ringed = false) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "-1.7 -1.7 3.4 3.4");
  svg.setAttribute("class", "nnw-glyph");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", SHAPES[shape]);
  path.setAttribute("style", ringed ? `fill: none; stroke: ${color}; stroke-width: .5` : `fill: ${color}`);
  svg.append(path);
  return svg;
}

/** @param {Picture} picture @param {number} j */
export const classGlyph = ({ theme: { hue }, evaluator: { k } }, j) => glyph(shapeOf(j, hue.classes.length), hueOf(hue, j, k));

/** @param {HTMLElement} parent */
export function mountLegend(parent) {
  const box = el("div", { className: "nnw-legend", "data-nnw": "legend" });
  parent.append(box);
  let stale = "";

  return {
    /** @param {Picture} picture @param {[number, number]} limits of the colours */
    update(picture, [lo, hi]) {
      const { settings: { classes, task, output }, evaluator: { k, d }, theme, shape } = picture;
      const key = `${shape} ${lo} ${hi} ${theme.id}`;
      if (key === stale) return;
      stale = key;
      const number = (/** @type {number} */ value) => el("span", { className: "nnw-number", text: formatShort(value) });
      const bar = el("span", { className: "nnw-bar", style: `background: linear-gradient(90deg, ${theme.scale})` });
      const follows = output !== "sigmoid" && (output !== "tanh" || task === "regression");
      const scale = (k > 1 && task !== "regression") || d < 2 ? [] : [
        el("span", { className: "nnw-scale", title: follows ? "The colours follow the values of the output" : `The output is between ${formatShort(lo)} and ${formatShort(hi)}` },
          [number(lo), bar, ...(lo + hi ? [number((lo + hi) / 2), bar.cloneNode()] : []), number(hi), ...(follows ? [el("span", { className: "nnw-follows", text: "follows the values" })] : [])]),
      ];
      const named = task === "regression" ? [] : classes.map((name, j) => el("span", { className: "nnw-class" }, [classGlyph(picture, j), name]));
      const marks = el("span", { className: "nnw-marks" }, [glyph("circle", "currentColor"), "train", glyph("circle", "currentColor", true), "test"]);
      box.replaceChildren(...scale, ...named, marks);
    },
  };
}
