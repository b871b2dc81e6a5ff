/** A curve drawn by hand: by a pointer, or by keys, one height after the other. */
import { nearestHeight, put } from "../lib/sketch.js";
import { linear } from "../lib/scale.js";
import { formatShort, spoken } from "../lib/format.js";
import { createCanvas } from "./canvas.js";
import { el, keepTouch, setAttr } from "./dom.js";
import { readTheme } from "./theme.js";

const [LEFT, RIGHT, TOP, BOTTOM] = [44, 12, 12, 30];

/** @typedef {{x: [number, number], y: [number, number], names: [string, string]}} Axes */

/**
 * @param {HTMLElement} parent @param {HTMLElement} root whose theme it follows @param {Axes} axes @param {(number | null)[]} heights changed in place
 * @param {() => void} changed
 */
export function mountSketch(parent, root, axes, heights, changed) {
  const stage = el("div", { className: "nnw-sketch" });
  parent.append(stage);
  const surface = createCanvas(stage, { "aria-hidden": true }, draw);
  const step = (axes.x[1] - axes.x[0]) / (heights.length - 1);
  const handle = el("div", { role: "slider", tabindex: 0, className: "nnw-sketch-hand", "data-nnw": "sketch", on: { keydown: key, focus: () => draw(), blur: () => draw() } });
  stage.append(handle);
  let at = Math.floor(heights.length / 2);
  /** @type {number[] | null} */ let curve = null;
  /** @type {{i: number, height: number} | null} */ let last = null; // of the stroke under way
  let open = true;

  const scales = () => {
    const { width, height } = surface.size;
    return { sx: linear(axes.x, [LEFT, width - RIGHT]), sy: linear(axes.y, [height - BOTTOM, TOP]) };
  };

  /** @param {PointerEvent} event */
  function stroke(event) {
    const { sx, sy } = scales();
    const { x, y } = surface.point(event);
    const here = nearestHeight(sx.invert(x), sy.invert(y), axes, heights.length);
    put(heights, last ?? here, here);
    last = here;
    at = here.i;
    draw();
    changed();
  }

  surface.canvas.addEventListener("pointerdown", (event) => {
    if (!open) return;
    surface.canvas.setPointerCapture(event.pointerId);
    handle.focus({ preventScroll: true });
    last = null;
    stroke(event);
    event.preventDefault();
  });
  keepTouch(surface.canvas);
  surface.canvas.addEventListener("pointermove", (event) => void (last && open && stroke(event)));
  for (const end of /** @type {const} */ (["pointerup", "pointercancel"])) surface.canvas.addEventListener(end, () => { last = null; });

  /** @param {Event} event */
  function key(event) {
    const { key: name, shiftKey } = /** @type {KeyboardEvent} */ (event);
    const along = { ArrowRight: 1, ArrowLeft: -1 }[name];
    const by = { ArrowUp: 1, ArrowDown: -1 }[name];
    if (!open || (!along && !by)) return;
    const before = heights[at] ?? (axes.y[0] + axes.y[1]) / 2;
    if (by) put(heights, { i: at, height: before }, nearestHeight(axes.x[0] + at * step, before + (by * (shiftKey ? 10 : 1) * (axes.y[1] - axes.y[0])) / 100, axes, heights.length));
    else if (along) {
      const to = Math.min(heights.length - 1, Math.max(0, at + along));
      if (heights[at] !== null && heights[to] === null) put(heights, { i: at, height: before }, { i: to, height: before });
      at = to;
    }
    event.preventDefault();
    draw();
    changed();
  }

  function draw() {
    const { context, width, height } = surface.begin();
    if (!width) return;
    const theme = readTheme(root);
    const { sx, sy } = scales();
    context.font = `12px ${theme.font}`;
    context.fillStyle = theme.muted;
    context.strokeStyle = theme.line;
    context.lineWidth = 1;
    for (const tick of sy.ticks(4)) {
      line([[LEFT, sy(tick)], [width - RIGHT, sy(tick)]]);
      context.textAlign = "right";
      context.fillText(formatShort(tick), LEFT - 6, sy(tick) + 4);
    }
    context.textAlign = "center";
    for (const tick of sx.ticks(6)) context.fillText(formatShort(tick), sx(tick), height - BOTTOM + 16);
    context.textAlign = "right";
    context.fillText(axes.names[0], width - RIGHT, height - 2);
    context.textAlign = "left";
    context.fillText(axes.names[1], 2, TOP);
    const x = (/** @type {number} */ i) => sx(axes.x[0] + i * step);
    if (curve) {
      Object.assign(context, { strokeStyle: theme.hue.positive, lineWidth: 3 });
      line(curve.map((h, i) => [x(i), sy(h)]));
    }
    Object.assign(context, { strokeStyle: theme.ink, lineWidth: 2 });
    context.setLineDash(curve ? [6, 4] : []);
    /** @type {[number, number][]} */ let run = [];
    for (let i = 0; i <= heights.length; i++) {
      const h = heights[i];
      if (h != null) run.push([x(i), sy(h)]);
      else { line(run); run = []; }
    }
    context.setLineDash([]);
    if (open && document.activeElement === handle) {
      Object.assign(context, { strokeStyle: theme.hue.train, lineWidth: 2 });
      context.beginPath();
      context.arc(x(at), sy(heights[at] ?? (axes.y[0] + axes.y[1]) / 2), 5, 0, 7);
      context.stroke();
    }
    const drawn = heights.filter((h) => h !== null).length;
    setAttr(handle, "aria-label", `Your curve of ${axes.names[1]} over ${axes.names[0]}: left and right move, up and down draw; ${drawn} of ${heights.length} places are drawn`);
    setAttr(handle, "aria-valuemin", axes.y[0]);
    setAttr(handle, "aria-valuemax", axes.y[1]);
    setAttr(handle, "aria-valuenow", heights[at] ?? (axes.y[0] + axes.y[1]) / 2);
    setAttr(handle, "aria-valuetext", `at ${axes.names[0]} ${spoken(axes.x[0] + at * step)}: ${heights[at] === null ? "nothing yet" : spoken(heights[at])}`);

    /** @param {[number, number][]} points */
    function line(points) {
      context.beginPath();
      for (const [px, py] of points) context.lineTo(px, py);
      if (points.length === 1) context.arc(...points[0], 1, 0, 7);
      context.stroke();
    }
  }

  return {
    draw,
    /** The answer is there: the curve can no longer be changed. @param {number[]} truth */
    show(truth) {
      [curve, open] = [truth, false];
      handle.removeAttribute("tabindex");
      setAttr(handle, "aria-disabled", true);
      draw();
    },
    destroy() {
      surface.destroy();
      stage.remove();
    },
  };
}
