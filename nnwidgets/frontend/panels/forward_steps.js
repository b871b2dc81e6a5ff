/** Forward and back through the pass, by layer, operation, neuron or term; how things are named; which example. */
import { formatCount } from "../lib/format.js";
import { convert, placeOf } from "../lib/steps.js";
import { stepWords } from "../lib/written.js";
import { control, el, field, setAttr, setText } from "./dom.js";

/** @typedef {import("../lib/pass_view.js").PassView} PassView */
/** @typedef {import("../lib/steps.js").By} By */

const PACE = /** @type {Record<By, number>} */ ({ layer: 1200, operation: 1200, neuron: 800, term: 550 }); // ms a step
const BYS = { layer: "layer", operation: "operation", neuron: "neuron", term: "term" };
const NOTATIONS = { layers: "layer numbers", relative: "L, L\u22121", numpy: "NumPy" };

/** @param {HTMLElement} parent @param {HTMLElement} root keys are heard here @param {import("../lib/store.js").Store} store @param {() => PassView} now */
export function createSteps(parent, root, store, now) {
  const owner = new AbortController();
  const { signal } = owner;
  let timer = 0;
  /** @param {string} what @param {string} label @param {string} text @param {() => void} click */
  const button = (what, label, text, click) => control(what, el("button", { type: "button", "data-nnw": what, "aria-label": label, title: label, text, on: { click } }));
  const first = button("first", "Back to the beginning: nothing is computed", "|◀", () => go(0));
  const back = button("back", "One step back", "◀ Back", () => go(now().done - 1));
  const next = button("next", "One step on", "Next ▶", () => go(now().done + 1));
  const all = button("all", "To the end: everything is computed", "▶|", () => go(now().count));
  const play = button("play", "Play the steps", "Play", () => (timer ? stop() : start()));
  play.classList.add("nnw-play");
  const by = menu("by", BYS, (value) => {
    const { sizes, softmax, by: old, done, dials } = now();
    store.dial(dials.done === null ? { by: value } : { by: value, done: convert(sizes, softmax, old, /** @type {By} */ (value), done) });
  });
  const notation = menu("notation", NOTATIONS, (value) => store.dial({ notation: value }));
  const place = el("span", { className: "nnw-number nnw-note", "data-nnw": "place" });
  const example = el("input", { type: "range", min: 0, "data-nnw": "example", on: { input: () => choose(Number(example.value)) } });
  const which = el("span", { className: "nnw-number" });
  const examples = field("Example", example, which);
  const said = el("p", { className: "nnw-said", role: "status", "aria-live": "polite", "data-nnw": "said" });
  parent.append(
    el("div", { className: "nnw-group", role: "group", "aria-label": "Steps" }, [first, back, next, all, play]),
    field("Step by", by), place, examples, field("Names", notation), said,
  );

  /** @param {number} i */
  function choose(i) {
    const { arrays, settings } = picture ?? {};
    if (!arrays || !settings) return;
    const nIn = settings.sizes[0];
    store.dial({ example: i, x: [...arrays.inputs.subarray(i * nIn, (i + 1) * nIn)] });
  }

  /** @param {number} done */
  function go(done) {
    const { sizes, softmax, by: kind, count, unit } = now();
    const to = Math.min(Math.max(done, 0), count);
    const at = placeOf(sizes, softmax, kind, to);
    store.dial({ done: to, layer: at.layer, unit: at.unit ?? (unit < sizes[at.layer + 1] ? unit : 0), term: at.term, corner: null });
  }

  function start() {
    if (now().done >= now().count) go(0);
    tick();
  }

  function tick() {
    timer = window.setTimeout(() => {
      go(now().done + 1);
      if (now().done >= now().count) stop();
      else tick();
    }, PACE[/** @type {By} */ (now().by)]);
    show();
  }

  function stop() {
    clearTimeout(timer);
    timer = 0;
    show();
  }

  function show() {
    setText(play, timer ? "Pause" : "Play");
    setAttr(play, "aria-label", timer ? "Pause" : "Play the steps");
  }

  root.addEventListener("keydown", (event) => {
    if (/** @type {Element} */ (event.target).matches("input, select") || event.ctrlKey || event.metaKey || event.altKey) return;
    const by = { n: 1, p: -1 }[event.key];
    if (!by) return;
    event.preventDefault();
    go(now().done + by);
  }, { signal });

  /** @type {import("../lib/plain.js").Plain | null} */ let picture = null;

  return {
    /** @param {PassView} view @param {import("../lib/plain.js").Plain} plain */
    update(view, plain) {
      picture = plain;
      const { done, count, n, dials } = view;
      for (const one of [first, back]) one.disabled = done === 0;
      for (const one of [next, all]) one.disabled = done === count;
      by.value = view.by;
      notation.value = dials.notation;
      setText(place, `step ${formatCount(done)} of ${formatCount(count)}`);
      examples.hidden = n < 2;
      example.max = String(n - 1);
      if (document.activeElement !== example) example.value = String(dials.example);
      setText(which, `${dials.example} of ${n}`);
      const text = dials.done === null ? "" : stepWords(view);
      setText(said, text);
    },
    destroy() {
      owner.abort();
      clearTimeout(timer);
    },
  };
}

/** @param {string} what @param {Record<string, string>} options @param {(value: string) => void} send */
function menu(what, options, send) {
  const select = el("select", { "data-nnw": what, on: { change: () => send(select.value) } }, Object.entries(options).map(([value, text]) => el("option", { value, text })));
  return select;
}
