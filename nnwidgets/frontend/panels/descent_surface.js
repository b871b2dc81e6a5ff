/** A surface C(x, y): its contours, where the walks and the gradient lie in the plane of the inputs, the relief beside it, and who walks. */
import { brief } from "../lib/descent_view.js";
import { formatWeight, parseNumber } from "../lib/format.js";
import { createPlan, GRID, keyOf } from "./descent_plan.js";
import { createRelief } from "./descent_relief.js";
import { el, field, setText } from "./dom.js";
import { svg } from "./svg.js";

/** @typedef {import("../lib/descent_view.js").DescentView} View */

const [ARROW, MOST] = [46, 4];
const RULES = ["sgd", "momentum", "nesterov", "rmsprop", "adam"];
const USUAL = /** @type {Record<string, number>} */ ({ sgd: 0.01, momentum: 0.01, nesterov: 0.01, rmsprop: 0.01, adam: 0.1 });

/** @param {HTMLElement} parent @param {import("../lib/store.js").Store} store */
export function createSurface(parent, store) {
  const plan = createPlan("plan", (point) => store.dial({ point, steps: 0 }));
  const arrow = svg("path", { class: "nnw-gradient" });
  plan.over.append(arrow);
  const box = el("div", { className: "nnw-relief" });
  const relief = createRelief(box, store);
  const reading = el("p", { "data-nnw": "gradient" });
  const rows = el("tbody");
  const head = el("tr");
  const table = el("table", { "aria-label": "Race", "data-nnw": "race" }, [el("thead", {}, [head]), rows]);
  const joins = el("select", { "data-nnw": "join", on: { change: () => { if (joins.value) store.dial({ race: [...store.dials.race, [joins.value, USUAL[joins.value]]] }); joins.value = ""; } } }, ["", ...RULES].map((name) => el("option", { value: name, text: name || "add to the race …" })));
  parent.append(el("div", { className: "nnw-plans" }, [plan.picture, box]), reading, el("div", { className: "nnw-scroll", tabindex: 0, role: "group", "aria-label": "Table of the race" }, [table]), field("Optimizer", joins));
  let listed = "";

  /** The table of those who walk: made anew when somebody joins or leaves. @param {View} view */
  function list({ dials: { race }, about }) {
    head.replaceChildren(...["", "optimizer", "η", about.names[0], about.names[1], "C", "first below 10⁻⁶", "remembers", ""].map((text) => (text ? el("th", { scope: "col", text }) : el("td"))));
    rows.replaceChildren(...race.map((/** @type {[string, number]} */ [name, rate], /** @type {number} */ i) => {
      const typed = el("input", { type: "text", inputmode: "decimal", value: String(rate), "aria-label": `Rate of ${name}`, "data-rate": i, on: { change: () => {
        const value = parseNumber(typed.value);
        if (value && value > 0 && value <= 100) store.dial({ race: store.dials.race.map((/** @type {any} */ one, /** @type {number} */ n) => (n === i ? [one[0], value] : one)) });
        else typed.value = String(rate);
      } } });
      const leave = el("button", { type: "button", text: "×", "aria-label": `${name} leaves the race`, disabled: race.length === 1, "data-leave": i, on: { click: () => store.dial({ race: store.dials.race.filter((/** @type {any} */ _, /** @type {number} */ n) => n !== i) }) } });
      return el("tr", {}, [el("td", {}, [keyOf(i)]), el("th", { scope: "row", text: name }), el("td", {}, [typed]), ...Array.from({ length: 5 }, () => el("td")), el("td", {}, [leave])]);
    }));
    joins.disabled = race.length >= MOST;
  }

  return {
    /** @param {View} view @param {any} picture */
    update(view, { theme }) {
      const { dials, runners, slope, about, at: here } = view;
      const heights = plan.ground(view);
      if (heights) relief.ground(heights, GRID, about);
      const key = JSON.stringify([dials.race, view.name]);
      if (key !== listed) list(view);
      listed = key;
      plan.draw(runners, dials.point, about.names);
      const size = Math.hypot(...slope);
      const from = plan.place(here);
      const to = [from[0] - (ARROW * slope[0]) / (size || 1), from[1] + (ARROW * slope[1]) / (size || 1)];
      const tip = Math.atan2(to[1] - from[1], to[0] - from[0]);
      const barb = (/** @type {number} */ by) => `L${to[0] - 9 * Math.cos(tip + by)} ${to[1] - 9 * Math.sin(tip + by)}M${to[0]} ${to[1]}`;
      arrow.setAttribute("d", size > 1e-9 ? `M${from[0]} ${from[1]}L${to[0]} ${to[1]}${barb(0.5)}${barb(-0.5)}` : "");
      relief.draw(runners, dials.turned, theme);
      const [gx, gy] = slope.map(Math.abs);
      const ratio = Math.max(gx, gy) / Math.min(gx, gy);
      const more = !(size > 1e-12) ? "It is flat here." : Number.isFinite(ratio) && ratio < 1e6 ? `${about.names[gx >= gy ? 0 : 1]} matters ${formatWeight(ratio, ratio < 10 ? 2 : 0)} times as much here.` : `Only ${about.names[gx >= gy ? 0 : 1]} matters here.`;
      setText(reading, `∇C = (${slope.map(brief).join(", ")}), of length ${brief(size)}. ${more} The arrow shows −∇C: it lies in the plane of the inputs, across the line of equal height, and does not point to the lowest place.`);
      for (const [i, { walk: { points, costs, memory, diverged } }] of runners.entries()) {
        const cells = /** @type {HTMLElement[]} */ ([...(rows.children[i]?.children ?? [])]).slice(3, 8);
        const [p, below] = [points[points.length - 1], costs.findIndex((c) => c < 1e-6)];
        const kept = Object.entries(memory[memory.length - 1]).map(([letter, values]) => `${({ m_hat: "m̂", v_hat: "v̂" })[letter] ?? letter} ${values.map(brief).join(" ")}`);
        [formatWeight(p[0], 4), formatWeight(p[1], 4), diverged === null ? brief(costs[costs.length - 1]) : `diverged at ${diverged}`, below < 0 ? "–" : `step ${below}`, kept.join("; ") || "nothing"].forEach((text, n) => cells[n] && setText(cells[n], text));
      }
    },
    destroy() { relief.destroy(); },
  };
}
