/** A part of a lab that can be opened and closed, by a dial of its own. */
import { el, setAttr, uniqueId } from "./dom.js";

/** @param {HTMLElement} parent @param {string} title @param {string} name of its dial @param {import("../lib/store.js").Store} store */
export function fold(parent, title, name, store) {
  const id = uniqueId(name);
  const button = el("button", { type: "button", className: "nnw-fold", "aria-controls": id, "data-nnw": `fold-${name}`, text: title, on: { click: () => store.dial({ [name]: body.hidden }) } });
  const body = el("div", { id, className: "nnw-folded", "data-nnw": name });
  parent.append(el("section", { className: `nnw-part nnw-part-${name}` }, [el("div", { className: "nnw-title" }, [button]), body]));
  return {
    body,
    /** @param {boolean} open */
    show(open) {
      body.hidden = !open;
      setAttr(button, "aria-expanded", open);
    },
  };
}
