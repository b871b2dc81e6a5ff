/** Help on "?", demos to begin with, and how far a longer piece of work is. */
import { mountDialog } from "./dialog.js";
import { el, setAttr, setText } from "./dom.js";

/** @typedef {import("./host.js").Picture} Picture */
/** @typedef {import("../lib/store.js").Store} Store */

/** @param {HTMLElement} parent */
export function mountHelp(parent) {
  /** @type {string[][]} */
  let keys = [];
  const dialog = mountDialog(parent, "What one can do", { text: "?", "aria-label": "Help", title: "Help (?)", "data-nnw": "help", "data-nnw-control": "help" }, () =>
    [el("dl", {}, keys.flatMap(([key, what]) => [el("dt", { text: key }), el("dd", { text: what })]))]);
  const owner = new AbortController();
  parent.closest(".nnw")?.addEventListener("keydown", (event) => {
    const { key, target } = /** @type {KeyboardEvent} */ (event);
    if (key !== "?" || dialog.button.dataset.nnwOff || /** @type {HTMLElement} */ (target).matches("input[type=text], textarea")) return;
    event.preventDefault();
    dialog.open();
  }, { signal: owner.signal });
  return {
    /** @param {Picture} picture */
    update({ settings }) { keys = settings.keys ?? []; },
    destroy() {
      owner.abort();
      dialog.destroy();
    },
  };
}

/** Demos by name, each with its sentence. @param {HTMLElement} parent @param {Store} store */
export function mountPresets(parent, store) {
  /** @type {string[][]} */
  let presets = [];
  const dialog = mountDialog(parent, "Demos", { text: "Demos", "data-nnw": "presets", "data-nnw-control": "presets" }, () => presets.flatMap(([group, name, sentence], i) => [
    ...(group === presets[i - 1]?.[0] || i === 0 ? [] : [el("h3", { text: group })]),
    el("button", { className: "nnw-demo", type: "button", "data-nnw": `preset-${name}`, on: { click: () => {
      store.do("preset", name);
      dialog.close();
    } } }, [el("b", { text: name }), el("span", { className: "nnw-note", text: sentence })]),
  ]));
  return {
    /** @param {Picture} picture */
    update({ settings }) { presets = settings.presets ?? []; },
    destroy: dialog.destroy,
  };
}

/** @param {HTMLElement} parent @param {Store} store */
export function mountProgress(parent, store) {
  const bar = el("progress", { "data-nnw": "progress" });
  const text = el("span", { className: "nnw-number" });
  const stop = el("button", { type: "button", text: "Stop", "data-nnw": "stop", on: { click: () => store.do("stop") } });
  const box = el("div", { className: "nnw-group nnw-progress", role: "status", hidden: true }, [bar, text, stop]);
  parent.append(box);
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
    destroy() { box.remove(); },
  };
}
