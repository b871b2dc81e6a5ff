/** Play, step and begin anew; where training stands, and how much is right. */
import { formatCount, formatShare } from "../lib/format.js";
import { el, pacer, setText } from "./dom.js";
import { menu } from "./knob.js";

/** @param {HTMLElement} parent @param {import("../lib/store.js").Store} store */
export function createTransport(parent, store) {
  const button = (/** @type {string} */ what, /** @type {string} */ text, /** @type {string} */ title, /** @type {() => void} */ click) => el("button", { type: "button", "data-nnw": what, text, title, "aria-label": title, on: { click } });
  const play = el("button", { type: "button", className: "nnw-play", "data-nnw": "play", text: "Train", on: { click: () => store.do(store.header?.running ? "pause" : "play") } });
  const speed = menu((value) => store.do("speed", value), "speed");
  const where = el("span", { className: "nnw-number", "data-nnw": "where" });
  const right = el("span", { className: "nnw-number", "data-nnw": "right" });
  const due = pacer();
  parent.append(el("div", { className: "nnw-group", role: "group", "aria-label": "Training" }, [
    play, button("step", "Step", "One batch", () => store.do("step", "batch")), button("epoch", "Epoch", "What is left of this epoch", () => store.do("epochs", 1)),
    button("reset", "Reset", "Back to step 0, the same weights as then", () => store.do("reset")),
    button("new-weights", "New weights", "Other weights by lot, untrained", () => store.do("new_weights")),
    el("label", { className: "nnw-inline" }, [el("span", { className: "nnw-label", text: "Speed" }), speed.select]),
  ]), el("p", { className: "nnw-standing" }, [where, right]));

  return {
    /** @param {import("../lib/digits_view.js").DigitsView} view */
    update({ header, settings }) {
      if (!due(header.running && play.textContent === "Pause")) return;
      setText(play, header.running ? "Pause" : "Train");
      speed.update(settings.menus.speed, settings.speed);
      setText(where, `Epoch ${formatCount(header.epoch)}, step ${formatCount(header.step)}`);
      setText(right, `right: training ${formatShare(header.accuracy.train)} of ${formatCount(settings.n_train)}, test ${formatShare(header.accuracy.test)} of ${formatCount(settings.n_test)}`);
    },
  };
}
