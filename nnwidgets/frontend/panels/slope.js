/** Feel the derivative: L(w) along the parameter under the hand, its tangent, and the step of gradient descent. */
import { formatDigits, formatShort } from "../lib/format.js";
import { linear } from "../lib/scale.js";
import { createSlope } from "../lib/slope.js";
import { createCanvas } from "./canvas.js";
import { el, pacer, setText } from "./dom.js";

/** @typedef {import("./host.js").Picture} Picture */
/** @typedef {import("../lib/slope.js").Reading} Reading */

const [LEFT, SIDE, FOOT, HEAD] = [30, 10, 14, 7]; // pixels
const SEEN = 8; // pixels below which a step is drawn larger

/** @param {HTMLElement} parent @param {import("../lib/store.js").Store} store */
export function mountSlope(parent, store) {
  const text = el("p", { className: "nnw-slope", "data-nnw": "slope", title: "Over all training points; a step of training takes one batch of them" });
  const box = el("div", { className: "nnw-slope-plot" });
  parent.append(text, box);
  const surface = createCanvas(box, { "aria-hidden": true, "data-nnw": "slope-plot" }, () => last && draw(...last));
  const due = pacer();
  /** @type {[Picture, number | null] | null} */ let last = null;
  /** @type {ReturnType<typeof createSlope> | undefined} */ let read;
  let shape = -1;

  /** @param {Picture} picture @param {number | null} k */
  function draw(picture, k) {
    const { settings, evaluator, header, theta, still } = picture;
    const { context, width, height } = surface.begin();
    if (k === null) return setText(text, "");
    if (picture.shape !== shape) [shape, read] = [picture.shape, createSlope(settings, evaluator)];
    if (!read) return setText(text, `The page does not know the loss ${settings.loss}: lab.net.backward works out its slope.`);
    const { rate = settings.learning_rate } = /** @type {{rate?: number}} */ (header);
    const symbol = store.name(k).source === null ? "b" : "w";
    const reading = read(theta, k, rate, still);
    const times = plot(context, picture.theme, width, height, reading, symbol);
    if (!due(header.running)) return;
    const { w, lands, slope, rough } = reading;
    setText(text, `dL/d${symbol} ${rough ? "≈" : "="} ${formatDigits(slope)}\n${settings.optimizer === "sgd" ? "" : "plain "}step ${formatDigits(lands - w)} → ${formatDigits(lands)}${times > 1 ? `, drawn ×${formatShort(times)}` : ""}`);
  }

  return {
    /** @param {Picture} picture @param {number | null} k the chosen parameter */
    update(picture, k) {
      last = [picture, k];
      draw(...last);
    },
    destroy() { surface.destroy(); },
  };
}

/** Returns how many times larger than it is the step was drawn. @param {CanvasRenderingContext2D} context @param {import("./theme.js").Theme} theme @param {number} width @param {number} height @param {Reading} reading @param {string} symbol */
function plot(context, theme, width, height, { ws, ls, w, loss, slope, lands }, symbol) {
  const seen = [...ls, loss].filter(Number.isFinite);
  const [lo, hi] = [Math.min(...seen), Math.max(...seen)];
  const flat = !(hi - lo > 1e-9 * Math.abs(hi));
  const x = linear([ws[0], ws[ws.length - 1]], [LEFT, width - SIDE]);
  const y = linear(flat ? [lo - 1, lo + 1] : [lo, hi], [height - FOOT - 6, HEAD]);
  /** @param {string} color @param {number} wide @param {[number, number][]} points in pixels */
  const stroke = (color, wide, points) => {
    context.strokeStyle = color;
    context.lineWidth = wide;
    context.beginPath();
    for (const [px, py] of points) context.lineTo(px, py);
    context.stroke();
  };
  const floor = height - FOOT;
  stroke(theme.line, 1, [[LEFT, floor], [width - SIDE, floor]]);
  context.fillStyle = theme.muted;
  context.font = `11px ${theme.font}`;
  context.textAlign = "left";
  context.fillText(`L(${symbol})`, 0, HEAD + 9);
  context.textAlign = "center";
  for (const tick of x.ticks(4)) {
    stroke(theme.line, 1, [[x(tick), floor], [x(tick), floor + 3]]);
    context.fillText(formatShort(tick), x(tick), height - 1);
  }
  context.save();
  context.beginPath();
  context.rect(LEFT, 0, width, floor);
  context.clip();
  stroke(theme.muted, 1.5, ws.map((at, i) => [x(at), y(ls[i])]));
  const [px, py] = [x(w), y(loss)];
  const hue = slope < 0 ? theme.hue.negative : theme.hue.positive;
  stroke(hue, 2, [ws[0], ws[ws.length - 1]].map((at) => [x(at), y(loss + slope * (at - w))]));
  context.restore();
  const far = x(lands) - px;
  const times = far && Math.abs(far) < SEEN ? 10 ** Math.ceil(Math.log10(SEEN / Math.abs(far))) : 1;
  context.fillStyle = theme.ink;
  if (far && Number.isFinite(far) && times <= 1e6) arrow(context, px, py, Math.min(Math.max(px + far * times, 2), width - 2), theme.ink);
  context.beginPath();
  context.arc(px, py, 4, 0, 7);
  context.fill();
  return times > 1e6 ? 1 : times;
}

/** A level arrow. @param {CanvasRenderingContext2D} context @param {number} from @param {number} y @param {number} to @param {string} color */
function arrow(context, from, y, to, color) {
  const back = to - Math.sign(to - from) * 6;
  context.strokeStyle = color;
  context.lineWidth = 2;
  context.beginPath();
  for (const [a, b] of [[from, y], [back, y]]) context.lineTo(a, b);
  context.stroke();
  context.beginPath();
  for (const [a, b] of [[back, y - 4], [to, y], [back, y + 4]]) context.lineTo(a, b);
  context.fill();
}
