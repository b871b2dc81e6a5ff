/** The factors of one route as cards, to be turned one by one, and their product beside what was measured. */
import { exactText } from "../lib/written.js";
import { el, setText } from "./dom.js";

const SMALL = 0.05; // a factor below it kills the product

/** @param {HTMLElement} parent @param {import("../lib/store.js").Store} store @param {ReturnType<typeof import("./copying.js").createCopying>} copying */
export function createCards(parent, store, copying) {
  const cover = el("button", { type: "button", "data-nnw": "cover", on: { click: () => store.dial({ turned: store.dials.turned ? null : [] }) } });
  const cards = el("div", { className: "nnw-cards", "data-nnw": "cards", role: "group", "aria-label": "Factors" });
  const bars = el("div", { className: "nnw-bars", "data-nnw": "bars", role: "img" });
  const box = el("div", { className: "nnw-view" }, [el("div", { className: "nnw-group" }, [el("h3", { text: "The chain rule: slopes along the way, multiplied" }), cover]), cards, bars]);
  parent.append(box);

  /** @param {import("../lib/routes.js").Factor} factor @param {number} i @param {number[] | null} turned */
  function card({ of, value, numpy, latex }, i, turned) {
    const small = Math.abs(value) < SMALL;
    if (turned && !turned.includes(i)) return el("button", { type: "button", className: "nnw-card nnw-covered", "data-card": i, "aria-label": `${of}: turn this card`, on: { click: () => store.dial({ turned: [...turned, i] }) } }, [el("span", { className: "nnw-what", text: of }), el("span", { text: "?" })]);
    return el("div", { className: "nnw-card", "data-kills": String(small) }, [el("span", { className: "nnw-what", text: of }), copying.number({ numpy, latex, value: exactText(value) }), el("span", { className: "nnw-why", text: small ? "kills the product" : "" })]);
  }

  /** @param {[string, number][]} values */
  function draw(values) {
    const most = Math.max(...values.map(([, v]) => Math.abs(v))) || 1;
    bars.setAttribute("aria-label", values.map(([name, v]) => `${name}: ${exactText(v)}`).join("; "));
    bars.replaceChildren(...values.flatMap(([name, v]) => [
      el("span", { className: "nnw-what", text: name }), el("span", { className: "nnw-length" }, [el("i", { "data-sign": v < 0 ? "negative" : "positive", style: `width: ${((100 * Math.abs(v)) / most).toFixed(2)}%` })]), el("span", { className: "nnw-number", text: exactText(v) }),
    ]));
  }

  return {
    /** @param {import("../lib/routes.js").Route | undefined} route @param {{hidden: boolean, many: boolean, turned: number[] | null, bars: [string, number][]}} how */
    update(route, { hidden, many, turned, bars: values }) {
      box.hidden = hidden || !route;
      if (!route || hidden) return;
      const all = !turned || route.factors.every((_, i) => turned.includes(i));
      setText(cover, turned ? "Show all cards" : "Cover the cards");
      const focused = /** @type {HTMLElement | null} */ (document.activeElement)?.dataset.card;
      cards.replaceChildren(
        ...route.factors.flatMap((factor, i) => [...(i ? [el("span", { className: "nnw-sign", text: "·", "aria-hidden": true })] : []), card(factor, i, turned)]),
        el("span", { className: "nnw-sign", text: "=" }),
        el("div", { className: "nnw-card nnw-product" }, [el("span", { className: "nnw-what", text: many ? "this route" : "∂C/∂w" }), el("span", { className: "nnw-number", "data-nnw": "product", text: all ? exactText(route.product) : "?" })]),
      );
      if (focused !== undefined) /** @type {HTMLElement | null} */ (cards.querySelector("[data-card]") ?? cover)?.focus();
      bars.hidden = !all;
      draw(values);
    },
  };
}
