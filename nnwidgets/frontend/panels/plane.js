/** What is drawn over the plane of the inputs: points, axes, the cursor; and, with one input, the output as a curve. */
import { formatShort } from "../lib/format.js";
import { ticks } from "../lib/scale.js";

/** @typedef {import("./host.js").Picture} Picture */
/** @typedef {import("../lib/scale.js").Scale} Scale */

const MOST_POINTS = 3000;

/** @param {CanvasRenderingContext2D} context @param {Picture} picture @param {Scale} x @param {Scale} y @param {[number, number]} limits */
export function drawPoints(context, { evaluator: { X, Y, d, k, n }, settings, theme }, x, y, [lo, hi]) {
  const stride = Math.max(1, Math.ceil(n / MOST_POINTS));
  const crowded = n > 700;
  for (const part of ["train", "test"]) {
    const [from, to] = part === "train" ? [0, settings.n_train] : [settings.n_train, n];
    for (let i = from; i < to; i += stride) {
      const color = k > 1 ? theme.hue.classes[largest(Y, i * k, k) % theme.hue.classes.length] : signed(Y[i], lo, hi, settings.task, theme.hue);
      context.beginPath();
      context.arc(x(X[i * d]), y(d > 1 ? X[i * d + 1] : Y[i * k]), crowded ? 1.7 : 2.6, 0, 7);
      context.strokeStyle = theme.surface;
      context.lineWidth = part === "train" ? 1.2 : crowded ? 2.2 : 3;
      context.stroke();
      context.strokeStyle = context.fillStyle = color;
      context.lineWidth = crowded ? 1.1 : 1.4;
      if (part === "train") context.fill();
      else context.stroke();
    }
  }
}

/** @param {CanvasRenderingContext2D} context @param {Picture} picture @param {Scale} x @param {Scale} y */
export function drawAxes(context, { theme, settings, evaluator: { domain, d } }, x, y) {
  context.font = `10px ${theme.font}`;
  context.fillStyle = theme.muted;
  context.textBaseline = "middle";
  const [bottom, left] = [y(domain[1][0]), x(domain[0][0])];
  context.textAlign = "center";
  for (const t of ticks(...domain[0], 5)) if (x(t) < x(domain[0][1]) - 14) context.fillText(formatShort(t), x(t), bottom + 9);
  context.textAlign = "right";
  for (const t of ticks(...domain[1], 5)) if (y(t) > y(domain[1][1]) + 14) context.fillText(formatShort(t), left - 4, y(t));
  context.font = `italic 11px ${theme.font}`;
  context.fillStyle = theme.ink;
  context.fillText(settings.names[0], x(domain[0][1]), bottom + 10);
  context.fillText(d > 1 ? settings.names[1] : "y", left - 4, y(domain[1][1]) + 5);
}

/** The output over one input. @param {CanvasRenderingContext2D} context @param {Picture} picture @param {Scale} x @param {Scale} y */
export function drawCurve(context, { grid: { size, pass }, theme, evaluator: { k } }, x, y) {
  const values = pass.a[pass.a.length - 1];
  const [x0, x1] = x.domain;
  for (let j = 0; j < k; j++) {
    context.strokeStyle = k > 1 ? theme.hue.classes[j % theme.hue.classes.length] : theme.ink;
    context.lineWidth = 2;
    context.beginPath();
    for (let i = 0; i < size; i++) context.lineTo(x(x0 + ((i + 0.5) / size) * (x1 - x0)), y(values[j * size * size + i]));
    context.stroke();
  }
}

/** @param {CanvasRenderingContext2D} context @param {number} x @param {number} y @param {string} color */
export function drawCursor(context, x, y, color) {
  context.strokeStyle = color;
  context.lineWidth = 1.5;
  context.beginPath();
  context.arc(x, y, 5, 0, 7);
  context.stroke();
}

/** @param {ArrayLike<number>} values @param {number} first @param {number} k */
function largest(values, first, k) {
  let best = 0;
  for (let j = 1; j < k; j++) if (values[first + j] > values[first + best]) best = j;
  return best;
}

/** The colour of a target: full for a class, mixed by size for a number. @param {number} y @param {number} lo @param {number} hi @param {string} task @param {Picture["theme"]["hue"]} hue */
function signed(y, lo, hi, task, { positive, negative, zero }) {
  const middle = (lo + hi) / 2;
  if (task !== "regression") return y > middle ? positive : negative;
  const share = Math.min(1, Math.abs(y - middle) / (hi - middle || 1));
  const full = y < middle ? negative : positive;
  return share > 0.66 ? full : `color-mix(in srgb, ${full} ${Math.round(25 + share * 110)}%, ${zero})`;
}
