/** With one column a neuron's picture is its curve. */
import { linear } from "../lib/scale.js";
import { line } from "./plane.js";

/** @typedef {import("../lib/scale.js").Interval} Interval */

const SIDE = 96; // pixels
const AIR = 8;

/**
 * @param {HTMLCanvasElement} canvas @param {import("../lib/evaluate.js").Grid} grid @param {import("./theme.js").Theme} theme
 * @param {number} l @param {number} unit @param {(values: Float64Array) => Interval} range what is shown upward
 */
export function drawThumb(canvas, { count, pass }, theme, l, unit, range) {
  if (canvas.width !== SIDE) [canvas.width, canvas.height] = [SIDE, SIDE];
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  const values = pass.a[l].subarray(unit * count, (unit + 1) * count);
  const [lo, hi] = range(values);
  const x = linear([0, 1], [0, SIDE]);
  const y = linear([lo, hi], [SIDE - AIR, AIR]);
  context.fillStyle = theme.ground;
  context.fillRect(0, 0, SIDE, SIDE);
  context.lineWidth = 1.5;
  context.strokeStyle = theme.line;
  context.beginPath();
  if (lo < 0 && hi > 0) [[0, y(0)], [SIDE, y(0)]].forEach(([px, py]) => context.lineTo(px, py));
  context.stroke();
  context.lineWidth = 5;
  context.strokeStyle = theme.ink;
  line(context, values, x, y);
  return canvas;
}
