/** What is trained on: how many images, labels by lot, pixels in another order, without a digit, or one image alone. */
import { formatCount } from "../lib/format.js";
import { el, field, setText } from "./dom.js";

/** @param {HTMLElement} parent @param {import("../lib/store.js").Store} store */
export function createTamper(parent, store) {
  const flag = (/** @type {string} */ name, /** @type {string} */ text) => {
    const input = el("input", { type: "checkbox", "data-nnw": name, on: { change: () => store.dial({ [name]: input.checked }) } });
    return { name, input, node: el("label", {}, [input, ` ${text}`]) };
  };
  const flags = [flag("shuffled", "Labels by lot"), flag("permuted", "Pixels in another order"), flag("only", "Only the image in the pad")];
  const gone = el("select", { "data-nnw": "left-out", on: { change: () => store.dial({ left_out: gone.value === "" ? null : Number(gone.value) }) } });
  const count = el("input", { type: "number", min: 1, "data-nnw": "count", on: { change: () => store.dial({ count: Number(count.value) >= Number(count.max) ? null : Math.max(1, Math.round(Number(count.value)) || 1) }) } });
  const words = el("p", { className: "nnw-note", "data-nnw": "tamper-words" });
  parent.append(el("div", { className: "nnw-tamper", role: "group", "aria-label": "What is trained on" }, [el("h3", { text: "What is trained on" }), el("div", { className: "nnw-columns" }, [field("Images", count), field("Leave out", gone), ...flags.map(({ node }) => node)]), words]));
  let built = "";
  return {
    /** @param {import("../lib/digits_view.js").DigitsView} view */
    update({ dials, settings, classes }) {
      if (built !== classes.join()) gone.replaceChildren(el("option", { value: "", text: "no digit" }), ...classes.map((text, value) => el("option", { value, text })));
      built = classes.join();
      for (const { name, input } of flags) input.checked = dials[name];
      gone.value = dials.left_out === null ? "" : String(dials.left_out);
      count.max = String(settings.n_source);
      if (document.activeElement !== count) count.value = String(dials.count ?? settings.n_source);
      const changed = dials.shuffled || dials.permuted || dials.only || dials.left_out !== null || dials.count !== null;
      setText(words, `${formatCount(settings.n_train)} image${settings.n_train > 1 ? "s" : ""} to train on, ${formatCount(settings.n_test)} to test.${changed ? " The weights are still those of before: Reset, then Train, to see what these data alone teach." : ""}`);
    },
  };
}
