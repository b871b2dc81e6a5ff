/** A dialog over the page: it has the keys until it is closed, by Esc or its button, and gives them back to where they were. */
import { el } from "./dom.js";

/** @param {HTMLElement} parent @param {string} title @param {Record<string, unknown>} opener props of the button that opens it @param {(body: HTMLElement) => void} opened just before it is shown */
export function mountDialog(parent, title, opener, opened) {
  const body = el("div", { className: "nnw-body" });
  const close = el("button", { type: "button", "aria-label": "Close", text: "×", on: { click: () => box.close() } });
  const box = el("dialog", { className: "nnw-dialog", "aria-label": title, on: {
    keydown: (/** @type {any} */ event) => {
      event.stopPropagation();
      if (event.key !== "Escape") return;
      event.preventDefault();
      box.close();
    },
  } }, [el("div", { className: "nnw-title" }, [el("h3", { text: title }), close]), body]);
  const open = () => {
    opened(body);
    box.showModal();
  };
  const button = el("button", { className: "nnw-quiet", type: "button", "aria-haspopup": "dialog", ...opener, on: { click: open } });
  parent.append(button, box);
  return { open, close: () => box.close(), box, body, button, destroy: () => { button.remove(); box.remove(); } };
}
