/** A surface C(x, y): its contours, where the walks and the gradient lie in the plane of the inputs, the relief beside it, and who walks. */
import { contour } from "../lib/contours.js";
import { brief } from "../lib/descent_view.js";
import { formatWeight, parseNumber, spoken } from "../lib/format.js";
import { linear } from "../lib/scale.js";
import { levelsOf } from "../lib/surface.js";
import { createRelief } from "./descent_relief.js";
import { el, field, setAttr, setText } from "./dom.js";
import { svg } from "./svg.js";

/** @typedef {import("../lib/descent_view.js").DescentView} View */

const [SIZE, LEFT, FOOT, EDGE] = [360, 34, 30, 8];
const [GRID, ARROW, MOST] = [61, 46, 4];
const RULES = ["sgd", "momentum", "nesterov", "rmsprop", "adam"];
const USUAL = /** @type {Record<string, number>} */ ({ sgd: 0.01, momentum: 0.01, nesterov: 0.01, rmsprop: 0.01, adam: 0.1 });

/** @param {HTMLElement} parent @param {import("../lib/store.js").Store} store */
export function createSurface(parent, store) {
  const [levels, axes, ways, arrow] = [svg("path", { class: "nnw-levels" }), svg("g", { class: "nnw-axes" }), svg("g"), svg("path", { class: "nnw-gradient" })];
  const start = svg("circle", { class: "nnw-start", r: 8, role: "slider", tabindex: 0, "aria-label": "The start", "data-nnw": "start" });
  const picture = svg("svg", { class: "nnw-plan", viewBox: `0 0 ${SIZE} ${SIZE}`, role: "group", "aria-label": "Contours", "data-nnw": "plan" }, [levels, axes, ways, arrow, start]);
  const box = el("div", { className: "nnw-relief" });
  const relief = createRelief(box, store);
  const reading = el("p", { "data-nnw": "gradient" });
  const rows = el("tbody");
  const head = el("tr");
  const table = el("table", { "aria-label": "Race", "data-nnw": "race" }, [el("thead", {}, [head]), rows]);
  const joins = el("select", { "data-nnw": "join", on: { change: () => { if (joins.value) store.dial({ race: [...store.dials.race, [joins.value, USUAL[joins.value]]] }); joins.value = ""; } } }, ["", ...RULES].map((name) => el("option", { value: name, text: name || "add to the race …" })));
  parent.append(el("div", { className: "nnw-plans" }, [/** @type {any} */ (picture), box]), reading, el("div", { className: "nnw-scroll", tabindex: 0, role: "group", "aria-label": "Table of the race" }, [table]), field("Optimizer", joins));
  let [x, y] = [linear([0, 1], [LEFT, SIZE - EDGE]), linear([0, 1], [SIZE - FOOT, EDGE])];
  /** @type {any} */ let terrain = null;
  let [held, listed] = [false, ""];

  const move = (/** @type {number[]} */ point) => store.dial({ point: point.map((v, i) => Number(Math.min(Math.max(v, [x, y][i].domain[0]), [x, y][i].domain[1]).toPrecision(4))), steps: 0 });
  const at = (/** @type {PointerEvent} */ event) => {
    const where = picture.getBoundingClientRect();
    return [x.invert(((event.clientX - where.left) / where.width) * SIZE), y.invert(((event.clientY - where.top) / where.height) * SIZE)];
  };
  picture.addEventListener("pointerdown", (event) => { held = true; picture.setPointerCapture(event.pointerId); move(at(event)); });
  picture.addEventListener("pointermove", (event) => { if (held) move(at(event)); });
  for (const end of ["pointerup", "pointercancel"]) picture.addEventListener(end, () => { held = false; });
  start.addEventListener("keydown", (event) => {
    const way = /** @type {Record<string, [number, number]>} */ ({ ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] })[event.key];
    if (!way) return;
    event.preventDefault();
    const by = (x.domain[1] - x.domain[0]) * (event.shiftKey ? 0.1 : 0.01);
    move(store.dials.point.map((/** @type {number} */ v, /** @type {number} */ i) => v + by * way[i]));
  });

  /** @param {View} view */
  function ground({ terrain: now, about }) {
    const [[left, right], [bottom, top]] = about.over;
    x = linear([left, right], [LEFT, SIZE - EDGE]);
    y = linear([bottom, top], [SIZE - FOOT, EDGE]);
    const heights = Float64Array.from({ length: GRID * GRID }, (_, k) => now.cost([left + ((right - left) * Math.floor(k / GRID)) / (GRID - 1), bottom + ((top - bottom) * (k % GRID)) / (GRID - 1)]));
    const cell = [(SIZE - EDGE - LEFT) / (GRID - 1), (SIZE - FOOT - EDGE) / (GRID - 1)];
    let d = "";
    for (const level of levelsOf(heights)?.levels ?? []) {
      const pieces = contour(heights, GRID, level);
      for (let p = 0; p < pieces.length; p += 4) d += `M${(LEFT + pieces[p] * cell[0]).toFixed(1)} ${(SIZE - FOOT - pieces[p + 1] * cell[1]).toFixed(1)}L${(LEFT + pieces[p + 2] * cell[0]).toFixed(1)} ${(SIZE - FOOT - pieces[p + 3] * cell[1]).toFixed(1)}`;
    }
    levels.setAttribute("d", d);
    const plainly = (/** @type {number} */ t) => formatWeight(t, 1).replace(/\.0$/, "");
    axes.replaceChildren(
      ...x.ticks(5).map((t) => svg("text", { x: x(t), y: SIZE - FOOT + 15, "text-anchor": "middle" }, [plainly(t)])), ...y.ticks(5).map((t) => svg("text", { x: LEFT - 5, y: y(t) + 4, "text-anchor": "end" }, [plainly(t)])),
      svg("path", { d: `M${LEFT} ${EDGE}V${SIZE - FOOT}H${SIZE - EDGE}` }), svg("text", { x: SIZE - EDGE, y: SIZE - 2, "text-anchor": "end" }, [about.names[0]]), svg("text", { x: 2, y: EDGE + 6 }, [about.names[1]]),
    );
    relief.ground(heights, GRID, about);
  }

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
      return el("tr", {}, [el("td", {}, [svg("svg", { class: "nnw-key", viewBox: "0 0 30 10", "aria-hidden": "true" }, [svg("path", { class: "nnw-way", "data-way": i, d: "M1 5H29" })])]), el("th", { scope: "row", text: name }), el("td", {}, [typed]), ...Array.from({ length: 5 }, () => el("td")), el("td", {}, [leave])]);
    }));
    joins.disabled = race.length >= MOST;
  }

  return {
    /** @param {View} view @param {any} picture */
    update(view, { theme }) {
      const { dials, runners, slope, about, at: here } = view;
      if (view.terrain !== terrain) ground(view);
      terrain = view.terrain;
      const key = JSON.stringify([dials.race, view.name]);
      if (key !== listed) list(view);
      listed = key;
      const clip = (/** @type {number[]} */ [u, v]) => `${Math.min(Math.max(x(u), LEFT - 4), SIZE).toFixed(1)} ${Math.min(Math.max(y(v), -4), SIZE - FOOT + 4).toFixed(1)}`;
      ways.replaceChildren(...runners.flatMap(({ walk: { points } }, i) => [
        svg("path", { class: "nnw-way", "data-way": i, d: points.map((p, n) => `${n ? "L" : "M"}${clip(p)}`).join("") }),
        svg("circle", { class: "nnw-head", "data-way": i, r: 5, cx: clip(points[points.length - 1]).split(" ")[0], cy: clip(points[points.length - 1]).split(" ")[1] }),
      ]));
      const [u, v] = dials.point;
      setAttr(start, "cx", x(u));
      setAttr(start, "cy", y(v));
      setAttr(start, "aria-valuenow", u);
      setAttr(start, "aria-valuetext", `${about.names[0]} ${spoken(u)}, ${about.names[1]} ${spoken(v)}`);
      const size = Math.hypot(...slope);
      const [from, to] = [[x(here[0]), y(here[1])], [x(here[0]) - (ARROW * slope[0]) / (size || 1), y(here[1]) + (ARROW * slope[1]) / (size || 1)]];
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
