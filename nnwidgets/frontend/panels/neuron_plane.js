/** The plane of two inputs: the answer as colors, the line where z is 0, the examples, x, and w as an arrow at right angles to the line. */
import { paint } from "../lib/color.js";
import { formatShare, formatWeight, MINUS } from "../lib/format.js";
import { dots, lineEnds } from "../lib/neuron.js";
import { createRange, linear } from "../lib/scale.js";
import { createBitmap, createCanvas } from "./canvas.js";
import { controller, el, setAttr, setText } from "./dom.js";
import { svg } from "./svg.js";

/** @typedef {import("../lib/neuron.js").Seen} Seen */

const [SIDE, CELLS] = [400, 72];
const CORNERS = [[0, 0], [0, 1], [1, 0], [1, 1]];

/** @type {import("./neuron.js").Make} */
export function createPlane(parent, store, now) {
  const box = el("div", { className: "nnw-plane" });
  const said = el("p", { "data-nnw": "line" });
  const notes = el("p", { className: "nnw-note", "data-nnw": "line-note" });
  const surface = createCanvas(box, { "aria-hidden": true }, () => last && draw(...last));
  const bitmap = createBitmap();
  const over = svg("svg", { viewBox: `0 0 ${SIDE} ${SIDE}`, role: "img", "data-nnw": "plane" });
  box.append(over);
  parent.append(box, el("div", { className: "nnw-beside" }, [said, notes]));
  const owner = controller();
  const { signal } = owner;
  /** @type {[Seen, import("./theme.js").Theme] | null} */ let last = null;
  /** @type {[number, number]} */ let domain = [-0.5, 1.5];
  let held = false;

  /** @param {PointerEvent} event */
  function bring(event) {
    const { x, y } = surface.point(event);
    const [u, v] = [x / surface.size.width, 1 - y / surface.size.height].map((t) => domain[0] + Math.min(1, Math.max(0, t)) * (domain[1] - domain[0]));
    store.dial({ x: [Number(u.toFixed(2)), Number(v.toFixed(2))] });
  }
  box.addEventListener("pointerdown", (event) => {
    if (now().mode !== "line") return;
    held = true;
    box.setPointerCapture(event.pointerId);
    bring(event);
  }, { signal });
  box.addEventListener("touchmove", (event) => held && event.preventDefault(), { signal, passive: false }); // as keepTouch: but a gate has nothing to drag
  box.addEventListener("pointermove", (event) => { if (held) bring(event); }, { signal });
  for (const end of ["pointerup", "pointercancel"]) box.addEventListener(end, () => { held = false; }, { signal });

  /** @param {Seen} seen @returns {[number, number]} */
  function extent({ mode, arrays, x }) {
    if (mode === "gate") return [-0.5, 1.5];
    if (held) return domain;
    const all = [...arrays.inputs, ...x, 0];
    const [lo, hi] = [Math.min(...all), Math.max(...all)];
    const air = 0.12 * (hi - lo || 1);
    return [Math.floor((lo - air) * 2) / 2, Math.ceil((hi + air) * 2) / 2];
  }

  /** @param {Seen} seen @param {import("./theme.js").Theme} theme */
  function draw({ mode, w, b, x, f, act, arrays, settings, dials }, theme) {
    const { context, width, height } = surface.begin();
    const [lo, hi] = domain;
    const values = new Float64Array(CELLS * CELLS);
    for (let i = 0; i < values.length; i++) {
      const u = lo + ((i % CELLS) + 0.5) / CELLS * (hi - lo);
      const v = hi - (Math.floor(i / CELLS) + 0.5) / CELLS * (hi - lo);
      values[i] = f(w[0] * u + w[1] * v + b);
    }
    const range = act === "step" ? /** @type {[number, number]} */ ([0, 1]) : createRange(act)(values);
    context.imageSmoothingEnabled = act !== "step";
    context.drawImage(bitmap.fill(CELLS, (out) => paint(values, ...range, theme.table, out)), 0, 0, width, height);

    const px = linear(domain, [0, SIDE]);
    const py = linear(domain, [SIDE, 0]);
    const nodes = [svg("path", { class: "nnw-axis", d: `M0 ${py(0)}H${SIDE}M${px(0)} 0V${SIDE}` })];
    nodes.push(...px.ticks(4).filter((t) => t !== lo && t !== hi).flatMap((t) => [
      svg("text", { class: "nnw-tick", x: px(t) + 3, y: py(0) + 13 }, [String(t).replace("-", MINUS)]),
      ...(t ? [svg("text", { class: "nnw-tick", x: px(0) + 4, y: py(t) - 3 }, [String(t).replace("-", MINUS)])] : []),
    ]));
    nodes.push(svg("text", { class: "nnw-tick nnw-axis-name", x: SIDE - 6, y: py(0) - 6, "text-anchor": "end" }, [settings.names[0]]), svg("text", { class: "nnw-tick nnw-axis-name", x: px(0) - 6, y: 14, "text-anchor": "end" }, [settings.names[1]]));
    if (mode === "line") {
      for (let i = 0; i < arrays.Y.length; i++) nodes.push(example(px(arrays.inputs[2 * i]), py(arrays.inputs[2 * i + 1]), settings.classes.length ? arrays.Y[i] > 0.5 : null, 4.5));
    }
    const ends = lineEnds(w, b, lo, hi);
    const length = Math.hypot(...w);
    if (ends) {
      const [[u0, v0], [u1, v1]] = ends;
      nodes.push(svg("path", { class: "nnw-border", d: `M${px(u0)} ${py(v0)}L${px(u1)} ${py(v1)}` }));
      const [mx, my] = [px((u0 + u1) / 2), py((v0 + v1) / 2)];
      const long = 26 + (84 * length) / (length + 4); // longer for larger weights, and always inside the picture
      const [dx, dy] = [(w[0] / length) * long, (-w[1] / length) * long];
      const angle = (Math.atan2(dy, dx) * 180) / Math.PI;
      nodes.push(svg("path", { class: "nnw-arrow", d: `M${mx} ${my}l${dx} ${dy}` }), svg("path", { class: "nnw-tip", d: "M3 0l-13 -6v12z", transform: `translate(${mx + dx} ${my + dy}) rotate(${angle})` }),
        svg("path", { class: "nnw-square", d: "M10 0v-10h-10", transform: `translate(${mx} ${my}) rotate(${angle})` }),
        svg("text", { class: "nnw-arrow-name", x: mx + dx + (dx < 0 ? -10 : 10), y: my + dy + 4, "text-anchor": dx < 0 ? "end" : "start" }, ["w"]));
    }
    if (mode === "gate") {
      const wants = settings.gates[dials.gate];
      CORNERS.forEach(([u, v], i) => {
        const wrong = (w[0] * u + w[1] * v + b > 0) !== Boolean(wants[i]);
        nodes.push(example(px(u), py(v), Boolean(wants[i]), 10));
        if (wrong) nodes.push(svg("path", { class: "nnw-wrong", d: "M-17 -17l34 34M17 -17l-34 34", transform: `translate(${px(u)} ${py(v)})` }));
      });
    } else nodes.push(svg("circle", { class: "nnw-here", cx: px(x[0]), cy: py(x[1]), r: 7 }), svg("text", { class: "nnw-arrow-name", x: px(x[0]) + 11, y: py(x[1]) - 8 }, ["x"]));
    over.replaceChildren(...nodes);
  }

  return {
    update(seen, theme) {
      const { mode, w, b, z, a } = seen;
      domain = extent(seen);
      last = [seen, theme];
      draw(seen, theme);
      const [p, q] = w;
      const term = (/** @type {number} */ v) => `${v < 0 ? MINUS : "+"} ${formatWeight(Math.abs(v))}`;
      setText(said, `The line: ${formatWeight(p)} x1 ${term(q)} x2 ${term(b)} = 0`);
      const length = Math.hypot(p, q);
      const all = dots(seen);
      const on = all.filter((v) => v + b > 0).length;
      const apart = length ? `its distance from (0, 0) is ${formatWeight(Math.abs(b) / length)}, |b| / |w|` : "with w = 0 there is no line";
      setText(notes, mode === "gate" ? `w stands at right angles to it; ${apart}.` : `w stands at right angles to it; ${apart}. At x z is ${formatWeight(z)} and a ${formatWeight(a, 4)}. It fires on ${on} of ${all.length} examples, ${formatShare(on / all.length)}.`);
      setAttr(box, "data-mode", mode);
      setAttr(over, "aria-label", `${said.textContent}. ${notes.textContent}`);
    },
    destroy() {
      owner.abort();
      surface.destroy();
      parent.replaceChildren();
    },
  };
}

/** A disc for yes, a square for no; null where it is neither. @param {number} x @param {number} y @param {boolean | null} yes @param {number} r */
const example = (x, y, yes, r) => svg(yes === false ? "rect" : "circle", { class: "nnw-example", "data-yes": String(yes), "data-fires": "true", ...(yes !== false ? { cx: x, cy: y, r } : { x: x - r, y: y - r, width: 2 * r, height: 2 * r }) });
