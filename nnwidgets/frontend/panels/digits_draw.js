/** Draw: what the network is given of the drawing, pixel by pixel, and what it says. */
import { flipsOf } from "../lib/digits_view.js";
import { formatWeight } from "../lib/format.js";
import { createOutputs } from "./digits_outputs.js";
import { createImage, inkTable, onPixel } from "./digits_pixels.js";
import { controller, el, setText } from "./dom.js";

/** @typedef {import("../lib/digits_view.js").DigitsView} View */

const MOST = 8; // hidden neurons that are listed

/** @param {HTMLElement} parent @param {import("../lib/store.js").Store} store */
export function createDraw(parent, store) {
  const { signal, abort } = controller();
  const image = createImage({ "aria-label": "What the network is given", "data-nnw": "given" }, "nnw-image nnw-large");
  const read = el("p", { className: "nnw-note nnw-number", "data-nnw": "given-pixel" });
  const flips = el("p", { className: "nnw-note", "data-nnw": "flips" });
  const changes = el("ol", { className: "nnw-changes", "aria-label": "Hidden neurons, the largest change first", "data-nnw": "changes" });
  const answers = el("div", { className: "nnw-answers" });
  const outputs = createOutputs(answers, store);
  parent.append(el("div", { className: "nnw-columns" }, [el("div", {}, [el("h3", { text: "What the network is given" }), image.box, read]), el("div", { className: "nnw-grow" }, [el("h3", { text: "What it says" }), answers])]), flips, changes);
  let side = 28;
  onPixel(image.canvas, () => side, (pixel) => store.dial({ pixel }), signal);
  /** What is read while the drawing grows, and which hidden neurons its rest changes; worked out when the hand rests. @param {View} view @param {boolean} still */
  function follow(view, still) {
    const { dials, a, last } = view;
    const sizes = /** @type {number[]} */ (view.sizes);
    flips.hidden = !dials.strokes.length;
    changes.hidden = flips.hidden || dials.replay === 1;
    if (flips.hidden || !still) return;
    const { found, whole } = flipsOf(view);
    setText(flips, `As it was drawn it was read as ${found.map(([share, k]) => `${view.classes[k]} from ${Math.round(100 * share)}%`).join(", then ")} of the pen's way. Replay the strokes to see which hidden neurons the rest will change.`);
    if (changes.hidden) return;
    const all = sizes.slice(1, last).flatMap((n, l) => Array.from({ length: n }, (_, j) => ({ name: `a[${l + 1}][0, ${j}]`, v: whole[l + 1][j] - a[l + 1][j] })));
    all.sort((p, q) => Math.abs(q.v) - Math.abs(p.v));
    changes.replaceChildren(el("li", { text: "The rest changes" }), ...all.slice(0, MOST).map(({ name, v }) => el("li", { className: "nnw-number", text: `${name} by ${v > 0 ? "+" : ""}${formatWeight(v, 3)}` })));
  }

  return {
    /** @param {import("../lib/digits_view.js").DigitsView} view @param {{still: boolean}} picture */
    update(view, { still }) {
      side = view.side;
      image.draw(view.x, side, 0, 1, inkTable(view.theme), `${view.theme.id} ${view.x}`);
      const { pixel } = view.dials;
      setText(read, `Pixel ${Math.floor(pixel / side)},${pixel % side} is lab.x[${pixel}] = ${formatWeight(view.x[pixel], 3)}; ${side}·${side} = ${side * side} inputs.`);
      outputs.update(view);
      follow(view, still);
    },
    destroy: abort,
  };
}
