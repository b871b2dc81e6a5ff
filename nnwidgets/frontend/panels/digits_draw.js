/** Draw: what the network is given of the drawing, pixel by pixel, and what it says. */
import { formatWeight } from "../lib/format.js";
import { createOutputs } from "./digits_outputs.js";
import { createImage, inkTable, pixelAt } from "./digits_pixels.js";
import { controller, el, setText } from "./dom.js";

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
  image.canvas.addEventListener("pointermove", (event) => store.dial({ pixel: pixelAt(image.canvas, event, side) }), { signal });
  return {
    /** @param {import("../lib/digits_view.js").DigitsView} view */
    update(view) {
      side = view.side;
      image.draw(view.x, side, 0, 1, inkTable(view.theme), `${view.theme.id} ${view.x}`);
      const { pixel } = view.dials;
      setText(read, `Pixel ${Math.floor(pixel / side)},${pixel % side} is lab.x[${pixel}] = ${formatWeight(view.x[pixel], 3)}; ${side}·${side} = ${side * side} inputs.`);
      outputs.update(view);
      setText(flips, "");
      changes.hidden = true;
    },
    destroy: abort,
  };
}
