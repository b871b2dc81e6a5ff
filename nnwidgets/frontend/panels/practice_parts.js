/** A small network to choose a weight or a bias in: by a click in the picture, or by its name in a list; one shows the other. */
import { el } from "./dom.js";
import { svg } from "./svg.js";

const WIDTH = 420, HEIGHT = 190, MARGIN = 34, RADIUS = 15, REACH = 14; // of the picture; from a line, as a finger needs it

/** @param {HTMLElement} parent @param {number[]} sizes @param {string} label @param {() => void} note */
export function mountParts(parent, sizes, label, note) {
  const at = (/** @type {number} */ l, /** @type {number} */ i) => [MARGIN + (l * (WIDTH - 2 * MARGIN)) / (sizes.length - 1), (HEIGHT * (i + 1)) / (sizes[l] + 1)];
  /** @type {{name: string, text: string, draw: SVGElement, far: (x: number, y: number) => number}[]} */ const all = [];
  const picture = svg("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, class: "nnw-parts", "aria-hidden": "true" });
  let closed = false;
  for (let l = 0; l + 1 < sizes.length; l++) for (let j = 0; j < sizes[l + 1]; j++) for (let k = 0; k < sizes[l]; k++) {
    const [x1, y1] = at(l, k), [x2, y2] = at(l + 1, j);
    const draw = svg("line", { x1, y1, x2, y2, class: "nnw-part" });
    picture.append(draw);
    all.push({ name: `W[${l}][${j}, ${k}]`, text: `weight, unit ${k + 1} of layer ${l} to unit ${j + 1} of layer ${l + 1}`, draw, far: (x, y) => fromLine(x, y, x1, y1, x2, y2) });
  }
  for (let l = 0; l < sizes.length; l++) for (let i = 0; i < sizes[l]; i++) {
    const [cx, cy] = at(l, i);
    const node = svg("g", { "data-given": String(l === 0) }, [svg("circle", { cx, cy, r: RADIUS, class: "nnw-part nnw-unit" }), svg("text", { x: cx, y: cy + 4, "text-anchor": "middle", class: "nnw-unit-text" }, [String(i + 1)])]);
    picture.append(node);
    const far = (/** @type {number} */ x, /** @type {number} */ y) => (Math.hypot(x - cx, y - cy) <= RADIUS ? -1 : Infinity); // before any line
    if (l) all.push({ name: `b[${l - 1}][${i}]`, text: `bias of unit ${i + 1} in layer ${l}`, draw: /** @type {SVGElement} */ (node.firstChild), far });
  }
  const list = el("select", { "aria-labelledby": label, "data-nnw": "entry", on: { change: pick } }, [
    el("option", { value: "", text: "choose a weight or a bias" }), ...all.map(({ name, text }) => el("option", { value: name, text: text }))]);
  function pick() {
    for (const { name, draw } of all) draw.classList.toggle("nnw-picked", name === list.value);
    note();
  }
  picture.addEventListener("click", (event) => {
    const { clientX, clientY, target } = /** @type {MouseEvent} */ (event);
    const { left, top, width } = picture.getBoundingClientRect();
    const [x, y] = [clientX - left, clientY - top].map((v) => (v / width) * WIDTH);
    const [nearest] = all.map(({ name, far }) => ({ name, apart: far(x, y) })).sort((p, q) => p.apart - q.apart);
    if (closed || nearest.apart > REACH || /** @type {Element} */ (target).closest("[data-given=true]")) return; // inputs have no bias
    list.value = nearest.name;
    pick();
  });
  parent.append(el("p", { className: "nnw-note", text: "Choose a line for a weight, a circle for its bias, or use the list. Layer 0 is on the left; units count from 1 in the picture." }), picture, list);
  return { value: () => list.value || null, lock: (/** @type {boolean} */ done) => { closed = done; list.disabled = done; } };
}

/** How far a place is from a line with ends. @param {number} x @param {number} y @param {number} x1 @param {number} y1 @param {number} x2 @param {number} y2 */
function fromLine(x, y, x1, y1, x2, y2) {
  const [dx, dy] = [x2 - x1, y2 - y1];
  const t = Math.min(1, Math.max(0, ((x - x1) * dx + (y - y1) * dy) / (dx * dx + dy * dy)));
  return Math.hypot(x - x1 - t * dx, y - y1 - t * dy);
}
