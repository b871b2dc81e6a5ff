/** The parts of a DigitsLab: the picture on the left, one view of the network on the right. */
import { createDigitsView } from "../lib/digits_view.js";
import { createCompare } from "./digits_compare.js";
import { createDraw } from "./digits_draw.js";
import { createDream } from "./digits_dream.js";
import { createLayers } from "./digits_layers.js";
import { createPad } from "./digits_pad.js";
import { createTests } from "./digits_tests.js";
import { createTrain } from "./digits_train.js";
import { createTransport } from "./digits_transport.js";
import { createWeights } from "./digits_weights.js";
import { el, setAttr, setText } from "./dom.js";

/** @typedef {import("../lib/digits_view.js").DigitsView} View */
/** @typedef {import("../lib/store.js").Store} Store */
/** @typedef {(parent: HTMLElement, store: Store, say: (text: string) => void) => {update: (view: View, picture: any) => void, destroy?: () => void}} Create */

/** @type {Record<string, Create>} */
const VIEWS = { draw: createDraw, layers: createLayers, weights: createWeights, train: createTrain, tests: createTests, compare: createCompare, dream: createDream };
const WITH_PAD = ["draw", "layers", "tests", "weights"];

/** @param {HTMLElement} root @param {Record<string, HTMLElement>} places @param {Store} store */
export function mountDigits(root, places, store) {
  const read = createDigitsView();
  const tabs = el("div", { className: "nnw-tabs", role: "group", "aria-label": "View" });
  const said = el("p", { className: "nnw-said", role: "status", "aria-live": "polite", "data-nnw": "said" });
  const say = (/** @type {string} */ text) => setText(said, text);
  places.controls.append(tabs);
  const transport = createTransport(places.controls, store);
  const parts = Object.entries(VIEWS).map(([name, create]) => {
    const box = el("section", { className: `nnw-view nnw-view-${name}`, hidden: true, "aria-label": name, "data-nnw": `view-${name}` });
    places.main.append(box);
    return { name, box, part: create(box, store, say) };
  });
  const pad = createPad(places.picture, store, say, root);
  places.main.append(said);
  let built = "";

  return {
    /** @param {any} picture */
    update(picture) {
      const { settings, dials } = picture;
      for (const name of ["positive", "negative", "train", "test"]) root.style.setProperty(`--nnw-${name}`, picture.theme.hue[name]);
      if (built !== Object.keys(settings.views).join()) {
        built = Object.keys(settings.views).join();
        tabs.replaceChildren(...Object.entries(settings.views).map(([name, text]) => el("button", { type: "button", "data-nnw": `tab-${name}`, text, on: { click: () => store.dial({ view: name }) } })));
      }
      for (const tab of tabs.children) setAttr(tab, "aria-pressed", tab.getAttribute("data-nnw") === `tab-${dials.view}`);
      const view = read(picture);
      transport.update(view);
      const padded = WITH_PAD.includes(dials.view);
      places.picture.hidden = !padded;
      setAttr(places.main, "data-wide", !padded);
      if (padded) pad.update(view);
      for (const { name, box, part } of parts) {
        box.hidden = name !== dials.view;
        if (!box.hidden) part.update(view, picture);
      }
      pad.painted();
    },
    destroy() {
      pad.destroy();
      for (const { part } of parts) part.destroy?.();
      for (const place of Object.values(places)) place.replaceChildren();
    },
  };
}
