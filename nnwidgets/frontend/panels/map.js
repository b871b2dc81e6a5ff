/** The output over the plane: what the network says everywhere, with the points it learns from. */
import { paint, paintClasses } from "../lib/color.js";
import { formatShort, formatWeight } from "../lib/format.js";
import { createLimit, linear } from "../lib/scale.js";
import { createBitmap, createCanvas } from "./canvas.js";
import { el, setAttr, setText } from "./dom.js";
import { drawAxes, drawCurve, drawCursor, drawPoints } from "./plane.js";

/** @typedef {import("./host.js").Picture} Picture */

const MARGIN = { left: 30, right: 6, top: 6, bottom: 22 };

/** The values that full orange and full blue stand for: fixed where the activation is bounded, else following the values. @param {string} activation */
export function colorRange(activation) {
  if (activation === "sigmoid") return () => /** @type {[number, number]} */ ([0, 1]);
  if (activation === "tanh") return () => /** @type {[number, number]} */ ([-1, 1]);
  const limit = createLimit(1);
  return (/** @type {Float64Array} */ values) => {
    let largest = 0;
    for (let i = 0; i < values.length; i += 7) if (Math.abs(values[i]) > largest) largest = Math.abs(values[i]);
    const top = limit(largest);
    return /** @type {[number, number]} */ ([-top, top]);
  };
}

/** @param {HTMLElement} parent */
export function mountMap(parent) {
  const readout = el("p", { className: "nnw-note", "aria-live": "polite", "data-nnw": "cursor" });
  const box = el("div", { className: "nnw-map" });
  const legend = el("div", { className: "nnw-legend" });
  parent.append(el("h3", { text: "Output" }), box, legend, readout);
  const surface = createCanvas(box, { role: "img", tabindex: 0, "data-nnw": "map",
    "aria-label": "Output of the network over its first two inputs. Arrow keys move a cursor that reads the value." }, () => last && draw(last));
  const over = createCanvas(box, { "aria-hidden": true, className: "nnw-over-map" }, () => { drawn = ""; if (last) draw(last); });
  const bitmap = createBitmap();
  const { signal, abort } = controller();
  /** @type {Picture | null} */ let last = null;
  /** @type {{x: number, y: number} | null} */ let cursor = null; // in the data's units
  let [shape, range] = [-1, colorRange("tanh")];
  let [stale, drawn] = ["", ""];

  for (const name of /** @type {const} */ (["pointermove", "pointerdown"])) surface.canvas.addEventListener(name, (event) => {
    if (!last) return;
    const { x, y } = scales(last);
    const at = surface.point(event);
    cursor = inside(last, { x: x.invert(at.x), y: y.invert(at.y) });
    draw(last);
  }, { signal });
  surface.canvas.addEventListener("pointerleave", (event) => {
    if (event.pointerType === "touch") return; // what a tap has read stays to be read
    cursor = null;
    if (last) draw(last);
  }, { signal });
  surface.canvas.addEventListener("keydown", (event) => {
    const by = /** @type {Record<string, [number, number]>} */ ({ ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] })[event.key];
    if (!by || !last) return;
    event.preventDefault();
    const [[x0, x1], [y0, y1]] = last.evaluator.domain;
    const from = cursor ?? { x: (x0 + x1) / 2, y: (y0 + y1) / 2 };
    cursor = inside(last, { x: from.x + (by[0] * (x1 - x0)) / 24, y: from.y + (by[1] * (y1 - y0)) / 24 }) ?? from;
    draw(last);
  }, { signal });

  /** @param {Picture} picture */
  function scales({ evaluator: { domain } }) {
    const side = surface.size;
    return { x: linear(domain[0], [MARGIN.left, side.width - MARGIN.right]), y: linear(domain[1], [side.height - MARGIN.bottom, MARGIN.top]) };
  }

  /** @param {Picture} picture */
  function draw(picture) {
    const { settings, evaluator, grid, theme } = picture;
    if (picture.shape !== shape) [shape, range] = [picture.shape, colorRange(settings.output)];
    const { context, width, height } = surface.begin();
    const { x, y } = scales(picture);
    const values = grid.pass.a[grid.pass.a.length - 1];
    const { size } = grid;
    const [lo, hi] = range(values);
    const image = bitmap.fill(size, (out) => {
      if (evaluator.k > 1) paintClasses(values, evaluator.k, size * size, theme.classes, theme.ground, out);
      else paint(values, lo, hi, theme.table, out);
    });
    const [w, h] = [width - MARGIN.left - MARGIN.right, height - MARGIN.top - MARGIN.bottom];
    context.imageSmoothingEnabled = true;
    if (evaluator.d > 1) context.drawImage(image, MARGIN.left, MARGIN.top, w, h);
    else {
      context.fillStyle = theme.ground;
      context.fillRect(MARGIN.left, MARGIN.top, w, h);
      context.save();
      context.beginPath();
      context.rect(MARGIN.left, MARGIN.top, w, h);
      context.clip();
      drawCurve(context, picture, x, y);
      context.restore();
    }
    if (cursor) drawCursor(context, x(cursor.x), y(cursor.y), theme.ink);
    const key = `${shape} ${theme.id} ${width} ${height} ${devicePixelRatio} ${settings.task === "regression" ? hi : ""} ${picture.header.example?.row}`;
    if (key !== drawn) {
      drawn = key;
      cover(picture, x, y, [lo, hi]);
    }
    tell(picture, [lo, hi]);
  }

  /** Points and axes, on a canvas of their own: they stay while the map below moves. @param {Picture} picture @param {import("../lib/scale.js").Scale} x @param {import("../lib/scale.js").Scale} y @param {[number, number]} limits */
  function cover(picture, x, y, limits) {
    const { context, width, height } = over.begin();
    context.save();
    context.beginPath();
    context.rect(MARGIN.left, MARGIN.top, width - MARGIN.left - MARGIN.right, height - MARGIN.top - MARGIN.bottom);
    context.clip();
    drawPoints(context, picture, x, y, limits);
    const { evaluator: { X, Y, d, k }, header, theme } = picture;
    const row = header.example?.row; // the example that a step by one has shown
    if (row !== undefined) drawCursor(context, x(X[row * d]), y(d > 1 ? X[row * d + 1] : Y[row * k]), theme.ink);
    context.restore();
    drawAxes(context, picture, x, y);
  }

  /** @param {Picture} picture @param {[number, number]} limits */
  function tell({ settings, theta, evaluator, theme, header }, [lo, hi]) {
    const key = `${evaluator.k} ${lo} ${hi} ${settings.classes.join()} ${theme.id}`;
    if (key !== stale) {
      stale = key;
      legend.replaceChildren(...(evaluator.k > 1
        ? settings.classes.map((name, j) => el("span", { className: "nnw-class", style: `--nnw-color: ${theme.hue.classes[j % theme.hue.classes.length]}`, text: name }))
        : evaluator.d < 2 ? [] : [el("span", { className: "nnw-number", text: formatShort(lo) }), el("span", { className: "nnw-bar", style: `background: linear-gradient(90deg, ${theme.scale})` }), el("span", { className: "nnw-number", text: formatShort(hi) })]),
      el("span", { className: "nnw-marks" }, [el("i", { className: "nnw-dot" }), "train ", el("i", { className: "nnw-ring" }), "test"]));
    }
    setAttr(readout, "aria-live", header.running ? "off" : "polite"); // numbers that never rest are not for reading aloud
    const others = evaluator.d > 2 ? `The other ${evaluator.d - 2} inputs are at their mean.` : "";
    if (!cursor) return setText(readout, others || "Point at the map to read it.");
    const output = evaluator.at(theta, cursor.x, cursor.y).map((v) => formatWeight(v));
    const place = `${settings.names[0]} ${formatWeight(cursor.x, 1)}${evaluator.d > 1 ? `, ${settings.names[1]} ${formatWeight(cursor.y, 1)}` : ""}`;
    return setText(readout, `${place}: output ${output.join(", ")}`);
  }

  return {
    /** @param {Picture} picture */
    update(picture) {
      last = picture;
      draw(picture);
    },
    destroy() {
      abort();
      surface.destroy();
      over.destroy();
      parent.replaceChildren();
    },
  };
}

export function controller() {
  const owner = new AbortController();
  return { signal: owner.signal, abort: () => owner.abort() };
}

/** @param {Picture} picture @param {{x: number, y: number}} at */
function inside({ evaluator: { domain: [[x0, x1], [y0, y1]] } }, at) {
  return at.x >= x0 && at.x <= x1 && at.y >= y0 && at.y <= y1 ? at : null;
}
