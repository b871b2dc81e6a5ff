/** What the loss chart is drawn with: axes, lines, marks. */
import { formatShort } from "../lib/format.js";
import { linear, log10, niceCeiling } from "../lib/scale.js";
import { widest } from "../lib/decimate.js";

/** @typedef {import("../lib/scale.js").Scale} Scale */
/** @typedef {{x: Float64Array, y: Float64Array}} Line */

export const MARGIN = { left: 38, right: 8, top: 8, bottom: 20 };
const DECADES = 6; // that a logarithmic scale shows at most

/** A scale for the losses of these lines. @param {Line[]} lines @param {boolean} log @param {[number, number]} range */
export function lossScale(lines, log, range) {
  const seen = lines.flatMap(({ y }) => [...y].filter((v) => Number.isFinite(v) && (!log || v > 0)));
  const top = niceCeiling(seen.reduce((most, v) => Math.max(most, v), 1e-9));
  if (!log) return linear([0, top], range);
  const least = seen.reduce((low, v) => Math.min(low, v), top);
  return log10([Math.max(Math.min(least * 0.9, top / 10), top / 10 ** DECADES), top], range);
}

/** @param {CanvasRenderingContext2D} context @param {Scale} x @param {Scale} y @param {import("./theme.js").Theme} theme */
export function axes(context, x, y, theme) {
  context.font = `10px ${theme.font}`;
  context.lineWidth = 1;
  context.textBaseline = "middle";
  context.textAlign = "right";
  for (const t of y.ticks(4)) {
    context.strokeStyle = theme.line;
    context.beginPath();
    context.moveTo(x.range[0], y(t));
    context.lineTo(x.range[1], y(t));
    context.stroke();
    context.fillStyle = theme.muted;
    context.fillText(formatShort(t), x.range[0] - 5, y(t));
  }
  context.textAlign = "center";
  for (const t of x.ticks(Math.floor((x.range[1] - x.range[0]) / 50))) {
    const half = context.measureText(formatShort(t)).width / 2;
    context.fillText(formatShort(t), Math.min(x(t), x.range[1] + MARGIN.right - half), y.range[0] + 10);
  }
}

/** @param {CanvasRenderingContext2D} context @param {Line} line @param {Scale} x @param {Scale} y */
export function stroke(context, { x: xs, y: ys }, x, y) {
  context.beginPath();
  for (let i = 0, pen = false; i < xs.length; i++) {
    if (Number.isNaN(ys[i])) pen = false;
    else if (pen) context.lineTo(x(xs[i]), y(ys[i]));
    else { context.moveTo(x(xs[i]), y(ys[i])); pen = true; }
  }
  context.stroke();
}

/** A column of records against the step, the first one: the training loss of a run that is kept. @param {ArrayLike<number>} records @param {number} [c] @param {number} [width] @returns {Line} */
export function lineOf(records, c = 1, width = 3) {
  const column = (/** @type {number} */ k) => Float64Array.from({ length: records.length / width }, (_, i) => records[width * i + k]);
  return { x: column(0), y: column(c) };
}

/** Where most of the runs from other starts lie, and the middle one. @param {CanvasRenderingContext2D} context @param {Line[]} lines low, middle, high @param {Scale} x @param {Scale} y @param {string} color */
export function band(context, [low, middle, high], x, y, color) {
  const edge = [...low.x.keys()].filter((i) => Number.isFinite(high.y[i]));
  context.fillStyle = context.strokeStyle = color;
  context.globalAlpha = 0.2;
  context.beginPath();
  for (const i of edge) context.lineTo(x(low.x[i]), y(high.y[i]));
  for (const i of edge.reverse()) context.lineTo(x(low.x[i]), y(low.y[i]));
  context.fill();
  context.globalAlpha = 0.6;
  context.lineWidth = 1;
  stroke(context, middle, x, y);
  context.globalAlpha = 1;
}

/** It is thin, with its name at its end, above or below. @param {CanvasRenderingContext2D} context @param {Line} line @param {string} name @param {boolean} below @param {Scale} x @param {Scale} y @param {import("./theme.js").Theme} theme @param {number} [at] the record where the name stands */
export function run(context, line, name, below, x, y, theme, at = line.x.length - 1) {
  context.strokeStyle = context.fillStyle = theme.muted;
  context.lineWidth = 1;
  stroke(context, line, x, y);
  const [px, py] = [x(line.x[at]), y(line.y[at])];
  context.textAlign = px > (x.range[0] + x.range[1]) / 2 ? "right" : "left";
  const height = Math.min(y.range[0] - 6, Math.max(y.range[1] + 5, py + (below ? 8 : -8)));
  context.strokeStyle = theme.surface;
  context.lineWidth = 3;
  context.strokeText(name, px, height);
  context.fillText(name, px, height);
}

/** Two runs side by side: their names stand where they are furthest apart, outside of both. @param {CanvasRenderingContext2D} context @param {Line[]} lines @param {string[]} names @param {Scale} x @param {Scale} y @param {import("./theme.js").Theme} theme */
export function pair(context, lines, names, x, y, theme) {
  const at = widest(lines[0].y, lines[1].y, y);
  lines.forEach((line, i) => run(context, line, names[i], line.y[at] < lines[1 - i].y[at] || (i > 0 && line.y[at] === lines[0].y[at]), x, y, theme, at));
}

/** A change by hand: a small triangle on the axis. @param {CanvasRenderingContext2D} context @param {number} x @param {number} y */
export function tick(context, x, y) {
  context.beginPath();
  context.moveTo(x, y - 6);
  context.lineTo(x + 3.5, y);
  context.lineTo(x - 3.5, y);
  context.fill();
}

/** @param {CanvasRenderingContext2D} context @param {number} x @param {number} y @param {string} color @param {string} halo */
export function dot(context, x, y, color, halo) {
  context.beginPath();
  context.arc(x, y, 3.5, 0, 7);
  context.fillStyle = color;
  context.strokeStyle = halo;
  context.lineWidth = 1.5;
  context.fill();
  context.stroke();
}

/** A line from top to bottom. @param {CanvasRenderingContext2D} context @param {number} x @param {Scale} y @param {string} color */
export function upright(context, x, y, color) {
  context.strokeStyle = color;
  context.lineWidth = 1;
  context.beginPath();
  context.moveTo(x, y.range[0]);
  context.lineTo(x, y.range[1]);
  context.stroke();
}

/** The index of the step next to x. @param {ArrayLike<number>} steps sorted @param {number} x */
export function nearest(steps, x) {
  let [low, high] = [0, steps.length - 1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (steps[middle] < x) low = middle;
    else high = middle;
  }
  return x - steps[low] < steps[high] - x ? low : high;
}
