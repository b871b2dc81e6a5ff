/** The data column: which data set, how noisy, how much of it is set aside. */
import { createBitmap } from "./canvas.js";
import { control, el, field, setAttr, setText } from "./dom.js";
import { mixHex } from "../lib/color.js";

/** @typedef {import("./host.js").Picture} Picture */
/** @typedef {import("../lib/store.js").Store} Store */

const THUMB = 60; // points in a thumbnail
const SIDE = 48;

/** @param {HTMLElement} parent @param {Store} store */
export function mountData(parent, store) {
  const sets = el("div", { className: "nnw-sets", role: "radiogroup", "aria-label": "Data set" });
  const noiseValue = el("span", { className: "nnw-number" });
  const noise = el("input", { type: "range", min: 0, max: 50, step: 5, "data-nnw": "noise", on: { input: () => store.do("noise", Number(noise.value) / 100) } });
  const testValue = el("span", { className: "nnw-number" });
  const test = el("input", { type: "range", min: 0, max: 90, step: 10, "data-nnw": "test", on: { input: () => store.do("test", Number(test.value) / 100) } });
  const noiseField = field("Noise ", noise, noiseValue);
  const fresh = el("button", { className: "nnw-button nnw-quiet", type: "button", "data-nnw": "new-weights", text: "New weights", title: "Draw other initial weights", on: { click: () => store.do("new_weights") } });
  const count = el("p", { className: "nnw-note" });
  const own = el("p", { className: "nnw-note" });
  parent.append(el("h3", { text: "Data" }), own, control("data", sets), control("noise", noiseField), control("test", field("Set aside for testing ", test, testValue)), count, control("new_weights", fresh));
  /** @type {HTMLButtonElement[]} */
  let buttons = [];
  let drawn = "";

  /** Arrow keys go round the radio group, as they do in every other. @param {KeyboardEvent} event */
  function walk(event) {
    const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (!by) return;
    event.preventDefault();
    const next = buttons[(buttons.indexOf(/** @type {HTMLButtonElement} */ (event.target)) + by + buttons.length) % buttons.length];
    next.focus();
    next.click();
  }

  /** @param {Picture} picture */
  function build({ settings, thumbs, theme }) {
    buttons = settings.menus.data.map((name, index) => {
      const bitmap = createBitmap().canvas;
      [bitmap.width, bitmap.height] = [SIDE * 2, SIDE * 2];
      const context = /** @type {CanvasRenderingContext2D} */ (bitmap.getContext("2d"));
      for (let i = index * THUMB * 3; i < (index + 1) * THUMB * 3; i += 3) {
        const value = Math.max(-1, Math.min(1, thumbs[i + 2]));
        context.fillStyle = mixHex(theme.ground, value < 0 ? theme.hue.negative : theme.hue.positive, 0.4 + 0.6 * Math.abs(value));
        context.beginPath();
        context.arc(SIDE * (1 + thumbs[i] / 6.6), SIDE * (1 - thumbs[i + 1] / 6.6), 3.6, 0, 7);
        context.fill();
      }
      return el("button", { type: "button", role: "radio", className: "nnw-set", "data-nnw": `data-${name}`, "aria-label": name.replace("_", " "), title: name.replace("_", " "),
        on: { click: () => store.do("data", name), keydown: (/** @type {any} */ event) => walk(event) } }, [bitmap]);
    });
    sets.replaceChildren(...buttons);
  }

  return {
    /** @param {Picture} picture */
    update(picture) {
      const { settings, shape, theme, evaluator } = picture;
      const key = `${shape} ${theme.id}`;
      if (key === drawn) return;
      if (!buttons.length || !drawn.endsWith(theme.id)) build(picture);
      drawn = key;
      settings.menus.data.forEach((name, i) => {
        const on = name === settings.data;
        setAttr(buttons[i], "aria-checked", on);
        buttons[i].tabIndex = on || (settings.data === null && i === 0) ? 0 : -1;
      });
      noiseField.hidden = sets.hidden = settings.data === null; // a click must not lose a learner's own data
      setText(noiseValue, `${Math.round(settings.noise * 100)}%`);
      if (document.activeElement !== noise) noise.value = String(Math.round(settings.noise * 100));
      setText(testValue, `${Math.round(settings.test * 100)}%`);
      if (document.activeElement !== test) test.value = String(Math.round(settings.test * 100));
      own.hidden = settings.data !== null;
      setText(own, `Your own: ${evaluator.d} input${evaluator.d > 1 ? "s" : ""}${settings.classes.length ? `, ${settings.classes.length} classes` : ""}`);
      setText(count, `${settings.n_train} to train on, ${evaluator.n - settings.n_train} to test`);
    },
    destroy() { parent.replaceChildren(); },
  };
}
