/** The line under the network that names the parameter under the hand, and takes a typed number for it. */
import { formatExact, formatWeight, parseNumber } from "../lib/format.js";
import { el, setAttr, setText } from "./dom.js";

/** @typedef {import("../lib/store.js").Store} Store */

const HINT = "Drag a link or a bias square; click it to type.";

/** @param {HTMLElement} parent @param {Store} store @param {() => void} done the hand goes back to the network */
export function mountInspector(parent, store, done) {
  const name = el("span", { className: "nnw-inspected" });
  const code = el("code");
  const input = el("input", { type: "text", inputmode: "decimal", autocomplete: "off", spellcheck: "false", size: 8, "data-nnw": "value",
    on: { keydown: (/** @type {any} */ event) => key(event), change: () => write(), input: () => setAttr(input, "aria-invalid", parseNumber(input.value) === null) } });
  const row = el("div", { className: "nnw-inspector", "data-nnw-control": "weights" }, [el("span", { className: "nnw-what" }, [code, name]), input]);
  parent.append(row);
  /** @type {number | null} */
  let chosen = null;

  function write() {
    const value = parseNumber(input.value);
    if (chosen !== null && value !== null && value !== store.value(chosen)) store.put(chosen, value);
  }

  /** @param {KeyboardEvent} event */
  function key(event) {
    const by = { ArrowUp: 0.05, ArrowDown: -0.05 }[event.key];
    if (event.key === "Enter" || event.key === "Escape") {
      event.preventDefault();
      if (event.key === "Enter") write();
      done();
    } else if (by && chosen !== null) {
      event.preventDefault();
      store.put(chosen, Number((store.value(chosen) + by * (event.shiftKey ? 10 : 1)).toFixed(6)));
      input.value = formatWeight(store.value(chosen), 3);
    }
  }

  return {
    input,
    /** @param {number | null} k */
    update(k) {
      if (k !== chosen && document.activeElement === input) write();
      chosen = k;
      input.hidden = k === null;
      if (k === null) {
        setText(name, HINT);
        setText(code, "");
        return;
      }
      const named = store.name(k);
      setText(name, `${named.book} · ${named.short}`);
      setText(code, `net.${named.numpy}`);
      setAttr(input, "aria-label", `Value of the ${named.spoken}`);
      if (document.activeElement !== input) {
        input.value = formatExact(store.value(k), 3);
        input.removeAttribute("aria-invalid");
      }
    },
    destroy() { row.remove(); },
  };
}
