/** The output over the plane: what the network says everywhere, with the points it learns from. */
import { formatCount } from "../lib/format.js";
import { createRange, linear } from "../lib/scale.js";
import { createBitmap, createCanvas } from "./canvas.js";
import { controller, el, pacer, setAttr, setText } from "./dom.js";
import { fill } from "./fill.js";
import { mountLegend } from "./legend.js";
import { drawAxes, drawChosen, drawCurve, drawCursor, drawLine, drawPoints, markOf, tellCursor } from "./plane.js";
import { placeWords, scoreWords } from "./readout.js";

/** @typedef {import("./host.js").Picture} Picture */
/** @typedef {import("../lib/scale.js").Interval} Interval */
/** @typedef {{values: Float64Array, size: number, names: string[], domain: Interval[], place: import("./plane.js").Place, rest: string, line: [number, number, number] | null, layer: boolean}} Seen */

export const MARGIN = { left: 30, right: 6, top: 6, bottom: 22 };
export const ARROWS = /** @type {Record<string, [number, number]>} */ ({ ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] });

/** @param {HTMLElement} parent @param {import("../lib/store.js").Store} store @param {import("./later.js").Place} later */
export function mountMap(parent, store, later) {
  const title = el("h3", { text: "Output" });
  const box = el("div", { className: "nnw-map" });
  const readout = el("p", { className: "nnw-note", "aria-live": "polite", "data-nnw": "cursor" });
  const facts = el("p", { className: "nnw-note", "data-nnw": "map-facts" });
  parent.append(title, box);
  const legend = mountLegend(parent);
  const again = () => { drawn = ""; if (last) draw(last); };
  /** @type {import("./mapbar.js").Look} */
  const look = { steps: false, layer: false, edit: false, units: [0, 1], output: 0 };
  const [toggles, place, below] = [el("span", { className: "nnw-group", role: "group", "aria-label": "Map" }), el("div"), el("div")];
  parent.append(el("div", { className: "nnw-mapbar" }, [toggles]), place, below);
  const bar = later.part("mapbar", toggles, [look, () => { points.show(look.edit); again(); }]);
  const points = later.part("points", place, [{ on: () => look.edit, picture: () => last, scales: () => scales(), redraw: again }]);
  const pulls = later.part("pulls", below, [toggles, again], false);
  const hand = () => (look.edit ? points.now : null); // on the points
  parent.append(readout, facts);
  const surface = createCanvas(box, { role: "img", tabindex: 0, "data-nnw": "map",
    "aria-label": "Output of the network over two of its columns. Arrow keys move a cursor that reads the value." }, () => last && draw(last));
  const over = createCanvas(box, { "aria-hidden": true, className: "nnw-over-map" }, again);
  const neuron = later.part("neuron", box, [title, look], false);
  const bitmap = createBitmap();
  const due = pacer();
  const { signal, abort } = controller();
  /** @type {Picture | null} */ let last = null;
  /** @type {Seen | null} */ let seen = null;
  /** @type {{x: number, y: number} | null} */ let cursor = null; // in the plane's units
  /** @type {any} */ let space = null; // what the last hidden layer sees
  let [shape, range] = [-1, createRange("tanh")];
  let drawn = "";

  surface.canvas.addEventListener("pointerdown", (event) => {
    if (!last || look.layer) return;
    if (hand()) {
      event.preventDefault();
      surface.canvas.focus();
      surface.canvas.setPointerCapture(event.pointerId);
      hand().press(surface.point(event), event.pointerType);
    } else if (last.evaluator.d > 2 && points.now) store.do("axes_at", points.now.near(surface.point(event), event.pointerType)); // the other columns at those of the point
  }, { signal });
  for (const name of /** @type {const} */ (["pointermove", "pointerdown"])) surface.canvas.addEventListener(name, (event) => {
    if (!last || !seen) return;
    const at = surface.point(event);
    if (hand()?.carry(at)) return;
    const { x, y } = scales();
    cursor = inside({ x: x.invert(at.x), y: y.invert(at.y) });
    draw(last);
  }, { signal });
  for (const end of ["pointerup", "pointercancel"]) surface.canvas.addEventListener(end, () => hand()?.lift(), { signal });
  surface.canvas.addEventListener("touchstart", (event) => hand() && event.preventDefault(), { signal, passive: false }); // the page stays where it is
  surface.canvas.addEventListener("pointerleave", (event) => {
    if (event.pointerType === "touch") return; // what a tap has read stays to be read
    cursor = null;
    if (last) draw(last);
  }, { signal });
  surface.canvas.addEventListener("keydown", (event) => {
    if (!last || !seen || hand()?.pressKey(event, cursor)) return;
    const by = ARROWS[event.key];
    if (!by) return;
    event.preventDefault();
    const [[x0, x1], [y0, y1]] = seen.domain;
    const from = cursor ?? { x: (x0 + x1) / 2, y: (y0 + y1) / 2 };
    cursor = inside({ x: from.x + (by[0] * (x1 - x0)) / 24, y: from.y + (by[1] * (y1 - y0)) / 24 }) ?? from;
    draw(last);
  }, { signal });

  /** @param {{x: number, y: number}} at */
  function inside(at) {
    const [[x0, x1], [y0, y1]] = /** @type {Seen} */ (seen).domain;
    return at.x >= x0 && at.x <= x1 && at.y >= y0 && at.y <= y1 ? at : null;
  }

  function scales() {
    const { width, height } = surface.size;
    const [across, up] = seen?.domain ?? [[0, 1], [0, 1]];
    return { x: linear(across, [MARGIN.left, width - MARGIN.right]), y: linear(up, [height - MARGIN.bottom, MARGIN.top]) };
  }

  /** The plane of the columns, or that of two units of the last hidden layer. @param {Picture} picture @returns {Seen} */
  function view({ evaluator, settings, grid, theta, still }) {
    const { plane, place, drawn: rows } = evaluator;
    if (!look.layer) {
      const carried = points.now?.chosen;
      const at = (/** @type {number} */ i) => (carried?.at && carried.i === i ? carried.at : place(i));
      return { values: grid.pass.a[grid.pass.a.length - 1], size: grid.size, names: plane.names, domain: plane.domain, place: at, rest: plane.rest, line: null, layer: false };
    }
    space ??= bar.now.space(settings, evaluator.inputsOf(rows));
    const { places, line, ...more } = space(theta, still ? 100 : 50, look.units);
    return { ...more, line: settings.task === "regression" ? null : line, place: (_, slot) => [places[2 * slot], places[2 * slot + 1]], layer: true };
  }

  /** @param {Picture} picture */
  function draw(picture) {
    const { settings, evaluator, theme } = picture;
    if (picture.shape !== shape) {
      shape = picture.shape;
      range = createRange(settings.output, settings.task === "regression" ? evaluator.Y : undefined);
      space = null;
    }
    for (const one of [bar, points, neuron]) one.update(picture);
    seen = view(picture);
    const { context, width, height } = surface.begin();
    const { x, y } = scales();
    const [w, h] = [width - MARGIN.left - MARGIN.right, height - MARGIN.top - MARGIN.bottom];
    const curve = evaluator.d < 2 && !seen.layer;
    const limits = range(seen.values);
    context.imageSmoothingEnabled = !look.steps;
    if (curve) {
      context.fillStyle = theme.ground;
      context.fillRect(MARGIN.left, MARGIN.top, w, h);
    } else context.drawImage(fill(bitmap, picture, seen, limits, look), MARGIN.left, MARGIN.top, w, h);
    context.save();
    context.beginPath();
    context.rect(MARGIN.left, MARGIN.top, w, h);
    context.clip();
    if (curve) drawCurve(context, picture, x, y);
    if (seen.line) drawLine(context, seen.line, x, y, theme.ink);
    context.restore();
    if (cursor && !hand()?.chosen) drawCursor(context, x(cursor.x), y(cursor.y), theme.ink);
    tellCursor(parent, look.layer ? null : cursor);
    const key = `${shape} ${theme.id} ${width} ${height} ${devicePixelRatio} ${settings.task === "regression" ? limits : ""} ${points.now?.key} ${pulls.now?.look(picture, seen, cursor, { x, y })} ${picture.header.example?.row}`;
    if (key !== drawn || seen.layer) {
      drawn = key;
      cover(picture, seen, limits);
    }
    legend.update(picture, limits);
    tell(picture, seen);
  }

  /** Points and axes, on a canvas of their own: they stay while the map below moves. @param {Picture} picture @param {Seen} seen @param {Interval} limits */
  function cover(picture, { names, place, layer }, limits) {
    const { context, width, height } = over.begin();
    const { x, y } = scales();
    context.save();
    context.beginPath();
    context.rect(MARGIN.left, MARGIN.top, width - MARGIN.left - MARGIN.right, height - MARGIN.top - MARGIN.bottom);
    context.clip();
    if (!pulls.now?.draw(context, picture, x, y, place)) drawPoints(context, picture, x, y, limits, place);
    const i = points.now?.chosen?.i;
    if (i !== undefined && !layer) {
      const { color, shape: mark } = markOf(picture, i, limits);
      const [u, v] = place(i, 0);
      drawChosen(context, color, mark, x(u), y(v), picture.theme.ink);
    }
    const row = picture.header.example?.row; // the example that a step by one has shown
    if (row !== undefined) {
      const [u, v] = place(row, 0);
      drawCursor(context, x(u), y(v), picture.theme.ink);
    }
    context.restore();
    drawAxes(context, picture.theme, names, x, y);
  }

  /** @param {Picture} picture @param {Seen} seen */
  function tell(picture, { rest, layer }) {
    const { header, evaluator: { drawn: rows, n } } = picture;
    setAttr(readout, "aria-live", header.running ? "off" : "polite"); // numbers that never rest are not for reading aloud
    setText(title, layer ? "What the last hidden layer sees" : "Output");
    const standing = hand()?.words(picture);
    setText(readout, standing || (cursor && seen ? placeWords(picture, seen, cursor) : "Point at the map to read it."));
    if (!due(header.running)) return;
    const few = rows.length < n ? `${formatCount(rows.length)} of ${formatCount(n)} points drawn, the same ones always.` : "";
    setText(facts, [rest && `${rest[0].toUpperCase()}${rest.slice(1)}.`, few, scoreWords(picture)].filter(Boolean).join(" "));
    facts.hidden = !facts.textContent;
  }

  return {
    /** @param {Picture} picture */
    update(picture) {
      last = picture;
      draw(picture);
    },
    destroy() {
      abort();
      for (const one of [bar, points, pulls, neuron, surface, over]) one.destroy();
      parent.replaceChildren();
    },
  };
}
