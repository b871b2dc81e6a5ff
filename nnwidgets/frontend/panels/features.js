/** What the network is given: columns and features of them, each a switch; the weights of those that stay are kept. */
import { el, setAttr } from "./dom.js";

/** @typedef {import("./host.js").Picture} Picture */

/** @param {HTMLElement} parent @param {import("../lib/store.js").Store} store */
export function mountFeatures(parent, store) {
  const switches = el("div", { className: "nnw-features", role: "group", "aria-label": "Inputs of the network" });
  const box = el("div", { className: "nnw-field" }, [el("h3", { text: "Inputs" }), switches]);
  parent.append(box);
  /** @type {string[]} */ let on = [];
  let built = "";

  /** @param {string} name @param {string[]} menu */
  function turn(name, menu) {
    const wanted = on.includes(name) ? on.filter((one) => one !== name) : menu.filter((one) => one === name || on.includes(one));
    if (wanted.length) store.do("features", wanted);
  }

  return {
    /** @param {Picture} picture */
    update({ settings: { features } }) {
      const menu = features?.menu ?? [];
      on = features?.on ?? [];
      box.hidden = menu.length < 2;
      if (menu.join("\n") !== built) {
        built = menu.join("\n");
        switches.replaceChildren(...menu.map((name) => el("button", { type: "button", className: "nnw-toggle", "data-nnw": `feature-${name}`, text: name, on: { click: () => turn(name, menu) } })));
      }
      [...switches.children].forEach((button, i) => {
        setAttr(button, "aria-pressed", on.includes(menu[i]));
        setAttr(button, "aria-disabled", on.length === 1 && on[0] === menu[i]);
      });
    },
    destroy() { box.remove(); },
  };
}
