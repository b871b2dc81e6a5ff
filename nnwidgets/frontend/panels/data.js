/** The data column: which problem and data set, how noisy, how much of it is set aside, in batches of how many. */
import { batches } from "../lib/batches.js";
import { formatCount } from "../lib/format.js";
import { el, setText } from "./dom.js";
import { mountGallery } from "./gallery.js";
import { knob, menu, toggle } from "./knob.js";

/** @typedef {import("./host.js").Picture} Picture */
/** @typedef {import("../lib/store.js").Store} Store */

/** @type {Record<string, string>} */
const PROBLEMS = { binary: "Two classes", multiclass: "Several classes", regression: "A number" };
const SIZES = [1, 2, 5, 10, 20, 30, 50, 100];

/** @param {HTMLElement} parent @param {Store} store */
export function mountData(parent, store) {
  /** @param {string} name @param {number} max @param {number} step */
  function percent(name, max, step) {
    const value = el("span", { className: "nnw-number" });
    const input = el("input", { type: "range", min: 0, max, step, "data-nnw": name, on: { input: () => store.do(name, Number(input.value) / 100) } });
    return {
      node: knob(name, input, value),
      /** @param {number} share */
      update(share) {
        setText(value, `${Math.round(share * 100)}%`);
        if (document.activeElement !== input) input.value = String(Math.round(share * 100));
      },
    };
  }
  let all = 0;
  const problem = menu((value) => store.do("problem", value), "problem", (name) => PROBLEMS[name]);
  const problemField = knob("problem", problem.select);
  const gallery = mountGallery((name) => store.do("data", name));
  const variant = menu((value) => store.do("variant", value), "variant");
  const variantField = knob("variant", variant.select);
  const variantName = /** @type {HTMLElement} */ (variantField.querySelector(".nnw-name"));
  variantName.dataset.own = ""; // "Gate", "Function", "Classes": the set says it
  const noise = percent("noise", 50, 5);
  const test = percent("test", 90, 10);
  const batch = menu((value) => store.do("batch_size", Number(value)), "batch-size", (size) => (Number(size) === all ? `all ${size}` : size));
  const fresh = el("button", { className: "nnw-button nnw-quiet", type: "button", "data-nnw": "new-data", "data-nnw-control": "new_data", text: "New points", on: { click: () => store.do("new_data") } });
  const count = el("p", { className: "nnw-note", "data-nnw": "counts" });
  const own = el("p", { className: "nnw-note" });
  parent.append(el("h3", { text: "Data" }), own, problemField, gallery.box, variantField, noise.node, test.node, knob("batch_size", batch.select), count, fresh);
  let drawn = "";

  return {
    /** @param {Picture} picture */
    update(picture) {
      const { settings, shape, theme, evaluator } = picture;
      const key = `${shape} ${theme.id}`;
      if (key === drawn) return;
      drawn = key;
      gallery.update(picture);
      const named = settings.data !== null; // else a click must not lose a learner's own data
      for (const node of [problemField, gallery.box, noise.node, fresh]) toggle(node, named);
      toggle(own, !named);
      toggle(variantField, settings.variant !== null);
      toggle(test.node, !settings.whole);
      problem.update(settings.menus.problem, settings.problem);
      if (settings.variant) {
        setText(variantName, settings.variant.label);
        variant.update(settings.variant.choices, settings.variant.value);
      }
      noise.update(settings.noise);
      test.update(settings.test);
      if (all !== settings.n_train) {
        all = settings.n_train;
        delete batch.select.dataset.options; // "all" is another size
      }
      const sizes = [...new Set([...SIZES.filter((size) => size < all), settings.batch_size, all])].sort((a, b) => a - b);
      batch.update(sizes.map(String), String(settings.batch_size));
      setText(own, `Your own: ${evaluator.d} input${evaluator.d > 1 ? "s" : ""}${settings.classes.length ? `, ${settings.classes.length} classes` : ""}`);
      setText(count, `${formatCount(all)} to train on, ${formatCount(evaluator.n - all)} to test. An epoch is ${batches(all, settings.batch_size)}.`);
    },
    destroy() { parent.replaceChildren(); },
  };
}
