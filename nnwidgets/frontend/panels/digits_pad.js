/** The pad: a digit drawn by mouse, touch or keys, or an image of the data; the network has answered before the pen has moved on. */
import { formatCount } from "../lib/format.js";
import { createBitmap, createCanvas } from "./canvas.js";
import { inkTable } from "./digits_pixels.js";
import { controller, el, field, keepTouch, setAttr, setText } from "./dom.js";

/** @typedef {import("../lib/digits_view.js").DigitsView} View */

const [NEAR, STEP, MANY] = [0.006, 1 / 28, 40]; // shares of the pad: points apart, an arrow key's step; how many times are kept
const KEYS = /** @type {Record<string, number[]>} */ ({ ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] });
const HELP = "Drawing pad. Arrows move the pen, with Shift four times as far; Space puts it down and lifts it; Backspace takes the last stroke back, Delete all.";

/** @param {HTMLElement} parent @param {import("../lib/store.js").Store} store @param {(text: string) => void} say @param {HTMLElement} root */
export function createPad(parent, store, say, root) {
  const { signal, abort } = controller();
  const box = el("div", { className: "nnw-pad" });
  const button = (/** @type {string} */ what, /** @type {string} */ text, /** @type {() => void} */ click) => el("button", { type: "button", "data-nnw": what, text, on: { click } });
  const example = el("input", { type: "number", min: 0, "data-nnw": "example", on: { change: () => choose(Number(example.value)) } });
  const fit = el("input", { type: "checkbox", "data-nnw": "fit", on: { change: () => store.dial({ fit: fit.checked }) } });
  const replay = el("input", { type: "range", min: 0, max: 1, step: 0.01, "data-nnw": "replay", on: { input: () => store.dial({ replay: Number(replay.value) }) } });
  const share = el("span", { className: "nnw-number" });
  const replays = field("Replay of the strokes", replay, share);
  const what = el("p", { className: "nnw-note", "data-nnw": "what" });
  const speed = el("p", { className: "nnw-note", "data-nnw": "latency" });
  parent.append(
    box,
    el("div", { className: "nnw-group" }, [button("clear", "Clear", () => put([])), button("undo-stroke", "Undo stroke", () => put(strokes.slice(0, -1))), button("mistake", "Next mistake", () => store.do("next_mistake")), button("random", "Another image", () => choose(count ? Math.floor(Math.random() * count) : 0))]),
    what, el("label", {}, [fit, " Centre and scale what is drawn"]), replays, field("Image number", example), speed,
  );
  const surface = createCanvas(box, { tabindex: 0, role: "application", "aria-roledescription": "drawing pad", "aria-label": HELP, "data-nnw": "pad" }, () => last && draw(last));
  const bitmap = createBitmap();
  /** @type {View | null} */ let last = null;
  /** @type {number[][][]} */ let strokes = [];
  let [drawing, count, began] = [false, 0, 0];
  /** @type {number[]} */ const times = [];
  const pen = { x: 0.5, y: 0.5, down: false, seen: false };

  /** @param {number[][][]} next */
  function put(next) {
    strokes = next;
    store.dial(next.length ? { strokes: next, pixels: null, replay: 1 } : { strokes: [], pixels: new Array((last?.side ?? 28) ** 2).fill(0) });
  }

  /** @param {number} i */
  const choose = (i) => store.dial({ example: Math.min(Math.max(0, Math.round(i) || 0), count - 1), strokes: [], pixels: null });

  /** @param {PointerEvent} event */
  function place(event) {
    const { x, y } = surface.point(event);
    const { width, height } = surface.size;
    return [x / width, y / height].map((v) => Math.round(1000 * Math.min(1, Math.max(0, v))) / 1000);
  }

  surface.canvas.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    surface.canvas.setPointerCapture(event.pointerId);
    drawing = true;
    pen.seen = false;
    began = event.timeStamp;
    put([...strokes, [place(event)]]);
  }, { signal });
  keepTouch(surface.canvas, signal);
  surface.canvas.addEventListener("pointermove", (event) => {
    if (!drawing) return;
    const now = event.getCoalescedEvents?.() ?? [];
    const stroke = [...strokes[strokes.length - 1]];
    for (const one of now.length ? now : [event]) {
      const [p, q] = [place(one), stroke[stroke.length - 1]];
      if (Math.hypot(p[0] - q[0], p[1] - q[1]) >= NEAR) stroke.push(p);
    }
    if (stroke.length === strokes[strokes.length - 1].length) return;
    began ||= event.timeStamp;
    put([...strokes.slice(0, -1), stroke]);
  }, { signal });
  for (const name of ["pointerup", "pointercancel"]) surface.canvas.addEventListener(name, () => { drawing = false; }, { signal });

  surface.canvas.addEventListener("keydown", (event) => {
    const by = KEYS[event.key];
    if (!by && ![" ", "Backspace", "Delete"].includes(event.key)) return;
    event.preventDefault();
    pen.seen = true;
    began = event.timeStamp;
    if (event.key === "Delete") return put([]);
    if (event.key === "Backspace") return put(strokes.slice(0, -1));
    if (event.key === " ") {
      pen.down = !pen.down;
      say(pen.down ? "Pen down." : "Pen up.");
      return pen.down ? put([...strokes, [[pen.x, pen.y]]]) : last && draw(last);
    }
    const far = event.shiftKey ? 4 * STEP : STEP;
    [pen.x, pen.y] = [pen.x + by[0] * far, pen.y + by[1] * far].map((v) => Math.round(1000 * Math.min(1, Math.max(0, v))) / 1000);
    if (pen.down && strokes.length) put([...strokes.slice(0, -1), [...strokes[strokes.length - 1], [pen.x, pen.y]]]);
    else if (last) draw(last);
  }, { signal });
  surface.canvas.addEventListener("blur", () => { if (last) draw(last); }, { signal });

  /** @param {View} view */
  function draw({ theme, drawing: image, side, dials }) {
    const { context: c, width, height } = surface.begin();
    c.fillStyle = theme.ground;
    c.fillRect(0, 0, width, height);
    c.imageSmoothingEnabled = false;
    if (!dials.strokes.length) {
      bitmap.fill(side, (out) => image.forEach((v, i) => { out[i] = inkTable(theme)[Math.round(255 * v)]; }));
      c.drawImage(bitmap.canvas, 0, 0, width, height);
    }
    c.strokeStyle = theme.ink;
    c.lineWidth = (2.2 / 28) * width;
    c.lineCap = c.lineJoin = "round";
    for (const stroke of dials.strokes) {
      c.beginPath();
      c.moveTo(stroke[0][0] * width, stroke[0][1] * height);
      for (const [x, y] of stroke.length > 1 ? stroke.slice(1) : stroke) c.lineTo(x * width, y * height);
      c.stroke();
    }
    if (!pen.seen || document.activeElement !== surface.canvas) return;
    c.strokeStyle = theme.hue.positive;
    c.lineWidth = 2;
    c.beginPath();
    c.arc(pen.x * width, pen.y * height, pen.down ? 6 : 10, 0, 2 * Math.PI);
    c.stroke();
  }

  return {
    /** @param {View} view */
    update(view) {
      last = view;
      const { dials, settings, facts } = view;
      if (!drawing) strokes = dials.strokes;
      count = settings.n_source + settings.n_test;
      example.max = String(count - 1);
      if (document.activeElement !== example) example.value = String(dials.example);
      fit.checked = dials.fit;
      replays.hidden = !dials.strokes.length;
      if (document.activeElement !== replay) replay.value = String(dials.replay);
      setText(share, `${Math.round(100 * dials.replay)}%`);
      const part = dials.example < settings.n_source ? "trained on" : "never trained on";
      setText(what, dials.strokes.length ? `${dials.strokes.length} stroke${dials.strokes.length > 1 ? "s" : ""} of yours` : dials.pixels ? "Draw here, or take an image." : `A ${view.classes[facts.label] ?? "?"}: image ${formatCount(dials.example)}, ${part}. Draw over it.`);
      setAttr(surface.canvas, "aria-description", `The network reads ${view.classes[view.lead.first]}.`);
      draw(view);
    },
    /** The frame with the answer is drawn: how long after the hand? */
    painted() {
      if (!began) return;
      times.push(performance.now() - began);
      began = 0;
      if (times.length > MANY) times.shift();
      const middle = [...times].sort((a, b) => a - b)[times.length >> 1];
      root.dataset.nnwStrokes = String(Number(root.dataset.nnwStrokes ?? 0) + 1);
      root.dataset.nnwLatency = middle.toFixed(1);
      setText(speed, `The answer came ${middle.toFixed(0)} ms after the pen (median of ${times.length}), without the kernel.`);
    },
    destroy() {
      abort();
      surface.destroy();
    },
  };
}
