/** The functions above, their slopes below, over one z axis; a tangent to each, where each is flat, and where the network's own z lie. */
import { readable } from "../lib/activation_view.js";
import { curvePath, flatZones, span, spread, tangent } from "../lib/curves.js";
import { formatShort, formatWeight, spoken } from "../lib/format.js";
import { linear } from "../lib/scale.js";
import { noMenu, setAttr, uniqueId } from "./dom.js";
import { svg } from "./svg.js";

/** @typedef {import("../lib/activation_view.js").ActivationView} ActivationView */
/** @typedef {import("../lib/activation_view.js").Shown} Shown */
/** @typedef {import("../lib/scale.js").Scale} Scale */

const [LEFT, F_TOP, F_HIGH, GAP, D_HIGH, AXIS, STRIP, BARS] = [40, 22, 236, 34, 122, 30, 17, 44];
const [ROOM, LETTER] = [78, 7.6]; // pixels beside the charts, for names: at least, and of a letter
const TANGENT = 110; // pixels
const KEYS = /** @type {Record<string, number>} */ ({ ArrowLeft: -0.1, ArrowDown: -0.1, ArrowRight: 0.1, ArrowUp: 0.1, PageDown: -1, PageUp: 1 });

/** @param {HTMLElement} parent @param {import("../lib/store.js").Store} store */
export function createCurves(parent, store) {
  const [above, below, hatch] = ["above", "below", "hatch"].map((name) => uniqueId(name)); // what a chart shows, and how flatness looks
  const still = svg("g", { "aria-hidden": "true" });
  const moving = svg("g", { "aria-hidden": "true" });
  const handle = svg("g", { class: "nnw-handle", role: "slider", tabindex: 0, "data-nnw": "z" }, [svg("circle", { r: 7 })]);
  const picture = svg("svg", { class: "nnw-curves", role: "group", "aria-label": "Curves of the functions and of their slopes", "data-nnw": "curves" }, [still, moving, handle]);
  parent.append(/** @type {any} */ (picture));
  const owner = new AbortController();
  const { signal } = owner;
  /** @type {ActivationView | null} */ let view = null;
  /** @type {any} */ let theme = null;
  let [width, built, held, from] = [0, "", false, 0];
  let [x, yf, yd] = [linear([0, 1], [0, 1]), linear([0, 1], [0, 1]), linear([0, 1], [0, 1])];
  const observer = new ResizeObserver(() => {
    width = parent.clientWidth;
    draw();
  });
  observer.observe(parent);

  const put = (/** @type {number} */ z) => store.dial({ z: Number(z.toFixed(2)) + 0 });
  /** @param {any} event */
  const follow = (event) => {
    const box = picture.getBoundingClientRect();
    const reach = view?.dials.reach ?? 1;
    put(Math.min(Math.max(x.invert(event.clientX - box.left), -Math.max(reach, view?.reach ?? 1)), Math.max(reach, view?.reach ?? 1)));
  };
  picture.addEventListener("pointerdown", (event) => {
    [held, from] = [true, store.dials.z];
    picture.setPointerCapture(/** @type {PointerEvent} */ (event).pointerId);
    /** @type {any} */ (handle).focus({ preventScroll: true });
    event.preventDefault();
    follow(event);
  }, { signal });
  noMenu(picture, signal);
  picture.addEventListener("pointermove", (event) => held && follow(event), { signal });
  for (const end of ["pointerup", "pointercancel"]) picture.addEventListener(end, () => {
    if (held && end === "pointercancel") store.dial({ z: from }); // a finger that turns out to scroll has moved nothing
    held = false;
  }, { signal });
  handle.addEventListener("keydown", (event) => {
    const { key, shiftKey } = /** @type {KeyboardEvent} */ (event);
    if (!view || !(Object.hasOwn(KEYS, key) || key === "Home" || key === "End")) return;
    event.preventDefault();
    if (key === "Home" || key === "End") put(key === "Home" ? -view.reach : view.reach);
    else put(store.dials.z + KEYS[key] * (shiftKey ? 10 : 1));
  }, { signal });

  const text = (/** @type {number} */ at, /** @type {number} */ y, /** @type {string} */ words, attributes = {}) => svg("text", { x: at, y, ...attributes }, [words]);

  /** All that stays while z moves. @param {ActivationView} now */
  function build({ shown, reach, flat, dials, pushed, known, facts }) {
    const room = Math.max(ROOM, 10 + LETTER * Math.max(...shown.map(({ label }) => label.length)));
    const [right, dTop] = [width - room, F_TOP + F_HIGH + GAP];
    const [axis, strips] = [dTop + D_HIGH, dTop + D_HIGH + AXIS];
    const bars = strips + STRIP * shown.length + 14;
    const height = dials.network ? bars + BARS + 20 : strips + STRIP * shown.length + 24;
    setAttr(picture, "viewBox", `0 0 ${width} ${height}`);
    setAttr(picture, "style", `height: ${height}px`);
    x = linear([-reach, reach], [LEFT, right]);
    yf = linear(span(shown.map(({ act }) => act.f), reach), [F_TOP + F_HIGH, F_TOP]);
    yd = linear(span(shown.map(({ act }) => act.df), reach, [-0.6, 1.4]), [axis, dTop]);
    const area = (/** @type {number} */ y, /** @type {number} */ h) => svg("rect", { x: LEFT, y, width: right - LEFT, height: h });
    const grid = [...chart(yf, F_TOP, F_HIGH, right), ...chart(yd, dTop, D_HIGH, right)];
    const zone = facts[dials.activation];
    const shade = zone?.steepest == null ? [] : flatZones(known(dials.activation).df, zone.steepest, flat, reach).flatMap(([a, b]) => [[F_TOP, F_HIGH], [dTop, D_HIGH]].map(([y, h]) => svg("rect", { class: "nnw-zone", fill: `url(#${hatch})`, x: x(a), y, width: x(b) - x(a), height: h })));
    const curve = (/** @type {Shown} */ one, /** @type {(z: number) => number} */ f, /** @type {Scale} */ y) => svg("path", { class: "nnw-curve", d: curvePath(f, reach, x, y), stroke: one.color, "stroke-dasharray": one.dash, "data-name": one.name });
    const ends = spread(shown.map(({ act }) => yf(act.f(reach))), 15, F_TOP + 6, F_TOP + F_HIGH - 2);
    const labels = shown.map((one, i) => text(right + 6, ends[i] + 4, one.label, { class: "nnw-curve-name", fill: one.color }));
    const ticks = x.ticks(width < 520 ? 5 : 9).map((z) => text(x(z), axis + 20, formatShort(z), { class: "nnw-tick", "text-anchor": "middle" }));
    const rows = shown.flatMap((one, i) => {
      const y = strips + i * STRIP;
      const zones = one.facts.steepest == null ? [] : flatZones(one.act.df, one.facts.steepest, flat, reach);
      return [
        svg("line", { class: "nnw-grid", x1: LEFT, x2: right, y1: y + 6, y2: y + 6 }),
        ...zones.map(([a, b]) => svg("rect", { class: "nnw-flat", "data-name": one.name, x: x(a), y: y + 1, width: Math.max(0, x(b) - x(a)), height: 10, rx: 2, fill: one.color })),
        text(right + 6, y + 10, zones.length ? "flat" : "nowhere flat", { class: "nnw-tick" }),
      ];
    });
    const layers = dials.layer === null ? pushed.z_counts.slice(0, -1) : [pushed.z_counts[dials.layer]];
    const counts = (layers[0] ?? []).map((_, i) => layers.reduce((sum, layer) => sum + layer[i], 0));
    const most = Math.max(1, ...counts);
    const slot = (right - LEFT) / counts.length;
    const blocks = counts.map((n, i) => svg("rect", { class: "nnw-z-bar", x: LEFT + i * slot + 0.5, width: slot - 1, y: bars + BARS * (1 - n / most), height: (BARS * n) / most }));
    const whose = dials.layer === null ? "network’s z" : `z, layer ${dials.layer + 1}`;
    still.replaceChildren(
      svg("defs", {}, [
        svg("clipPath", { id: above }, [area(F_TOP - 4, F_HIGH + 8)]), svg("clipPath", { id: below }, [area(dTop - 4, D_HIGH + 8)]),
        svg("pattern", { id: hatch, width: 7, height: 7, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" }, [svg("rect", { width: 7, height: 7, class: "nnw-hatch-ground" }), svg("line", { x1: 0, x2: 0, y1: 0, y2: 7, class: "nnw-hatch" })]),
      ]),
      ...shade, ...grid,
      text(LEFT - 32, F_TOP - 9, "f(z)", { class: "nnw-chart-name" }), text(LEFT - 32, dTop - 9, "f′(z), its slope", { class: "nnw-chart-name" }),
      ...(shade.length ? [text(right, F_TOP - 9, `hatched: where ${readable(dials.activation)}${dials.network ? ", the network’s," : ""} is flat`, { class: "nnw-tick", "text-anchor": "end" })] : []),
      svg("g", { "clip-path": `url(#${above})` }, shown.map((one) => curve(one, one.act.f, yf))), svg("g", { "clip-path": `url(#${below})` }, shown.map((one) => curve(one, one.act.df, yd))),
      ...labels, ...ticks, text(right + 6, axis + 20, "z", { class: "nnw-chart-name" }), ...rows,
      ...(dials.network ? [...blocks, svg("line", { class: "nnw-axis", x1: LEFT, x2: right, y1: bars + BARS, y2: bars + BARS }), text(right + 6, bars + BARS - 2, whose, { class: "nnw-tick" })] : []),
    );
  }

  /** Grid and ticks of one chart. @param {Scale} y @param {number} top @param {number} high @param {number} right */
  function chart(y, top, high, right) {
    return [
      ...y.ticks(high > 200 ? 6 : 3).flatMap((v) => [svg("line", { class: v === 0 ? "nnw-axis" : "nnw-grid", x1: LEFT, x2: right, y1: y(v), y2: y(v) }), text(LEFT - 6, y(v) + 4, formatShort(v), { class: "nnw-tick", "text-anchor": "end" })]),
      svg("line", { class: "nnw-axis", x1: x(0), x2: x(0), y1: top, y2: top + high }),
    ];
  }

  /** The line at z, dots and tangents. @param {ActivationView} now */
  function move({ z, shown, reach }) {
    const [dTop, bottom] = [F_TOP + F_HIGH + GAP, Number(picture.getAttribute("viewBox")?.split(" ")[3]) - 20];
    const inside = (/** @type {number} */ v, /** @type {number} */ top, /** @type {number} */ high) => (v < top - 4 ? top : v > top + high + 4 ? top + high : null);
    moving.replaceChildren(
      svg("line", { class: "nnw-at-z", x1: x(z), x2: x(z), y1: F_TOP, y2: bottom }),
      svg("g", { "clip-path": `url(#${above})` }, shown.filter(({ a, slope }) => Number.isFinite(a + slope)).map((one) => {
        const [x1, y1, x2, y2] = tangent(one.act, z, x, yf, TANGENT);
        return svg("line", { class: "nnw-tangent", "data-name": one.name, style: `--nnw-own: ${one.color}`, x1, y1, x2, y2 });
      })),
      ...shown.flatMap((one) => [[one.a, yf, F_TOP, F_HIGH], [one.slope, yd, dTop, D_HIGH]].map(([value, y, top, high]) => dot(one, x(z), /** @type {any} */ (y)(value), inside(/** @type {any} */ (y)(value), /** @type {number} */ (top), /** @type {number} */ (high))))),
    );
    setAttr(handle, "transform", `translate(${x(z)},${dTop + D_HIGH})`);
    for (const [name, value] of Object.entries({ "aria-label": "z", "aria-valuemin": -reach, "aria-valuemax": reach, "aria-valuenow": z, "aria-valuetext": `z = ${spoken(z)}` })) setAttr(handle, name, value);
  }

  /** A dot on its curve, or an arrow at the edge behind which it lies. @param {Shown} one @param {number} px @param {number} py @param {number | null} edge */
  function dot(one, px, py, edge) {
    if (!Number.isFinite(py)) return svg("g");
    if (edge === null) return svg("circle", { class: "nnw-dot", cx: px, cy: py, r: 5, fill: one.color });
    const way = py < edge ? -1 : 1;
    return svg("path", { class: "nnw-dot", d: `M${px - 6},${edge - way * 3}h12l-6,${way * 10}z`, fill: one.color });
  }

  function draw() {
    if (!view || width < 120) return;
    const { shown, reach, flat, dials, pushed } = view;
    const key = [width, theme.id, shown.map(({ name }) => name), reach, flat, dials.activation, dials.layer, dials.network, pushed.z_counts.join(), view.settings.own_activations].join("|");
    if (key !== built) build(view);
    built = key;
    move(view);
    setAttr(picture, "aria-label", `Curves over z from −${formatWeight(reach, 0)} to ${formatWeight(reach, 0)}: ${shown.map(({ label }) => label).join(", ")}, and below them their slopes`);
  }

  return {
    /** @param {ActivationView} next @param {any} scene */
    update(next, scene) {
      [view, theme] = [next, scene.theme];
      width ||= parent.clientWidth;
      draw();
    },
    destroy() {
      owner.abort();
      observer.disconnect();
    },
  };
}
