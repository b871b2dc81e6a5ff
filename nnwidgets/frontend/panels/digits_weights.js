/** Every neuron of the first layer as the image of its weights, from untrained to now; how large they are, and how smooth. */
import { formatWeight, spoken } from "../lib/format.js";
import { layout } from "../lib/forward.js";
import { floats } from "../lib/digits_view.js";
import { createImage, onPixel } from "./digits_pixels.js";
import { el, field, setText } from "./dom.js";

/** @typedef {import("../lib/digits_view.js").DigitsView} View */

/** @param {HTMLElement} parent @param {import("../lib/store.js").Store} store */
export function createWeights(parent, store) {
  const scrub = el("input", { type: "range", min: 0, step: 1, "data-nnw": "snapshot", on: { input: () => store.dial({ snapshot: Number(scrub.value) >= Number(scrub.max) ? null : Number(scrub.value) }) } });
  const when = el("span", { className: "nnw-number", "data-nnw": "when" });
  const gallery = el("div", { className: "nnw-gallery", role: "group", "aria-label": "Weights of the first hidden layer" });
  const said = el("p", { "data-nnw": "weight-words" });
  const read = el("p", { className: "nnw-note nnw-number", "data-nnw": "weight-pixel" });
  const deeper = el("div", { className: "nnw-columns" });
  parent.append(el("div", { className: "nnw-title" }, [el("h3", { text: "Weights of the first layer, one image for each neuron" })]), field("Epoch", scrub, when), gallery, read, said, deeper);
  /** @type {{image: ReturnType<typeof createImage>, words: HTMLElement}[]} */ let images = [];
  /** @type {{image: ReturnType<typeof createImage>, layer: number}[]} */ let others = [];
  let [built, side, text] = ["", 28, ""];
  /** @type {Float32Array | Float64Array} */ let old = new Float32Array(0);

  /** @param {View} view */
  function build({ sizes }) {
    images = Array.from({ length: sizes[1] }, (_, j) => {
      const image = createImage({ "data-nnw": `weights-${j}` });
      const words = el("span", { className: "nnw-number nnw-note" });
      onPixel(image.canvas, () => side, (pixel) => store.dial({ unit: [1, j], pixel }));
      return { image, words };
    });
    gallery.replaceChildren(...images.map(({ image, words }) => el("figure", {}, [image.box, el("figcaption", {}, [words])])));
    others = sizes.slice(2).map((/** @type {number} */ _, /** @type {number} */ l) => ({ layer: l + 1, image: createImage({ "data-nnw": `matrix-${l + 1}` }, "nnw-image nnw-matrix") }));
    deeper.replaceChildren(...others.map(({ image, layer }) => el("div", {}, [el("h3", { text: layer === sizes.length - 2 ? "Weights of the outputs" : `Weights of hidden layer ${layer + 1}` }), el("p", { className: "nnw-note", text: `net.W[${layer}]: ${sizes[layer + 1]} rows of ${sizes[layer]}` }), image.box])));
  }

  return {
    /** @param {View} view */
    update(view) {
      const { sizes, dials, facts, theta, theme, header } = view;
      side = view.side;
      if (built !== sizes.join()) build(view);
      built = sizes.join();
      const shots = facts.snapshots ?? [];
      scrub.max = String(shots.length);
      if (document.activeElement !== scrub) scrub.value = String(dials.snapshot ?? shots.length);
      setText(when, dials.snapshot === null ? `now, epoch ${header.epoch}` : `epoch ${shots[dials.snapshot]?.[1] ?? "?"}, step ${shots[dials.snapshot]?.[0] ?? "?"}`);
      if (dials.snapshot !== null && facts.past && facts.past !== text) [text, old] = [facts.past, floats(facts.past)];
      const shown = dials.snapshot !== null && old.length === theta.length ? old : theta;
      const [first, ...rest] = layout(sizes);
      const most = largest(shown, first);
      const back = view.order;
      const values = new Float64Array(first.nIn);
      const version = `${theme.id} ${header.n} ${dials.snapshot} ${facts.past?.length} ${dials.permuted}`;
      images.forEach(({ image, words }, j) => {
        for (let k = 0; k < first.nIn; k++) values[back ? back[k] : k] = shown[first.offset + j * (first.nIn + 1) + k];
        image.draw(values, side, -most, most, theme.table, version);
        const [norm, smooth] = [facts.norm?.[j], facts.smooth?.[j]];
        setText(words, `‖w‖ ${formatWeight(norm, 1)}  r ${formatWeight(smooth)}`);
        image.canvas.setAttribute("aria-label", `Weights of neuron ${j + 1}: norm ${spoken(norm ?? 0)}, correlation of neighbours ${spoken(smooth ?? 0)}`);
      });
      for (const { image, layer } of others) {
        const { offset, nIn, nOut } = rest[layer - 1];
        const block = Float64Array.from({ length: nIn * nOut }, (_, i) => shown[offset + Math.floor(i / nIn) * (nIn + 1) + (i % nIn)]);
        const top = Math.max(...block.map(Math.abs));
        image.draw(block, nIn, -top, top, theme.table, version);
        image.box.style.aspectRatio = `${nIn} / ${nOut}`;
        image.canvas.setAttribute("aria-label", `Weights of layer ${layer + 1}, from ${formatWeight(-top)} to ${formatWeight(top)}`);
      }
      const mean = (/** @type {number[]} */ list) => list.reduce((s, v) => s + v, 0) / list.length;
      if (facts.smooth) setText(said, `Neighbouring pixels' weights correlate by ${formatWeight(mean(facts.smooth))} on average${facts.smooth_first?.length ? `, ${formatWeight(mean(facts.smooth_first))} at the start` : ""}: 0 is noise, 1 one smooth sheet. Colours go from ${formatWeight(-most, 1)} to ${formatWeight(most, 1)}.`);
      const [layer, j] = dials.unit;
      const k = back ? back.indexOf?.(dials.pixel) ?? 0 : dials.pixel;
      if (layer === 1 && j < sizes[1]) setText(read, `net.W[0][${j}, ${k}] = ${formatWeight(shown[first.offset + j * (first.nIn + 1) + k], 3)}`);
    },
  };
}

/** The largest weight of a layer, without its sign. @param {ArrayLike<number>} theta @param {import("../lib/forward.js").Layer} layer */
function largest(theta, { offset, nIn, nOut }) {
  let most = 1e-9;
  for (let j = 0; j < nOut; j++) for (let k = 0; k < nIn; k++) most = Math.max(most, Math.abs(theta[offset + j * (nIn + 1) + k]));
  return most;
}
