/** A curve C(w) with its balls: to be dragged, dropped and let go; tangent and next step of the first; the data of a line fit beside it. */
import { brief } from "../lib/descent_view.js";
import { formatWeight, spoken } from "../lib/format.js";
import { linear } from "../lib/scale.js";
import { POINTS } from "../lib/terrains.js";
import { el, keepTouch, setAttr } from "./dom.js";
import { svg } from "./svg.js";

/** @typedef {import("../lib/descent_view.js").DescentView} View */

const [WIDE, HIGH, LEFT, RIGHT, TOP, FOOT] = [620, 330, 44, 12, 12, 34];
const [SIDE, ROWS, LENGTHS] = [200, 11, 8];
const SHAPES = ["M-6 0a6 6 0 1 0 12 0a6 6 0 1 0 -12 0", "M-5.5 -5.5h11v11h-11z", "M0 -7L6.5 5h-13z"]; // of a ball, by its valley

/** @param {HTMLElement} parent @param {import("../lib/store.js").Store} store */
export function createCurve(parent, store) {
  const [axes, line, trails, balls, marks] = [svg("g", { class: "nnw-axes" }), svg("path", { class: "nnw-curve" }), svg("g"), svg("g"), svg("g")];
  const picture = svg("svg", { class: "nnw-hill", viewBox: `0 0 ${WIDE} ${HIGH}`, role: "group", "aria-label": "Curve", "data-nnw": "hill" }, [axes, line, trails, marks, balls]);
  const data = svg("svg", { class: "nnw-fit", viewBox: `0 0 ${SIDE} ${SIDE}`, role: "img", "data-nnw": "fit" });
  const rows = el("tbody");
  const table = el("table", { "aria-label": "Balls", "data-nnw": "balls" }, [el("thead", {}, [el("tr", {}, ["ball", "start", "w now", "C", "slope", "next step", "valley"].map((text) => el("th", { scope: "col", text })))]), rows]);
  const lengths = el("p", { className: "nnw-note", "data-nnw": "lengths" });
  parent.append(el("div", { className: "nnw-two" }, [el("div", {}, [/** @type {any} */ (picture), el("p", { className: "nnw-note", text: "Drag a ball, or press on the picture to drop another. Arrow keys move the ball that has the focus." })]), el("div", { className: "nnw-side" }, [/** @type {any} */ (data), el("div", { className: "nnw-scroll", tabindex: 0, role: "group", "aria-label": "Table of the balls" }, [table]), lengths])]));
  let [x, y] = [linear([0, 1], [LEFT, WIDE - RIGHT]), linear([0, 1], [HIGH - FOOT, TOP])];
  let held = -1;
  /** @type {{balls: number[], steps: number} | null} */ let before = null; // a finger that turns out to scroll gives it back
  let drawn = "";

  const at = (/** @type {PointerEvent} */ event) => {
    const box = picture.getBoundingClientRect();
    return Number(x.invert(((event.clientX - box.left) / box.width) * WIDE).toFixed(2));
  };
  /** @param {number} i @param {number} w */
  function move(i, w) {
    const [low, high] = x.domain;
    const to = Math.min(Math.max(w, low), high);
    store.dial({ balls: store.dials.balls.map((/** @type {number} */ old, /** @type {number} */ n) => (n === i ? to : old)), steps: 0, ...(store.dials.hidden ? { seen: [...store.dials.seen, to].slice(-200) } : {}) });
  }
  picture.addEventListener("pointerdown", (event) => {
    const ball = /** @type {Element} */ (event.target).closest("[data-ball]");
    before = { balls: store.dials.balls, steps: store.dials.steps };
    held = ball ? Number(ball.getAttribute("data-ball")) : store.dials.balls.length;
    if (!ball && held >= 24) return void (held = -1);
    if (!ball) store.dial({ balls: [...store.dials.balls, at(event)], steps: 0 });
    else if (store.dials.steps) move(held, at(event));
    picture.setPointerCapture(event.pointerId);
  });
  picture.addEventListener("pointermove", (event) => { if (held >= 0) move(held, at(event)); });
  picture.addEventListener("pointerup", () => { held = -1; });
  picture.addEventListener("pointercancel", () => {
    if (held >= 0 && before) store.dial(before);
    held = -1;
  });
  picture.addEventListener("keydown", (event) => {
    const i = Number(/** @type {Element} */ (event.target).getAttribute("data-ball") ?? -1);
    const way = /** @type {Record<string, number>} */ ({ ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 })[event.key];
    if (i < 0 || !way) return;
    event.preventDefault();
    move(i, Number((store.dials.balls[i] + way * (event.shiftKey ? 0.5 : 0.05)).toFixed(4)));
  });

  /** @param {View} view */
  function ground({ terrain, about, name, dials: { hidden, seen } }) {
    const [low, high] = about.over[0];
    const heights = Array.from({ length: 241 }, (_, i) => /** @type {[number, number]} */ ([low + ((high - low) * i) / 240, 0])).map(([w]) => [w, terrain.cost([w])]);
    const top = name === "3b1b" ? 9 : Math.max(...heights.map(([, c]) => c));
    x = linear([low, high], [LEFT, WIDE - RIGHT]);
    y = linear([Math.min(0, ...heights.map(([, c]) => c)), top * 1.05], [HIGH - FOOT, TOP]);
    axes.replaceChildren(
      ...y.ticks(5).flatMap((t) => [svg("path", { d: `M${LEFT} ${y(t)}H${WIDE - RIGHT}` }), svg("text", { x: LEFT - 6, y: y(t) + 4, "text-anchor": "end" }, [formatWeight(t, 1).replace(/\.0$/, "")])]),
      ...x.ticks(8).map((t) => svg("text", { x: x(t), y: HIGH - FOOT + 17, "text-anchor": "middle" }, [formatWeight(t, 1).replace(/\.0$/, "")])),
      svg("text", { x: WIDE - RIGHT, y: HIGH - 3, "text-anchor": "end" }, ["w"]), svg("text", { x: 4, y: TOP + 4 }, ["C"]),
    );
    const shown = heights.filter(([, c]) => c <= top * 1.2);
    line.setAttribute("d", hidden ? seen.map((/** @type {number} */ w) => `M${x(w) - 2.5} ${y(terrain.cost([w]))}h5`).join("") : `M${shown.map(([w, c]) => `${x(w).toFixed(1)} ${y(c).toFixed(1)}`).join("L")}`);
    setAttr(line, "data-seen", hidden);
  }

  /** @param {View} view */
  function fit({ name, at: [w] }) {
    data.style.display = name === "line" ? "" : "none";
    if (name !== "line") return;
    const [across, up] = [linear([0, 3.6], [24, SIDE - 6]), linear([-3, 14], [SIDE - 18, 6])];
    const says = (/** @type {number} */ v) => Math.max(-3, Math.min(14, w * v));
    setAttr(data, "aria-label", `The line y = ${formatWeight(w)} x and three points`);
    data.replaceChildren(
      svg("path", { class: "nnw-axis", d: `M${across(0)} 6V${SIDE - 18}M24 ${up(0)}H${SIDE - 6}` }), svg("path", { class: "nnw-curve", d: `M${across(0)} ${up(0)}L${across(3.6)} ${up(w * 3.6)}` }),
      ...POINTS.flatMap(([px, py]) => [svg("path", { class: "nnw-miss", d: `M${across(px)} ${up(py)}V${up(says(px))}` }), svg("circle", { class: "nnw-point", cx: across(px), cy: up(py), r: 4 })]),
      svg("text", { x: 28, y: 14 }, [`y = ${formatWeight(w)} x`]),
    );
  }

  return {
    /** @param {View} view */
    update(view) {
      const { dials, runners, slope, at: [here], cost } = view;
      const key = `${view.name} ${dials.hidden} ${dials.seen}`;
      if (key !== drawn) ground(view);
      drawn = key;
      const inside = (/** @type {number} */ v) => Math.min(Math.max(v, x.domain[0]), x.domain[1]);
      const high = (/** @type {number} */ c) => y(Math.min(c, y.domain[1]));
      const focus = document.activeElement?.getAttribute("data-ball");
      trails.replaceChildren(...runners.map(({ walk: { points, costs } }) => svg("path", { class: "nnw-trail", d: points.map(([w], i) => `${i ? "L" : "M"}${x(inside(w)).toFixed(1)} ${high(costs[i]).toFixed(1)}`).join("") })),
        ...runners.slice(0, 1).flatMap(({ walk: { points, costs } }) => points.slice(-60, -1).map(([w], i, all) => svg("circle", { class: "nnw-was", cx: x(inside(w)), cy: high(costs[costs.length - 1 - all.length + i]), r: 2.5 }))));
      balls.replaceChildren(...runners.map(({ walk: { points, costs, slopes, diverged }, label, valley }, i) => {
        const [w] = points[points.length - 1];
        const ball = svg("g", {
          class: "nnw-ball", transform: `translate(${x(inside(w)).toFixed(1)} ${high(costs[costs.length - 1]).toFixed(1)})`, "data-valley": valley, "data-ball": i, "data-gone": String(diverged !== null),
          role: "slider", tabindex: 0, "aria-label": label, "aria-valuemin": x.domain[0], "aria-valuemax": x.domain[1], "aria-valuenow": w, "aria-valuetext": `w ${spoken(w)}, C ${spoken(costs[costs.length - 1])}, slope ${spoken(slopes[slopes.length - 1][0])}`,
        }, [svg("circle", { r: 18 }), svg("path", { d: SHAPES[Math.max(valley, 0) % 3] })]); // as wide as a finger
        keepTouch(ball);
        return ball;
      }));
      if (focus !== null && focus !== undefined) /** @type {SVGElement | null} */ (balls.querySelector(`[data-ball="${focus}"]`))?.focus();
      const step = -dials.eta * (dials.constant ? Math.sign(slope[0]) : slope[0]);
      const reach = (x.domain[1] - x.domain[0]) / 10;
      marks.replaceChildren(...(Math.abs(here) > 1e3 || dials.hidden ? [] : [
        svg("path", { class: "nnw-tangent", d: `M${x(here - reach)} ${y(cost - reach * slope[0])}L${x(here + reach)} ${y(cost + reach * slope[0])}` }),
        svg("path", { class: "nnw-next", d: `M${x(here)} ${HIGH - FOOT - 4}H${x(inside(here + step))}`, "marker-end": "none" }),
        svg("circle", { class: "nnw-next-end", cx: x(inside(here + step)), cy: HIGH - FOOT - 4, r: 3.5 }),
      ]));
      rows.replaceChildren(...runners.slice(0, ROWS).map(({ walk: { points, costs, slopes, diverged }, valley }, i) => {
        const [w, g] = [points[points.length - 1][0], slopes[slopes.length - 1][0]];
        const cells = [formatWeight(dials.balls[i]), formatWeight(w, 4), formatWeight(costs[costs.length - 1], 4), formatWeight(g, 3), diverged === null ? brief(-dials.eta * (dials.constant ? Math.sign(g) : g)) : "diverged", valley < 0 ? "–" : `${"●■▲"[valley % 3]} ${valley + 1}`];
        return el("tr", {}, [el("th", { scope: "row", text: String(i + 1) }), ...cells.map((text) => el("td", { text }))]);
      }));
      const steps = runners[0].walk.points.map(([w], i, all) => (i ? Math.abs(w - all[i - 1][0]) : 0)).slice(1);
      lengths.textContent = steps.length ? `Lengths of the last steps of ball 1: ${steps.slice(-LENGTHS).map(brief).join(", ")}` : "Press Step: the next step is −η times the slope.";
      fit(view);
    },
    destroy() {},
  };
}
