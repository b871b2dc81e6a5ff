/** Hand-tune: every weight and bias as a slider, a large meter of the loss with the best so far, and "let it learn". */
import { formatCount, formatExact, formatLoss } from "../lib/format.js";
import { layout, nParams } from "../lib/forward.js";
import { clock, createTune } from "../lib/tune.js";
import { el, pacer, setAttr, setText } from "./dom.js";

/** @typedef {import("./host.js").Picture} Picture */

const MOST = 40; // sliders on the board
const [RANGE, STEP] = [5, 0.05];
const steps = (/** @type {number} */ n) => `${formatCount(n)} step${n === 1 ? "" : "s"}`;

/** @param {HTMLElement} box a fold @param {import("../lib/store.js").Store} store */
export function mountTune(box, store) {
  const [loss, best, time, said] = ["tune-loss", "tune-best", "tune-time", "tune-race"].map((what) => el("span", { className: "nnw-number", "data-nnw": what }));
  const [fill, mark] = [el("i", { className: "nnw-fill" }), el("i", { className: "nnw-best" })];
  const back = el("button", { type: "button", "data-nnw": "tune-back", text: "Back to my best", on: { click: () => put(game.resume()) } });
  const over = el("button", { type: "button", "data-nnw": "tune-over", text: "Start over", on: { click: () => put(game.again()) } });
  const learn = el("button", { type: "button", className: "nnw-learn", "data-nnw": "tune-learn", text: "Let it learn", on: { click: () => race() } });
  const meter = el("div", { className: "nnw-meter", role: "group", "aria-label": "Loss meter" }, [
    el("span", { className: "nnw-label", text: "Training loss" }), loss, el("div", { className: "nnw-gauge", "aria-hidden": "true" }, [fill, mark]),
    el("p", {}, ["Best by hand ", best, " ", time]), el("div", { className: "nnw-group" }, [back, over, learn]), el("p", { className: "nnw-note", role: "status" }, [said]),
  ]);
  const board = el("div", { className: "nnw-board" });
  box.append(meter, board);
  const game = createTune(() => performance.now());
  const due = pacer();
  /** @type {Map<number, {range: HTMLInputElement, value: HTMLElement}>} */ const knobs = new Map();
  let sizes = "";

  /** @param {Picture} picture @returns {import("../lib/tune.js").Sight} */
  const sight = ({ theta, score, header, settings }) => ({ theta, loss: score.loss.train, step: header.step, running: header.running, shape: `${settings.sizes} ${settings.data} ${settings.loss}` });

  /** @param {import("../lib/tune.js").Vector} theta */
  function put(theta) {
    store.putAll(Array.from(theta, (w, k) => /** @type {[number, number]} */ ([k, w])).filter(([k, w]) => w !== store.value(k)));
  }

  /** From the weights that the hand began with, so that the race is fair; undo brings the hand's back. */
  function race() {
    if (!store.header) return;
    put(game.learn(store.header.step));
    if (!store.header.running) store.turn("play");
  }

  /** @param {Picture} picture */
  function build({ settings }) {
    knobs.clear();
    const few = nParams(settings.sizes) <= MOST;
    board.replaceChildren(...(few ? layout(settings.sizes).map(({ offset, nIn, nOut }, l) => el("fieldset", {}, [el("legend", { text: `Layer ${l + 1}` }),
      ...Array.from({ length: nOut }, (_, j) => neuron(Array.from({ length: nIn + 1 }, (_, i) => offset + j * (nIn + 1) + i)))])) : [
      el("p", { className: "nnw-note", text: `The board has room for ${MOST} sliders; this network has ${formatCount(nParams(settings.sizes))} weights and biases. Drag its links and bias squares.` })]));
  }

  /** One below the other: the weights that lead to a neuron, and its bias. @param {number[]} ks */
  function neuron(ks) {
    return el("div", {}, ks.map((k) => {
      const { book, spoken, short } = store.name(k);
      const value = el("span", { className: "nnw-number" });
      const range = el("input", { type: "range", min: -RANGE, max: RANGE, step: STEP, "data-tune": k, "aria-label": spoken, on: {
        input: () => {
          store.grab(k);
          store.move(k, Number(range.value));
        },
        change: () => store.release(k),
        blur: () => store.release(k),
      } });
      knobs.set(k, { range, value });
      return el("label", { title: short }, [el("span", { text: book }), range, value]);
    }));
  }

  /** @param {Picture} picture */
  function show(picture) {
    if (box.hidden) return;
    game.see(sight(picture));
    if (sizes !== picture.settings.sizes.join()) build(picture);
    sizes = picture.settings.sizes.join();
    if (!due(picture.header.running)) return;
    const { theta, score } = picture;
    for (const [k, { range, value }] of knobs) {
      const wide = Math.max(RANGE, Math.ceil(Math.abs(theta[k])));
      setAttr(range, "min", -wide);
      setAttr(range, "max", wide);
      if (!store.held.has(k)) range.value = String(theta[k]);
      setText(value, formatExact(theta[k], 2));
    }
    const { hand, learnt, first } = game;
    const now = score.loss.train;
    const share = (/** @type {number | null} */ value) => `${Math.min(100, (100 * (value ?? 0)) / Math.max(first ?? 0, hand.best ?? 0, 1e-12))}%`;
    setText(loss, `${score.sampled ? "≈ " : ""}${formatLoss(now)}`);
    setAttr(fill, "style", `width: ${share(now)}`);
    setAttr(mark, "style", `left: ${share(hand.best)}`);
    setText(best, formatLoss(hand.best));
    setText(time, game.seconds ? `after ${clock(hand.seconds)} of ${clock(game.seconds)}` : "");
    back.disabled = hand.best === null || now === hand.best;
    setText(said, !learnt ? "" : `Learning from the same start: ${formatLoss(learnt.loss)} after ${steps(learnt.steps)}, ${learnt.seconds.toFixed(1)} s.${
      learnt.beaten ? ` It passed your best after ${steps(learnt.beaten.steps)}, ${learnt.beaten.seconds.toFixed(1)} s.` : ""}`);
  }

  return {
    update: show,
    /** @param {Picture} picture */
    opened(picture) {
      game.begin(sight(picture));
      show(picture);
    },
  };
}
