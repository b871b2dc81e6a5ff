/**
 * The geometry of a network drawn in a box: layers from left to right, square nodes, links as cubic Béziers.
 * A layer too large shows its first units, a gap for "…", and its last unit.
 */
import { layout } from "./forward.js";

/** @typedef {{layer: number, unit: number, x: number, y: number, bias: number | null}} Node x, y: the centre; bias: its index in theta */
/** @typedef {{layer: number, x: number, y: number, count: number}} Gap where "…" stands for `count` units */
/** @typedef {[x0: number, y0: number, cx0: number, cy0: number, cx1: number, cy1: number, x1: number, y1: number]} Curve */
/** @typedef {{k: number, layer: number, to: number, source: number, points: Curve}} Link k: the weight's index in theta; layer: of the weights, from 0 */
/** @typedef {{width: number, height: number, margin?: number, largest?: number, most?: number}} Box margin round the nodes; most units shown per layer */

const SAMPLES = 24;

/**
 * The units of a layer of n that are shown, and how many are not.
 * @param {number} n
 * @param {number} [most] slots, the one for "…" included
 */
export function shownUnits(n, most = 8) {
  const units = Array.from({ length: Math.min(n, most) }, (_, i) => i);
  if (n > most) units.splice(most - 2, 2, n - 1);
  return { units, hidden: n - units.length };
}

/**
 * @param {number[]} sizes
 * @param {Box} box
 * @returns {{nodes: Node[][], links: Link[], gaps: Gap[], side: number}} side: of a node's square
 */
export function layoutGraph(sizes, { width, height, margin = 8, largest = 48, most = 8 }) {
  const slots = sizes.map((n) => Math.min(n, most));
  const pitch = Math.min((height - 2 * margin) / Math.max(...slots), largest / 0.72);
  const apart = sizes.length > 1 ? (width - 2 * margin) / (sizes.length - 0.5) : 0;
  const side = Math.max(1, Math.min(largest, pitch * 0.72, apart ? apart * 0.5 : width - 2 * margin));
  const columns = Math.max(1, sizes.length - 1);
  /** @param {number} l */
  const xOf = (l) => (sizes.length > 1 ? margin + side / 2 + ((width - 2 * margin - side) * l) / columns : width / 2);
  /** @param {number} l @param {number} slot */
  const yOf = (l, slot) => height / 2 + (slot - (slots[l] - 1) / 2) * pitch;

  const layers = layout(sizes);
  /** @type {Gap[]} */
  const gaps = [];
  const nodes = sizes.map((n, l) => {
    const { units, hidden } = shownUnits(n, most);
    if (hidden) gaps.push({ layer: l, x: xOf(l), y: yOf(l, most - 2), count: hidden });
    return units.map((unit, i) => {
      const slot = hidden && i === units.length - 1 ? most - 1 : i;
      const bias = l ? layers[l - 1].offset + unit * (sizes[l - 1] + 1) + sizes[l - 1] : null;
      return { layer: l, unit, x: xOf(l), y: yOf(l, slot), bias };
    });
  });
  const links = layers.flatMap(({ offset, nIn }, l) =>
    nodes[l + 1].flatMap((to) =>
      nodes[l].map((from) => ({
        k: offset + to.unit * (nIn + 1) + from.unit,
        layer: l,
        to: to.unit,
        source: from.unit,
        points: curve(from.x + side / 2, from.y, to.x - side / 2, to.y),
      }))));
  return { nodes, links, gaps, side };
}

/** @param {number} x0 @param {number} y0 @param {number} x1 @param {number} y1 @returns {Curve} */
function curve(x0, y0, x1, y1) {
  const middle = (x0 + x1) / 2;
  return [x0, y0, middle, y0, middle, y1, x1, y1];
}

/** The point at fraction t of a link, 0 at its source. @param {Link} link @param {number} t @returns {{x: number, y: number}} */
export function pointOnLink({ points: [x0, y0, x1, y1, x2, y2, x3, y3] }, t) {
  const u = 1 - t;
  const [a, b, c, d] = [u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t];
  return { x: a * x0 + b * x1 + c * x2 + d * x3, y: a * y0 + b * y1 + c * y2 + d * y3 };
}

/** Distance from (x, y) to a link. @param {Link} link @param {number} x @param {number} y */
export function distanceToLink(link, x, y) {
  let nearest = Infinity;
  let from = pointOnLink(link, 0);
  for (let m = 1; m <= SAMPLES; m++) {
    const to = pointOnLink(link, m / SAMPLES);
    const [dx, dy] = [to.x - from.x, to.y - from.y];
    const along = ((x - from.x) * dx + (y - from.y) * dy) / (dx * dx + dy * dy || 1);
    const t = Math.min(1, Math.max(0, along));
    nearest = Math.min(nearest, Math.hypot(x - from.x - t * dx, y - from.y - t * dy));
    from = to;
  }
  return nearest;
}

/**
 * The link next to (x, y), if it is not farther than the tolerance.
 * @param {Link[]} links @param {number} x @param {number} y @param {number} [tolerance]
 * @returns {Link | null}
 */
export function nearestLink(links, x, y, tolerance = 8) {
  let found = null;
  let least = tolerance;
  for (const link of links) {
    const [x0, y0, , , , , x1, y1] = link.points; // the curve stays inside the box of its ends
    if (x < x0 - least || x > x1 + least || y < Math.min(y0, y1) - least || y > Math.max(y0, y1) + least) continue;
    const distance = distanceToLink(link, x, y);
    if (distance <= least) [found, least] = [link, distance];
  }
  return found;
}

/**
 * The node whose square, widened by the tolerance, holds (x, y).
 * @param {Node[][]} nodes @param {number} side @param {number} x @param {number} y @param {number} [tolerance]
 * @returns {Node | null}
 */
export function nearestNode(nodes, side, x, y, tolerance = 0) {
  let found = null;
  let least = side / 2 + tolerance;
  for (const node of nodes.flat()) {
    const distance = Math.max(Math.abs(x - node.x), Math.abs(y - node.y));
    if (distance <= least) [found, least] = [node, distance];
  }
  return found;
}

/** The width of a link in pixels: grows with |w|, and is full from |w| = 5 on. @param {number} w @param {number} [thin] @param {number} [thick] */
export function strokeWidth(w, thin = 0.75, thick = 9) {
  return thin + (thick - thin) * (Math.min(Math.abs(w), 5) / 5 || 0);
}
