/** Play, pause, step, reset; where training stands; learning rate, activation, speed. */
import { formatCount, formatShort } from "../lib/format.js";
import { RATES } from "../lib/rates.js";
import { el, pacer, setAttr, setText } from "./dom.js";
import { knob, menu, rate, toggle } from "./knob.js";

/** @typedef {import("./host.js").Picture} Picture */
/** @typedef {import("../lib/store.js").Store} Store */

const ICONS = {
  play: "M7 4.5v15l12-7.5z", pause: "M6 5h4v14H6zM14 5h4v14h-4z", step: "M5 5v14l9-7zM16 5h3v14h-3z", reset: "M12 5V1.5L6.5 6 12 10.5V7a5.5 5.5 0 1 1-5.5 5.5h-2A7.5 7.5 0 1 0 12 5z",
  die: "M6 3h12a3 3 0 0 1 3 3v12a3 3 0 0 1-3 3H6a3 3 0 0 1-3-3V6a3 3 0 0 1 3-3zm2 3a2 2 0 1 0 0 4 2 2 0 0 0 0-4zm8 8a2 2 0 1 0 0 4 2 2 0 0 0 0-4zm-4-4a2 2 0 1 0 0 4 2 2 0 0 0 0-4z",
};

/** @param {keyof typeof ICONS} name */
function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  path.setAttribute("d", ICONS[name]);
  path.setAttribute("fill-rule", "evenodd");
  svg.append(path);
  return svg;
}

/** @param {HTMLElement} parent @param {Store} store */
export function mountTransport(parent, store) {
  /** @param {string} name @param {string} what @param {() => void} click @param {(Node | string)[]} inside */
  const button = (name, what, click, inside) => el("button", { className: "nnw-button", type: "button", "data-nnw": what, "data-nnw-control": name, on: { click } }, inside);
  const playIcon = icon("play");
  const playText = el("span", { text: "Play" });
  const play = button("play", "play", () => store.do(store.header?.running ? "pause" : "play"), [playIcon, playText]);
  play.classList.add("nnw-play");
  const unit = el("select", { "aria-label": "Step by", "data-nnw": "step-unit", on: { change: () => toggle(example, unit.value === "example") } }, ["example", "batch", "epoch"].map((name) => el("option", { value: name, text: name, selected: name === "batch" })));
  const step = el("button", { className: "nnw-button", type: "button", "data-nnw": "step", on: { click: () => store.do("step", unit.value) } }, [icon("step"), "Step"]);
  const [epoch, steps, seen] = ["epoch", "steps", "example"].map((what) => el("span", { className: "nnw-number", "data-nnw": what }));
  const count = (/** @type {string} */ text, /** @type {HTMLElement} */ value) => el("div", { className: "nnw-count" }, [el("span", { text }), value]);
  const example = count("Example", seen);
  toggle(example, false);

  const eta = rate("learning_rate", "learning-rate", RATES, (value) => store.do("learning_rate", value));
  const activation = menu((value) => store.do(hiddenLayers ? "activation" : "output", value), "activation");
  const speed = menu((value) => store.do("speed", value), "speed");
  const due = pacer();
  let hiddenLayers = 0;

  parent.append(
    el("div", { className: "nnw-group", role: "group", "aria-label": "Training" }, [
      button("reset", "reset", () => store.do("reset"), [icon("reset")]), button("new_weights", "new-weights", () => store.do("new_weights"), [icon("die")]),
      play, el("span", { className: "nnw-split", "data-nnw-control": "step" }, [step, unit]),
    ]),
    el("div", { className: "nnw-counts" }, [count("Epoch", epoch), count("Step", steps), example]),
    el("div", { className: "nnw-group nnw-settings", role: "group", "aria-label": "Settings" }, [eta.node, knob("activation", activation.select), knob("speed", speed.select)]),
  );

  return {
    /** @param {Picture} picture */
    update({ header, settings }) {
      if (!due(header.running && playText.textContent === "Pause")) return;
      setText(playText, header.running ? "Pause" : "Play");
      setAttr(playIcon.firstElementChild ?? playIcon, "d", ICONS[header.running ? "pause" : "play"]);
      setText(epoch, formatCount(header.epoch));
      setText(steps, formatCount(header.step));
      setText(seen, header.example ? `${header.example.number} of ${header.example.of}` : "–");
      hiddenLayers = settings.hidden.length;
      eta.update(settings.learning_rate);
      setText(eta.aside, header.rate === undefined ? "" : `now ${formatShort(header.rate)}`);
      if (hiddenLayers) activation.update(settings.menus.activation, settings.activation);
      else activation.update(settings.menus.output, settings.output);
      speed.update(settings.menus.speed, settings.speed);
    },
    destroy() { parent.replaceChildren(); },
  };
}
