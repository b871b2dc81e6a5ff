/** The gradient on the picture: an arrow at every weight and bias, up where gradient descent makes it larger, the longest where the most; or what one point alone wishes. */
import { createBackward } from "../lib/backward.js";
import { formatDigits } from "../lib/format.js";
import { el, pacer, setAttr, setText } from "./dom.js";
import { biasAt, signAt } from "./network_draw.js";

const [LONGEST, LEAST, HEAD, ASIDE] = [17, 3, 5, 11]; // pixels; what is shorter is not drawn
const WORK = 6e5; // of rows × the evaluator's cost of a row: some 3 ms

/** @param {HTMLElement} place @param {unknown} _ @param {() => void} again @param {AbortSignal} signal its end */
export function mountArrows(place, _, again, signal) {
  let on = false;
  const button = el("button", { type: "button", className: "nnw-toggle nnw-arrows", "aria-pressed": "false", "data-nnw": "arrows", "data-nnw-control": "gradient", text: "Gradient", on: { click: () => {
    on = !on;
    setAttr(button, "aria-pressed", on);
    again();
  } } });
  place.append(button);
  const due = pacer();
  let shape = -1;
  /** @type {ReturnType<typeof createBackward>} */ let backward = null;
  /** @type {number | null} */ let point = null; // whose wish is shown, by its row
  let single = { key: "", backward: /** @type {ReturnType<typeof createBackward>} */ (null) };

  place.closest(".nnw")?.addEventListener("nnw-example", (/** @type {any} */ { detail }) => {
    point = detail;
    again();
  }, { signal });

  /** The pass of one point alone. @param {import("./host.js").Picture} picture @param {number} row */
  function passOf({ settings, evaluator, shape: now }, row) {
    const [key, { Y, k, own }] = [`${now} ${row}`, evaluator];
    if (key !== single.key) single = { key, backward: createBackward({ ...settings, own }, { inputs: evaluator.inputsOf(Int32Array.of(row)), Y: Y.subarray(row * k, row * k + k), n: 1, cut: 1 }) };
    return single.backward;
  }

  /** @param {CanvasRenderingContext2D} context @param {import("./host.js").Picture} picture @param {ReturnType<typeof import("../lib/graph.js").layoutGraph>} graph */
  function draw(context, picture, { nodes, links, side }) {
    if (!on && point === null) return setText(button, "Gradient");
    const { settings, evaluator, theta, theme, header, shape: now } = picture;
    if (shape !== now) [shape, backward] = [now, createBackward({ ...settings, own: evaluator.own }, evaluator.scored, WORK / evaluator.cost)];
    const gradient = (point === null ? backward : passOf(picture, point))?.gradient(theta);
    const most = gradient?.reduce((largest, g) => Math.max(largest, Math.abs(g)), 0) ?? 0;
    if (point !== null) setText(button, `Wish of point ${point + 1}: largest ${formatDigits(most)}`);
    else if (due(header.running)) setText(button, backward ? `Gradient: largest ${backward.fewer || evaluator.sampled ? "≈ " : ""}${formatDigits(most)}` : "Gradient: not of this loss");
    if (!gradient || !(most > 0)) return;
    const at = (/** @type {number} */ k, /** @type {{x: number, y: number}} */ { x, y }) => arrow(context, theme, x + ASIDE, y, (-gradient[k] / most) * LONGEST);
    for (const link of links) at(link.k, signAt(link, nodes[link.layer + 1].length));
    for (const node of nodes.flat()) if (node.bias !== null) at(node.bias, biasAt(node, side));
  }

  return { update() {}, draw };
}

/** Upright, round its middle. @param {CanvasRenderingContext2D} context @param {import("./theme.js").Theme} theme @param {number} x @param {number} y @param {number} up its length, below 0 downwards */
function arrow(context, theme, x, y, up) {
  if (Math.abs(up) < LEAST) return;
  const [tail, tip] = [y + up / 2, y - up / 2];
  const neck = tip + Math.sign(up) * Math.min(HEAD, Math.abs(up));
  context.lineJoin = "round";
  for (const [color, width] of /** @type {[string, number][]} */ ([[theme.surface, 5], [theme.ink, 1.5]])) {
    context.strokeStyle = context.fillStyle = color;
    context.lineWidth = width;
    context.beginPath();
    context.moveTo(x, tail);
    context.lineTo(x, neck);
    context.moveTo(x, tip);
    context.lineTo(x + 3.5, neck);
    context.lineTo(x - 3.5, neck);
    context.closePath();
    context.stroke();
    context.fill();
  }
}
