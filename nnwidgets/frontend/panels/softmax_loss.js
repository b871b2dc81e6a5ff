/** −ln q as a curve with the true class on it, to be dragged; the loss as a sum; and a target that can be shared out. */
import { formatWeight, parseNumber, spoken } from "../lib/format.js";
import { linear } from "../lib/scale.js";
import { logitFor, oneHot, retarget } from "../lib/softmax.js";
import { formatNats } from "../lib/softmax_view.js";
import { el, noMenu, setAttr, setText } from "./dom.js";
import { svg } from "./svg.js";

/** @typedef {import("../lib/softmax_view.js").SoftmaxView} SoftmaxView */

const [WIDE, HIGH, LEFT, RIGHT, TOP, FOOT] = [420, 236, 44, 12, 12, 36];
const [LEAST, MOST, TALL] = [0.001, 0.999, 5]; // q in the hand, and the loss at the chart's top
const MARKS = [0.9, 0.5, 0.1, 0.01];
const KEYS = /** @type {Record<string, number>} */ ({ ArrowLeft: -0.01, ArrowDown: -0.01, ArrowRight: 0.01, ArrowUp: 0.01, PageDown: -0.1, PageUp: 0.1 });
const x = linear([0, 1], [LEFT, WIDE - RIGHT]);
const y = linear([0, TALL], [HIGH - FOOT, TOP]);

/** The curve from where it leaves the chart. */
function curve() {
  const first = Math.exp(-TALL);
  const points = Array.from({ length: 121 }, (_, i) => first * Math.exp((TALL * i) / 120)); // even steps of the loss
  return `M${points.map((q) => `${x(q).toFixed(1)},${y(-Math.log(q)).toFixed(1)}`).join("L")}`;
}

/** @param {HTMLElement} parent @param {import("../lib/store.js").Store} store */
export function createLoss(parent, store) {
  /** @type {SoftmaxView | null} */ let view = null;
  let held = false;
  /** @type {number[]} */ let from = [];
  const label = (/** @type {number} */ at, /** @type {number} */ down, /** @type {string} */ text, more = {}) => svg("text", { x: at, y: down, class: "nnw-tick", ...more }, [text]);
  const guide = svg("path", { class: "nnw-guide" });
  const dot = svg("g", { class: "nnw-dot", role: "slider", tabindex: 0, "data-nnw": "q" }, [svg("circle", { r: 8 })]);
  const chance = svg("g", { "aria-hidden": "true" }, [svg("line", { class: "nnw-chance" }), svg("text", { class: "nnw-tick" })]);
  const chart = svg("svg", { class: "nnw-chart", viewBox: `0 0 ${WIDE} ${HIGH}`, role: "group", "aria-label": "The loss of the true class over its probability q: minus the logarithm of q", "data-nnw": "loss-curve" }, [
    svg("g", { "aria-hidden": "true" }, [
      ...[0, 1, 2, 3, 4, 5].flatMap((v) => [svg("line", { class: "nnw-grid", x1: LEFT, x2: WIDE - RIGHT, y1: y(v), y2: y(v) }), label(LEFT - 7, y(v) + 4, String(v), { "text-anchor": "end" })]),
      ...[0, 0.25, 0.5, 0.75, 1].map((v) => label(x(v), HIGH - FOOT + 16, String(v), { "text-anchor": "middle" })),
      label((LEFT + WIDE - RIGHT) / 2, HIGH - 4, "q, the probability of the true class", { "text-anchor": "middle" }), label(LEFT + 14, TOP + 12, "−ln q"),
      svg("path", { class: "nnw-curve", d: curve() }),
    ]), chance, guide, dot,
  ]);
  const gauge = el("p", { className: "nnw-gauge", "data-nnw": "loss" });
  const words = el("p", { className: "nnw-note", "data-nnw": "loss-words" });
  const marks = MARKS.map((q) => el("button", { type: "button", "data-nnw": `q-${q}`, text: `q = ${q}`, on: { click: () => put(q) } }));
  const soft = el("tbody");
  const hard = el("button", { type: "button", "data-nnw": "one-hot", text: "All on the true class", on: { click: () => view && store.dial({ target: oneHot(view.z.length, view.truth) }) } });
  const total = el("td", { "data-nnw": "loss-sum" });
  const terms = el("table", { className: "nnw-terms", "aria-label": "The loss as a sum over the classes", "data-nnw": "terms" }, [
    el("thead", {}, [el("tr", {}, ["Class", "y", "−ln p", "y (−ln p)"].map((text) => el("th", { scope: "col", text })))]), soft,
    el("tfoot", {}, [el("tr", {}, [el("th", { scope: "row", colspan: 3, text: "Σ y (−ln p)" }), total])]),
  ]);
  parent.append(el("div", { className: "nnw-two" }, [
    el("div", {}, [gauge, words, /** @type {any} */ (chart), el("div", { className: "nnw-row", role: "group", "aria-label": "Give the true class the probability" }, marks)]),
    el("div", {}, [terms, el("p", { className: "nnw-note", text: "Type a share y: the other classes share what is left." }), hard]),
  ]));

  /** @param {number} q */
  function put(q) {
    if (!view || view.T === 0 || view.T === Infinity) return;
    const { logits } = store.dials;
    const i = view.truth;
    const z = Number(logitFor(logits, i, Math.min(Math.max(q, LEAST), MOST), view.T).toPrecision(12));
    store.dial({ logits: logits.map((/** @type {number} */ one, /** @type {number} */ j) => (j === i ? z : one)) });
  }
  const follow = (/** @type {any} */ event) => {
    const box = chart.getBoundingClientRect();
    put(Math.round(1000 * x.invert(((event.clientX - box.left) / box.width) * WIDE)) / 1000);
  };
  chart.addEventListener("pointerdown", (event) => {
    [held, from] = [true, store.dials.logits];
    chart.setPointerCapture(/** @type {PointerEvent} */ (event).pointerId);
    /** @type {any} */ (dot).focus({ preventScroll: true });
    event.preventDefault();
    follow(event);
  });
  noMenu(chart);
  chart.addEventListener("pointermove", (event) => held && follow(event));
  for (const end of ["pointerup", "pointercancel"]) chart.addEventListener(end, () => {
    if (held && end === "pointercancel") store.dial({ logits: from }); // a finger that turns out to scroll has moved nothing
    held = false;
  });
  dot.addEventListener("keydown", (event) => {
    const { key, shiftKey } = /** @type {KeyboardEvent} */ (event);
    if (!view || !Object.hasOwn(KEYS, key)) return;
    event.preventDefault();
    put(Number((view.p[view.truth] + KEYS[key] * (shiftKey ? 10 : 1)).toFixed(4)));
  });

  /** @type {{node: HTMLElement, name: HTMLElement, share: HTMLInputElement, cells: HTMLElement[]}[]} */ let rows = [];
  /** @param {number} i */
  function row(i) {
    const share = el("input", { type: "text", inputmode: "decimal", size: 4, autocomplete: "off", title: `lab.y[${i}]`, "data-nnw": `y-${i}`, on: { change: () => {
      const value = parseNumber(share.value);
      if (value !== null) store.dial({ target: retarget(store.dials.target, i, value) });
      share.value = formatWeight(store.dials.target[i], 3);
    } } });
    const [name, cells] = [el("th", { scope: "row" }), [0, 1].map(() => el("td"))];
    return { node: el("tr", {}, [name, el("td", {}, [share]), ...cells]), name, share, cells };
  }

  return {
    /** @param {SoftmaxView} now */
    update(now) {
      view = now;
      const { z, p, y: target, minusLog, terms: parts, loss, truth, hot, names, T } = now;
      const q = p[truth];
      setText(gauge, `${hot ? "−ln q" : "Σ y (−ln p)"} = ${formatNats(loss)}`);
      const guess = `guessing among ${z.length} costs ln ${z.length} = ${formatNats(Math.log(z.length))}`;
      setText(words, hot ? `q = ${q.toFixed(4)} for ${names[truth]}; ${guess}.` : `The target is shared: at its least, where p = y, the loss is its entropy; ${guess}.`);
      const [at, up] = [x(q), y(Math.min(minusLog[truth], TALL))];
      setAttr(dot, "transform", `translate(${at.toFixed(2)},${up.toFixed(2)})`);
      setAttr(guide, "d", `M${LEFT},${up.toFixed(2)}H${at.toFixed(2)}V${HIGH - FOOT}`);
      for (const [what, value] of Object.entries({ "aria-label": `Probability of ${names[truth]}`, "aria-valuemin": 0, "aria-valuemax": 1, "aria-valuenow": q, "aria-valuetext": `${spoken(q, 4)}: ${minusLog[truth] === Infinity ? "infinite" : spoken(minusLog[truth], 3)}` })) setAttr(dot, what, value);
      const [line, text] = chance.children;
      const level = y(Math.log(z.length));
      for (const [what, value] of Object.entries({ x1: LEFT, x2: WIDE - RIGHT, y1: level, y2: level })) setAttr(line, what, value);
      for (const [what, value] of Object.entries({ x: WIDE - RIGHT, y: level - 5, "text-anchor": "end" })) setAttr(text, what, value);
      setText(/** @type {any} */ (text), `chance: ln ${z.length} = ${formatNats(Math.log(z.length))}`);
      for (const mark of marks) mark.disabled = T === 0 || T === Infinity;
      if (rows.length !== z.length) {
        rows = z.map((_, i) => row(i));
        soft.replaceChildren(...rows.map(({ node }) => node));
      }
      for (const [i, { name, share, cells }] of rows.entries()) {
        setText(name, names[i]);
        setAttr(share, "aria-label", `Target share of ${names[i]}`);
        if (document.activeElement !== share) share.value = target[i] === 0 || target[i] === 1 ? String(target[i]) : formatWeight(target[i], 3);
        setText(cells[0], formatNats(minusLog[i]));
        setText(cells[1], target[i] > 0 ? formatNats(parts[i]) : "0");
      }
      setText(total, formatNats(loss));
      hard.disabled = hot;
    },
    destroy() {},
  };
}
