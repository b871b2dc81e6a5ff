/** The parts of a BackpropLab: the network on the left, one view of the pass on the right. */
import { createBackpropView } from "../lib/backprop_view.js";
import { createCheck } from "./backprop_check.js";
import { createExamples } from "./backprop_examples.js";
import { createGradient } from "./backprop_gradient.js";
import { createBackpropNet } from "./backprop_net.js";
import { createNudges } from "./backprop_nudges.js";
import { createOps } from "./backprop_ops.js";
import { createWishes } from "./backprop_wishes.js";
import { createCopying } from "./copying.js";
import { el, field, setAttr, setText } from "./dom.js";

const VIEWS = { steps: createOps, nudges: createNudges, gradient: createGradient, wishes: createWishes, table: createExamples, check: createCheck };

/** @param {HTMLElement} root @param {Record<string, HTMLElement>} places @param {import("../lib/store.js").Store} store */
export function mountBackprop(root, places, store) {
  const read = createBackpropView();
  const said = el("p", { className: "nnw-said", role: "status", "aria-live": "polite", "data-nnw": "said" });
  const copying = createCopying(said);
  const preset = el("select", { "data-nnw": "preset", on: { change: () => { if (preset.value) store.do("preset", preset.value); } } });
  const length = el("input", { type: "range", min: 1, max: 6, step: 1, "data-nnw": "length", on: { change: () => store.do("length", Number(length.value)) } });
  const long = el("span", { className: "nnw-number" });
  const lengths = field("Neurons in the chain", length, long);
  const example = el("input", { type: "range", min: 0, "data-nnw": "example", on: { input: () => store.dial({ example: Number(example.value) }) } });
  const which = el("span", { className: "nnw-number" });
  const examples = field("Example", example, which);
  const tabs = el("div", { className: "nnw-tabs", role: "group", "aria-label": "View" });
  const parts = Object.entries(VIEWS).map(([name, create]) => {
    const box = el("section", { className: `nnw-view nnw-view-${name}`, hidden: true, "aria-label": name, "data-nnw": `view-${name}` });
    places.main.append(box);
    return { name, box, part: /** @type {{update: (view: any, picture: any) => void, destroy?: () => void}} */ (create(box, store, copying, (text) => setText(said, text))) };
  });
  places.controls.append(field("Network", preset), lengths, examples, field("Copy as", copying.as), tabs);
  const net = createBackpropNet(places.network, store, (text) => setText(said, text));
  places.network.append(said);
  let built = "";

  /** @param {any} picture */
  function head({ settings, dials, arrays }) {
    const key = `${settings.preset} ${settings.sizes} ${Object.keys(settings.views)}`;
    if (key !== built) {
      built = key;
      const names = /** @type {Record<string, string>} */ ({ chain: "chain of single neurons", mazur: "Mazur, 2-2-2", "3-3-2": "3-3-2", "": `yours, ${settings.sizes.join("-")}` });
      preset.replaceChildren(...[...(settings.preset ? [] : [""]), ...settings.presets].map((name) => el("option", { value: name, text: names[name] ?? name })));
      preset.value = settings.preset;
      tabs.replaceChildren(...Object.entries(settings.views).map(([name, text]) => el("button", { type: "button", "data-nnw": `tab-${name}`, text, on: { click: () => store.dial({ view: name }) } })));
    }
    lengths.hidden = settings.preset !== "chain";
    if (document.activeElement !== length) length.value = String(settings.sizes.length - 1);
    setText(long, String(settings.sizes.length - 1));
    const n = arrays.inputs.length / settings.sizes[0];
    examples.hidden = n < 2;
    example.max = String(n - 1);
    if (document.activeElement !== example) example.value = String(dials.example);
    setText(which, `${dials.example} of ${n}`);
    for (const tab of tabs.children) setAttr(tab, "aria-pressed", tab.getAttribute("data-nnw") === `tab-${dials.view}`);
  }

  return {
    /** @param {any} picture */
    update(picture) {
      for (const name of ["positive", "negative"]) root.style.setProperty(`--nnw-${name}`, picture.theme.hue[name]);
      head(picture);
      const view = read(picture);
      net.update(view);
      for (const { name, box, part } of parts) {
        box.hidden = name !== picture.dials.view;
        if (!box.hidden) part.update(view, picture);
      }
    },
    destroy() {
      for (const { part } of parts) part.destroy?.();
      for (const place of Object.values(places)) place.replaceChildren();
    },
  };
}
