/**
 * What a keyboard and a screen reader meet of the network's parameters: one slider each, one of them in the tab order.
 * Left and right choose, up and down change, Enter types.
 */
import { spoken } from "../lib/format.js";
import { el, setAttr } from "./dom.js";

/** @typedef {import("../lib/store.js").Store} Store */
/** @typedef {{k: number, x: number, y: number}} Spot */

const LET_GO = 500; // ms after the last arrow key

/**
 * @param {HTMLElement} group
 * @param {Store} store
 * @param {{choose: (k: number | null) => void, type: () => void}} hand choose: this parameter is looked at; type: its number is to be typed
 */
export function mountHandles(group, store, { choose, type }) {
  /** @type {Map<number, HTMLElement>} */
  const handles = new Map();
  /** @type {number[]} */
  let order = [];
  let letGo = 0;
  /** @type {Spot[]} */ let placed = [];

  /** @param {number} k */
  function release(k) {
    clearTimeout(letGo);
    letGo = 0;
    store.release(k);
  }

  /** @param {KeyboardEvent} event @param {number} k */
  function key(event, k) {
    group.removeAttribute("data-pointer");
    const along = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const by = { ArrowUp: 0.05, ArrowDown: -0.05, PageUp: 0.5, PageDown: -0.5 }[event.key];
    if (along) focus(order[(order.indexOf(k) + along + order.length) % order.length]);
    else if (by) {
      clearTimeout(letGo);
      store.grab(k);
      store.move(k, Number((store.value(k) + by * (event.shiftKey ? 10 : 1)).toFixed(6)));
      letGo = window.setTimeout(() => release(k), LET_GO);
    } else if (event.key === "Enter") type();
    else if (event.key === "f" && !event.ctrlKey && !event.metaKey) store.do("freeze", { ks: [k], on: !store.frozen.has(k) });
    else return;
    event.preventDefault();
  }

  /** @param {number} k @param {boolean} [byPointer] then no ring is drawn until a key is pressed */
  function focus(k, byPointer = false) {
    group.toggleAttribute("data-pointer", byPointer);
    for (const [at, handle] of handles) handle.tabIndex = at === k ? 0 : -1;
    handles.get(k)?.focus();
  }

  /** @param {number[]} parameters */
  function build(parameters) {
    order = parameters;
    handles.clear();
    for (const k of parameters) {
      handles.set(k, el("div", { role: "slider", tabindex: k === parameters[0] ? 0 : -1, "aria-label": store.name(k).spoken, "aria-valuemin": -5, "aria-valuemax": 5, "data-k": k,
        on: { keydown: (/** @type {any} */ event) => key(event, k), focus: () => choose(k), blur: () => { if (letGo) release(k); choose(null); } } }));
    }
    group.replaceChildren(...handles.values());
  }

  /** @param {Spot[]} places */
  function place(places) {
    const parameters = places.map(({ k }) => k).sort((a, b) => a - b);
    if (parameters.join() !== order.join()) build(parameters);
    for (const { k, x, y } of places) Object.assign(handles.get(k)?.style ?? {}, { left: `${x}px`, top: `${y}px` });
  }

  return {
    focus,
    /** @param {ArrayLike<number>} theta @param {Spot[]} places of the parameters that are drawn */
    update(theta, places) {
      if (places !== placed) place(placed = places);
      for (const [k, handle] of handles) {
        setAttr(handle, "aria-valuenow", Number(theta[k].toFixed(3)));
        setAttr(handle, "aria-valuetext", `${spoken(theta[k])}${store.frozen.has(k) ? ", frozen" : ""}`);
        if (Math.abs(theta[k]) > 5) {
          setAttr(handle, "aria-valuemin", -Math.ceil(Math.abs(theta[k])));
          setAttr(handle, "aria-valuemax", Math.ceil(Math.abs(theta[k])));
        }
      }
    },
    destroy() { clearTimeout(letGo); },
  };
}
