/** What is drawn over a plane: points with the shape of their class, axes, the cursor; and, with one column, the output as a curve. */
import { mixHex } from "../lib/color.js";
import { formatShort } from "../lib/format.js";
import { ticks } from "../lib/scale.js";
import { classOf, SHAPES, shapeOf } from "../lib/shapes.js";

/** @typedef {import("./host.js").Picture} Picture */
/** @typedef {import("../lib/scale.js").Scale} Scale */
/** @typedef {(i: number, at: number) => [number, number]} Place where example i stands, the at-th of those drawn */

const CROWD = 700; // from so many points on they are small
/** @type {Map<string, Path2D>} */
const paths = new Map();

/** @param {string} shape @param {number} radius */
export function path(shape, radius) {
  const key = `${shape} ${radius}`;
  const made = paths.get(key) ?? new Path2D();
  if (!paths.has(key)) made.addPath(new Path2D(SHAPES[shape]), new DOMMatrix([radius, 0, 0, radius, 0, 0]));
  paths.set(key, made);
  return made;
}

/** The colour of class j's marks. @param {Picture["theme"]["hue"]} hue @param {number} j @param {number} k outputs */
export const hueOf = ({ classes, positive, negative }, j, k) => (k > 1 ? classes[j % classes.length] : j ? positive : negative);

/** Colour and shape of example i. @param {Picture} picture @param {number} i @param {[number, number]} limits of a scale of numbers */
export function markOf({ evaluator: { Y, d, k }, settings: { task, output }, theme: { hue } }, i, [lo, hi]) {
  if (task === "regression") return { color: d > 1 ? signed(Y[i * k], lo, hi, hue) : hue.positive, shape: "circle" };
  const j = classOf(Y, i, k, output);
  return { color: hueOf(hue, j, k), shape: shapeOf(j, hue.classes.length) };
}

/** @param {CanvasRenderingContext2D} context @param {Picture} picture @param {Scale} x @param {Scale} y @param {[number, number]} limits @param {Place} place */
export function drawPoints(context, picture, x, y, limits, place) {
  const { evaluator: { drawn, drawnCut }, theme } = picture;
  const crowded = drawn.length > CROWD;
  const mark = crowded ? 1.8 : 2.8;
  context.lineJoin = "round";
  drawn.forEach((i, at) => {
    const { color, shape } = markOf(picture, i, limits);
    const train = at < drawnCut;
    const [u, v] = place(i, at);
    const outline = path(shape, mark);
    context.save();
    context.translate(x(u), y(v));
    context.strokeStyle = theme.surface;
    context.lineWidth = train ? 1.2 : crowded ? 2.2 : 3;
    context.stroke(outline);
    context.strokeStyle = context.fillStyle = color;
    context.lineWidth = crowded ? 1.1 : 1.4;
    if (train) context.fill(outline);
    else context.stroke(outline);
    context.restore();
  });
}

/** One point, large and outlined: the one under the hand. @param {CanvasRenderingContext2D} context @param {string} color @param {string} shape @param {number} x @param {number} y @param {string} ink */
export function drawChosen(context, color, shape, x, y, ink) {
  context.save();
  context.translate(x, y);
  context.fillStyle = color;
  context.fill(path(shape, 5));
  context.strokeStyle = ink;
  context.lineWidth = 1.6;
  context.stroke(path(shape, 6));
  context.restore();
}

/** @param {CanvasRenderingContext2D} context @param {Picture["theme"]} theme @param {string[]} names @param {Scale} x @param {Scale} y */
export function drawAxes(context, theme, names, x, y) {
  context.font = `10px ${theme.font}`;
  context.fillStyle = theme.muted;
  context.textBaseline = "middle";
  const [bottom, left] = [y(y.domain[0]), x(x.domain[0])];
  const [end, top] = [x(x.domain[1]), y(y.domain[1])];
  context.textAlign = "center";
  context.font = `italic 11px ${theme.font}`;
  const reserved = context.measureText(names[0]).width + 16;
  context.font = `10px ${theme.font}`;
  for (const t of ticks(...x.domain, 5)) if (x(t) < end - reserved) context.fillText(formatShort(t), x(t), bottom + 9);
  context.textAlign = "right";
  for (const t of ticks(...y.domain, 5)) if (y(t) > top + 17) context.fillText(formatShort(t), left - 4, y(t));
  context.font = `italic 11px ${theme.font}`;
  context.fillStyle = theme.ink;
  context.fillText(names[0], end, bottom + 10);
  const long = context.measureText(names[1]).width > left - 6;
  if (!long) return context.fillText(names[1], left - 4, top + 5);
  context.save(); // a long name runs down the axis
  context.translate(left - 22, top);
  context.rotate(-Math.PI / 2);
  context.fillText(names[1], 0, 0);
  return context.restore();
}

/** The output over one column; as long as a hand moves something. @param {CanvasRenderingContext2D} context @param {Picture} picture @param {Scale} x @param {Scale} y */
export function drawCurve(context, { grid: { count, pass }, theme, evaluator: { k }, settings: { task } }, x, y) {
  const values = pass.a[pass.a.length - 1];
  for (let j = 0; j < k; j++) {
    context.strokeStyle = k > 1 && task !== "regression" ? hueOf(theme.hue, j, k) : theme.ink;
    context.lineWidth = 2;
    line(context, values.subarray(j * count, (j + 1) * count), x, y);
  }
}

/** @param {CanvasRenderingContext2D} context @param {Float64Array} values @param {Scale} x @param {Scale} y */
export function line(context, values, x, y) {
  const [x0, x1] = x.domain;
  context.beginPath();
  values.forEach((value, i) => context.lineTo(x(x0 + ((i + 0.5) / values.length) * (x1 - x0)), y(value)));
  context.stroke();
}

/** Where w[0] u + w[1] v + w[2] = 0. @param {CanvasRenderingContext2D} context @param {[number, number, number]} w @param {Scale} x @param {Scale} y @param {string} color */
export function drawLine(context, [a, b, c], x, y, color) {
  const ends = Math.abs(b) > Math.abs(a) ? x.domain.map((u) => [u, -(c + a * u) / b]) : y.domain.map((v) => [-(c + b * v) / a, v]);
  context.strokeStyle = color;
  context.lineWidth = 1.6;
  context.beginPath();
  for (const [u, v] of ends) context.lineTo(x(u), y(v));
  context.stroke();
}

/** @param {CanvasRenderingContext2D} context @param {number} x @param {number} y @param {string} color */
export function drawCursor(context, x, y, color) {
  context.strokeStyle = color;
  context.lineWidth = 1.5;
  context.beginPath();
  context.arc(x, y, 5, 0, 7);
  context.stroke();
}

/** The colour of a target that is a number, by its size. @param {number} y @param {number} lo @param {number} hi @param {Picture["theme"]["hue"]} hue */
function signed(y, lo, hi, { positive, negative, zero }) {
  const middle = (lo + hi) / 2;
  const share = Math.min(1, Math.abs(y - middle) / (hi - middle || 1));
  return mixHex(zero, y < middle ? negative : positive, share > 0.66 ? 1 : 0.25 + share * 1.1);
}

/** Tells the panels that go by it where the cursor is. @param {HTMLElement} node @param {{x: number, y: number} | null} detail */
export const tellCursor = (node, detail) => node.dispatchEvent(new CustomEvent("nnw-cursor", { bubbles: true, detail }));
