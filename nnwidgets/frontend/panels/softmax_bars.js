/** One row a class: its logit as a bar to drag, e^z, its share of the sum, the target, and the gradient (p − y) / T as an arrow with its sign. */
import { formatWeight, parseNumber, spoken } from "../lib/format.js";
import { descend, oneHot } from "../lib/softmax.js";
import { arrowOf, formatExp, formatNats, signed } from "../lib/softmax_view.js";
import { el, noMenu, setAttr, setText } from "./dom.js";

/** @typedef {import("../lib/softmax_view.js").SoftmaxView} SoftmaxView */

const KEYS = /** @type {Record<string, number>} */ ({ ArrowLeft: -0.1, ArrowDown: -0.1, ArrowRight: 0.1, ArrowUp: 0.1, PageDown: -1, PageUp: 1 });
const [WORDS, LETTERS] = [["Logit", "Probability"], ["z", "p"]];
const COLUMNS = ["name", "z", "zn", "e", "p", "pn", "y", "g", "gn"];
const MEANT = ["any number: the score before softmax, also called unnormalised log-probability (lab.z)", "from 0 to 1, and all of them add up to 1 (lab.p)"];

/** @param {HTMLElement} parent @param {import("../lib/store.js").Store} store */
export function createBars(parent, store) {
  /** @type {SoftmaxView | null} */ let view = null;
  let hovered = -1;
  const heads = [0, 1].map((i) => el("button", { type: "button", className: "nnw-called", title: MEANT[i], "data-nnw": `called-${i}`, on: {
    click: () => {
      hover(-1); // the hand or the focus is still there, and would show the other name
      store.dial({ words: !store.dials.words });
    },
    pointerenter: () => hover(i), pointerleave: () => hover(-1), focus: () => hover(i), blur: () => hover(-1),
  } }));
  const th = (/** @type {string} */ name, /** @type {(Node | string)[]} */ children, more = {}) => el("th", { scope: "col", className: `nnw-c-${name}`, ...more }, children);
  const power = el("sup");
  const exp = el("span", { "data-nnw": "exp-head" }, ["e", power]);
  const slope = el("span", { "data-nnw": "slope-head" });
  const head = el("tr", {}, [th("name", ["Class"]), th("z", [heads[0]], { colspan: 2 }), th("e", [exp]), th("p", [heads[1]], { colspan: 2 }), th("y", ["Target y"]), th("g", [slope], { colspan: 2 })]);
  const body = el("tbody");
  const sum = el("td", { className: "nnw-c-e", "data-nnw": "sum-exp" });
  const one = el("td", { className: "nnw-c-pn", "data-nnw": "sum-p" });
  const zero = el("td", { className: "nnw-c-gn", "data-nnw": "sum-g" });
  const h = el("td", { className: "nnw-c-p nnw-h", "data-nnw": "entropy" });
  const foot = el("tr", { className: "nnw-sums" }, [el("th", { scope: "row", className: "nnw-c-name", text: "Σ" }), el("td", { className: "nnw-c-z" }), el("td", { className: "nnw-c-zn" }), sum, h, one, el("td", { className: "nnw-c-y", "data-nnw": "sum-y" }), el("td", { className: "nnw-c-g" }), zero]);
  const step = el("button", { type: "button", className: "nnw-step", "data-nnw": "one-step", text: "One step: z ← z − η (p − y)", on: { click: () => {
    if (view && view.T > 0) store.dial({ logits: descend(view.z, view.y, view.dials.eta, view.T) });
  } } });
  const eta = el("input", { type: "text", inputmode: "decimal", size: 4, "data-nnw": "eta", on: { change: () => {
    const value = parseNumber(eta.value);
    if (value !== null && value > 0) store.dial({ eta: value });
    else eta.value = String(view?.dials.eta);
  } } });
  const stepping = el("div", { className: "nnw-row nnw-stepping" }, [el("label", { className: "nnw-stepper" }, ["η", eta]), step, el("span", { className: "nnw-note", "data-nnw": "loss-now" })]);
  const table = el("table", { className: "nnw-bars", "aria-label": "Logits, probabilities, target and gradient", "data-nnw": "bars" }, [el("colgroup", {}, COLUMNS.map((name) => el("col", { className: `nnw-c-${name}` }))), el("thead", {}, [head]), body, el("tfoot", {}, [foot])]);
  const meant = el("p", { className: "nnw-note", "data-nnw": "meant" });
  parent.append(el("div", { className: "nnw-wide" }, [table]), meant, stepping);
  /** @type {ReturnType<typeof row>[]} */ let rows = [];

  /** @param {number} i */
  function hover(i) {
    hovered = i;
    if (i >= 0) setText(meant, `${WORDS[i]} ${LETTERS[i]}: ${MEANT[i]}.`); // it stays, for a finger that has left
    if (view) name(view);
  }

  /** @param {SoftmaxView} now */
  function name({ dials }) {
    for (const [i, node] of heads.entries()) setText(node, (dials.words !== (hovered === i) ? WORDS : LETTERS)[i]);
  }

  /** @param {number} i @param {number} z */
  function put(i, z) {
    store.dial({ logits: store.dials.logits.map((/** @type {number} */ one, /** @type {number} */ j) => (j === i ? Number(Math.min(Math.max(z, -1e6), 1e6).toFixed(6)) + 0 : one)) });
  }

  /** @param {number} i */
  function row(i) {
    let [held, width, from] = [0, 6, 0];
    const fill = el("span", { className: "nnw-fill" });
    const knob = el("span", { className: "nnw-knob", role: "slider", tabindex: 0, "data-nnw": `z-${i}`, on: { keydown: (/** @type {any} */ event) => {
      if (!Object.hasOwn(KEYS, event.key)) return;
      event.preventDefault();
      put(i, store.dials.logits[i] + KEYS[event.key] * (event.shiftKey ? 10 : 1));
    } } });
    const follow = (/** @type {any} */ event) => {
      const box = track.getBoundingClientRect();
      const at = (2 * (event.clientX - box.left)) / box.width - 1;
      put(i, Math.round(100 * width * Math.min(Math.max(at, -1), 1)) / 100);
    };
    const track = el("div", { className: "nnw-track", "data-nnw": `track-${i}`, on: {
      pointerdown: (/** @type {any} */ event) => {
        [held, from] = [1, store.dials.logits[i]];
        width = view?.reach ?? 6; // the scale stays while a bar is in the hand
        track.setPointerCapture(event.pointerId);
        knob.focus({ preventScroll: true });
        event.preventDefault();
        follow(event);
      },
      pointermove: (/** @type {any} */ event) => held && follow(event),
      pointerup: () => { held = 0; },
      pointercancel: () => { // a finger that turns out to scroll has moved nothing
        if (held) put(i, from);
        held = 0;
      },
    } }, [fill, knob]);
    noMenu(track);
    const typed = el("input", { type: "text", inputmode: "decimal", size: 6, autocomplete: "off", title: `lab.z[${i}]`, "data-nnw": `z-typed-${i}`, on: { change: () => {
      const value = parseNumber(typed.value);
      if (value !== null) put(i, value);
      else typed.value = formatWeight(view?.z[i], 2);
    } } });
    const share = el("span", { className: "nnw-share-bar" });
    const p = el("td", { className: "nnw-c-pn", title: `lab.p[${i}]`, "data-nnw": `p-${i}` });
    const e = el("td", { className: "nnw-c-e", "data-nnw": `e-${i}` });
    const target = el("button", { type: "button", className: "nnw-truth", "data-nnw": `truth-${i}`, on: { click: () => store.dial({ target: oneHot(store.dials.logits.length, i) }) } });
    const arrow = el("span", { className: "nnw-pull" });
    const g = el("td", { className: "nnw-c-gn", title: `lab.gradient[${i}]`, "data-nnw": `g-${i}` });
    const title = el("th", { scope: "row", className: "nnw-c-name" });
    const node = el("tr", { "data-row": i }, [title, el("td", { className: "nnw-c-z" }, [track]), el("td", { className: "nnw-c-zn" }, [typed]), e, el("td", { className: "nnw-c-p" }, [share]), p, el("td", { className: "nnw-c-y" }, [target]), el("td", { className: "nnw-c-g" }, [el("span", { className: "nnw-pulls" }, [arrow])]), g]);
    return {
      node,
      /** @param {SoftmaxView} now */
      update({ z, p: all, e: exps, y, gradient, reach, names, dials, T }) {
        const scale = held ? width : reach;
        const at = 50 + 50 * Math.min(Math.max(z[i] / scale, -1), 1);
        setText(title, names[i]);
        setAttr(title, "title", names[i]);
        setAttr(fill, "style", `left: ${Math.min(at, 50)}%; width: ${Math.abs(at - 50)}%`);
        setAttr(fill, "data-sign", z[i] < 0 ? "-" : "+");
        setAttr(knob, "style", `left: ${at}%`);
        for (const [what, value] of Object.entries({ "aria-label": `Logit of ${names[i]}`, "aria-valuemin": -scale, "aria-valuemax": scale, "aria-valuenow": z[i], "aria-valuetext": spoken(z[i]) })) setAttr(knob, what, value);
        setAttr(typed, "aria-label", `Logit of ${names[i]}, as a number`);
        if (document.activeElement !== typed || typed.dataset.z !== String(z[i])) typed.value = formatWeight(z[i], 2);
        typed.dataset.z = String(z[i]);
        setText(e, dials.stage < 1 ? "" : T === 0 ? "–" : formatExp(exps[i]));
        setAttr(share, "style", `width: ${dials.stage < 3 ? 0 : 100 * all[i]}%`);
        setText(p, dials.stage < 3 ? "" : all[i].toFixed(4));
        const hot = y[i] === 1;
        setText(target, y[i] === 0 ? "0" : hot ? "1" : formatWeight(y[i], 2));
        setAttr(target, "aria-pressed", hot);
        setAttr(target, "aria-label", `${names[i]} is the true class; its target is ${y[i]}`);
        const slope = gradient && gradient[i];
        const long = slope === null ? 0 : 50 * arrowOf(slope, T);
        setText(g, slope === null || dials.stage < 3 ? "" : signed(slope));
        setAttr(arrow, "style", slope === null || dials.stage < 3 ? "width: 0" : slope < 0 ? `right: 50%; width: ${-long}%` : `left: 50%; width: ${long}%`);
        setAttr(arrow, "data-sign", slope === null || Math.abs(slope) < 0.00005 ? "0" : slope < 0 ? "-" : "+");
      },
    };
  }

  return {
    /** @param {SoftmaxView} now */
    update(now) {
      view = now;
      const { z, dials, T, p, y, loss, gradient } = now;
      if (rows.length !== z.length) {
        rows = z.map((_, i) => row(i));
        body.replaceChildren(...rows.map(({ node }) => node));
      }
      setAttr(table, "data-learning", dials.learning);
      setAttr(table, "data-stage", dials.stage);
      name(now);
      setText(power, T === 1 ? "z" : "z/T");
      setText(slope, T === 1 ? "Gradient p − y" : "Gradient (p − y) / T");
      for (const one of rows) one.update(now);
      setText(sum, dials.stage < 2 ? "" : T === 0 ? "–" : formatExp(now.sum));
      setText(one, dials.stage < 3 ? "" : p.reduce((a, b) => a + b, 0).toFixed(4));
      setText(h, dials.stage < 3 ? "" : `entropy ${formatWeight(now.entropy, 4)}, at most ${formatWeight(Math.log(z.length), 4)}`);
      setText(/** @type {HTMLElement} */ (foot.children[6]), formatWeight(y.reduce((a, b) => a + b, 0), 0));
      setText(zero, gradient && dials.stage === 3 ? signed(gradient.reduce((a, one) => a + one, 0)) : "");
      stepping.hidden = !dials.learning;
      step.disabled = T === 0 || T === Infinity;
      setText(step, T === 1 || T === 0 || T === Infinity ? "One step: z ← z − η (p − y)" : "One step: z ← z − η (p − y) / T");
      if (document.activeElement !== eta) eta.value = String(dials.eta);
      setText(/** @type {HTMLElement} */ (stepping.lastElementChild), T === 0 ? "At T = 0 the shares jump: there is no gradient." : T === Infinity ? "At T = ∞ all shares are equal: nothing moves them." : `loss ${formatNats(loss)}; positive: this logit goes down, negative: it goes up`);
    },
    destroy() {},
  };
}
