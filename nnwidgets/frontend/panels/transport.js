/** Play, pause, step, reset; where training stands; learning rate, batch size, activation, speed. */
import { formatCount, formatShort } from "../lib/format.js";
import { control, el, field, pacer, setAttr, setText } from "./dom.js";

/** @typedef {import("./host.js").Picture} Picture */
/** @typedef {import("../lib/store.js").Store} Store */

const BATCHES = [1, 2, 5, 10, 20, 30, 50, 100];
/** 0.00001 to 10, round numbers at about equal ratios. */
const RATES = [-5, -4, -3, -2, -1, 0].flatMap((e) => [1, 2, 3, 5].map((m) => Number(`${m}e${e}`))).concat(10);
const ICONS = { play: "M7 4.5v15l12-7.5z", pause: "M6 5h4v14H6zM14 5h4v14h-4z", step: "M5 5v14l9-7zM16 5h3v14h-3z", reset: "M12 5V1.5L6.5 6 12 10.5V7a5.5 5.5 0 1 1-5.5 5.5h-2A7.5 7.5 0 1 0 12 5z" };

/** @param {keyof typeof ICONS} name */
function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  path.setAttribute("d", ICONS[name]);
  svg.append(path);
  return svg;
}

/** A menu that is filled from the kernel's list. @param {(value: string) => void} choose @param {string} what */
export function menu(choose, what) {
  const select = el("select", { "data-nnw": what, on: { change: () => choose(select.value) } });
  return {
    select,
    /** @param {string[]} options @param {string} value */
    update(options, value) {
      if (select.dataset.options !== options.join()) {
        select.replaceChildren(...options.map((name) => el("option", { value: name, text: name.replaceAll("_", " ") })));
        select.dataset.options = options.join();
      }
      if (document.activeElement !== select && select.value !== value) select.value = value;
    },
  };
}

/** @param {HTMLElement} parent @param {Store} store */
export function mountTransport(parent, store) {
  const playIcon = icon("play");
  const playText = el("span", { text: "Play" });
  const play = el("button", { className: "nnw-button nnw-play", type: "button", "data-nnw": "play", on: { click: () => store.do(store.header?.running ? "pause" : "play") } }, [playIcon, playText]);
  const unit = el("select", { "aria-label": "Step by", "data-nnw": "step-unit" }, ["batch", "epoch"].map((name) => el("option", { value: name, text: name })));
  const step = el("button", { className: "nnw-button", type: "button", "data-nnw": "step", on: { click: () => store.do("step", unit.value) } }, [icon("step"), "Step"]);
  const reset = el("button", { className: "nnw-button", type: "button", "data-nnw": "reset", "aria-label": "Reset", title: "Reset: back to step 0 and the same initial weights", on: { click: () => store.do("reset") } }, [icon("reset")]);
  const epoch = el("span", { className: "nnw-number", "data-nnw": "epoch" });
  const steps = el("span", { className: "nnw-number", "data-nnw": "steps" });

  const rateValue = el("span", { className: "nnw-number" });
  const rate = el("input", { type: "range", min: 0, max: RATES.length - 1, "data-nnw": "learning-rate", on: { input: () => store.do("learning_rate", RATES[Number(rate.value)]) } });
  const batch = menu((value) => store.do("batch_size", Number(value)), "batch-size");
  const activation = menu((value) => store.do(hiddenLayers ? "activation" : "output", value), "activation");
  const activationLabel = el("span", { text: "Activation" });
  const speed = menu((value) => store.do("speed", value), "speed");
  const due = pacer();
  let hiddenLayers = 0;

  parent.append(
    el("div", { className: "nnw-group", role: "group", "aria-label": "Training" }, [control("reset", reset), control("play", play), control("step", el("span", { className: "nnw-split" }, [step, unit]))]),
    el("div", { className: "nnw-counts" }, [el("span", { text: "Epoch" }), epoch, el("span", { text: "Step" }), steps]),
    el("div", { className: "nnw-group nnw-settings", role: "group", "aria-label": "Settings" }, [
      control("learning_rate", field("Learning rate ", rate, rateValue)), control("batch_size", field("Batch", batch.select)),
      control("activation", el("label", { className: "nnw-field" }, [el("span", { className: "nnw-label" }, [activationLabel]), activation.select])), control("speed", field("Speed", speed.select)),
    ]),
  );

  return {
    /** @param {Picture} picture */
    update({ header, settings }) {
      if (!due(header.running && playText.textContent === "Pause")) return;
      setText(playText, header.running ? "Pause" : "Play");
      setAttr(playIcon.firstElementChild ?? playIcon, "d", ICONS[header.running ? "pause" : "play"]);
      setText(epoch, formatCount(header.epoch));
      setText(steps, formatCount(header.step));
      hiddenLayers = settings.hidden.length;
      setText(rateValue, formatShort(settings.learning_rate));
      if (document.activeElement !== rate) rate.value = String(nearestRate(settings.learning_rate));
      setAttr(rate, "aria-valuetext", formatShort(settings.learning_rate));
      const sizes = [...new Set([...BATCHES.filter((size) => size < settings.n_train), settings.batch_size, settings.n_train])].sort((a, b) => a - b);
      batch.update(sizes.map(String), String(settings.batch_size));
      const names = hiddenLayers ? settings.menus.activation : settings.menus.output;
      const now = hiddenLayers ? settings.activation : settings.output;
      activation.update(names.includes(now) ? names : [now, ...names], now);
      setText(activationLabel, hiddenLayers ? "Activation" : "Output activation");
      speed.update(settings.menus.speed, settings.speed);
    },
    destroy() { parent.replaceChildren(); },
  };
}

/** The place of a rate on the slider: the next one in size. @param {number} rate */
function nearestRate(rate) {
  const far = RATES.map((r) => Math.abs(Math.log(r / rate)));
  return far.indexOf(Math.min(...far));
}
