/** A small picture of every data set of a problem, as a radio group. */
import { mixHex } from "../lib/color.js";
import { createBitmap } from "./canvas.js";
import { el, setAttr } from "./dom.js";

/** @typedef {import("./host.js").Picture} Picture */

const THUMB = 60; // points in a thumbnail
const SIDE = 44;
const CLASS = 2; // from here on a value is a class

/** @param {(name: string) => void} choose */
export function mountGallery(choose) {
  const box = el("div", { className: "nnw-sets", role: "radiogroup", "aria-label": "Data set", "data-nnw-control": "data" });
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

  /** @param {Picture} picture @param {number} value */
  function color({ theme: { ground, hue } }, value) {
    if (value >= CLASS) return hue.classes[(value - CLASS) % hue.classes.length];
    return mixHex(ground, value < 0 ? hue.negative : hue.positive, 0.4 + 0.6 * Math.min(1, Math.abs(value)));
  }

  /** @param {Picture} picture @param {number} index */
  function thumbnail(picture, index) {
    const bitmap = createBitmap().canvas;
    [bitmap.width, bitmap.height] = [SIDE * 2, SIDE * 2];
    const context = /** @type {CanvasRenderingContext2D} */ (bitmap.getContext("2d"));
    const { thumbs } = picture;
    for (let i = index * THUMB * 3; i < (index + 1) * THUMB * 3; i += 3) {
      context.fillStyle = color(picture, thumbs[i + 2]);
      context.beginPath();
      context.arc(SIDE * (1 + thumbs[i] * 0.92), SIDE * (1 - thumbs[i + 1] * 0.92), 3.6, 0, 7);
      context.fill();
    }
    return bitmap;
  }

  return {
    box,
    /** @param {Picture} picture */
    update(picture) {
      const { settings, theme } = picture;
      const names = settings.menus.data;
      if (drawn !== `${names} ${theme.id}`) {
        drawn = `${names} ${theme.id}`;
        const at = buttons.findIndex((button) => button === document.activeElement);
        buttons = names.map((name, i) => el("button", { type: "button", role: "radio", className: "nnw-set", "data-nnw": `data-${name}`, "aria-label": name.replace("_", " "), title: name.replace("_", " "),
          on: { click: () => choose(name), keydown: (/** @type {any} */ event) => walk(event) } }, [thumbnail(picture, i)]));
        box.replaceChildren(...buttons);
        buttons[at]?.focus();
      }
      names.forEach((name, i) => {
        setAttr(buttons[i], "aria-checked", name === settings.data);
        buttons[i].tabIndex = name === settings.data || (settings.data === null && i === 0) ? 0 : -1;
      });
    },
  };
}
