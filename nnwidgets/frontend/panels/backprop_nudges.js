/** Nudge and chain rule: a number line for every quantity on the way, the factors as cards, and the routes that add up. */
import { formatDigits, formatExact } from "../lib/format.js";
import { linesOf, ratioOf, sumOf } from "../lib/nudges.js";
import { exactText } from "../lib/written.js";
import { createBuild } from "./backprop_build.js";
import { el, field, setAttr, setText } from "./dom.js";
import { svg } from "./svg.js";

/** @typedef {import("../lib/backprop_view.js").BackpropView} View */

const [SMALL, WIDE] = [0.05, 240]; // a factor below it kills the product; units of a number line
const H = Array.from({ length: 25 }, (_, i) => Number((10 ** (-i / 2)).toPrecision(i % 2 ? 2 : 1)));

/** @param {HTMLElement} parent @param {import("../lib/store.js").Store} store @param {ReturnType<typeof import("./copying.js").createCopying>} copying */
export function createNudges(parent, store, copying) {
  const menu = el("select", { "data-nnw": "weight", on: { change: () => store.dial({ weight: Number(menu.value), off: [] }) } });
  const value = el("input", { type: "range", min: -5, max: 5, step: 0.01, "data-nnw": "weight-value", on: {
    input: () => store.put(now, Number(value.value)),
  } });
  const valueText = el("span", { className: "nnw-number" });
  const size = el("input", { type: "range", min: 0, max: H.length - 1, "data-nnw": "nudge", on: { input: () => store.dial({ h: H[Number(size.value)] }) } });
  const sizeText = el("span", { className: "nnw-number" });
  const kills = el("div", { className: "nnw-group", role: "group", "aria-label": "Kill a factor", "data-nnw": "kills" });
  const lines = el("table", { className: "nnw-lines", "data-nnw": "lines", "aria-label": "Number lines" });
  const leaves = el("input", { type: "checkbox", "data-nnw": "leaves", on: { change: () => store.dial({ leaves: leaves.checked }) } });
  const ratio = el("p", { "data-nnw": "ratio", role: "status", "aria-live": "polite" });
  const cards = el("div", { className: "nnw-cards", "data-nnw": "cards", role: "group", "aria-label": "Factors" });
  const routes = el("fieldset", { className: "nnw-routes", "data-nnw": "routes" });
  const total = el("p", { "data-nnw": "route-sum", role: "status", "aria-live": "polite" });
  parent.append(el("div", { className: "nnw-group" }, [field("Parameter", menu), field("its value", value, valueText), field("nudge h", size, sizeText)]), lines, el("label", {}, [leaves, " with what stays as it is"]), ratio, kills);
  const build = createBuild(parent, store);
  parent.append(cards, routes, total);
  let [now, built, shown] = [0, "", ""];

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

  /** @param {import("../lib/nudges.js").Line} line */
  function drawn({ name, numpy, over: [lo, hi], before, after, formula, depth }) {
    const x = (/** @type {number} */ v) => 6 + ((Math.min(Math.max(v, lo), hi) - lo) / (hi - lo)) * (WIDE - 12);
    const picture = svg("svg", { viewBox: `0 0 ${WIDE} 26`, class: "nnw-line-svg", "aria-hidden": "true" }, [
      svg("line", { x1: 6, x2: WIDE - 6, y1: 13, y2: 13, class: "nnw-axis" }),
      ...[lo, 0, hi].filter((t) => t >= lo && t <= hi).map((t) => svg("line", { x1: x(t), x2: x(t), y1: 9, y2: 17, class: "nnw-axis" })),
      svg("line", { x1: x(before), x2: x(after), y1: 13, y2: 13, class: "nnw-moved" }),
      svg("circle", { cx: x(after), cy: 13, r: 5, class: "nnw-dot-after" }), svg("circle", { cx: x(before), cy: 13, r: 5, class: "nnw-dot" }),
    ]);
    return el("tr", { ...(formula === "stays" ? { "data-leaf": "true" } : {}) }, [el("th", { scope: "row", title: numpy, style: `--nnw-depth: ${depth}` }, [...(depth ? [el("span", { className: "nnw-branch", text: "╭ ", "aria-hidden": "true" })] : []), name, el("span", { className: "nnw-formula", text: formula })]), el("td", { className: "nnw-line-cell" }, [picture]),
      el("td", {}, [copying.number({ numpy, latex: name, value: exactText(before) })]), el("td", { text: after === before ? "0" : `${after - before < 0 ? "" : "+"}${formatDigits(after - before)}` })]);
  }

  return {
    /** @param {View} view */
    update(view) {
      const { theta, weight, settings, dials, a } = view;
      now = weight;
      said = a[a.length - 1][0];
      const key = `${settings.preset} ${settings.sizes}`;
      if (key !== built) list(view);
      built = key;
      if (document.activeElement !== menu) menu.value = String(weight);
      if (document.activeElement !== value || value.value !== String(theta[weight])) value.value = String(theta[weight]);
      setText(valueText, exactText(theta[weight]));
      const at = H.reduce((best, h, i) => (Math.abs(Math.log(h / dials.h)) < Math.abs(Math.log(H[best] / dials.h)) ? i : best), 0);
      if (document.activeElement !== size) size.value = String(at);
      setText(sizeText, String(dials.h));
      setAttr(size, "aria-valuetext", String(dials.h));
      const { routes: all, off, sum, whole } = sumOf(view);
      const route = all?.find((_, i) => !off.has(i)) ?? all?.[0];
      build.update(view, route);
      const { ratio: measured, derivative } = ratioOf(view, dials.h);
      leaves.checked = dials.leaves;
      const state = `${dials.leaves} ${dials.build} ${key} ${weight} ${dials.h} ${dials.off} ${[...theta]} ${dials.x} ${dials.y}`;
      if (state === shown) return;
      shown = state;
      const focused = /** @type {HTMLElement | null} */ (document.activeElement)?.dataset.route;
      ratio.hidden = cards.hidden = dials.build; // they are the answer
      lines.replaceChildren(el("thead", {}, [el("tr", {}, ["quantity", "number line", "now", "moves by"].map((text) => el("th", { scope: "col", text })))]), el("tbody", {}, linesOf(view, dials.h, route?.units ?? [view.place.unit]).filter(({ formula }) => dials.leaves || formula !== "stays").map(drawn)));
      setText(ratio, `Measured: ΔC / h = ${formatExact(measured, 6)}. By the chain rule: ∂C/∂w = ${formatExact(derivative, 6)}.`);
      cards.replaceChildren(...(route ? route.factors.flatMap(({ of, value: v, numpy, latex }, i) => [
        ...(i ? [el("span", { className: "nnw-sign", text: "·", "aria-hidden": true })] : []),
        el("div", { className: "nnw-card", "data-kills": String(Math.abs(v) < SMALL) }, [el("span", { className: "nnw-what", text: of }), copying.number({ numpy, latex, value: exactText(v) }), el("span", { className: "nnw-why", text: Math.abs(v) < SMALL ? "kills the product" : "" })]),
      ]) : []), ...(route ? [el("span", { className: "nnw-sign", text: "=" }), el("div", { className: "nnw-card nnw-product" }, [el("span", { className: "nnw-what", text: all && all.length > 1 ? "this route" : "∂C/∂w" }), el("span", { className: "nnw-number", "data-nnw": "product", text: exactText(route.product) })])] : []));
      routes.hidden = dials.build || !all || all.length < 2;
      if (all && all.length > 1) routes.replaceChildren(el("legend", { text: "Routes from this parameter to the cost: they add up" }), ...all.map(({ units, product }, i) => el("label", {}, [
        el("input", { type: "checkbox", "data-route": i, ...(off.has(i) ? {} : { checked: true }), on: { change: () => store.dial({ off: off.has(i) ? [...off].filter((one) => one !== i) : [...off, i] }) } }),
        ` through ${units.map((j, n) => `${n ? "" : ""}${j + 1}`).join(" → ")}: `, el("span", { className: "nnw-number", text: exactText(product) }),
      ])));
      if (focused !== undefined) /** @type {HTMLElement | null} */ (routes.querySelector(`[data-route="${focused}"]`))?.focus();
      total.hidden = dials.build || !all || all.length < 2;
      setText(total, off.size ? `Without the route${off.size > 1 ? "s" : ""} left out: ${exactText(sum)}. Wrong: the derivative is ${exactText(whole)}.` : `All routes together: ${exactText(sum)}, the derivative.`);
      setAttr(total, "data-wrong", off.size > 0);
    },
  };
}
