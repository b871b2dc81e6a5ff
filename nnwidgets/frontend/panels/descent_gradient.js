/** All weights: the gradient as a sorted list; one component chosen, nudged, and what the slope promises beside what the cost does. */
import { brief } from "../lib/descent_view.js";
import { formatCount, formatShare, formatWeight } from "../lib/format.js";
import { linear } from "../lib/scale.js";
import { el, field, setAttr, setText } from "./dom.js";
import { number } from "./knob.js";
import { svg } from "./svg.js";

const [W, H, LEFT, RIGHT, TOP, BOTTOM] = [420, 230, 58, 14, 14, 34];

/** @param {HTMLElement} parent @param {import("../lib/store.js").Store} store */
export function createGradient(parent, store) {
  const said = el("p", { className: "nnw-strong", "data-nnw": "gradient-words", role: "status", "aria-live": "polite" });
  const body = el("tbody");
  const head = el("tr", {}, ["parameter", "", "∂C/∂θ", "predicted ΔC", "measured ΔC"].map((text) => el("th", { scope: "col", text })));
  const box = el("div", { className: "nnw-scroll nnw-components", tabindex: 0, role: "group", "aria-label": "Components of the gradient, the largest first" }, [el("table", { "data-nnw": "components" }, [el("thead", {}, [head]), body])]);
  const note = el("p", { className: "nnw-note", "data-nnw": "gradient-note" });
  const slider = el("input", { type: "range", min: -3, max: 0.3, step: 0.05, "data-nnw": "h", on: { input: () => store.dial({ h: Number((Math.sign(store.dials.h) * 10 ** Number(slider.value)).toPrecision(2)) }) } });
  const typed = number("h-typed", (value) => Math.abs(value) >= 1e-6 && Math.abs(value) <= 10 && store.dial({ h: value }));
  typed.input.setAttribute("aria-label", "Nudge h, as a number");
  const other = el("button", { type: "button", "data-nnw": "turn-h", text: "up / down", title: "The other way", on: { click: () => store.dial({ h: -store.dials.h }) } });
  const push = el("button", { type: "button", "data-nnw": "nudge", text: "Nudge it", on: { click: () => store.do("nudge") } });
  const chart = svg("svg", { class: "nnw-along", viewBox: `0 0 ${W} ${H}`, role: "img", "data-nnw": "along" });
  const told = el("p", { "data-nnw": "nudge-words" });
  parent.append(said, el("div", { className: "nnw-two" }, [
    el("div", {}, [box, note]),
    el("div", { className: "nnw-side" }, [/** @type {any} */ (chart), told, el("div", { className: "nnw-eta" }, [field("Nudge h", slider), typed.input, other, push])]),
  ]));
  /** @type {any} */ let known = null;

  /** @param {any} facts */
  function list({ rows, one }) {
    const most = Math.max(...rows.map((/** @type {any[]} */ [, , slope]) => Math.abs(slope))) || 1;
    const focused = /** @type {HTMLElement | null} */ (document.activeElement)?.dataset.component;
    body.replaceChildren(...rows.map((/** @type {[number, string, number, number, number]} */ [k, name, slope, predicted, measured]) => el("tr", {}, [
      el("th", { scope: "row" }, [el("button", { type: "button", "data-component": k, "aria-pressed": String(k === one.k), text: name, on: { click: () => store.dial({ picked: k }) } })]),
      el("td", { className: "nnw-length" }, [el("i", { "data-sign": slope < 0 ? "negative" : "positive", style: `width: ${Math.max(1, Math.round((100 * Math.abs(slope)) / most))}%` })]),
      ...[slope, predicted, measured].map((v) => el("td", { className: "nnw-number", text: brief(v) })),
    ])));
    if (focused !== undefined) /** @type {HTMLElement | null} */ (body.querySelector(`[data-component="${focused}"]`))?.focus({ preventScroll: true });
  }

  /** The cost along the chosen parameter, its tangent, and where the nudge goes on both. @param {any} facts @param {number} h */
  function draw({ one, cost }, h) {
    const [low, high] = [Math.min(...one.costs), Math.max(...one.costs)];
    const room = (high - low || 1) * 0.08;
    const [x, y] = [linear([one.t[0], one.t[one.t.length - 1]], [LEFT, W - RIGHT]), linear([low - room, high + room], [H - BOTTOM, TOP])];
    const inside = (/** @type {number} */ c) => Math.min(Math.max(y(c), TOP - 6), H - BOTTOM + 6);
    const text = (/** @type {string} */ what, /** @type {number} */ at, /** @type {number} */ h0, /** @type {string} */ anchor) => svg("text", { x: at, y: h0, class: "nnw-tick", "text-anchor": anchor }, [what]);
    const curve = one.costs.map((/** @type {number} */ c, /** @type {number} */ i) => `${i ? "L" : "M"}${x(one.t[i]).toFixed(1)} ${y(c).toFixed(1)}`).join("");
    const [t0, t1] = [one.t[0], one.t[one.t.length - 1]].map((t) => (Math.abs(one.slope) < 1e-12 ? t : Math.min(Math.max((((t > 0) === (one.slope > 0) ? high : low) - cost) / one.slope, Math.min(t, 0)), Math.max(t, 0))));
    chart.replaceChildren(
      svg("path", { d: `M${LEFT} ${H - BOTTOM}H${W - RIGHT}M${x(0)} ${TOP}V${H - BOTTOM}`, class: "nnw-axis" }),
      svg("path", { d: curve, class: "nnw-curve" }),
      svg("line", { x1: x(t0), y1: y(cost + t0 * one.slope), x2: x(t1), y2: y(cost + t1 * one.slope), class: "nnw-tangent" }),
      svg("circle", { cx: x(0), cy: y(cost), r: 5, class: "nnw-ball" }),
      svg("path", { d: `M${x(h)} ${inside(cost + one.slope * h) - 6}l6 6l-6 6l-6 -6z`, class: "nnw-promised" }),
      svg("circle", { cx: x(h), cy: inside(cost + one.measured), r: 4.5, class: "nnw-found" }),
      text(brief(high), LEFT - 6, y(high) + 4, "end"), text(brief(low), LEFT - 6, y(low) + 4, "end"), text("C", LEFT - 6, TOP - 2, "end"),
      ...[t0 === t1 ? 0 : one.t[0], 0, one.t[one.t.length - 1]].map((t) => text(formatWeight(one.value + t, 2), x(t), H - BOTTOM + 15, "middle")),
      text(one.name, (LEFT + W - RIGHT) / 2, H - 4, "middle"),
    );
  }

  return {
    /** @param {any} view @param {any} picture */
    update({ dials }, { header }) {
      const facts = header.gradient;
      if (document.activeElement !== slider) slider.value = String(Math.log10(Math.abs(dials.h)));
      setAttr(slider, "aria-valuetext", String(dials.h));
      typed.update(dials.h);
      if (!facts || facts === known) return;
      known = facts;
      const { rows, one, n, share, examples, of } = facts;
      const [[, first, slope]] = rows;
      const times = Math.abs(slope / one.slope);
      setText(said, !slope ? "The gradient is 0: no parameter moves the cost." : one.k === rows[0][0] ? `The cost is most sensitive to ${first}. Choose another to compare.`
        : one.slope ? `The cost is ${brief(times)} times as sensitive to ${first} as to ${one.name}.` : `${one.name} does not move the cost at all here.`);
      list(facts);
      draw(facts, dials.h);
      const off = Math.abs(one.slope * dials.h - one.measured);
      setText(told, `${one.name} ${dials.h < 0 ? "down" : "up"} by ${brief(Math.abs(dials.h))}: the slope ${brief(one.slope)} promises ΔC = ${brief(one.slope * dials.h)}, and the cost changes by ${brief(one.measured)}; the promise is off by ${brief(off)}.`);
      setAttr(chart, "aria-label", `The cost against ${one.name}, with its tangent. ${told.textContent}`);
      const all = examples < of ? ` The cost is that of the first ${formatCount(examples)} of ${formatCount(of)} examples.` : "";
      setText(note, `${n > rows.length ? `The largest ${rows.length} of ${formatCount(n)} components; by themselves they have ${formatShare(share)} of the gradient's length. ` : ""}A positive one says: more of it costs more.${all}`);
    },
    destroy() {},
  };
}
