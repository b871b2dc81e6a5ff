/** A lab that can only be looked at until something has happened elsewhere, such as a prediction; the kernel says so, and why. */
import { el, setText } from "./dom.js";

/** @param {HTMLElement} root */
export function mountVeil(root) {
  const text = el("p");
  const box = el("div", { className: "nnw-veil", role: "note", "data-nnw": "veil", hidden: true }, [text]);
  root.append(box);
  let now = "";
  return {
    /** @param {{header: import("../lib/wire.js").Header}} picture */
    update({ header: { veil } }) {
      const next = veil ? `${veil.cover} ${veil.text}` : "";
      if (next === now) return;
      now = next;
      box.hidden = !veil;
      setText(text, veil?.text ?? "");
      box.toggleAttribute("data-cover", veil?.cover ?? false);
      for (const child of root.children) if (child !== box) child.toggleAttribute("inert", !!veil);
    },
    destroy() { box.remove(); },
  };
}
