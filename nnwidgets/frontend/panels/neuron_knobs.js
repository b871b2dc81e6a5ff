/** A slider and a number for every input, every weight, the bias, and z, which the bias brings where it is wanted. */
import { spoken } from "../lib/format.js";
import { niceCeiling } from "../lib/scale.js";
import { el, setAttr, setText } from "./dom.js";
import { number } from "./knob.js";

/** @typedef {import("../lib/neuron.js").Seen} Seen */
/** @typedef {{node: HTMLElement, update: (value: number) => void}} Knob */

const LIMITS = { x: 2, w: 10, b: 10, z: 12 };
const STEPS = { x: 0.05, w: 0.1, b: 0.1, z: 0.1 };
const tidy = (/** @type {number} */ v) => Number(v.toFixed(6));

/** @param {HTMLElement} parent @param {import("../lib/store.js").Store} store @param {() => Seen} now */
export function createKnobs(parent, store, now) {
  /** @type {Knob[]} */ let knobs = [];
  let built = -1;

  /** @param {number} k @param {number} value @param {boolean} last */
  function weight(k, value, last) {
    store.grab(k);
    store.move(k, tidy(value));
    if (last) store.release(k);
  }

  /** @param {"x" | "w" | "b" | "z"} kind @param {string} what @param {string} label @param {string} title @param {(value: number, last: boolean) => void} set @returns {Knob} */
  function knob(kind, what, label, title, set) {
    const range = el("input", { type: "range", step: STEPS[kind], "data-nnw": what, "aria-label": title, on: {
      input: () => set(Number(range.value), false),
      change: () => set(Number(range.value), true),
      keydown: (/** @type {any} */ event) => {
        const by = /** @type {Record<string, number>} */ ({ ArrowUp: 1, ArrowRight: 1, ArrowDown: -1, ArrowLeft: -1 })[event.key];
        if (!by || !event.shiftKey) return;
        event.preventDefault();
        set(Number(range.value) + 10 * by * STEPS[kind], true);
      },
    } });
    const typed = number(`${what}-typed`, (value) => set(value, true));
    setAttr(typed.input, "aria-label", `${title}, as a number`);
    const node = el("div", { className: "nnw-slider", "data-kind": kind, title }, [el("span", { className: "nnw-letter", "aria-hidden": true }, [label]), range, typed.input]);
    return {
      node,
      update(value) {
        const limit = Math.abs(value) > LIMITS[kind] ? niceCeiling(Math.abs(value)) : LIMITS[kind];
        setAttr(range, "min", -limit);
        setAttr(range, "max", limit);
        if (document.activeElement !== range || Math.abs(Number(range.value) - value) > STEPS[kind] / 2) range.value = String(value);
        setAttr(range, "aria-valuetext", spoken(value));
        setAttr(node, "data-sign", value < 0 ? "negative" : "positive");
        typed.update(tidy(value));
      },
    };
  }

  /** @param {Seen} seen */
  function build({ n, settings: { names } }) {
    built = n;
    const inputs = names.map((/** @type {string} */ name, /** @type {number} */ k) => knob("x", `x-${k}`, name, `input ${name}, x[${k}]`, (value) => store.dial({ x: now().x.map((v, i) => (i === k ? tidy(value) : v)) })));
    const weights = names.map((/** @type {string} */ name, /** @type {number} */ k) => knob("w", `w-${k}`, `w${k + 1}`, `weight of ${name}, net.${store.name(k).numpy}`, (value, last) => weight(k, value, last)));
    const bias = knob("b", "b", "b", `bias, net.${store.name(n).numpy}`, (value, last) => weight(n, value, last));
    const z = knob("z", "z-knob", "z", "z: it moves the bias, and nothing else", (value, last) => weight(n, value - now().dot, last));
    knobs = [...inputs, ...weights, bias, z];
    const group = (/** @type {string} */ title, /** @type {Knob[]} */ members, /** @type {string} */ name) => el("div", { className: "nnw-knobs", role: "group", "aria-label": title, "data-nnw": name }, [el("h3", { text: title }), ...members.map(({ node }) => node)]);
    parent.replaceChildren(group("Inputs", inputs, "inputs"), group("Weights", weights, "weights"), group("Bias", [bias], "bias"), group("Sum", [z], "sums"));
  }

  return {
    /** @param {Seen} seen */
    update(seen) {
      if (seen.n !== built) build(seen);
      [...seen.x, ...seen.w, seen.b, seen.z].forEach((value, i) => knobs[i].update(value));
      const [inputs, , bias, sum] = /** @type {HTMLElement[]} */ ([...parent.children]);
      inputs.hidden = seen.mode === "gate";
      bias.hidden = seen.mode === "vectors";
      sum.hidden = seen.mode !== "sum";
      setText(/** @type {HTMLElement} */ (sum.firstElementChild), "Sum (moves the bias)");
    },
    destroy() { knobs = []; },
  };
}
