/** f(z) and f'(z) of every function that is drawn, in numbers; what counts as flat; and what is wrong with a derivative of one's own. */
import { formatShare, formatShort, formatWeight, MINUS } from "../lib/format.js";
import { el, field, setAttr, setText } from "./dom.js";
import { sample } from "./activation_sample.js";

/** @typedef {import("../lib/activation_view.js").ActivationView} ActivationView */

const SHARES = [0.01, 0.05, 0.1, 0.25];

/** Four decimals, and of what is smaller three digits: 0.1966, 4.54e−5. @param {number | null} x */
export const readout = (x) => (x !== null && x !== 0 && Math.abs(x) < 0.001 ? x.toExponential(2).replaceAll("-", MINUS) : formatWeight(x, 4));

/** @param {HTMLElement} parent @param {import("../lib/store.js").Store} store */
export function createValues(parent, store) {
  const head = el("h3", { "data-nnw": "at" });
  const body = el("tbody");
  const table = el("table", { "aria-label": "Values at z", "data-nnw": "values" }, [
    el("thead", {}, [el("tr", {}, [el("td"), ...["f(z)", "f′(z)", "of max f′"].map((text) => el("th", { scope: "col", text }))])]), body,
  ]);
  const flat = el("select", { "data-nnw": "flat", on: { change: () => store.dial({ flat: Number(flat.value) }) } });
  const share = el("p", { className: "nnw-share", "data-nnw": "flat-share" });
  const wrong = el("div", { className: "nnw-wrongs", role: "status", "data-nnw": "wrong" });
  parent.append(el("div", { className: "nnw-title" }, [head]), table, wrong, el("div", { className: "nnw-flatness" }, [field("Flat: slope at most … of its steepest", flat), share]));
  let [built, warned] = ["", ""];
  /** @type {HTMLTableCellElement[][]} */ let cells = [];

  return {
    /** @param {ActivationView} view */
    update({ z, shown, pushed, dials, facts }) {
      setText(head, `At z = ${formatWeight(z)}`);
      const key = shown.map(({ name, color, dash }) => [name, color, dash]).join("|");
      if (key !== built) {
        built = key;
        cells = shown.map(() => [0, 1, 2].map(() => el("td")));
        body.replaceChildren(...shown.map((one, i) => el("tr", { "data-name": one.name }, [el("th", { scope: "row" }, [sample(one.color, one.dash), el("span", { text: one.label })]), ...cells[i]])));
      }
      for (const [i, { a, slope, facts: { steepest } }] of shown.entries()) {
        setText(cells[i][0], readout(a));
        setText(cells[i][1], readout(slope));
        [a, slope].forEach((value, j) => setAttr(cells[i][j], "title", String(value)));
        setText(cells[i][2], steepest ? formatShare(Math.abs(slope) / steepest) : "–");
      }
      const options = SHARES.includes(dials.flat) ? SHARES : [...SHARES, dials.flat].sort((a, b) => a - b);
      if (flat.options.length !== options.length) flat.replaceChildren(...options.map((value) => el("option", { value, text: `${formatShort(100 * value)}%` })));
      flat.value = String(dials.flat);
      share.hidden = !dials.network;
      const here = dials.layer === null ? pushed.flat.slice(0, -1) : [pushed.flat[dials.layer]];
      const part = here.reduce((sum, one) => sum + one, 0) / here.length;
      setText(share, `${formatShare(part)} of the network’s z (${dials.activation.replaceAll("_", " ")}, ${dials.layer === null ? "all hidden layers" : `layer ${dials.layer + 1}`}) lie where it is flat.`);
      const bad = shown.filter(({ name }) => facts[name].wrong);
      const said = bad.map(({ label, facts: { wrong: w } }) => w && `df of ${label} is not the slope of its f. At z = ${formatWeight(w.z)} df gives ${readout(w.given)}, f rises by ${readout(w.slope)}; they differ at ${formatShare(w.share)} of all z from ${MINUS}8 to 8.`);
      if (said.join() !== warned) {
        warned = said.join();
        wrong.replaceChildren(...said.map((text) => el("p", { className: "nnw-warning", text: text ?? "" })));
      }
    },
    destroy() {},
  };
}
