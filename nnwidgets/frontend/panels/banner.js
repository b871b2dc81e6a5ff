/** The sentence when something went wrong, and the one that says what just changed. */
import { el, setText } from "./dom.js";

/** @param {HTMLElement} parent @param {import("../lib/store.js").Store} store */
export function mountBanner(parent, store) {
  const text = el("span");
  const close = el("button", { type: "button", "aria-label": "Dismiss", text: "×", on: { click: () => store.dismiss() } });
  const box = el("div", { className: "nnw-banner", role: "alert", "data-nnw": "banner", hidden: true }, [text, close]);
  const status = el("p", { className: "nnw-status", "aria-live": "polite", "data-nnw": "status" });
  parent.append(box, status);
  return {
    /** @param {import("./host.js").Picture} picture */
    update({ header }) {
      box.hidden = store.trouble === null;
      setText(text, store.trouble ?? "");
      close.hidden = store.lost;
      const said = header.reason.startsWith("waiting") ? "Training waits until somebody looks on." : header.reason === "diverged" ? "Training stopped at the last finite step." : "";
      setText(status, said);
    },
    destroy() {
      box.remove();
      status.remove();
    },
  };
}
