/** How far a longer piece of work is, and a stop. */
import { el, setAttr, setText } from "./dom.js";

/** @param {HTMLElement} box @param {import("../lib/store.js").Store} store */
export function mountProgress(box, store) {
  const bar = el("progress", { "data-nnw": "progress" });
  const text = el("span", { className: "nnw-number" });
  const stop = el("button", { type: "button", text: "Stop", "data-nnw": "stop", on: { click: () => store.do("stop") } });
  box.append(bar, text, stop);
  return {
    update() {
      const { progress } = store.tools;
      box.hidden = !progress;
      if (!progress) return;
      setAttr(bar, "max", progress.of);
      setAttr(bar, "value", progress.done);
      setAttr(bar, "aria-label", progress.what ?? "");
      setText(text, `${progress.what}: ${Math.floor((100 * progress.done) / progress.of)}%, ${Math.ceil(progress.left)} s left${progress.stops ? "" : "; ■ in the toolbar stops it"}`);
      stop.hidden = !progress.stops;
    },
  };
}
