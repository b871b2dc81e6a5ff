/** Controls by their names in the kernel's list: it says what they are called and what they do, see names.js. */
import { parseNumber } from "../lib/format.js";
import { nearest } from "../lib/rates.js";
import { el, setAttr } from "./dom.js";

/** Shows or takes away what has no meaning now; `hidden` is the teacher's. @param {Element} node @param {boolean} on */
export const toggle = (node, on) => node.classList.toggle("nnw-off", !on);

/** A name over a control. @param {string} name @param {HTMLElement} control @param {...HTMLElement} more beside the name */
export function knob(name, control, ...more) {
  const label = control.matches("select, input");
  return el(label ? "label" : "div", { className: "nnw-field", "data-nnw-control": name }, [el("span", { className: "nnw-label" }, [el("span", { className: "nnw-name" }), ...more]), control]);
}

/** As people read it: "leaky relu", "L1". @param {string} name */
const readable = (name) => name.replaceAll("_", " ").replace(/\bl(?=[12]\b)/g, "L");

/** A menu that is filled from the kernel's list. @param {(value: string) => void} choose @param {string} what @param {(name: string) => string} [say] */
export function menu(choose, what, say = readable) {
  const select = el("select", { "data-nnw": what, on: { change: () => choose(select.value) } });
  return {
    select,
    /** What is not on the list, such as a learner's own, is put in front. @param {string[]} names @param {string} value */
    update(names, value) {
      const options = names.includes(value) ? names : [value, ...names];
      if (select.dataset.options !== options.join()) {
        select.replaceChildren(...options.map((name) => el("option", { value: name, text: say(name) })));
        select.dataset.options = options.join();
      }
      if (document.activeElement !== select || !options.includes(select.value)) select.value = value;
    },
  };
}

/** A slider over round numbers, and the number itself, to be typed. @param {string} name @param {string} what @param {number[]} values @param {(value: number) => void} send */
export function rate(name, what, values, send) {
  const range = el("input", { type: "range", min: 0, max: values.length - 1, "data-nnw": what, on: { input: () => send(values[Number(range.value)]) } });
  const typed = number(`${what}-typed`, send);
  const aside = el("span", { className: "nnw-number" });
  return {
    node: knob(name, el("span", { className: "nnw-rate" }, [range, typed.input]), aside),
    aside,
    /** @param {number} value */
    update(value) {
      if (document.activeElement !== range) range.value = String(nearest(values, value));
      setAttr(range, "aria-valuetext", String(value));
      typed.update(value);
    },
  };
}

/** A number to be typed; what is no number is not sent. @param {string} what @param {(value: number) => void} send */
export function number(what, send) {
  let now = NaN;
  const input = el("input", { type: "text", inputmode: "decimal", autocomplete: "off", spellcheck: "false", size: 6, "data-nnw": what, on: {
    input: () => setAttr(input, "aria-invalid", parseNumber(input.value) === null),
    change: () => {
      const value = parseNumber(input.value);
      if (value !== null && value !== now) send(value);
    },
    blur: () => show(),
    keydown: (/** @type {any} */ event) => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      show();
    },
  } });

  function show() {
    input.value = String(Number(now.toPrecision(6)));
    input.removeAttribute("aria-invalid");
  }

  return {
    input,
    /** @param {number} value */
    update(value) {
      if (value === now) return;
      now = value;
      if (document.activeElement !== input || parseNumber(input.value) === value) show();
    },
  };
}
