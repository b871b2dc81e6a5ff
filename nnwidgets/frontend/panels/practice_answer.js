/** Where an item is answered: a number, a line of NumPy, a choice, an order, a part of a network, a picture. All by keyboard. */
import { el, uniqueId } from "./dom.js";
import { mountParts } from "./practice_parts.js";
import { smallPlot } from "./practice_plot.js";

/**
 * @typedef {{kind: string, options: string[], sizes: number[], plots: number[][], across: [number, number], given: string[], whole: boolean}} Item
 * @typedef {{value(): unknown, lock(done: boolean): void}} Entry
 */

/** @param {HTMLElement} parent @param {Item} item @param {string} label the question's id @param {() => void} changed @param {() => void} send */
export function mountAnswer(parent, item, label, changed, send) {
  let touched = false;
  const note = () => { touched = true; changed(); };
  if (item.given.length) parent.append(el("div", { className: "nnw-given" }, item.given.map((line) => el("code", { text: line }))));
  const entry = ({ number: field, line: field, choice: radios, plot: radios, order: steps, click: parts }[item.kind] ?? field)(parent, item, label, note, send);
  return { value: entry.value, used: () => touched, close: (/** @type {boolean} */ done) => entry.lock(done) };
}

/** @param {HTMLElement} parent @param {Item} item @param {string} label @param {() => void} note @param {() => void} send @returns {Entry} */
function field(parent, item, label, note, send) {
  const line = item.kind === "line";
  const asked = line ? "One expression of NumPy." : item.whole ? "A whole number." : "A number, to three figures; 1/4 and 25 % are fine, too.";
  const input = el("input", { type: "text", inputmode: line ? "text" : "decimal", autocomplete: "off", autocapitalize: "off", spellcheck: "false",
    className: line ? "nnw-line" : "", "aria-labelledby": label, "data-nnw": "entry",
    on: { input: note, keydown: (/** @type {any} */ event) => event.key === "Enter" && send() } });
  parent.append(el("div", { className: "nnw-group" }, [input, el("span", { className: "nnw-note", text: asked })]));
  return { value: () => input.value.trim() || null, lock: (done) => { input.readOnly = done; } };
}

/** @param {HTMLElement} parent @param {Item} item @param {string} label @param {() => void} note @returns {Entry} */
function radios(parent, item, label, note) {
  const name = uniqueId("choice");
  const inputs = item.options.map((text) => el("input", { type: "radio", name, value: text, on: { change: note } }));
  const body = (/** @type {string} */ text, /** @type {number} */ i) => (item.kind === "plot" ? [text, smallPlot(item.plots[i], item.across, text)] : [text]);
  parent.append(el("div", { role: "radiogroup", "aria-labelledby": label, className: item.kind === "plot" ? "nnw-plots" : "nnw-choices" },
    inputs.map((input, i) => el("label", {}, [input, ...body(item.options[i], i)]))));
  return { value: () => inputs.find((input) => input.checked)?.value ?? null, lock: (done) => inputs.forEach((input) => { input.disabled = done; }) };
}

/** @param {HTMLElement} parent @param {Item} item @param {string} label @param {() => void} note @returns {Entry} */
function steps(parent, item, label, note) {
  const order = [...item.options];
  const list = el("ol", { className: "nnw-steps", "aria-labelledby": label });
  const said = el("p", { className: "nnw-note", "aria-live": "polite" });
  let closed = false;
  /** @param {number} i @param {number} by */
  function move(i, by) {
    const to = i + by;
    if (closed || to < 0 || to >= order.length) return;
    [order[i], order[to]] = [order[to], order[i]];
    draw();
    const button = /** @type {HTMLButtonElement} */ (list.children[to].querySelectorAll("button")[by > 0 ? 1 : 0]);
    (button.disabled ? /** @type {HTMLButtonElement} */ (list.children[to].querySelector("button:not(:disabled)")) : button).focus();
    said.textContent = `${order[to]}: now step ${to + 1} of ${order.length}.`;
    note();
  }
  function draw() {
    list.replaceChildren(...order.map((text, i) => el("li", {}, [
      el("button", { type: "button", "aria-label": `Move up: ${text}`, text: "↑", disabled: closed || i === 0, on: { click: () => move(i, -1) } }),
      el("button", { type: "button", "aria-label": `Move down: ${text}`, text: "↓", disabled: closed || i === order.length - 1, on: { click: () => move(i, 1) } }),
      el("span", { text }),
    ])));
  }
  draw();
  parent.append(list, said);
  return { value: () => [...order], lock: (done) => { if (done !== closed) { closed = done; draw(); } } };
}

/** @param {HTMLElement} parent @param {Item} item @param {string} label @param {() => void} note @returns {Entry} */
function parts(parent, item, label, note) {
  return mountParts(parent, item.sizes, label, note);
}
