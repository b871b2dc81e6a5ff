/** What the hand and the focus are on: shared by all panels of one page, so that the twins of an entry light up together. */

/** @typedef {import("../lib/pass_view.js").Light} Light */
/** @typedef {import("../lib/pass_view.js").PassView} PassView */

/** @param {() => void} changed */
export function createHand(changed) {
  /** @type {Light | null} */ let hovered = null;
  /** @type {Light | null} */ let focused = null;
  const same = (/** @type {Light | null} */ a, /** @type {Light | null} */ b) => a?.unit === b?.unit && a?.term === b?.term && a?.part === b?.part;
  return {
    /** @param {Light | null} light */
    hover(light) {
      if (same(light, hovered)) return;
      hovered = light;
      changed();
    },
    /** @param {Light | null} light */
    focus(light) {
      if (same(light, focused)) return;
      focused = light;
      changed();
    },
    /** What is lit now: what the hand is on, else the focus, else the neuron and the term that are looked at. @param {PassView} view @returns {Light} */
    light: ({ unit, term }) => hovered ?? focused ?? { unit, term, part: "" },
    /** Makes an element light its twins. @param {Element} node @param {() => Light | null} what @param {AbortSignal} signal */
    watch(node, what, signal) {
      node.addEventListener("pointerenter", () => this.hover(what()), { signal });
      node.addEventListener("pointerleave", () => this.hover(null), { signal });
      node.addEventListener("focus", () => this.focus(what()), { signal });
      node.addEventListener("blur", () => this.focus(null), { signal });
    },
  };
}
/** @typedef {ReturnType<typeof createHand>} Hand */
