/** A number that is set where it stands: dragged up and down, typed, or moved by the arrow keys. */
import { parseNumber } from "../lib/format.js";
import { el, keepTouch } from "./dom.js";

/** @typedef {{value: () => number, set: (value: number, last: boolean) => void, label: () => string}} Source `last` is true when the hand lets go */

const PER_PIXEL = 0.02;
const CLICK = 3; // pixels within which a press is a click
const LET_GO = 700; // ms after the last key
const KEYS = /** @type {Record<string, number>} */ ({ ArrowUp: 0.05, ArrowDown: -0.05, PageUp: 0.5, PageDown: -0.5 });
const round = (/** @type {number} */ value) => Number(value.toFixed(4));

/** @param {HTMLElement} node a slider @param {Source} source @param {AbortSignal} signal */
export function makeEntry(node, source, signal) {
  /** @type {{y: number, from: number, moved: boolean} | null} */ let drag = null;
  /** @type {HTMLInputElement | null} */ let typed = null;
  let timer = 0;
  signal.addEventListener("abort", () => clearTimeout(timer));

  /** @param {string} [first] the key that was pressed, with which the number begins */
  function type(first) {
    if (typed) return;
    const input = typed = el("input", { type: "text", inputmode: "decimal", autocomplete: "off", spellcheck: "false", className: "nnw-typed", "data-typed": true, "aria-label": source.label() });
    input.value = first ?? String(Number(source.value().toPrecision(6)));
    const close = (/** @type {boolean} */ keep) => {
      if (typed !== input) return;
      typed = null;
      const value = parseNumber(input.value);
      if (keep && value !== null) source.set(value, true);
      const had = document.activeElement === input;
      input.remove();
      if (had) node.focus();
    };
    input.addEventListener("keydown", (event) => {
      event.stopPropagation();
      if (event.key !== "Enter" && event.key !== "Escape") return;
      event.preventDefault();
      close(event.key === "Enter");
    });
    input.addEventListener("pointerdown", (event) => event.stopPropagation());
    input.addEventListener("blur", () => close(true));
    /** @type {HTMLElement} */ (node.parentElement).append(input);
    Object.assign(input.style, { left: `${node.offsetLeft}px`, top: `${node.offsetTop}px`, width: `${node.offsetWidth}px`, height: `${node.offsetHeight}px` });
    input.focus();
    if (!first) input.select();
  }

  node.addEventListener("keydown", (event) => {
    if (KEYS[event.key]) {
      clearTimeout(timer);
      source.set(round(source.value() + KEYS[event.key] * (event.shiftKey ? 10 : 1)), false);
      timer = window.setTimeout(() => source.set(source.value(), true), LET_GO);
    } else if (event.key === "Enter") type();
    else if (/^[-\d.,]$/.test(event.key) && !event.ctrlKey && !event.metaKey && !event.altKey) type(event.key);
    else return;
    event.preventDefault();
  }, { signal });
  node.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    event.preventDefault();
    node.setPointerCapture(event.pointerId);
    node.focus();
    drag = { y: event.clientY, from: source.value(), moved: false };
  }, { signal });
  keepTouch(node, signal);
  node.addEventListener("pointermove", (event) => {
    if (!drag || (!drag.moved && Math.abs(event.clientY - drag.y) < CLICK)) return;
    drag.moved = true;
    source.set(round(drag.from + (drag.y - event.clientY) * PER_PIXEL * (event.shiftKey ? 0.1 : 1)), false);
  }, { signal });
  for (const end of ["pointerup", "pointercancel"]) {
    node.addEventListener(end, () => {
      if (!drag) return;
      const { moved } = drag;
      drag = null;
      if (moved) source.set(source.value(), true);
    }, { signal });
  }
  node.addEventListener("dblclick", () => type(), { signal });
}
