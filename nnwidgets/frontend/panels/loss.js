/** The loss as it falls: train and test against the step, with the value under the cursor. */
import { decimate } from "../lib/decimate.js";
import { formatCount, formatLoss, formatShare, formatShort } from "../lib/format.js";
import { penalty } from "../lib/penalty.js";
import { linear, niceCeiling } from "../lib/scale.js";
import { createCanvas } from "./canvas.js";
import { el, pacer, setAttr, setText } from "./dom.js";
import { controller } from "./map.js";

/** @typedef {import("./host.js").Picture} Picture */
/** @typedef {import("../lib/scale.js").Scale} Scale */

const MARGIN = { left: 38, right: 8, top: 8, bottom: 20 };
/** @type {Record<string, string>} */
const TITLES = { squared_error: "squared error ½(a − y)²", sum_of_squares: "sum of squares (a − y)²", bce: "binary cross-entropy", cross_entropy: "cross-entropy" };
const PARTS = /** @type {const} */ (["train", "test"]);

/** @param {HTMLElement} parent */
export function mountLoss(parent) {
  const numbers = Object.fromEntries(PARTS.map((part) => [part, { loss: el("span", { className: "nnw-number", "data-nnw": `${part}-loss` }), right: el("span", { className: "nnw-number nnw-right", "data-nnw": `${part}-accuracy` }) }]));
  const heads = Object.fromEntries(PARTS.map((part) => [part, el("div", { className: `nnw-loss nnw-${part}` },
    [el("i", { className: "nnw-line" }), el("span", { text: part === "train" ? "Training" : "Test" }), numbers[part].loss, numbers[part].right])]));
  const readout = el("p", { className: "nnw-note", "aria-live": "polite" });
  const box = el("div", { className: "nnw-chart" });
  parent.append(el("h3", { text: "Loss" }), heads.train, heads.test, box, readout);
  const surface = createCanvas(box, { role: "img", tabindex: 0, "data-nnw": "loss", "aria-label": "Loss against the step. Left and right arrows read its values." }, () => last && draw(last));
  const { signal, abort } = controller();
  /** @type {Picture | null} */ let last = null;
  /** @type {number | null} */ let cursor = null; // a step
  const due = pacer();
  let meaning = "";
  /** @type {Scale | null} */ let across = null;

  for (const name of /** @type {const} */ (["pointermove", "pointerdown"])) surface.canvas.addEventListener(name, (event) => {
    cursor = across?.invert(surface.point(event).x) ?? null;
    if (last) draw(last);
  }, { signal });
  surface.canvas.addEventListener("pointerleave", (event) => {
    if (event.pointerType === "touch") return; // what a tap has read stays to be read
    cursor = null;
    if (last) draw(last);
  }, { signal });
  surface.canvas.addEventListener("keydown", (event) => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!by || !last || !across) return;
    event.preventDefault();
    const [from, to] = across.domain;
    cursor = Math.min(to, Math.max(from, (cursor ?? to) + (by * (to - from)) / 40));
    draw(last);
  }, { signal });

  /** @param {Picture} picture */
  function draw({ series, theme, score, marks, settings, header, theta }) {
    const { context, width, height } = surface.begin();
    const { step, train, test } = series.columns;
    const [first, end] = [step[0] ?? 0, Math.max(step[step.length - 1] ?? 0, (step[0] ?? 0) + 10)];
    const columns = Math.max(50, Math.floor(width - MARGIN.left - MARGIN.right));
    const lines = PARTS.map((part) => ({ part, ...decimate(step, part === "train" ? train : test, columns) }));
    const top = niceCeiling(Math.max(1e-9, ...lines.flatMap(({ y }) => [...y].filter(Number.isFinite))));
    const x = linear([first, end], [MARGIN.left, width - MARGIN.right]);
    const y = linear([0, top], [height - MARGIN.bottom, MARGIN.top]);
    across = x;
    axes(context, x, y, theme);
    context.strokeStyle = theme.muted;
    for (const mark of marks) if (mark > first) tick(context, x(mark), height - MARGIN.bottom);
    for (const { part, x: xs, y: ys } of lines.reverse()) {
      context.strokeStyle = theme.hue[part];
      context.lineWidth = part === "train" ? 2 : 1.75;
      context.setLineDash(part === "train" ? [] : [5, 3]);
      context.beginPath();
      for (let i = 0, pen = false; i < xs.length; i++) {
        if (Number.isNaN(ys[i])) pen = false;
        else if (pen) context.lineTo(x(xs[i]), y(ys[i]));
        else { context.moveTo(x(xs[i]), y(ys[i])); pen = true; }
      }
      context.stroke();
      context.setLineDash([]);
      const now = score.loss[part];
      if (now !== null) dot(context, x(header.step), y(Math.min(top, now)), theme.hue[part], theme.surface);
    }
    if (cursor !== null && step.length) {
      const at = nearest(step, cursor);
      context.strokeStyle = theme.muted;
      context.lineWidth = 1;
      context.beginPath();
      context.moveTo(x(step[at]), MARGIN.top);
      context.lineTo(x(step[at]), height - MARGIN.bottom);
      context.stroke();
      setText(readout, `Step ${formatCount(step[at])}: training ${formatLoss(train[at])}${Number.isNaN(test[at]) ? "" : `, test ${formatLoss(test[at])}`}`);
    } else setText(readout, meaning);
    setAttr(readout, "aria-live", header.running ? "off" : "polite");
    if (!due(header.running)) return;
    const kinds = [settings.l1 && "L1", settings.l2 && "L2"].filter(Boolean).join(" and ");
    meaning = `Mean ${TITLES[settings.loss] ?? settings.loss}${kinds && `, with ${formatLoss(penalty(theta, settings))} of ${kinds} penalty`}`;
    if (cursor === null) setText(readout, meaning);
    for (const part of PARTS) {
      heads[part].hidden = score.loss[part] === null;
      setAttr(heads[part], "style", `--nnw-color: ${theme.hue[part]}`);
      setText(numbers[part].loss, `${score.sampled ? "≈ " : ""}${formatLoss(score.loss[part])}`);
      setText(numbers[part].right, score.accuracy[part] === null ? "" : `${formatShare(score.accuracy[part])} right`);
    }
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
      parent.replaceChildren();
    },
  };
}

/** @param {CanvasRenderingContext2D} context @param {Scale} x @param {Scale} y @param {import("./theme.js").Theme} theme */
function axes(context, x, y, theme) {
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

/** A change by hand, on the axis. @param {CanvasRenderingContext2D} context @param {number} x @param {number} y */
function tick(context, x, y) {
  context.beginPath();
  context.moveTo(x, y);
  context.lineTo(x, y - 5);
  context.stroke();
}

/** @param {CanvasRenderingContext2D} context @param {number} x @param {number} y @param {string} color @param {string} halo */
function dot(context, x, y, color, halo) {
  context.beginPath();
  context.arc(x, y, 3.5, 0, 7);
  context.fillStyle = color;
  context.strokeStyle = halo;
  context.lineWidth = 1.5;
  context.fill();
  context.stroke();
}

/** The index of the step next to x. @param {Float64Array} steps sorted @param {number} x */
function nearest(steps, x) {
  let [low, high] = [0, steps.length - 1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (steps[middle] < x) low = middle;
    else high = middle;
  }
  return x - steps[low] < steps[high] - x ? low : high;
}
