/** Undo and redo of what was done by hand: two buttons, and their keys anywhere in the lab. */
import { controller, el, setAttr } from "./dom.js";

/** @typedef {import("../lib/store.js").Store} Store */

const TURNS = /** @type {const} */ (["undo", "redo"]);
const KEYS = { undo: "Ctrl+Z", redo: "Ctrl+Shift+Z" };
const SIGNS = { undo: "↶", redo: "↷" };
const OWN_UNDO = 'textarea, [data-typed], input[type="text"]:not([data-nnw="value"])'; // what is being typed has an undo of its own

/** @param {KeyboardEvent} event @returns {"undo" | "redo" | null} */
function turnOf({ key, ctrlKey, metaKey, shiftKey, altKey }) {
  if (!(ctrlKey || metaKey) || altKey) return null;
  const letter = key.toLowerCase();
  return letter === "z" ? (shiftKey ? "redo" : "undo") : letter === "y" && ctrlKey ? "redo" : null;
}

/** @param {HTMLElement} parent a panel with a title @param {HTMLElement} root keys are heard here @param {Store} store */
export function mountUndo(parent, root, store) {
  const buttons = TURNS.map((what) => el("button", { type: "button", className: "nnw-turn", "data-nnw": what, "data-nnw-control": what, text: SIGNS[what], on: { click: () => store.turn(what) } }));
  const group = el("div", { className: "nnw-turns", role: "group", "aria-label": "Undo and redo" }, buttons);
  parent.querySelector(".nnw-title h3")?.after(group);
  const { signal, abort } = controller();
  /** @type {readonly (string | null)[]} */ let names = [null, null];

  root.addEventListener("keydown", (event) => {
    const what = turnOf(event);
    const target = /** @type {Element} */ (event.target);
    if (!what || target.matches(OWN_UNDO)) return;
    event.preventDefault();
    if (names[TURNS.indexOf(what)] !== null || store.held.size || store.pending) store.turn(what);
  }, { signal });

  return {
    /** @param {import("./host.js").Picture} picture */
    update({ header }) {
      names = header.undo ?? names;
      buttons.forEach((button, i) => {
        const [what, name] = [TURNS[i], names[i]];
        const said = `${what === "undo" ? "Undo" : "Redo"}${name === null ? "" : ` ${name}`}`;
        setAttr(button, "aria-label", said);
        if (name !== null) setAttr(button, "title", `${said} (${KEYS[what]})`);
        if (button.disabled !== (name === null)) button.disabled = name === null;
      });
    },
    destroy() {
      abort();
      group.remove();
    },
  };
}
