/** The parts of a SoftmaxLab over one view of its dials. */
import { sentence, softmaxView } from "../lib/softmax_view.js";
import { el, setText } from "./dom.js";
import { fold } from "./fold.js";
import { createBars } from "./softmax_bars.js";
import { createChoice } from "./softmax_choice.js";
import { createLoss } from "./softmax_loss.js";
import { createOverflow } from "./softmax_overflow.js";
import { createRace } from "./softmax_race.js";

/** @typedef {import("../lib/softmax_view.js").SoftmaxView} SoftmaxView */

/** @param {HTMLElement} root @param {Record<string, HTMLElement>} places @param {import("../lib/store.js").Store} store */
export function mountSoftmax(root, places, store) {
  const folds = {
    learning: fold(places.more, "Target, loss and gradient", "learning", store),
    overflow: fold(places.more, "Overflow: the formula as it is written", "overflow", store),
    race: fold(places.more, "Race: squared error against cross-entropy", "race", store),
  };
  const said = el("p", { className: "nnw-said", role: "status", "aria-live": "polite", "data-nnw": "said" });
  const parts = [createChoice(places.choice, store), createBars(places.bars, store), createLoss(folds.learning.body, store), createOverflow(folds.overflow.body), createRace(folds.race.body, store)];
  places.bars.append(said);
  let hue = "";
  let last = "";
  let timer = 0;
  return {
    /** @param {any} picture */
    update(picture) {
      if (picture.theme.id !== hue) {
        hue = picture.theme.id;
        for (const name of ["positive", "negative", "train"]) root.style.setProperty(`--nnw-${name}`, picture.theme.hue[name]);
      }
      const view = softmaxView(picture);
      for (const [name, { show }] of Object.entries(folds)) show(view.dials[name]);
      for (const part of parts) part.update(view);
      const words = sentence(view);
      if (words === last) return;
      last = words;
      clearTimeout(timer);
      timer = window.setTimeout(() => setText(said, words), 400);
    },
    destroy() {
      clearTimeout(timer);
      for (const part of parts) part.destroy();
      for (const place of Object.values(places)) place.replaceChildren();
    },
  };
}
