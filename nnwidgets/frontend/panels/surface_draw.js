/** What the loss surface is drawn with: heights as colours with lines of equal loss, axes; and over it the way of the run and where it stands. */
import palette from "../../palette.json";
import { divergingTable, mixHex, paint } from "../lib/color.js";
import { contour } from "../lib/contours.js";
import { formatShort } from "../lib/format.js";
import { linear } from "../lib/scale.js";

/** @typedef {import("../lib/surface.js").Surface} Surface */
/** @typedef {import("../lib/surface.js").Stand} Stand */
/** @typedef {import("./theme.js").Theme} Theme */
/** @typedef {{x: import("../lib/scale.js").Scale, y: import("../lib/scale.js").Scale}} Scales */

const MARGIN = { left: 40, right: 8, top: 8, bottom: 34 };
const DOT = 6;

/** @param {Surface} surface @param {{width: number, height: number}} size @returns {Scales} */
export function scalesOf({ over: [across, up] }, { width, height }) {
  return { x: linear(across, [MARGIN.left, width - MARGIN.right]), y: linear(up, [height - MARGIN.bottom, MARGIN.top]) };
}

/** From the lowest loss to the highest. @param {Theme} theme */
export const ends = ({ ground, ink }) => [ground, mixHex(ground, mixHex(palette.cost, ink, 0.1), palette.map.soft)];

/** @param {CanvasRenderingContext2D} context @param {Theme} theme @param {Surface} surface @param {import("../lib/surface.js").Levels | null} levels @param {Scales} scales @param {string[]} names @param {ReturnType<typeof import("./canvas.js").createBitmap>} bitmap */
export function drawGround(context, theme, { heights, points: n }, levels, { x, y }, names, bitmap) {
  const [[left, right], [bottom, top]] = [x.range, y.range];
  const cell = [(right - left) / (n - 1), (bottom - top) / (n - 1)];
  context.save();
  context.beginPath();
  context.rect(left, top, right - left, bottom - top);
  context.clip();
  if (levels) {
    const { lo, hi, steep } = levels;
    const [low, high] = ends(theme);
    const scale = steep ? Math.log : Number;
    const turned = Float64Array.from(heights, (_, at) => scale(heights[(at % n) * n + n - 1 - Math.floor(at / n)])); // rows from the top
    const table = divergingTable(low, mixHex(low, high, 0.5), high);
    context.drawImage(bitmap.fill(n, (out) => paint(turned, scale(lo), scale(hi), table, out)), left - cell[0] / 2, top - cell[1] / 2, n * cell[0], n * cell[1]);
    context.globalAlpha = 0.4;
    context.strokeStyle = theme.muted;
    context.lineWidth = 0.8;
    context.beginPath();
    for (const level of levels.levels) {
      const pieces = contour(heights, n, level);
      for (let p = 0; p < pieces.length; p += 4) {
        context.moveTo(left + pieces[p] * cell[0], bottom - pieces[p + 1] * cell[1]);
        context.lineTo(left + pieces[p + 2] * cell[0], bottom - pieces[p + 3] * cell[1]);
      }
    }
    context.stroke();
  }
  context.restore();
  drawScales(context, theme, { x, y }, names);
}

/** @param {CanvasRenderingContext2D} context @param {Theme} theme @param {Scales} scales @param {string[]} names */
function drawScales(context, theme, { x, y }, names) {
  const [[left, right], [bottom, top]] = [x.range, y.range];
  context.strokeStyle = theme.line;
  context.lineWidth = 1;
  context.strokeRect(left, top, right - left, bottom - top);
  context.font = `11px ${theme.font}`;
  context.fillStyle = theme.muted;
  context.textBaseline = "middle";
  context.textAlign = "center";
  for (const t of x.ticks(6)) context.fillText(formatShort(t), x(t), bottom + 9);
  context.textAlign = "right";
  for (const t of y.ticks(6)) context.fillText(formatShort(t), left - 5, y(t));
  context.font = `13px ${theme.font}`;
  context.fillStyle = theme.ink;
  context.textAlign = "center";
  context.fillText(names[0], (left + right) / 2, bottom + 25);
  context.translate(10, (top + bottom) / 2);
  context.rotate(-Math.PI / 2);
  context.fillText(names[1], 0, 0);
}

/** @param {CanvasRenderingContext2D} context @param {Theme} theme @param {Scales} scales @param {Stand[]} trail @param {{x: number, y: number}} now @param {{x: number, y: number} | null} cursor @param {boolean} held */
export function drawOver(context, theme, { x, y }, trail, now, cursor, held) {
  const [[left, right], [bottom, top]] = [x.range, y.range];
  context.save();
  context.beginPath();
  context.rect(left, top, right - left, bottom - top);
  context.clip();
  context.lineJoin = context.lineCap = "round";
  if (trail.length) {
    for (const [color, width] of /** @type {[string, number][]} */ ([[theme.surface, 4.5], [theme.hue.train, 2.2]])) {
      context.strokeStyle = color;
      context.lineWidth = width;
      context.beginPath();
      for (const [, a, b] of trail) context.lineTo(x(a), y(b));
      context.stroke();
    }
    disc(context, x(trail[0][1]), y(trail[0][2]), DOT - 1.5, theme.surface, theme.hue.train, 2);
  }
  if (cursor) {
    context.strokeStyle = theme.ink;
    context.lineWidth = 1.5;
    context.beginPath();
    for (const [dx, dy] of [[-6, 0], [6, 0], [0, -6], [0, 6]]) {
      context.moveTo(x(cursor.x) + dx / 3, y(cursor.y) + dy / 3);
      context.lineTo(x(cursor.x) + dx, y(cursor.y) + dy);
    }
    context.stroke();
  }
  context.restore();
  const [px, py] = [Math.min(right, Math.max(left, x(now.x))), Math.min(bottom, Math.max(top, y(now.y)))];
  const outside = px !== x(now.x) || py !== y(now.y);
  disc(context, px, py, held ? DOT + 2 : DOT, outside ? theme.surface : theme.ink, outside ? theme.ink : theme.surface, 2);
}

/** @param {CanvasRenderingContext2D} context @param {number} x @param {number} y @param {number} radius @param {string} fill @param {string} rim @param {number} width */
function disc(context, x, y, radius, fill, rim, width) {
  context.beginPath();
  context.arc(x, y, radius, 0, 7);
  context.fillStyle = fill;
  context.strokeStyle = rim;
  context.lineWidth = width;
  context.fill();
  context.stroke();
}
