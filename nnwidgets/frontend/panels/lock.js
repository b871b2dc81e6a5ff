/** A padlock at all that is frozen: on a link, beside a bias, or, where all that leads to a neuron is, once at the neuron. */
import { frozenNeurons } from "../lib/entries.js";
import { pointOnLink } from "../lib/graph.js";
import { biasAt } from "./network_draw.js";

const NEAR_TARGET = 0.86; // of the link's length: clear of its sign

/** A part of the picture of the network. */
export function mountLocks() {
  let shape = -1;
  let [frozen, whole] = [/** @type {Set<number>} */ (new Set()), /** @type {ReturnType<typeof frozenNeurons>} */ (new Set())];

  /** @param {CanvasRenderingContext2D} context @param {import("./host.js").Picture} picture @param {ReturnType<typeof import("../lib/graph.js").layoutGraph>} graph */
  function draw(context, { theme, settings: { sizes, frozen: ks = [] }, shape: now }, { nodes, links, side }) {
    if (now !== shape) {
      [shape, frozen] = [now, new Set(ks)];
      whole = frozenNeurons(sizes, frozen);
    }
    if (!ks.length) return;
    for (const link of links) {
      if (!frozen.has(link.k) || whole.has(`${link.layer + 1} ${link.to}`)) continue;
      const { x, y } = pointOnLink(link, NEAR_TARGET);
      padlock(context, theme, x, y);
    }
    for (const node of nodes.flat()) {
      const at = biasAt(node, side);
      if (whole.has(`${node.layer} ${node.unit}`)) padlock(context, theme, node.x - side / 2 + 3, node.y - side / 2 + 2);
      else if (node.bias !== null && frozen.has(node.bias)) padlock(context, theme, at.x - 15, at.y);
    }
  }

  return { update() {}, draw };
}

/** @param {CanvasRenderingContext2D} context @param {import("./theme.js").Theme} theme @param {number} x @param {number} y */
function padlock(context, theme, x, y) {
  context.beginPath();
  context.arc(x, y, 8, 0, 7);
  context.fillStyle = theme.surface;
  context.fill();
  context.strokeStyle = context.fillStyle = theme.ink;
  context.lineWidth = 1.5;
  context.beginPath();
  context.arc(x, y - 1.5, 2.4, Math.PI, 0);
  context.lineTo(x + 2.4, y);
  context.moveTo(x - 2.4, y - 1.5);
  context.lineTo(x - 2.4, y);
  context.stroke();
  context.fillRect(x - 3.8, y - 0.5, 7.6, 5.5);
}
