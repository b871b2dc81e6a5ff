/** A piece of a curve as it is drawn: its colour and its dashes, to name it by. */
import { svg } from "./svg.js";

/** @param {string} color @param {string} dash */
export const sample = (color, dash) => svg("svg", { class: "nnw-sample", viewBox: "0 0 28 8", "aria-hidden": "true" }, [svg("path", { d: "M1,4H27", stroke: color, "stroke-width": 3, "stroke-dasharray": dash, fill: "none" })]);
