/** The line under the network that names the parameter under the hand, takes a typed number for it, and freezes it. */
import { REACHES, entries } from "../lib/entries.js";
import { formatExact, formatWeight, parseNumber } from "../lib/format.js";
import { el, setAttr, setText } from "./dom.js";

/** @typedef {import("../lib/store.js").Store} Store */

const HINT = "Drag a link or a bias square; click it to type.";

/** @param {HTMLElement} parent @param {Store} store @param {() => void} done the hand goes back to the network */
export function mountInspector(parent, store, done) {
  const name = el("span", { className: "nnw-inspected" });
  const code = el("code");
  const input = el("input", { type: "text", inputmode: "decimal", autocomplete: "off", spellcheck: "false", size: 8, "data-nnw": "value", on: {
    keydown: (/** @type {any} */ event) => key(event), change: () => write(), focus: () => take(), blur: () => letGo(),
    input: () => {
      input.dataset.typed = "";
      setAttr(input, "aria-invalid", parseNumber(input.value) === null);
    } } });
  const locks = REACHES.map((reach) => el("button", { type: "button", className: "nnw-toggle", "aria-pressed": "false", "data-nnw": `freeze-${reach}`, text: reach, on: { click: () => freeze(reach) } }));
  const freezer = el("span", { className: "nnw-freeze", role: "group", "aria-label": "Freeze", "data-nnw-control": "freeze" }, [el("span", { className: "nnw-name", text: "Freeze" }), ...locks]);
  const row = el("div", { className: "nnw-inspector", "data-nnw-control": "weights" }, [el("span", { className: "nnw-what" }, [code, name]), freezer, input]);
  parent.append(row);
  /** @type {number | null} */
  let chosen = null;
  /** @type {number | null} what the field holds: from focus until release, training leaves it alone */
  let held = null;
  /** @type {{k: number, by: unknown}} */ let locked = { k: -1, by: null };

  function take() {
    if (chosen === null || held === chosen) return;
    held = chosen;
    store.grab(held);
  }

  function letGo() {
    if (held !== null) store.release(held);
    held = null;
    delete input.dataset.typed;
  }

  /** @param {number} value */
  function set(value) {
    if (chosen === null) return;
    if (store.held.has(chosen)) store.move(chosen, value);
    else store.put(chosen, value);
  }

  function write() {
    const value = parseNumber(input.value);
    delete input.dataset.typed;
    if (chosen !== null && value !== null && value !== store.value(chosen)) set(value);
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
      take();
      set(Number((store.value(chosen) + by * (event.shiftKey ? 10 : 1)).toFixed(6)));
      input.value = formatWeight(store.value(chosen), 3);
      delete input.dataset.typed;
    }
  }

  /** @param {import("../lib/entries.js").Reach} reach */
  function freeze(reach) {
    if (chosen === null) return;
    const ks = entries(store.sizes, chosen, reach);
    store.do("freeze", { ks, on: !ks.every((k) => store.frozen.has(k)) });
  }

  /** @param {number} k */
  function showLocks(k) {
    if (k === locked.k && store.frozen === locked.by) return;
    locked = { k, by: store.frozen };
    locks.forEach((lock, i) => setAttr(lock, "aria-pressed", entries(store.sizes, k, REACHES[i]).every((at) => store.frozen.has(at))));
  }

  return {
    input,
    /** A field that is being typed into keeps its parameter, wherever the mouse is. @param {number | null} k */
    update(k) {
      if (document.activeElement === input && chosen !== null && k !== null) k = chosen;
      chosen = k;
      for (const node of [input, freezer]) node.hidden = k === null;
      if (k === null) {
        setText(name, HINT);
        setText(code, "");
        return;
      }
      const named = store.name(k);
      setText(name, `${named.book} · ${named.short}`);
      setText(code, `net.${named.numpy}`);
      setText(locks[0], named.source === null ? "bias" : "weight");
      for (const lock of locks) setAttr(lock, "aria-label", `Freeze this ${lock.textContent}`);
      showLocks(k);
      setAttr(input, "aria-label", `Value of the ${named.spoken}`);
      const text = formatExact(store.value(k), 3);
      if ("typed" in input.dataset || input.value === text || (document.activeElement === input && parseNumber(input.value) === store.value(k))) return;
      input.value = text;
      input.removeAttribute("aria-invalid");
    },
    destroy() {
      letGo();
      row.remove();
    },
  };
}
