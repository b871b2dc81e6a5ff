/** w and x as two arrows: their product is large where they point the same way, 0 at right angles, negative where they oppose. */
import { formatWeight, spoken } from "../lib/format.js";
import { alignment, reach } from "../lib/neuron.js";
import { linear } from "../lib/scale.js";
import { inner } from "../lib/written.js";
import { controller, el, keepTouch, setAttr, setText } from "./dom.js";
import { svg } from "./svg.js";

const SIDE = 400;
const MOVES = /** @type {Record<string, [number, number]>} */ ({ ArrowRight: [0.1, 0], ArrowLeft: [-0.1, 0], ArrowUp: [0, 0.1], ArrowDown: [0, -0.1] });

/** @type {import("./neuron.js").Make} */
export function createVectors(parent, store, now) {
  const owner = controller();
  const { signal } = owner;
  const ground = svg("g", { "aria-hidden": "true" });
  const picture = svg("svg", { class: "nnw-vectors", viewBox: `0 0 ${SIDE} ${SIDE}`, role: "group", "aria-label": "Two vectors" }, [ground]);
  const dot = el("p", { className: "nnw-strong nnw-number", "data-nnw": "dot" });
  const sum = el("p", { className: "nnw-number" });
  const lengths = el("p", { className: "nnw-number", "data-nnw": "angle" });
  const words = el("p", { className: "nnw-hint", "data-nnw": "alignment" });
  const beside = el("div", { className: "nnw-beside" }, [dot, sum, lengths, words, el("p", { className: "nnw-note" }, ["NumPy: ", el("code", { text: "net.W[0][0] @ x" })])]);
  parent.append(picture, beside);
  let limit = 8;
  const scale = () => ({ x: linear([-limit, limit], [0, SIDE]), y: linear([-limit, limit], [SIDE, 0]) });

  /** @param {"w" | "x"} which @param {number[]} to @param {boolean} last */
  function bring(which, to, last) {
    const at = to.map((v) => Number(v.toFixed(2)));
    if (which === "x") return store.dial({ x: at });
    at.forEach((v, k) => {
      store.grab(k);
      store.move(k, v);
      if (last) store.release(k);
    });
  }

  const tips = /** @type {const} */ (["w", "x"]).map((which) => {
    const [line, head, name] = [svg("path", { class: `nnw-vector nnw-vector-${which}` }), svg("path", { d: "M4 0l-14 -7v14z", class: `nnw-vector-tip nnw-vector-${which}` }), svg("text", { class: "nnw-arrow-name" }, [which])];
    const knob = svg("circle", { class: "nnw-tip-knob", r: 15, role: "button", tabindex: 0, "data-nnw": `tip-${which}`, "aria-roledescription": "movable point" });
    let held = false;
    /** @param {PointerEvent} event */
    const place = (event) => {
      const box = picture.getBoundingClientRect();
      const { x, y } = scale();
      return [x.invert(((event.clientX - box.left) / box.width) * SIDE), y.invert(((event.clientY - box.top) / box.height) * SIDE)].map((v) => Math.min(limit, Math.max(-limit, v)));
    };
    knob.addEventListener("pointerdown", (event) => {
      held = true;
      knob.setPointerCapture(event.pointerId);
    }, { signal });
    keepTouch(knob, signal);
    knob.addEventListener("pointermove", (event) => { if (held) bring(which, place(event), false); }, { signal });
    for (const end of ["pointerup", "pointercancel"]) knob.addEventListener(end, () => {
      if (held) bring(which, now()[which], true);
      held = false;
    }, { signal });
    knob.addEventListener("keydown", (event) => {
      const by = MOVES[event.key];
      if (!by) return;
      event.preventDefault();
      bring(which, now()[which].map((v, k) => v + by[k] * (event.shiftKey ? 10 : 1)), true);
    }, { signal });
    picture.append(line, head, name, knob);
    return { which, line, head, name, knob, get held() { return held; } };
  });

  return {
    update({ w, x }) {
      if (!tips.some(({ held }) => held)) limit = reach([...w, ...x], 2);
      const { x: across, y: up } = scale();
      const { dot: value, angle } = alignment(w, x);
      const length = Math.hypot(...w);
      const foot = length ? value / length / length : 0;
      ground.replaceChildren(
        svg("path", { class: "nnw-axis", d: `M0 ${SIDE / 2}H${SIDE}M${SIDE / 2} 0V${SIDE}` }),
        ...across.ticks(6).filter(Boolean).map((t) => svg("text", { class: "nnw-tick", x: across(t), y: SIDE / 2 + 14, "text-anchor": "middle" }, [formatWeight(t, limit < 3 ? 1 : 0)])),
        ...(length ? [svg("path", { class: "nnw-across", d: `M${across(-w[1] / length * 2 * limit)} ${up(w[0] / length * 2 * limit)}L${across(w[1] / length * 2 * limit)} ${up(-w[0] / length * 2 * limit)}` })] : []),
        svg("path", { class: "nnw-drop", d: `M${across(x[0])} ${up(x[1])}L${across(foot * w[0])} ${up(foot * w[1])}` }),
        svg("path", { class: "nnw-shadow", "data-sign": value < 0 ? "negative" : "positive", d: `M${across(0)} ${up(0)}L${across(foot * w[0])} ${up(foot * w[1])}` }),
      );
      for (const { which, line, head, name, knob } of tips) {
        const [u, v] = which === "w" ? w : x;
        const [tx, ty] = [across(u), up(v)];
        setAttr(line, "d", `M${across(0)} ${up(0)}L${tx} ${ty}`);
        setAttr(head, "transform", `translate(${tx} ${ty}) rotate(${(Math.atan2(-v, u) * 180) / Math.PI})`);
        setAttr(name, "x", Math.min(SIDE - 16, Math.max(8, tx + (u < 0 ? -20 : 12))));
        setAttr(name, "y", Math.min(SIDE - 6, Math.max(16, ty + (v < 0 ? 20 : -10))));
        for (const [key, at] of [["cx", tx], ["cy", ty]]) setAttr(knob, String(key), at);
        setAttr(knob, "aria-label", `${which} = (${spoken(u)}, ${spoken(v)}); arrow keys move it`);
      }
      const term = (/** @type {number} */ k) => `${formatWeight(w[k])} · ${inner(formatWeight(x[k]))}`;
      setText(dot, `w · x = ${formatWeight(value)}`);
      setText(sum, `${term(0)} + ${w[1] < 0 ? `(${term(1)})` : term(1)} = ${formatWeight(value)}`);
      setText(lengths, `|w| = ${formatWeight(length)}, |x| = ${formatWeight(Math.hypot(...x))}, angle ${angle === null ? "–" : `${formatWeight(angle, 1)}°`}`);
      setText(words, Math.abs(value) < 1e-9 ? "Nothing: at right angles, or one of them is 0." : value > 0 ? "Positive: they point to the same side." : "Negative: they point to opposite sides.");
    },
    destroy() {
      owner.abort();
      parent.replaceChildren();
    },
  };
}
