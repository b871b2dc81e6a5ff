/** Small helpers to make elements; text is always text, never HTML. */

/**
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Record<string, unknown>} [props] className, text, on: {event: handler}; the rest are attributes
 * @param {(Node | string)[]} [children]
 * @returns {HTMLElementTagNameMap[K]}
 */
export function el(tag, props = {}, children = []) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (name === "on") for (const [event, fn] of Object.entries(/** @type {Record<string, EventListener>} */ (value))) node.addEventListener(event, fn);
    else if (name === "className") node.className = String(value);
    else if (name === "text") node.textContent = String(value);
    else if (value === true) node.setAttribute(name, name.startsWith("aria-") ? "true" : "");
    else if (value !== false && value != null) node.setAttribute(name, String(value));
  }
  node.append(...children);
  return node;
}

/** Sets text only where it differs: screen readers and layout are left alone otherwise. @param {HTMLElement} node @param {string} text */
export function setText(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

/** @param {Element} node @param {string} name @param {string | number | boolean} value */
export function setAttr(node, name, value) {
  if (node.getAttribute(name) !== String(value)) node.setAttribute(name, String(value));
}

/** A label in front of a control. @param {string} text @param {HTMLElement} control @param {...HTMLElement} more */
export function field(text, control, ...more) {
  return el("label", { className: "nnw-field" }, [el("span", { className: "nnw-label" }, [text, ...more]), control]);
}

/** Names a control, so that a teacher can hide or lock it. @template {HTMLElement} T @param {string} name @param {T} node @returns {T} */
export function control(name, node) {
  node.dataset.nnwControl = name;
  return node;
}

/** The end of all that listens by its signal. */
export function controller() {
  const owner = new AbortController();
  return { signal: owner.signal, abort: () => owner.abort() };
}

/** A finger that rests on this gets no menu of the notebook's. @param {Element} node @param {AbortSignal} [signal] */
export function noMenu(node, signal) {
  node.addEventListener("contextmenu", (event) => {
    if (/** @type {PointerEvent} */ (event).pointerType !== "touch") return;
    event.preventDefault();
    event.stopPropagation();
  }, { signal });
}

/**
 * A finger that drags this is the drag's alone. `touch-action: none` keeps the page still, but Chromium would take a drag that ends in
 * motion for a fling, and the next tap, wherever it is, for one that stops it. @param {Element} node @param {AbortSignal} [signal]
 */
export function keepTouch(node, signal) {
  noMenu(node, signal);
  node.addEventListener("touchmove", (event) => event.preventDefault(), { passive: false, signal });
}

let ids = 0;
/** An id that no other element has: for aria references only. @param {string} stem */
export const uniqueId = (stem) => `nnw-${stem}-${++ids}`;

/** Says yes at once at rest, and ten times a second while something moves: digits that change faster cannot be read. */
export function pacer() {
  let last = -Infinity;
  return (/** @type {boolean} */ running) => {
    const now = performance.now();
    if (running && now - last < 100) return false;
    last = now;
    return true;
  };
}

/** A table with its caption. @param {string} caption @param {string} array its name in NumPy @param {string[]} columns @param {HTMLElement[]} rows */
export function table(caption, array, columns, rows) {
  return el("table", {}, [
    el("caption", { text: caption }, array ? [" ", el("code", { text: array })] : []),
    el("thead", {}, [el("tr", {}, [el("td"), ...columns.map((text) => el("th", { scope: "col", text }))])]),
    el("tbody", {}, rows),
  ]);
}
