/** Demos by name, each with its sentence. */
import { el } from "./dom.js";

/** @param {HTMLElement} body of a dialog @param {import("../lib/store.js").Store} store @param {() => void} close */
export function mountPresets(body, store, close) {
  let known = "";
  return {
    /** @param {import("./host.js").Picture} picture */
    update({ settings: { presets = [] } }) {
      const key = presets.join();
      if (key === known) return;
      known = key;
      body.replaceChildren(...presets.flatMap(([group, name, sentence], i) => [
        ...(group === presets[i - 1]?.[0] || i === 0 ? [] : [el("h3", { text: group })]),
        el("button", { className: "nnw-demo", type: "button", "data-nnw": `preset-${name}`, on: { click: () => {
          store.do("preset", name);
          close();
        } } }, [el("b", { text: name }), el("span", { className: "nnw-note", text: sentence })]),
      ]));
    },
  };
}
