/** Which functions are drawn over one another, and the z at which they are read. */
import { readable } from "../lib/activation_view.js";
import { formatWeight, spoken } from "../lib/format.js";
import { el, field, setAttr, setText } from "./dom.js";
import { number } from "./knob.js";
import { sample } from "./activation_sample.js";

/** @typedef {import("../lib/activation_view.js").ActivationView} ActivationView */

const MOST = 6;
const REACHES = [4, 6, 10, 20];

/** @param {HTMLElement} parent @param {import("../lib/store.js").Store} store */
export function createChoice(parent, store) {
  const chips = el("div", { className: "nnw-chips", role: "group", "aria-label": "Functions that are drawn", "data-nnw": "functions" });
  const range = el("input", { type: "range", step: 0.05, "data-nnw": "z-range", on: { input: () => store.dial({ z: Number(range.value) }) } });
  const typed = number("z-typed", (z) => store.dial({ z }));
  setAttr(typed.input, "aria-label", "z, as a number");
  const reach = el("select", { "data-nnw": "reach", on: { change: () => store.dial({ reach: Number(reach.value) }) } });
  const said = el("p", { className: "nnw-said", role: "status", "aria-live": "polite", "data-nnw": "said" });
  parent.append(chips, el("div", { className: "nnw-at" }, [el("div", { className: "nnw-z" }, [field("z, where all of them are read", range), typed.input]), field("From −z to z", reach), said]));
  /** @type {HTMLButtonElement[]} */ let made = [];
  let built = "";
  let timer = 0;
  let last = "";

  /** @param {string} name @param {ActivationView} view */
  function toggle(name, { dials }) {
    const names = /** @type {string[]} */ (dials.shown);
    store.dial({ shown: names.includes(name) ? names.filter((other) => other !== name) : [...names, name] });
  }

  return {
    /** @param {ActivationView} view */
    update(view) {
      const { settings, shown, dials, z } = view;
      if (settings.menu.join() !== built) {
        built = settings.menu.join();
        made = settings.menu.map((/** @type {string} */ name) => el("button", { type: "button", className: "nnw-function", "data-name": name }, [el("span", { className: "nnw-swatch" }), readable(name)]));
        chips.replaceChildren(...made);
      }
      for (const button of made) {
        const name = /** @type {string} */ (button.dataset.name);
        const one = shown.find((other) => other.name === name);
        setAttr(button, "aria-pressed", one !== undefined);
        button.disabled = one ? shown.length === 1 : shown.length >= MOST;
        button.onclick = () => toggle(name, view);
        const key = one ? `${one.color} ${one.dash}` : "";
        if (button.dataset.key !== key) {
          button.dataset.key = key;
          button.firstElementChild?.replaceChildren(...(one ? [sample(one.color, one.dash)] : []));
        }
      }
      range.min = String(-view.reach);
      range.max = String(view.reach);
      if (document.activeElement !== range || Number(range.value) !== z) range.value = String(z);
      setAttr(range, "aria-valuetext", `z = ${spoken(z)}`);
      typed.update(z);
      const options = REACHES.includes(dials.reach) ? REACHES : [...REACHES, dials.reach].sort((a, b) => a - b);
      if (reach.options.length !== options.length) reach.replaceChildren(...options.map((value) => el("option", { value, text: `±${value}` })));
      reach.value = String(dials.reach);
      const words = `At z = ${formatWeight(z)}: ${shown.map(({ label, a, slope }) => `${label} is ${spoken(a, 4)}, slope ${spoken(slope, 4)}`).join("; ")}.`;
      if (words !== last) {
        last = words;
        clearTimeout(timer);
        timer = window.setTimeout(() => setText(said, words), 400);
      }
    },
    destroy() { clearTimeout(timer); },
  };
}
