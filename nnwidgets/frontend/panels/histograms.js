/** How the weights and the activations of each layer lie, beside each other; a cursor reads a bar, a table the rest. */
import { anew } from "../lib/anew.js";
import { formatCount, formatExact, formatShare, formatShort } from "../lib/format.js";
import { BINS, createSpreads } from "../lib/histogram.js";
import { createCanvas } from "./canvas.js";
import { controller, el, setText, table } from "./dom.js";
import { ARROWS } from "./map.js";

/** @typedef {import("./host.js").Picture} Picture */
/** @typedef {import("../lib/histogram.js").LayerSpread} LayerSpread */

const SLOW = 200; // ms between two pictures while they move
const [GAP, HEAD, FOOT, SIDE] = [18, 30, 24, 74]; // pixels: between two, over one, under one, left of all
const WHICH = /** @type {const} */ (["weights", "activations"]);

/** @param {HTMLElement} box a fold */
export function mountHistograms(box) {
  const plot = el("div", { className: "nnw-histograms-plot" });
  const read = el("p", { className: "nnw-note", "data-nnw": "histograms-read", "aria-live": "polite" });
  const numbers = el("div", { className: "nnw-tables", role: "group", tabindex: 0, "aria-label": "Numbers of the histograms" });
  box.append(plot, read, numbers);
  const { signal, abort } = controller();
  const surface = createCanvas(plot, { role: "img", tabindex: 0, "data-nnw": "histograms",
    "aria-label": "Histograms of the weights and of the activations of each layer. Left and right arrows go from bar to bar, up and down from one to the other; the table below has the rest." }, () => last && draw(last));
  const spreads = anew(({ settings, evaluator: { own, scored: { inputs, n, cut } } }) => {
    const d = settings.sizes[0];
    const trained = Float64Array.from({ length: d * cut }, (_, i) => inputs[Math.floor(i / cut) * n + (i % cut)]);
    return { of: createSpreads({ ...settings, own }, trained), cut };
  });
  /** @type {Picture | null} */ let last = null;
  /** @type {LayerSpread[]} */ let layers = [];
  /** @type {{row: number, bar: number} | null} */ let cursor = null; // bars of all layers in one line
  let drawnAt = -Infinity;

  const wide = () => (surface.size.width - SIDE - GAP * (layers.length - 1)) / layers.length;
  const tall = () => (surface.size.height - 2 * (HEAD + FOOT)) / 2;

  /** One histogram with its top left corner at (x, y). @param {CanvasRenderingContext2D} context @param {Picture} picture @param {import("../lib/histogram.js").Spread} spread @param {number} x @param {number} y @param {boolean} signed @param {number} lit the bar under the cursor */
  function bars(context, { theme }, { counts, over: [lo, hi] }, x, y, signed, lit) {
    const [width, height] = [wide(), tall()];
    const top = counts.reduce((most, count) => Math.max(most, count), 1);
    const step = width / BINS;
    counts.forEach((count, i) => {
      const middle = lo + ((i + 0.5) * (hi - lo)) / BINS;
      context.fillStyle = i === lit ? theme.ink : !signed ? theme.hue.train : middle < 0 ? theme.hue.negative : theme.hue.positive;
      const high = count ? Math.max(1.5, (count / top) * height) : 0;
      context.fillRect(x + i * step + 0.5, y + height - high, Math.max(1, step - 1), high);
    });
    context.strokeStyle = theme.muted;
    context.beginPath();
    context.moveTo(x, y + height + 0.5);
    context.lineTo(x + width, y + height + 0.5);
    if (lo < 0 && hi > 0) {
      const zero = x + (-lo / (hi - lo)) * width;
      context.moveTo(zero, y + height);
      context.lineTo(zero, y + height + 5);
    }
    context.stroke();
    context.fillStyle = theme.muted;
    context.textBaseline = "top";
    context.textAlign = "left";
    context.fillText(formatShort(lo), x, y + height + 4);
    context.textAlign = "right";
    context.fillText(formatShort(hi), x + width, y + height + 4);
  }

  /** @param {Picture} picture */
  function draw(picture) {
    if (!surface.size.width) return;
    const { settings, theme } = picture;
    const { context } = surface.begin();
    context.font = `11px ${theme.font}`;
    WHICH.forEach((which, row) => {
      const y = row * (HEAD + FOOT + tall()) + HEAD;
      context.textAlign = "left";
      context.textBaseline = "middle";
      context.fillStyle = theme.ink;
      context.fillText(row ? "Activations" : "Weights", 0, y + tall() / 2);
      layers.forEach((layer, l) => {
        const x = SIDE + l * (wide() + GAP);
        const { mean, sd, ends } = layer[which];
        context.textAlign = "left";
        context.textBaseline = "top";
        context.fillStyle = theme.ink;
        const kind = layer.kind.replaceAll("_", " ");
        const name = row ? `a[${l + 1}] · ${kind}` : `W[${l}] · ${l < layers.length - 1 ? `layer ${l + 1}` : "output"}`;
        context.fillText(name, x, y - HEAD + 2, wide());
        context.fillStyle = theme.muted;
        context.fillText(row && ends !== null && layer.kind !== "softmax" ? `${formatShare(ends)} ${layer.kind === "relu" ? "at 0" : "at the ends"}` : `${formatExact(mean, 2)} ± ${formatExact(sd, 2)}`, x, y - HEAD + 15, wide());
        bars(context, picture, layer[which], x, y, !row, cursor?.row === row && Math.floor(cursor.bar / BINS) === l ? cursor.bar % BINS : -1);
      });
    });
    tell(settings.sizes.length - 1);
  }

  /** @param {number} count of layers */
  function tell(count) {
    if (cursor) cursor.bar = Math.min(cursor.bar, count * BINS - 1);
    if (!cursor) return setText(read, "Point at a bar to read it. Bars of one histogram are to scale; all weights share one axis.");
    const { over: [lo, hi], counts, n } = layers[Math.floor(cursor.bar / BINS)][WHICH[cursor.row]];
    const [i, step] = [cursor.bar % BINS, (hi - lo) / BINS];
    const array = cursor.row ? `a[${Math.floor(cursor.bar / BINS) + 1}]` : `W[${Math.floor(cursor.bar / BINS)}]`;
    return setText(read, `${array} from ${formatExact(lo + i * step, 3)} to ${formatExact(lo + (i + 1) * step, 3)}: ${formatCount(counts[i])} of ${formatCount(n)}`);
  }

  /** @param {Picture} picture */
  function count(picture) {
    const cells = layers.flatMap((layer, l) => WHICH.map((which) => {
      const { n, mean, sd, least, most, ends } = layer[which];
      const share = which === "activations" && ends !== null && layer.kind !== "softmax" ? formatShare(ends) : "";
      return el("tr", {}, [el("th", { scope: "row", text: which === "weights" ? `W[${l}]` : `a[${l + 1}], ${layer.kind.replaceAll("_", " ")}` }),
        ...[formatCount(n), ...[mean, sd, least, most].map((x) => formatExact(x, 3)), share].map((text) => el("td", { text }))]);
    }));
    const few = picture.evaluator.sampled ? `, of a sample of ${formatCount(spreads(picture).cut)} training points` : ", of all training points";
    numbers.replaceChildren(table(`Weights, and activations${few}`, "", ["numbers", "mean", "sd", "least", "most", "flat"], cells),
      el("p", { className: "nnw-note", text: "Flat: the share of activations within 1 % of an end of their range, or at 0 for relu. Hardly any slope passes through there." }));
  }

  /** @param {Picture} picture */
  function show(picture) {
    last = picture;
    if (box.hidden) return;
    const now = performance.now();
    if (!picture.still && now - drawnAt < SLOW) return;
    drawnAt = now;
    layers = spreads(picture).of(picture.theta);
    draw(picture);
    count(picture);
  }

  /** @param {typeof cursor} to */
  function point(to) {
    cursor = to;
    if (last && layers.length) draw(last);
  }

  const { canvas } = surface;
  for (const name of /** @type {const} */ (["pointermove", "pointerdown"])) canvas.addEventListener(name, (event) => {
    const { x, y } = surface.point(event);
    const l = Math.floor((x - SIDE) / (wide() + GAP));
    const bar = Math.floor(((x - SIDE - l * (wide() + GAP)) / wide()) * BINS);
    const row = y < surface.size.height / 2 ? 0 : 1;
    point(l >= 0 && l < layers.length && bar < BINS ? { row, bar: l * BINS + bar } : null);
  }, { signal });
  canvas.addEventListener("pointerleave", (event) => event.pointerType !== "touch" && point(null), { signal });
  canvas.addEventListener("keydown", (event) => {
    const by = ARROWS[event.key];
    if (!by || !layers.length) return;
    event.preventDefault();
    const { row, bar } = cursor ?? { row: 0, bar: -1 };
    point({ row: by[1] ? Number(by[1] < 0) : row, bar: Math.min(layers.length * BINS - 1, Math.max(0, bar + by[0])) });
  }, { signal });

  return {
    update: show,
    /** @param {Picture} picture */
    opened(picture) {
      drawnAt = -Infinity;
      show(picture);
    },
    destroy() {
      abort();
      surface.destroy();
    },
  };
}
