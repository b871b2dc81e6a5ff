/** A neuron is a function: that of the neuron looked at, over the plane of a network with two inputs. */
import { paint } from "../lib/color.js";
import { createForward } from "../lib/forward.js";
import { formatWeight } from "../lib/format.js";
import { expression } from "../lib/expression.js";
import { readOwn } from "../lib/activations.js";
import { createRange, linear } from "../lib/scale.js";
import { unitText } from "../lib/written.js";
import { createBitmap, createCanvas } from "./canvas.js";
import { el, keepTouch, setAttr, setText } from "./dom.js";

/** @typedef {import("../lib/pass_view.js").PassView} PassView */
/** @typedef {import("../lib/plain.js").Plain & {theme: import("./theme.js").Theme}} Picture */

const CELLS = 60;
const REACH = 4; // of the plane on both sides of 0, unless x is farther out

/** @param {HTMLElement} parent @param {import("../lib/store.js").Store} store */
export function createMap(parent, store) {
  const box = el("div", { className: "nnw-plane", role: "img", "data-nnw": "map" });
  const said = el("p", { className: "nnw-note nnw-number", "data-nnw": "map-said" });
  const title = el("h3");
  parent.append(el("div", { className: "nnw-title" }, [title]), box, said);
  const surface = createCanvas(box, { "aria-hidden": true }, () => last && draw(...last));
  const bitmap = createBitmap();
  const owner = new AbortController();
  /** @type {[PassView, Picture] | null} */ let last = null;
  /** @type {{x: number, y: number} | null} */ let cursor = null;
  let [shape, reach, held] = [-1, REACH, false];
  /** @type {ReturnType<typeof createForward> | null} */ let net = null;

  /** @param {PointerEvent} event */
  function place(event) {
    const { width, height } = surface.size;
    const { x, y } = surface.point(event);
    return { x: Number((((2 * x) / width - 1) * reach).toFixed(2)), y: Number(((1 - (2 * y) / height) * reach).toFixed(2)) };
  }
  const { signal } = owner;
  box.addEventListener("pointermove", (event) => {
    cursor = place(event);
    if (held) store.dial({ x: [cursor.x, cursor.y] });
    else if (last) draw(...last);
  }, { signal });
  keepTouch(box, signal);
  box.addEventListener("pointerdown", (event) => {
    held = true;
    box.setPointerCapture(event.pointerId);
    const { x, y } = place(event);
    store.dial({ x: [x, y] });
  }, { signal });
  for (const end of ["pointerup", "pointercancel"]) box.addEventListener(end, () => { held = false; }, { signal });
  box.addEventListener("pointerleave", () => {
    cursor = null;
    if (last) draw(...last);
  }, { signal });

  /** @param {PassView} view @param {Picture} picture */
  function draw(view, { theme, settings, arrays, theta, shape: now }) {
    if (now !== shape || !net) {
      shape = now;
      net = createForward({ sizes: settings.sizes, hidden: settings.hidden, output: settings.output, own: settings.own_activations && readOwn(settings.own_activations, arrays.own_activations) });
    }
    const { layer, unit, x, act } = view;
    if (!held) reach = Math.max(REACH, Math.ceil(1.25 * Math.max(...[...x].map(Math.abs))));
    const inputs = new Float64Array(2 * CELLS * CELLS);
    for (let i = 0; i < CELLS * CELLS; i++) {
      inputs[i] = (((i % CELLS) + 0.5) / CELLS * 2 - 1) * reach;
      inputs[CELLS * CELLS + i] = (1 - (Math.floor(i / CELLS) + 0.5) / CELLS * 2) * reach;
    }
    const count = CELLS * CELLS;
    const values = net.run(theta, inputs, count).a[layer + 1].slice(unit * count, (unit + 1) * count);
    const range = createRange(act === "softmax" ? "sigmoid" : act)(values);
    const { context, width, height } = surface.begin();
    context.imageSmoothingEnabled = true;
    context.drawImage(bitmap.fill(CELLS, (out) => paint(values, ...range, theme.table, out)), 0, 0, width, height);
    const [px, py] = [linear([-reach, reach], [0, width])(x[0]), linear([-reach, reach], [height, 0])(x[1])];
    context.strokeStyle = theme.muted;
    context.globalAlpha = 0.5;
    context.beginPath();
    for (const [a, b, c, d] of [[0, height / 2, width, height / 2], [width / 2, 0, width / 2, height]]) {
      context.moveTo(a, b);
      context.lineTo(c, d);
    }
    context.stroke();
    context.globalAlpha = 1;
    context.fillStyle = theme.surface;
    context.strokeStyle = theme.ink;
    context.lineWidth = 2;
    context.beginPath();
    context.arc(px, py, 5, 0, 7);
    context.fill();
    context.stroke();
    const at = cursor ?? { x: x[0], y: x[1] };
    const known = view.knows(layer + 1, unit); // what is to be predicted is not given away
    const value = net.run(theta, Float64Array.of(at.x, at.y), 1).a[layer + 1][unit];
    const { numpy } = expression("a", layer + 1, [unit]);
    setText(said, `f(${formatWeight(at.x)}, ${formatWeight(at.y)}) = ${known || cursor ? unitText(value) : "not computed yet"}`);
    setText(title, `${numpy} for every x`);
    setAttr(box, "aria-label", `${numpy} over x1 and x2 from −${reach} to ${reach}: between ${formatWeight(Math.min(...values))} and ${formatWeight(Math.max(...values))}; at x ${known ? unitText(view.a[layer + 1][unit]) : "not computed yet"}`);
  }

  return {
    /** @param {PassView} view @param {Picture} picture */
    update(view, picture) {
      parent.hidden = view.sizes[0] !== 2;
      last = parent.hidden ? null : [view, picture];
      if (last) draw(...last);
    },
    destroy() {
      owner.abort();
      surface.destroy();
    },
  };
}
