/** The products, stacked to z over the number line, and the activation's curve below it with its dot; or the same before the bias is added. */
import { formatShare, formatWeight, MINUS, spoken } from "../lib/format.js";
import { dots, reach, stack } from "../lib/neuron.js";
import { letterOf } from "../lib/expression.js";
import { linear } from "../lib/scale.js";
import { inner } from "../lib/written.js";
import { controller, el, keepTouch, setAttr, setText } from "./dom.js";
import { svg } from "./svg.js";

/** @typedef {import("../lib/neuron.js").Seen} Seen */

const [WIDTH, LEFT, RIGHT, ROW, CURVE] = [640, 132, 540, 35, 168]; // units of the picture
const POINTS = 241;
const tidy = (/** @type {number} */ v) => Number(v.toFixed(2));

/** @type {import("./neuron.js").Make} */
export function createStack(parent, store, now) {
  const rows = svg("g", {});
  const back = svg("g", { class: "nnw-grid-lines" });
  const marks = svg("g", {});
  const curve = svg("polyline", { class: "nnw-curve" });
  const tangent = svg("line", { class: "nnw-tangent" });
  const drop = svg("path", { class: "nnw-drop" });
  const dot = svg("circle", { class: "nnw-dot", r: 6 });
  const [disc, value] = [svg("circle", { class: "nnw-disc", r: 33, role: "slider", tabindex: "0", "aria-label": "a, the answer; it brings z there", "data-nnw": "lamp" }), svg("text", { class: "nnw-disc-value", "data-nnw": "disc" })];
  const grip = svg("g", { class: "nnw-grip", role: "slider", tabindex: "0", "data-nnw": "grip" }, [svg("circle", { cy: 7, r: 18 }), svg("path", { d: "M0 0 l-8 13 h16 z" })]); // as wide as a finger
  const sum = svg("text", { class: "nnw-strong", "text-anchor": "middle" });
  const picture = svg("svg", { class: "nnw-stack", role: "group", "aria-label": "The sum and the curve" }, [back, rows, marks, drop, curve, tangent, dot, disc, value, sum, grip]);
  const read = (/** @type {string} */ name) => el("strong", { className: "nnw-number", "data-nnw": name });
  const names = [0, 1, 2, 3].map(() => el("span", { className: "nnw-note" }));
  const values = ["z", "a", "slope", "fires"].map(read);
  const lines = el("div", { className: "nnw-readout" }, names.map((name, i) => el("div", {}, [name, values[i]])));
  const code = el("code", { "data-nnw": "numpy" });
  parent.append(picture, lines, el("p", { className: "nnw-note" }, ["NumPy: ", code]));
  const owner = controller();
  const { signal } = owner;
  let across = linear([-6, 6], [LEFT, RIGHT]);
  let up = linear([0, 1], [CURVE, 0]);
  /** @type {{place: number, height: number}[]} */ let spots = []; // of the curve
  let [held, lifted] = [false, false];

  /** Brings the mark to a place: of the sum that is z, of the threshold that is −b. @param {number} to @param {boolean} last */
  function bring(to, last) {
    const { mode, dot: before, n } = now();
    store.grab(n);
    store.move(n, tidy(mode === "sum" ? to - before : -to));
    if (last) store.release(n);
  }
  /** Brings the answer near `to`, by the place of the curve where it is nearest. @param {number} to @param {boolean} last */
  function lift(to, last) {
    const best = spots.reduce((found, spot) => (Math.abs(spot.height - to) < Math.abs(found.height - to) ? spot : found));
    bring(now().mode === "sum" ? best.place : now().dot - best.place - now().b, last);
  }
  for (const node of [disc, grip]) keepTouch(node, signal);
  disc.addEventListener("pointerdown", (event) => {
    lifted = true;
    disc.setPointerCapture(event.pointerId);
  }, { signal });
  disc.addEventListener("pointermove", (event) => {
    const box = picture.getBoundingClientRect();
    if (lifted) lift(up.invert(((event.clientY - box.top) / box.width) * WIDTH), false);
  }, { signal });
  disc.addEventListener("keydown", (event) => {
    const by = /** @type {Record<string, number>} */ ({ ArrowRight: 0.05, ArrowUp: 0.05, ArrowLeft: -0.05, ArrowDown: -0.05 })[event.key];
    if (!by) return;
    event.preventDefault();
    lift(now().a + by, true);
  }, { signal });
  const at = () => (now().mode === "sum" ? now().z : -now().b);
  grip.addEventListener("pointerdown", (event) => {
    held = true;
    grip.setPointerCapture(event.pointerId);
  }, { signal });
  grip.addEventListener("pointermove", (event) => {
    if (!held) return;
    const box = picture.getBoundingClientRect();
    bring(across.invert(((event.clientX - box.left) / box.width) * WIDTH), false);
  }, { signal });
  for (const [node, end] of [[grip, "pointerup"], [grip, "pointercancel"], [disc, "pointerup"], [disc, "pointercancel"]]) /** @type {SVGElement} */ (node).addEventListener(String(end), () => {
    if (held || lifted) bring(at(), true);
    [held, lifted] = [false, false];
  }, { signal });
  grip.addEventListener("keydown", (event) => {
    const by = /** @type {Record<string, number>} */ ({ ArrowRight: 0.1, ArrowUp: 0.1, ArrowLeft: -0.1, ArrowDown: -0.1 })[event.key];
    if (!by) return;
    event.preventDefault();
    bring(at() + by * (event.shiftKey ? 10 : 1), true);
  }, { signal });

  /** @param {Seen} seen @param {boolean} whole with the bias */
  function bars({ products, b, w, x, settings: { names: inputs } }, whole) {
    const terms = whole ? [...products, b] : products;
    const placed = stack(terms);
    rows.replaceChildren(...placed.flatMap(({ from, to, value: v }, i) => {
      const y = 8 + i * ROW;
      const [left, right] = [across(Math.min(from, to)), across(Math.max(from, to))];
      const last = i === products.length;
      const what = last ? "bias b" : `w${i + 1} · ${inputs[i]}`;
      const factors = last ? "" : `${formatWeight(w[i])} · ${inner(formatWeight(x[i]))}`;
      const after = v >= 0 ? right < RIGHT - 44 : left < LEFT + 44;
      const label = svg("text", { class: "nnw-bar-value", x: after ? right + 5 : left - 5, y: y + 13, "text-anchor": after ? "start" : "end" }, [`${v > 0 ? "+" : ""}${formatWeight(v)}`]);
      const bar = svg("rect", { class: "nnw-bar", "data-sign": v < 0 ? "negative" : "positive", x: left, y, width: Math.max(right - left, 1), height: 17, rx: 2 });
      bar.append(svg("title", {}, [`${what}: ${factors ? `${factors} = ` : ""}${formatWeight(v, 4)}`]));
      const step = svg("path", { class: "nnw-drop", d: `M${across(to)} ${y + 17}v${ROW - 17}` });
      return [svg("text", { class: "nnw-small", x: 0, y: y + 6 }, [what]), svg("text", { class: "nnw-tiny", x: 0, y: y + 22 }, [factors]), bar, label, step];
    }));
    return 8 + placed.length * ROW;
  }

  /** Examples as marks at their w·x: those with the answer yes above, the others below. @param {Seen} seen @param {number[]} sums @param {number} top */
  function strip({ arrays, b, settings: { classes } }, sums, top) {
    marks.replaceChildren(...sums.map((s, i) => {
      const yes = !classes.length || arrays.Y[i] > 0.5;
      const fires = s + b > 0;
      const [px, py] = [across(s), top + (yes ? 8 : 22)];
      return svg(yes ? "circle" : "rect", { class: "nnw-example", "data-yes": classes.length ? String(yes) : "null", "data-fires": String(fires), ...(yes ? { cx: px, cy: py, r: 4 } : { x: px - 3.5, y: py - 3.5, width: 7, height: 7 }) });
    }));
  }

  return {
    update(seen) {
      const { mode, z, a, slope, b, f, act, n } = seen;
      const whole = mode === "sum";
      const sums = whole ? [] : dots(seen);
      const ends = stack(whole ? [...seen.products, b] : seen.products).map(({ to }) => to);
      const [left, limit] = whole ? [-reach(ends, 6), reach(ends, 6)] : [-reach([...sums, ...ends, -b].filter((v) => v < 0), 3), reach([...sums, ...ends, -b].filter((v) => v > 0), 3)];
      across = linear([left, limit], [LEFT, RIGHT]);
      const axis = bars(seen, whole) + 10;
      const shift = whole ? 0 : b; // the curve over w·x is that over z, moved by the bias
      const top = axis + (whole ? 54 : 84);
      const spread = Array.from({ length: POINTS }, (_, i) => left + ((limit - left) * i) / (POINTS - 1));
      const heights = spread.map((s) => f(s + shift));
      const [lo, hi] = [Math.min(0, a, ...heights), Math.max(1, a, ...heights)];
      up = linear([lo, hi], [top + CURVE, top]);
      spots = spread.map((place, i) => ({ place, height: heights[i] }));
      const bottom = top + CURVE;
      setAttr(picture, "viewBox", `0 0 ${WIDTH} ${bottom + 22}`);
      setAttr(curve, "points", spread.map((s, i) => `${across(s).toFixed(1)},${up(heights[i]).toFixed(1)}`).join(" "));
      const middle = whole ? 0 : -b;
      const half = f(0);
      back.replaceChildren(
        ...across.ticks(7).flatMap((t) => [svg("path", { d: `M${across(t)} ${axis - 3}v6` }), svg("text", { x: across(t), y: bottom + 17, "text-anchor": "middle" }, [formatWeight(t, limit < 10 ? 1 : 0).replace(/\.0$/, "")])]),
        svg("path", { d: `M${LEFT} ${axis}H${RIGHT}` }),
        ...[...new Set([0, tidy(half), hi <= 1 ? 1 : tidy(hi), ...(lo < 0 ? [tidy(lo)] : [])])].flatMap((v) => [svg("path", { d: `M${LEFT} ${up(v)}H${RIGHT}` }), svg("text", { x: LEFT - 8, y: up(v) + 4, "text-anchor": "end" }, [formatWeight(v).replace(/\.?0+$/, "") || "0"])]),
        svg("path", { class: "nnw-zero", d: `M${across(middle)} ${whole ? 4 : axis}V${bottom}` }),
        svg("text", { x: LEFT - 8, y: axis + 4, "text-anchor": "end", class: "nnw-small" }, [whole ? "z" : "w · x"]),
        ...(whole || !seen.settings.classes.length ? [] : ["yes", "no"].map((text, i) => svg("text", { x: LEFT - 8, y: axis + 48 + 14 * i, "text-anchor": "end" }, [`examples: ${text}`]))),
      );
      const here = whole ? z : seen.dot;
      setAttr(drop, "d", `M${across(here)} ${whole ? axis + 13 : axis}V${up(a)}H${596}`);
      for (const [name, v] of [["cx", across(here)], ["cy", up(a)]]) setAttr(dot, String(name), v);
      const run = 30 / Math.hypot(1, (slope * (across(1) - across(0) ? (up(1) - up(0)) / (across(1) - across(0)) : 0)));
      const rise = slope * (up(1) - up(0)) / (across(1) - across(0));
      for (const [name, v] of [["x1", across(here) - run], ["x2", across(here) + run], ["y1", up(a) - run * rise], ["y2", up(a) + run * rise]]) setAttr(tangent, String(name), v);
      const height = Math.min(Math.max(up(a), top + 14), bottom - 14);
      for (const node of [disc, value]) setAttr(node, "transform", `translate(600 ${height})`);
      const bright = Math.min(1, Math.abs(a));
      disc.style.setProperty("--nnw-bright", `${Math.round(100 * bright)}%`);
      setAttr(disc, "data-sign", a < 0 ? "negative" : "positive");
      for (const [name, v] of /** @type {[string, number][]} */ ([["aria-valuemin", Number(lo.toFixed(2))], ["aria-valuemax", Number(hi.toFixed(2))], ["aria-valuenow", Number(a.toFixed(4))]])) setAttr(disc, name, v);
      setAttr(value, "data-bright", bright > 0.55);
      if (value.textContent !== formatWeight(a)) value.textContent = formatWeight(a);
      const mark = whole ? z : -b;
      setAttr(grip, "transform", `translate(${across(mark)} ${axis + 1})`);
      setAttr(grip, "aria-label", whole ? "z on the number line; it moves the bias" : "threshold, minus the bias");
      for (const [name, v] of /** @type {[string, number][]} */ ([["aria-valuemin", left], ["aria-valuemax", limit], ["aria-valuenow", Number(mark.toFixed(3))]])) setAttr(grip, name, v);
      setAttr(grip, "aria-valuetext", spoken(mark));
      setAttr(sum, "transform", `translate(${Math.min(Math.max(across(mark), LEFT + 30), RIGHT - 30)} ${axis + 29})`);
      sum.textContent = whole ? `z = ${formatWeight(z)}` : `threshold ${formatWeight(-b)}`;
      if (whole) marks.replaceChildren();
      else strip(seen, sums, axis + 36);

      const letter = letterOf(act);
      const on = sums.filter((s) => s + b > 0).length;
      [whole ? "z = w · x + b" : "z = 0 where w · x is", act === "linear" ? "a = z" : `a = ${letter}(z)`, "slope there", "fires on"].forEach((text, i) => setText(names[i], text));
      [whole ? formatWeight(z) : formatWeight(-b), formatWeight(a, 4), formatWeight(slope, 4), `${on} of ${sums.length} examples, ${formatShare(sums.length ? on / sums.length : null)}`].forEach((text, i) => setText(values[i], text));
      lines.lastElementChild?.toggleAttribute("hidden", whole);
      lines.children[2].toggleAttribute("hidden", !whole);
      setText(code, whole ? `a = ${act === "linear" ? "" : act.replace(/ .*/, "")}(net.W[0][0] @ x + net.b[0][0])` : "(X @ net.W[0][0] + net.b[0][0] > 0).mean()");
      setAttr(picture, "aria-label", `${n} product${n > 1 ? "s" : ""}${whole ? " and the bias stacked to z" : " stacked to w times x"}, over the curve of ${act.replaceAll("_", " ")}`.replace("-", MINUS));
    },
    destroy() {
      owner.abort();
      parent.replaceChildren();
    },
  };
}
