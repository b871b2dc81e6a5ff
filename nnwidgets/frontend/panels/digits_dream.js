/** The dream: an image that climbs to please one output, by the gradient in its pixels. */
import { floats } from "../lib/digits_view.js";
import { formatWeight } from "../lib/format.js";
import { createLines } from "./digits_lines.js";
import { createImage, inkTable } from "./digits_pixels.js";
import { el, field, setText } from "./dom.js";

/** @type {import("./digits.js").Create} */
export function createDream(parent, store) {
  const goal = el("select", { "data-nnw": "goal", on: { change: () => store.dial({ goal: Number(goal.value) }) } });
  const steps = el("input", { type: "range", min: 0, max: 200, step: 1, "data-nnw": "dreamt", on: { input: () => store.dial({ dreamt: Number(steps.value) }) } });
  const count = el("span", { className: "nnw-number" });
  const image = createImage({ "data-nnw": "dream" }, "nnw-image nnw-large");
  const words = el("p", { "data-nnw": "dream-words" });
  const chart = el("div", { className: "nnw-charts" });
  parent.append(el("div", { className: "nnw-columns nnw-tools" }, [field("Please output", goal), field("Steps uphill", steps, count), el("button", { type: "button", "data-nnw": "give", text: "Put it into the pad", on: { click: () => store.dial({ pixels: [...last], strokes: [], view: "draw" }) } })]),
    el("div", { className: "nnw-columns" }, [el("div", {}, [el("h3", { text: "The image that it likes" }), image.box]), chart]), words);
  const line = createLines(chart, "The output that is to be pleased", "dream", 1);
  let built = "";
  /** @type {Float32Array} */ let last = new Float32Array(0);
  return {
    update({ facts, dials, side, theme, classes }) {
      if (built !== classes.join()) goal.replaceChildren(...classes.map((text, value) => el("option", { value, text })));
      built = classes.join();
      goal.value = String(dials.goal);
      if (document.activeElement !== steps) steps.value = String(dials.dreamt);
      setText(count, String(dials.dreamt));
      if (!facts.dream) return;
      last = floats(facts.dream);
      image.draw(last, side, 0, 1, inkTable(theme), `${theme.id} ${facts.dream}`);
      image.canvas.setAttribute("aria-label", `The image after ${dials.dreamt} steps`);
      const reached = facts.dream_reached;
      const now = reached[reached.length - 1];
      line.update(theme, [{ name: "train", x: reached.map((/** @type {number} */ _, /** @type {number} */ k) => k), y: reached }], formatWeight(now, 3));
      setText(words, `Output ${classes[dials.goal]} is ${formatWeight(now, 4)} for this image; it began at ${formatWeight(reached[0], 4)}, with mid-grey. Does it look like a ${classes[dials.goal]} to you?`);
    },
    destroy: line.destroy,
  };
}
