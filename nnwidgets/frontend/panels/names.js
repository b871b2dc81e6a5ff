/** Puts the kernel's words on the controls: every element with data-nnw-control gets its label and its help. */
import { setAttr, setText } from "./dom.js";

const FIELDS = "button, select, input";

/** @param {HTMLElement} root */
export function mountNames(root) {
  let known = -1;
  /** @type {import("./host.js").Picture | null} */ let last = null;
  return {
    /** There are more controls. */
    again() {
      known = -1;
      if (last) this.update(last);
    },
    /** @param {import("./host.js").Picture} picture */
    update(picture) {
      const { settings, shape } = last = picture;
      if (shape === known) return;
      known = shape;
      for (const node of root.querySelectorAll("[data-nnw-control]")) {
        const [label, help] = settings.controls?.[/** @type {HTMLElement} */ (node).dataset.nnwControl ?? ""] ?? [];
        if (!label) continue;
        setAttr(node, "title", help);
        const name = /** @type {HTMLElement | null} */ (node.querySelector(".nnw-name"));
        if (name && !("own" in name.dataset)) setText(name, label);
        const fields = node.matches(FIELDS) ? [node] : [...node.querySelectorAll(FIELDS)];
        if (fields.length) setAttr(fields[0], "aria-description", help);
        if (!node.matches("label")) for (const field of fields) if (!field.hasAttribute("aria-label") && !field.textContent) setAttr(field, "aria-label", label);
      }
    },
    destroy() {},
  };
}
