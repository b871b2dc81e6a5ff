/** The loss as it falls: train and test against the step, runs that are kept, what was changed, and the value under the cursor. */
import { decimate } from "../lib/decimate.js";
import { formatCount, formatLoss, formatShare } from "../lib/format.js";
import { penalty } from "../lib/penalty.js";
import { linear } from "../lib/scale.js";
import { smoothed } from "../lib/smooth.js";
import { createCanvas } from "./canvas.js";
import { controller, el, pacer, setAttr, setText } from "./dom.js";
import { MARGIN, axes, band, dot, lineOf, lossScale, nearest, pair, run, stroke, tick, upright } from "./loss_draw.js";

/** @typedef {import("./host.js").Picture} Picture */
/** @typedef {import("../lib/scale.js").Scale} Scale */

const NEAR = 5; // pixels from a mark
const MANY = 1000; // records from which on they are thinned
const PAUSE = 100; // ms apart, while training
const WINDOW = 20; // a smooth line is a mean over about so many records, at most a tenth of all
/** @type {Record<string, string>} */
const TITLES = { squared_error: "squared error ½(a − y)²", sum_of_squares: "sum of squares (a − y)²", bce: "binary cross-entropy", cross_entropy: "cross-entropy" };
const PARTS = /** @type {const} */ (["train", "test"]);
const SWITCHES = { log: "A logarithmic scale of the loss", smooth: "The jitter taken out; the raw line stays behind it" };

/** @param {HTMLElement} parent @param {import("../lib/store.js").Store} store @param {import("./later.js").Place} later */
export function mountLoss(parent, store, later) {
  const numbers = Object.fromEntries(PARTS.map((part) => [part, { loss: el("span", { className: "nnw-number", "data-nnw": `${part}-loss` }), right: el("span", { className: "nnw-number nnw-right", "data-nnw": `${part}-accuracy` }) }]));
  const heads = Object.fromEntries(PARTS.map((part) => [part, el("div", { className: `nnw-loss nnw-${part}` },
    [el("i", { className: "nnw-line" }), el("span", { text: part === "train" ? "Training" : "Test" }), numbers[part].loss, numbers[part].right])]));
  const readout = el("p", { className: "nnw-note", "aria-live": "polite", "data-nnw": "loss-read" });
  const box = el("div", { className: "nnw-chart" });
  const switches = Object.entries(SWITCHES).map(([name, title]) => el("button", { type: "button", title, "aria-pressed": "false", "data-nnw": `chart-${name}`, text: name,
    on: { click: () => store.do("chart", { [name]: !last?.settings.chart?.[name] }) } }));
  parent.append(el("div", { className: "nnw-title" }, [el("h3", { text: "Loss" }), el("span", { className: "nnw-group nnw-small", "data-nnw-control": "chart", role: "group", "aria-label": "Chart" }, switches)]), heads.train, heads.test, box);
  const surface = createCanvas(box, { role: "img", tabindex: 0, "data-nnw": "loss", "aria-label": "Loss against the step. Left and right arrows read its values." }, () => last && draw(last));
  const time = el("div", { className: "nnw-time" });
  parent.append(time, readout);
  const timeline = later.part("timeline", time);
  const { signal, abort } = controller();
  /** @type {Picture | null} */ let last = null;
  /** @type {number | null} */ let cursor = null; // a step
  const due = pacer();
  let meaning = "";
  /** @type {Scale | null} */ let across = null;
  /** @type {import("./loss_draw.js").Line[]} */ let raw = [];
  let lines = raw;
  let thinnedAt = -Infinity;

  /** @param {number | null} step */
  function point(step) {
    cursor = step;
    if (last) draw(last);
  }
  for (const name of /** @type {const} */ (["pointermove", "pointerdown"])) surface.canvas.addEventListener(name, (event) => point(across?.invert(surface.point(event).x) ?? null), { signal });
  surface.canvas.addEventListener("pointerleave", (event) => event.pointerType !== "touch" && point(null), { signal }); // what a tap has read stays to be read
  surface.canvas.addEventListener("keydown", (event) => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!by || !last || !across) return;
    event.preventDefault();
    const [from, to] = across.domain;
    point(Math.min(to, Math.max(from, (cursor ?? to) + (by * (to - from)) / 40)));
  }, { signal });

  /** @param {Picture} picture */
  function draw(picture) {
    const { series, theme, score, marks, settings, header, runs, starts, arrays, theta } = picture;
    const { context, width, height } = surface.begin();
    const { step, ...columns } = series.columns;
    const smooth = settings.chart?.smooth ?? false;
    const kept = runs.map((records) => lineOf(records));
    const sides = settings.versus?.values ?? [];
    const two = sides.map((_, i) => lineOf(arrays[`${"ab"[i]}_rows`]));
    const fan = starts ? [1, 2, 3].map((c) => lineOf(starts, c, 4)) : [];
    const ends = [...kept, ...two, ...fan].map(({ x }) => x[x.length - 1]);
    const [first, end] = [step[0] ?? 0, Math.max(step[step.length - 1] ?? 0, ...ends, (step[0] ?? 0) + 10)];
    const most = Math.max(50, Math.floor(width - MARGIN.left - MARGIN.right));
    if (!header.running || step.length < MANY || performance.now() - thinnedAt > PAUSE) {
      thinnedAt = performance.now();
      raw = PARTS.map((part) => decimate(step, columns[part], most));
      lines = smooth ? PARTS.map((part) => decimate(step, smoothed(columns[part], Math.min(WINDOW, step.length / 10)), most)) : raw;
    }
    const x = linear([first, end], [MARGIN.left, width - MARGIN.right]);
    const y = lossScale([...raw, ...kept, ...two, ...fan], settings.chart?.log ?? false, [height - MARGIN.bottom, MARGIN.top]);
    across = x;
    axes(context, x, y, theme);
    if (fan.length) band(context, fan, x, y, theme.hue[settings.starts?.part ?? "train"]);
    kept.forEach((line, i) => run(context, line, settings.runs?.[i]?.[0] ?? "", i % 2 > 0, x, y, theme));
    if (two.length) pair(context, two, sides.map((value, i) => `${"AB"[i]} ${value}`), x, y, theme);
    context.fillStyle = theme.muted;
    for (const [at] of marks) tick(context, x(at), y.range[0]);
    for (const k of [1, 0]) {
      context.strokeStyle = theme.hue[PARTS[k]];
      context.lineWidth = k ? 1.75 : 2;
      context.setLineDash(k ? [5, 3] : []);
      if (smooth) {
        context.globalAlpha = 0.3;
        stroke(context, raw[k], x, y);
        context.globalAlpha = 1;
      }
      stroke(context, lines[k], x, y);
      context.setLineDash([]);
      const now = score.loss[PARTS[k]];
      if (now !== null) dot(context, x(header.step), y(Math.min(y.domain[1], now)), theme.hue[PARTS[k]], theme.surface);
    }
    if (cursor !== null && step.length) {
      const at = nearest(step, cursor);
      upright(context, x(step[at]), y, theme.muted);
      const mark = marks.find(([when]) => Math.abs(x(when) - x(cursor ?? 0)) < NEAR);
      setText(readout, mark ? `Step ${formatCount(mark[0])}: ${mark[1]}` : values(at, step[at], columns));
    } else setText(readout, meaning);
    setAttr(readout, "aria-live", header.running ? "off" : "polite");
    if (!due(header.running)) return;
    const kinds = [settings.l1 && "L1", settings.l2 && "L2"].filter(Boolean).join(" and ");
    meaning = `Mean ${TITLES[settings.loss] ?? settings.loss}${kinds && `, with ${formatLoss(penalty(theta, settings))} of ${kinds} penalty`}`;
    if (cursor === null) setText(readout, meaning);
    timeline.update(picture, [first, end]);
    for (const [i, name] of Object.keys(SWITCHES).entries()) setAttr(switches[i], "aria-pressed", settings.chart?.[name] ?? false);
    for (const part of PARTS) {
      heads[part].hidden = score.loss[part] === null;
      setAttr(heads[part], "style", `--nnw-color: ${theme.hue[part]}`);
      setText(numbers[part].loss, `${score.sampled ? "≈ " : ""}${formatLoss(score.loss[part])}`);
      setText(numbers[part].right, score.accuracy[part] === null ? "" : `${formatShare(score.accuracy[part])} right`);
    }
  }

  /** What is known of a step. @param {number} at @param {number} step @param {{train: Float64Array, test: Float64Array}} columns */
  function values(at, step, { train, test }) {
    const shot = store.near(step);
    const right = shot?.header.step === step ? shot.header.accuracy.train : null;
    return `Step ${formatCount(step)}: training ${formatLoss(train[at])}${right === null ? "" : ` (${formatShare(right)} right)`}${Number.isNaN(test[at]) ? "" : `, test ${formatLoss(test[at])}`}`;
  }

  return {
    /** @param {Picture} picture */
    update(picture) {
      last = picture;
      draw(picture);
    },
    destroy() {
      abort();
      timeline.destroy();
      surface.destroy();
      parent.replaceChildren();
    },
  };
}
