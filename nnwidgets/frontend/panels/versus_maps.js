/** Three maps beside each other: what A says, what B says, and where that differs; a cursor reads all three. */
import { paint, paintClasses } from "../lib/color.js";
import { FINE } from "../lib/evaluate.js";
import { formatShort } from "../lib/format.js";
import { createRange, linear, niceCeiling } from "../lib/scale.js";
import { mapWords, pointWords } from "../lib/versus.js";
import { createBitmap, createCanvas } from "./canvas.js";
import { el, setAttr, setText } from "./dom.js";
import { ARROWS } from "./map.js";
import { drawCursor } from "./plane.js";

/** @typedef {import("./host.js").Picture} Picture */

const [GAP, HEAD, LEAST] = [12, 17, 1e-9]; // pixels between two maps, and of the name over each; what the scale of differences shows at least

/** @param {HTMLElement} parent */
export function mountVersusMaps(parent) {
  const frame = el("div", { className: "nnw-versus-maps" });
  const legend = el("div", { className: "nnw-scale" });
  const words = el("p", { className: "nnw-note", "data-nnw": "versus-words" });
  const read = el("p", { className: "nnw-note", "aria-live": "polite", "data-nnw": "versus-read" });
  parent.append(frame, legend, words, read);
  const surface = createCanvas(frame, { role: "img", tabindex: 0, "data-nnw": "versus-map" }, () => redraw());
  const bitmap = createBitmap();
  /** @type {Picture | null} */ let last = null;
  /** @type {import("../lib/versus.js").Versus | null} */ let two = null;
  /** @type {{x: number, y: number} | null} */ let cursor = null; // in the plane's units

  const side = () => Math.max(0, Math.floor(Math.min((surface.size.width - 2 * GAP) / 3, surface.size.height - HEAD)));

  const redraw = () => { if (last && two) draw(last, two); };

  /** @param {Picture} picture @param {import("../lib/versus.js").Versus} versus */
  function draw(picture, versus) {
    [last, two] = [picture, versus];
    const { theme, evaluator: { domain, d, k, plane, Y }, settings: { task, output, classes } } = picture;
    const wide = side();
    if (!wide) return;
    const maps = versus.maps(FINE);
    const { context } = surface.begin();
    const range = createRange(output, task === "regression" ? Y : undefined)(maps.values[0]);
    const top = niceCeiling(Math.max(-maps.least, maps.most, LEAST));
    context.textBaseline = "top";
    [...maps.values, maps.difference].forEach((values, i) => {
      const limits = i < 2 ? range : /** @type {[number, number]} */ ([-top, top]);
      context.save();
      context.translate(i * (wide + GAP), 0);
      context.font = `600 12px ${theme.font}`;
      context.fillStyle = theme.ink;
      context.fillText(i < 2 ? `${versus.sides[i].name}: ${versus.sides[i].value}` : versus.classes ? "Where they differ" : "B − A", 0, 0, wide);
      context.fillStyle = theme.ground;
      context.fillRect(0, HEAD, wide, wide);
      context.beginPath();
      context.rect(0, HEAD, wide, wide);
      context.clip();
      if (d < 2) line(context, values, linear(limits, [HEAD + wide, HEAD]), wide, theme);
      else context.drawImage(bitmap.fill(maps.size, (out) => {
        if (versus.classes) paintClasses(values, k, out.length, theme.classes, theme.ground, out, i > 1);
        else paint(values.subarray(0, out.length), ...limits, theme.table, out);
      }), 0, HEAD, wide, wide);
      if (cursor && d > 1) drawCursor(context, linear(domain[0], [0, wide])(cursor.x), linear(domain[1], [HEAD + wide, HEAD])(cursor.y), theme.ink);
      context.restore();
    });
    setText(words, mapWords(versus, maps));
    setAttr(surface.canvas, "aria-label", `A, B and their difference over the plane of the map. ${words.textContent} Arrow keys move a cursor that reads it.`);
    setText(read, cursor ? pointWords(versus, plane.names, cursor, classes, d) : "Point at a map to read all three there.");
    const number = (/** @type {string} */ text) => el("span", { className: "nnw-number", text });
    legend.replaceChildren(...(versus.classes || d < 2 ? [] : [number(`B less: ${formatShort(-top)}`), el("span", { className: "nnw-bar", style: `background: linear-gradient(90deg, ${theme.scale})` }), number(`B more: +${formatShort(top)}`)]));
  }

  /** @param {{x: number, y: number} | null} to */
  function point(to) {
    cursor = to;
    redraw();
  }

  const { canvas } = surface;
  for (const name of /** @type {const} */ (["pointermove", "pointerdown"])) canvas.addEventListener(name, (event) => {
    if (!last) return;
    const [{ x, y }, [[x0, x1], [y0, y1]]] = [surface.point(event), last.evaluator.domain];
    const [u, v] = [(x % (side() + GAP)) / side(), (y - HEAD) / side()];
    point(x < 3 * (side() + GAP) && u <= 1 && v >= 0 && v <= 1 ? { x: x0 + u * (x1 - x0), y: y1 - v * (y1 - y0) } : null);
  });
  canvas.addEventListener("pointerleave", (event) => event.pointerType !== "touch" && point(null));
  canvas.addEventListener("keydown", (event) => {
    const by = ARROWS[event.key];
    if (!by || !last) return;
    event.preventDefault();
    const [x, y] = last.evaluator.domain.map(([lo, hi], i) => Math.min(hi, Math.max(lo, (cursor ? [cursor.x, cursor.y][i] : (lo + hi) / 2) + (by[i] * (hi - lo)) / 24)));
    point({ x, y });
  });

  return { draw, destroy: surface.destroy };
}

/** With one column, the values against it. @param {CanvasRenderingContext2D} context @param {Float64Array} values @param {import("../lib/scale.js").Scale} y @param {number} wide @param {Picture["theme"]} theme */
function line(context, values, y, wide, theme) {
  context.strokeStyle = theme.line;
  context.strokeRect(0, y(0), wide, 0);
  context.strokeStyle = theme.hue.positive;
  context.lineWidth = 2;
  context.beginPath();
  values.forEach((value, i) => context.lineTo(((i + 0.5) / values.length) * wide, y(value)));
  context.stroke();
}
