/** Two images beside each other: the same digit, other pixels; and the nearest image of another digit. */
import { floats } from "../lib/digits_view.js";
import { formatWeight } from "../lib/format.js";
import { createImage, inkTable } from "./digits_pixels.js";
import { el, field, setText } from "./dom.js";

/** @type {import("./digits.js").Create} */
export function createCompare(parent, store) {
  const number = (/** @type {string} */ name, /** @type {string} */ what) => {
    const input = el("input", { type: "number", min: 0, "data-nnw": what, on: { change: () => store.dial({ [name]: Math.min(Math.max(0, Math.round(Number(input.value)) || 0), Number(input.max)) }) } });
    return { name, input };
  };
  const [first, second] = [number("example", "first"), number("other", "second")];
  const kinds = ["first", "second", "difference", "nearest"].map((what) => ({ what, title: el("h3"), image: createImage({ "data-nnw": `image-${what}` }, "nnw-image nnw-large") }));
  const words = el("p", { "data-nnw": "likeness" });
  parent.append(
    el("div", { className: "nnw-columns nnw-tools" }, [field("First image", first.input), field("Second image", second.input), el("button", { type: "button", "data-nnw": "same", text: "Another of the same digit", on: { click: () => store.do("same_digit") } })]),
    el("div", { className: "nnw-columns" }, kinds.map(({ title, image }) => el("div", {}, [title, image.box]))), words,
  );
  return {
    update({ facts, dials, settings, side, theme, classes }) {
      for (const { name, input } of [first, second]) {
        input.max = String(settings.n_source + settings.n_test - 1);
        if (document.activeElement !== input) input.value = String(dials[name]);
      }
      if (!facts.other_image) return;
      const [a, b, c] = [facts.image, facts.other_image, facts.nearest_image].map(floats);
      const shown = [a, b, a.map((v, i) => v - b[i]), c];
      const titles = [`A ${classes[facts.label]}`, `A ${classes[facts.other_label]}`, "First − second", `Nearest of another digit: a ${classes[facts.nearest_label]}`];
      kinds.forEach(({ what, title, image }, k) => {
        const signed = what === "difference";
        setText(title, titles[k]);
        image.canvas.setAttribute("aria-label", titles[k]);
        image.draw(shown[k], side, signed ? -1 : 0, 1, signed ? theme.table : inkTable(theme), `${theme.id} ${facts.image} ${facts.other_image} ${k}`);
      });
      setText(words, `${facts.differ} of ${side * side} pixels differ by more than 0.5; the distance, √Σ(a − b)², is ${formatWeight(facts.distance)}. The nearest training image of another digit is a ${classes[facts.nearest_label]}, image ${facts.nearest}, at ${formatWeight(facts.nearest_distance)}${facts.nearest_distance < facts.distance ? ": nearer" : ""}.`);
    },
  };
}
