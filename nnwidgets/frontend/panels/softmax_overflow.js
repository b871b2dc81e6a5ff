/** The formula as it is written beside the one that takes the largest logit off first. */
import { formatWeight } from "../lib/format.js";
import { probabilities } from "../lib/softmax.js";
import { formatExp } from "../lib/softmax_view.js";
import { el, setAttr, setText } from "./dom.js";

/** @typedef {import("../lib/softmax_view.js").SoftmaxView} SoftmaxView */

const COLUMNS = ["Class", "z", "eᶻ", "eᶻ / Σ eᶻ", "z − max z", "its e", "divided"];

/** @param {HTMLElement} parent */
export function createOverflow(parent) {
  const body = el("tbody");
  const words = el("p", { className: "nnw-verdict", role: "status", "data-nnw": "overflow-words" });
  parent.append(el("div", { className: "nnw-wide" }, [el("table", { className: "nnw-terms", "aria-label": "Softmax as it is written, and with the largest taken off", "data-nnw": "overflow-table" }, [
    el("thead", {}, [el("tr", {}, [el("td"), el("td"), el("th", { scope: "colgroup", colspan: 2, text: "as it is written" }), el("th", { scope: "colgroup", colspan: 3, text: "with the largest taken off first" })]), el("tr", {}, COLUMNS.map((text) => el("th", { scope: "col", text })))]), body,
  ])]), words);
  /** @type {HTMLElement[][]} */ let cells = [];
  return {
    /** @param {SoftmaxView} view */
    update({ z, names, plain, dials }) {
      if (!dials.overflow) return;
      if (cells.length !== z.length) {
        cells = z.map(() => [el("th", { scope: "row" }), ...COLUMNS.slice(1).map(() => el("td"))]);
        body.replaceChildren(...cells.map((row) => el("tr", {}, row)));
      }
      const [p, top] = [probabilities(z), Math.max(...z)];
      for (const [i, row] of cells.entries()) {
        const texts = [names[i], formatWeight(z[i], 2), formatExp(plain.e[i]), Number.isNaN(plain.p[i]) ? "nan" : plain.p[i].toFixed(4), formatWeight(z[i] - top, 2), formatExp(Math.exp(z[i] - top)), p[i].toFixed(4)];
        for (const [j, text] of texts.entries()) {
          setText(row[j], text);
          setAttr(row[j], "data-bad", text === "nan" || text === "inf");
        }
      }
      const bad = !Number.isFinite(plain.sum);
      const lost = plain.sum === 0; // all e^z are 0: 0 / 0
      setAttr(words, "data-bad", bad || lost);
      setText(words, bad ? "e to the power of 709.8 is the largest number that a float64 can hold. Beyond it stands inf, and inf / inf is nan. Taking the same number off all logits changes no share, and e⁰ = 1 is the largest that is left."
        : lost ? "Every e to the power of z is too small for a float64 and becomes 0, and 0 / 0 is nan. With the largest taken off, one of them is e⁰ = 1." : "Both give the same here, at T = 1. Try the example 1000 1001 1002, or add to all logits until it breaks.");
    },
    destroy() {},
  };
}
