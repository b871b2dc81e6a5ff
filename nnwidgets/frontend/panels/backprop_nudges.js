/** Nudge and chain rule: the tree of all that the cost depends on, the factors as cards, and the routes that add up. */
import { formatExact } from "../lib/format.js";
import { ratioOf, sumOf } from "../lib/nudges.js";
import { exactText } from "../lib/written.js";
import { createBuild } from "./backprop_build.js";
import { createCards } from "./backprop_cards.js";
import { createTree } from "./backprop_tree.js";
import { el, field, setAttr, setText } from "./dom.js";

/** @typedef {import("../lib/backprop_view.js").BackpropView} View */

const H = Array.from({ length: 25 }, (_, i) => Number((10 ** (-i / 2)).toPrecision(i % 2 ? 2 : 1)));

/** @param {HTMLElement} parent @param {import("../lib/store.js").Store} store @param {ReturnType<typeof import("./copying.js").createCopying>} copying @param {(text: string) => void} say */
export function createNudges(parent, store, copying, say) {
  const menu = el("select", { "data-nnw": "weight", on: { change: () => store.dial({ weight: Number(menu.value), off: [] }) } });
  const size = el("input", { type: "range", min: 0, max: H.length - 1, "data-nnw": "nudge", on: { input: () => store.dial({ h: H[Number(size.value)] }) } });
  const sizeText = el("span", { className: "nnw-number" });
  const kills = el("div", { className: "nnw-group", role: "group", "aria-label": "Kill a factor", "data-nnw": "kills" });
  const leaves = el("input", { type: "checkbox", "data-nnw": "leaves", on: { change: () => store.dial({ leaves: leaves.checked }) } });
  const ratio = el("p", { "data-nnw": "ratio", role: "status", "aria-live": "polite" });
  const routes = el("fieldset", { className: "nnw-routes", "data-nnw": "routes" });
  const total = el("p", { "data-nnw": "route-sum", role: "status", "aria-live": "polite" });
  parent.append(el("div", { className: "nnw-group" }, [field("Parameter", menu), field("nudge h", size, sizeText), el("label", {}, [leaves, " with what stays as it is"])]));
  const tree = createTree(parent, store, copying, say);
  parent.append(ratio, kills);
  const cards = createCards(parent, store, copying);
  const build = createBuild(parent, store);
  parent.append(routes, total);
  let [built, shown] = ["", ""];

  /** @param {View} view */
  function list({ theta, settings }) {
    menu.replaceChildren(...Array.from(theta, (_, k) => el("option", { value: k, text: store.name(k).numpy })).slice(0, 400));
    const chain = settings.preset === "chain" && theta.length === 2;
    kills.hidden = !chain;
    if (chain) kills.replaceChildren(
      el("button", { type: "button", "data-nnw": "kill-input", text: "aₚᵣₑᵥ near 0", on: { click: () => store.dial({ x: [0.01] }) } }),
      el("button", { type: "button", "data-nnw": "kill-slope", text: "saturated z", on: { click: () => store.put(1, 6) } }),
      el("button", { type: "button", "data-nnw": "kill-error", text: "a near y", on: { click: () => store.dial({ y: [Number(said.toFixed(2))] }) } }),
      el("button", { type: "button", "data-nnw": "kill-none", text: "as it was", on: { click: () => store.do("preset", "chain") } }),
    );
  }
  let said = 0;

  return {
    /** @param {View} view */
    update(view) {
      const { theta, weight, settings, dials, a } = view;
      said = a[a.length - 1][0];
      const key = `${settings.preset} ${settings.sizes}`;
      if (key !== built) list(view);
      built = key;
      if (document.activeElement !== menu) menu.value = String(weight);
      const at = H.reduce((best, h, i) => (Math.abs(Math.log(h / dials.h)) < Math.abs(Math.log(H[best] / dials.h)) ? i : best), 0);
      if (document.activeElement !== size) size.value = String(at);
      setText(sizeText, String(dials.h));
      setAttr(size, "aria-valuetext", String(dials.h));
      const { routes: all, off, sum, whole } = sumOf(view);
      const route = all?.find((_, i) => !off.has(i)) ?? all?.[0];
      build.update(view, route);
      tree.update(view, route?.units ?? [view.place.unit]);
      const { ratio: measured, derivative } = ratioOf(view, dials.h);
      leaves.checked = dials.leaves;
      const state = `${dials.turned} ${dials.build} ${key} ${weight} ${dials.h} ${dials.off} ${[...theta]} ${dials.x} ${dials.y}`;
      if (state === shown) return;
      shown = state;
      const focused = /** @type {HTMLElement | null} */ (document.activeElement)?.dataset.route;
      const many = (all?.length ?? 0) > 1;
      ratio.hidden = dials.build || dials.turned !== null; // it is the answer
      setText(ratio, `Measured: ΔC / h = ${formatExact(measured, 6)}. By the chain rule: ∂C/∂w = ${formatExact(derivative, 6)}.`);
      cards.update(route, { hidden: dials.build, many, turned: dials.turned, bars: [[many ? "sum of the routes" : "product", sum], ["measured ΔC / h", measured]] });
      routes.hidden = dials.build || !many;
      if (all && many) routes.replaceChildren(el("legend", { text: "Routes from this parameter to the cost: they add up" }), ...all.map(({ units, product }, i) => el("label", {}, [
        el("input", { type: "checkbox", "data-route": i, ...(off.has(i) ? {} : { checked: true }), on: { change: () => store.dial({ off: off.has(i) ? [...off].filter((one) => one !== i) : [...off, i] }) } }),
        ` through ${units.map((j) => j + 1).join(" → ")}: `, el("span", { className: "nnw-number", text: exactText(product) }),
      ])));
      if (focused !== undefined) /** @type {HTMLElement | null} */ (routes.querySelector(`[data-route="${focused}"]`))?.focus();
      total.hidden = dials.build || !many;
      setText(total, off.size ? `Without the route${off.size > 1 ? "s" : ""} left out: ${exactText(sum)}. Wrong: the derivative is ${exactText(whole)}.` : `All routes together: ${exactText(sum)}, the derivative.`);
      setAttr(total, "data-wrong", off.size > 0);
    },
  };
}
