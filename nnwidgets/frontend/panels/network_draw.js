/** Draws the network: links with width, colour, dash and sign; a map in every neuron; a square for every bias. */
import { divergingTable, paint } from "../lib/color.js";
import { formatExact } from "../lib/format.js";
import { pointOnLink, strokeWidth } from "../lib/graph.js";
import { unitsOf } from "../lib/health.js";
import { createBitmap } from "./canvas.js";
import { createRange, inputRange } from "../lib/scale.js";
import { drawThumb } from "./curve.js";
import { drawMark } from "./mark.js";

/** @typedef {import("./host.js").Picture} Picture */
/** @typedef {ReturnType<typeof import("../lib/graph.js").layoutGraph>} Graph */
/** @typedef {{k: number, held: boolean, at: {x: number, y: number} | null}} Chosen the parameter under the hand, and where to print its value */

export const BIAS = 11; // side of a bias's square
const SIGNS = 24; // most links between two layers for which the sign is printed

/** Where the square of a node's bias stands: its lower left corner. @param {import("../lib/graph.js").Node} node @param {number} side */
export const biasAt = (node, side) => ({ x: node.x - side / 2 - 1, y: node.y + side / 2 + 1 });

/** Where on a link its sign is printed: spread out, so that crossing links do not share a place. @param {import("../lib/graph.js").Link} link @param {number} rows */
export const signAt = (link, rows) => pointOnLink(link, rows > 1 ? 0.3 + (0.4 * link.to) / (rows - 1) : 0.5);

/** @param {Picture["theme"]} theme @param {number} value */
const hueOf = ({ hue }, value) => (value > 0 ? hue.positive : value < 0 ? hue.negative : hue.zero);

/** A drawing of one network; it keeps a bitmap and a colour scale per neuron. @param {Picture["settings"]} settings */
export function createDrawing(settings) {
  const { sizes, hidden, output } = settings;
  const kinds = ["linear", ...hidden, output];
  const ranges = sizes.map((n, l) => Array.from({ length: n }, () => createRange(kinds[l])));
  /** @type {Map<string, ReturnType<typeof createBitmap>>} */
  const bitmaps = new Map();

  /** @param {Picture} picture @param {number} l @param {number} unit */
  function map({ grid, theme, evaluator }, l, unit) {
    const key = `${l} ${unit}`;
    const bitmap = bitmaps.get(key) ?? createBitmap();
    bitmaps.set(key, bitmap);
    if (evaluator.d < 2) return drawThumb(bitmap.canvas, grid, theme, l, unit, l ? ranges[l][unit] : (values) => inputRange(values, settings.takes?.[unit]));
    const count = grid.size * grid.size;
    const values = grid.pass.a[l].subarray(unit * count, (unit + 1) * count);
    return bitmap.fill(grid.size, (out) => {
      if (l === sizes.length - 1 && output === "softmax") paint(values, -1, 1, divergingTable(theme.ground, theme.ground, theme.classes[unit % theme.classes.length]), out);
      else if (l === 0) paint(values, ...inputRange(values, settings.takes?.[unit]), theme.table, out);
      else paint(values, ...ranges[l][unit](values), theme.table, out);
    });
  }

  /** @param {CanvasRenderingContext2D} context @param {Picture} picture @param {Graph} graph @param {Chosen | null} chosen */
  function links(context, { theta, theme }, graph, chosen) {
    context.lineCap = "butt";
    for (const link of graph.links) {
      const w = theta[link.k];
      const [x0, y0, x1, y1, x2, y2, x3, y3] = link.points;
      context.beginPath();
      context.moveTo(x0, y0);
      context.bezierCurveTo(x1, y1, x2, y2, x3, y3);
      if (chosen?.k === link.k) {
        context.setLineDash([]);
        context.strokeStyle = theme.ink;
        context.globalAlpha = 0.25;
        context.lineWidth = strokeWidth(w) + 8;
        context.stroke();
        context.globalAlpha = 1;
      }
      context.setLineDash(w < 0 ? [7, 4] : []);
      context.strokeStyle = hueOf(theme, w);
      context.lineWidth = strokeWidth(w);
      context.stroke();
    }
    context.setLineDash([]);
  }

  /** @param {CanvasRenderingContext2D} context @param {Picture} picture @param {Graph} graph */
  function signs(context, { theta, theme }, graph) {
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.font = `bold 11px ${theme.font}`;
    for (const link of graph.links) {
      const rows = graph.nodes[link.layer + 1].length;
      if (rows * graph.nodes[link.layer].length > SIGNS) continue;
      const w = theta[link.k];
      const { x, y } = signAt(link, rows);
      context.fillStyle = theme.surface;
      context.beginPath();
      context.arc(x, y, 6.5, 0, 7);
      context.fill();
      context.fillStyle = hueOf(theme, w);
      context.fillText(w > 0 ? "+" : w < 0 ? "−" : "0", x, y + 0.5);
    }
  }

  /** @param {CanvasRenderingContext2D} context @param {Picture} picture @param {Graph} graph @param {Chosen | null} chosen */
  function nodes(context, picture, graph, chosen) {
    const { theta, theme } = picture;
    const { side } = graph;
    const ill = unitsOf(picture.health);
    for (const node of graph.nodes.flat()) {
      const [left, top] = [node.x - side / 2, node.y - side / 2];
      context.save();
      context.beginPath();
      context.roundRect(left, top, side, side, 5);
      context.clip();
      context.drawImage(map(picture, node.layer, node.unit), left, top, side, side);
      context.restore();
      context.beginPath();
      context.roundRect(left, top, side, side, 5);
      context.strokeStyle = theme.muted;
      context.lineWidth = 1;
      context.stroke();
      if (ill.has(`${node.layer} ${node.unit}`)) drawMark(context, theme, left + side - 1, top + 1);
      if (node.bias === null) continue;
      const { x, y } = biasAt(node, side);
      context.beginPath();
      context.roundRect(x - BIAS / 2, y - BIAS / 2, BIAS, BIAS, 2.5);
      context.fillStyle = hueOf(theme, theta[node.bias]);
      context.fill();
      context.strokeStyle = chosen?.k === node.bias ? theme.ink : theme.surface;
      context.lineWidth = chosen?.k === node.bias ? 2.5 : 1.5;
      context.stroke();
      context.fillStyle = theme.surface;
      context.font = `bold 9px ${theme.font}`;
      context.textAlign = "center";
      context.textBaseline = "middle";
      context.fillText(theta[node.bias] > 0 ? "+" : theta[node.bias] < 0 ? "−" : "0", x, y + 0.5);
    }
  }

  /** @param {CanvasRenderingContext2D} context @param {Picture} picture @param {Graph} graph */
  function labels(context, { theme, settings: { names, classes, sizes } }, graph) {
    context.fillStyle = theme.ink;
    context.textBaseline = "top";
    context.textAlign = "center";
    context.font = `12px ${theme.font}`;
    const last = sizes.length - 1;
    for (const node of graph.nodes[0]) label(context, theme, graph, node, short(names[node.unit]), 3);
    for (const node of graph.nodes[last]) label(context, theme, graph, node, sizes[last] > 1 ? short(classes[node.unit] ?? `y${node.unit + 1}`) : "output", 5);
    context.textBaseline = "middle";
    for (const gap of graph.gaps) context.fillText(`… ${gap.count}`, gap.x, gap.y);
  }

  return {
    map,
    /** @param {CanvasRenderingContext2D} context @param {Picture} picture @param {Graph} graph @param {Chosen | null} chosen */
    draw(context, picture, graph, chosen) {
      links(context, picture, graph, chosen);
      signs(context, picture, graph);
      nodes(context, picture, graph, chosen);
      labels(context, picture, graph);
      if (chosen?.at) tag(context, picture, formatExact(picture.theta[chosen.k]), chosen.at);
    },
  };
}

/** Below its node; where the next one is too near, on the node's lower edge. @param {CanvasRenderingContext2D} context @param {Picture["theme"]} theme @param {Graph} graph @param {import("../lib/graph.js").Node} node @param {string} text @param {number} gap */
function label(context, theme, { nodes, side }, node, text, gap) {
  const [first, second] = nodes[node.layer];
  const tight = second && second.y - first.y - side < 18;
  const y = node.y + side / 2 + (tight ? -14 : gap);
  const half = context.measureText(text).width / 2 + 1;
  const x = Math.max(half, Math.min(node.x, context.canvas.clientWidth - half));
  if (tight) {
    context.strokeStyle = theme.surface;
    context.lineWidth = 3;
    context.lineJoin = "round";
    context.strokeText(text, x, y);
  }
  context.fillText(text, x, y);
}

/** @param {string} text */
const short = (text) => (text.length > 10 ? `${text.slice(0, 9)}…` : text);

/** A number on a small plate beside the hand. @param {CanvasRenderingContext2D} context @param {Picture} picture @param {string} text @param {{x: number, y: number}} at */
function tag(context, { theme }, text, { x, y }) {
  context.font = `600 13px ${theme.font}`;
  const width = context.measureText(text).width + 14;
  const left = Math.max(2, x - width - 12);
  context.fillStyle = theme.ink;
  context.beginPath();
  context.roundRect(left, y - 24, width, 22, 4);
  context.fill();
  context.fillStyle = theme.surface;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillText(text, left + width / 2, y - 12.5);
}
