/** The picture of the loss surface: a cursor reads it, the dot is the network, and moves both of its weights. */
import { levelsOf } from "../lib/surface.js";
import { createBitmap, createCanvas } from "./canvas.js";
import { drawGround, drawOver, scalesOf } from "./surface_draw.js";

/** @typedef {import("./host.js").Picture} Picture */
/** @typedef {import("../lib/surface.js").Surface} Surface */
/** @typedef {{x: number, y: number}} Place in the units of the two axes */

const REACH = { mouse: 12, touch: 22 }; // pixels from the dot
const STEPS = 48; // of an arrow key across the surface
const ARROWS = /** @type {Record<string, [number, number]>} */ ({ ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] });
const NAME = "Training loss over two weights. Arrow keys move a cursor that reads it; Enter puts both weights there.";

/** The dot. @param {Surface} surface @param {ArrayLike<number>} theta @returns {Place} */
export const standing = ({ of }, theta) => ({ x: theta[of[0]], y: theta[of[1]] });

/** @param {HTMLElement} box @param {import("../lib/store.js").Store} store @param {() => void} again something is to be drawn anew */
export function mountSurfaceMap(box, store, again) {
  const ground = createCanvas(box, { role: "img", tabindex: 0, "data-nnw": "surface-map", "aria-label": NAME }, again);
  const over = createCanvas(box, { "aria-hidden": true, className: "nnw-over-map", "data-nnw": "surface-over" }, again);
  const bitmap = createBitmap();
  const owner = new AbortController();
  const { signal } = owner;
  /** @type {{surface: Surface, theta: ArrayLike<number>} | null} */ let shown = null;
  /** @type {Place | null} */ let cursor = null;
  /** @type {[number, number] | null} */ let held = null;
  let drawn = "";

  const clamp = (/** @type {Place} */ { x, y }, /** @type {Surface} */ { over: [[x0, x1], [y0, y1]] }) => ({ x: Math.min(x1, Math.max(x0, x)), y: Math.min(y1, Math.max(y0, y)) });

  /** Whether the dot is under a pointer. @param {PointerEvent} event */
  function near(event) {
    if (!shown) return false;
    const { x, y } = scalesOf(shown.surface, ground.size);
    const [at, dot] = [ground.point(event), clamp(standing(shown.surface, shown.theta), shown.surface)];
    return Math.hypot(x(dot.x) - at.x, y(dot.y) - at.y) < (event.pointerType === "touch" ? REACH.touch : REACH.mouse);
  }

  ground.canvas.addEventListener("pointerdown", (event) => {
    if (!shown || !near(event)) return;
    event.preventDefault();
    ground.canvas.focus();
    ground.canvas.setPointerCapture(event.pointerId);
    held = shown.surface.of;
    for (const k of held) store.grab(k);
  }, { signal });
  ground.canvas.addEventListener("touchstart", (event) => held && event.preventDefault(), { signal, passive: false }); // the page stays where it is
  for (const name of /** @type {const} */ (["pointermove", "pointerdown"])) ground.canvas.addEventListener(name, (event) => {
    if (!shown) return;
    const { surface } = shown;
    const { x, y } = scalesOf(surface, ground.size);
    const at = ground.point(event);
    const to = { x: x.invert(at.x), y: y.invert(at.y) };
    const inside = clamp(to, surface);
    ground.canvas.style.cursor = held || near(event) ? "move" : "crosshair";
    cursor = !held && inside.x === to.x && inside.y === to.y ? to : null;
    if (held && name === "pointermove") put(held, inside);
    else again();
  }, { signal });
  for (const end of ["pointerup", "pointercancel"]) ground.canvas.addEventListener(end, release, { signal });
  ground.canvas.addEventListener("pointerleave", (event) => {
    if (event.pointerType === "touch") return; // what a tap has read stays to be read
    cursor = null;
    again();
  }, { signal });
  ground.canvas.addEventListener("keydown", (event) => {
    const by = ARROWS[event.key];
    if (!shown || !(by || (event.key === "Enter" && cursor))) return;
    event.preventDefault();
    const { surface, theta } = shown;
    const [[x0, x1], [y0, y1]] = surface.over;
    const from = clamp(cursor ?? standing(surface, theta), surface);
    if (by) cursor = clamp({ x: from.x + (by[0] * (x1 - x0)) / STEPS, y: from.y + (by[1] * (y1 - y0)) / STEPS }, surface);
    else put(surface.of, from);
    again();
  }, { signal });

  /** Both weights, in the hand or at once. @param {[number, number]} of @param {Place} at */
  function put(of, { x, y }) {
    const values = [x, y].map((value) => Number(value.toFixed(4)));
    if (held) of.forEach((k, i) => store.move(k, values[i]));
    else store.putAll(of.map((k, i) => [k, values[i]]));
  }

  function release() {
    for (const k of held ?? []) store.release(k);
    held = null;
    again();
  }

  return {
    /** Where the surface is read. */
    get cursor() { return cursor; },

    /** @param {Picture} picture @param {Surface} surface @param {import("../lib/surface.js").Stand[]} way @param {string[]} names of the axes */
    show({ theme, theta }, surface, way, names) {
      if (held && held.join() !== surface.of.join()) release();
      if (cursor) cursor = clamp(cursor, surface);
      shown = { surface, theta };
      const scales = scalesOf(surface, ground.size);
      const key = `${surface.key} ${theme.id} ${Object.values(ground.size)} ${devicePixelRatio}`;
      if (key !== drawn) drawGround(ground.begin().context, theme, surface, levelsOf(surface.heights), scales, names, bitmap);
      drawn = key;
      drawOver(over.begin().context, theme, scales, way, standing(surface, theta), cursor, held !== null);
    },
    destroy() {
      owner.abort();
      for (const k of held ?? []) store.release(k);
      ground.destroy();
      over.destroy();
    },
  };
}
