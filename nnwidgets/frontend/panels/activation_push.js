/** A thousand inputs through the network: a column for each layer, with what comes out of it and how much of the gradient comes back. */
import { readable } from "../lib/activation_view.js";
import { formatCount, formatShare, formatShort, spoken } from "../lib/format.js";
import { readout } from "./activation_values.js";
import { el, field, setText } from "./dom.js";
import { fold } from "./fold.js";
import { menu, number } from "./knob.js";
import { svg } from "./svg.js";

/** @typedef {import("../lib/activation_view.js").ActivationView} ActivationView */
/** @typedef {import("../lib/activation_view.js").Pushed} Pushed */

const INITS = ["zeros", "constant", "normal", "uniform", "playground", "xavier", "he"];
const [WIDE, HIGH, TALL] = [100, 54, 92];

/** The rows of the table: what it is, its name in NumPy, and the text of a layer. @type {[string, string, (p: Pushed, l: number) => string][]} */
const NUMBERS = [
  ["mean of a", "a[l + 1].mean()", ({ mean }, l) => readout(mean[l])],
  ["sd of a", "a[l + 1].std()", ({ std }, l) => readout(std[l])],
  ["flat", "nw.statistics(lab.trainer).saturated[l]", ({ flat }, l) => formatShare(flat[l])],
  ["dead units", "nw.statistics(lab.trainer).dead[l]", ({ dead }, l) => formatShare(dead[l])],
];

/** @param {HTMLElement} parent @param {import("../lib/store.js").Store} store */
export function createPush(parent, store) {
  const activation = menu((value) => store.dial({ activation: value }), "activation");
  const init = menu((value) => store.dial({ init: value }), "init");
  const width = number("width", (value) => store.dial({ width: Math.round(value) }));
  const layers = el("span", { className: "nnw-number", "data-nnw": "layers" });
  /** @type {ActivationView | null} */ let view = null;
  const more = (/** @type {number} */ by) => view && store.dial({ layers: view.dials.layers + by, layer: null });
  const [less, plus] = [el("button", { type: "button", "aria-label": "Fewer hidden layers", text: "−", on: { click: () => more(-1) } }), el("button", { type: "button", "aria-label": "More hidden layers", "data-nnw": "more-layers", text: "+", on: { click: () => more(1) } })];
  const draw = el("button", { type: "button", "data-nnw": "new-weights", text: "Other weights", on: { click: () => view && store.dial({ seed: view.dials.seed + 1 }) } });
  const remove = el("button", { type: "button", className: "nnw-remove", "data-nnw": "remove", on: { click: () => take() } });
  const said = el("p", { className: "nnw-note", "data-nnw": "network-said" });
  const head = el("tr");
  const body = el("tbody");
  const part = fold(parent, "A thousand inputs through the layers", "network", store);
  part.body.append(
    el("div", { className: "nnw-controls" }, [
      field("Hidden layers have", activation.select), field("Weights drawn by", init.select),
      el("div", { className: "nnw-field", role: "group", "aria-label": "Hidden layers" }, [el("span", { className: "nnw-label", text: "Hidden layers" }), el("span", { className: "nnw-stepper" }, [less, layers, plus])]),
      field("Units in each", width.input), draw, remove,
    ]),
    said, el("div", { className: "nnw-wide", tabindex: 0, role: "group", "aria-label": "Layers" }, [el("table", { className: "nnw-push", "aria-label": "Layer by layer", "data-nnw": "push" }, [el("thead", {}, [head]), body])]),
  );
  let [built, before] = ["", "sigmoid"];

  /** All activations away, or back. */
  function take() {
    if (!view) return;
    const { activation: now } = view.dials;
    if (now !== "linear") before = now;
    store.dial(now === "linear" ? { activation: before } : { activation: "linear", collapse: true });
  }

  /** @param {ActivationView} now */
  function build({ pushed, dials }) {
    const last = pushed.mean.length - 1;
    const columns = pushed.mean.map((_, l) => l);
    const title = (/** @type {number} */ l) => (l === last ? "output" : `layer ${l + 1}`);
    head.replaceChildren(el("td"), ...columns.map((l) => el("th", { scope: "col" }, [l === last ? el("span", { text: "output" }) : el("button", { type: "button", "aria-pressed": dials.layer === l, "data-layer": l, title: "Show the z of this layer below the curves", text: title(l), on: { click: () => store.dial({ layer: view?.dials.layer === l ? null : l }) } })])));
    const row = (/** @type {string} */ what, /** @type {string} */ name, /** @type {(l: number) => Node | string} */ cell, className = "") => el("tr", { className, "data-row": name }, [el("th", { scope: "row" }, [what]), ...columns.map((l) => el("td", {}, [cell(l)]))]);
    const [low, high] = pushed.delta_edges;
    const { range, height } = bars(pushed.gradient_rms);
    body.replaceChildren(
      row("what comes out, a", "a", (l) => histogram(pushed.a_counts[l], `a of ${title(l)}: mean ${spoken(pushed.mean[l], 3)}`, formatShort(pushed.a_low[l]), formatShort(pushed.a_high[l])), "nnw-pictures"),
      ...NUMBERS.map(([what, numpy, text]) => {
        const made = row(what, what.split(" ")[0], (l) => text(pushed, l));
        made.title = `trace = lab.net.forward(lab.X): ${numpy}`;
        return made;
      }),
      row("what comes back, |δ|", "delta", (l) => histogram(pushed.delta_counts[l], `log10 of the size of δ in ${title(l)}: rms ${spoken(pushed.delta_rms[l], 6)}`, power(low), power(high), true), "nnw-pictures"),
      row("rms of δ", "rms", (l) => readout(pushed.delta_rms[l])),
      row(`rms of ∂C/∂W, log scale ${range}`, "gradient", (l) => bar(height(pushed.gradient_rms[l]), `gradient of ${title(l)}`), "nnw-pictures"),
      row("", "gradient-rms", (l) => readout(pushed.gradient_rms[l])),
    );
    /** @type {HTMLElement} */ (body.lastElementChild?.firstElementChild).textContent = "in numbers";
  }

  return {
    /** @param {ActivationView} next */
    update(next) {
      view = next;
      part.show(next.dials.network);
      const { settings, dials, pushed } = next;
      activation.update(settings.menu, dials.activation);
      init.update(INITS, dials.init);
      width.update(dials.width);
      setText(layers, String(dials.layers));
      less.disabled = dials.layers <= 1;
      plus.disabled = dials.layers >= 8;
      setText(remove, dials.activation === "linear" ? `Put ${readable(before)} back` : "Remove all activations");
      setText(said, `net.sizes = (${settings.sizes.join(", ")}): ${formatCount(settings.n)} inputs of 4 normal numbers, ${formatCount(settings.n_params)} weights and biases, answer by ${settings.output}, loss ${settings.loss}. ${next.step ? `After ${formatCount(next.step)} steps of training.` : "Nothing has been learnt yet."}`);
      const key = JSON.stringify([pushed, dials.layer]);
      if (key !== built) build(next);
      built = key;
    },
    destroy() {},
  };
}

/** @param {number} e */
const power = (e) => (e === 0 ? "1" : `10${String(e).replace("-", "⁻").replace(/\d/g, (d) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(d)])}`);

/** @param {number[]} counts @param {string} label @param {string} low @param {string} high @param {boolean} [back] */
function histogram(counts, label, low, high, back = false) {
  const most = Math.max(1, ...counts);
  const slot = WIDE / counts.length;
  const bars = counts.map((n, i) => svg("rect", { x: i * slot + 0.3, width: slot - 0.6, y: HIGH * (1 - n / most), height: (HIGH * n) / most }));
  return el("div", { className: `nnw-histogram${back ? " nnw-back" : ""}` }, [
    /** @type {any} */ (svg("svg", { viewBox: `0 0 ${WIDE} ${HIGH}`, preserveAspectRatio: "none", role: "img", "aria-label": label }, bars)),
    el("span", { className: "nnw-ends" }, [el("span", { text: low }), el("span", { text: high })]),
  ]);
}

/** A log scale for all layers: from the power of ten below the smallest to that above the largest. @param {number[]} values */
function bars(values) {
  const found = values.filter((v) => v > 0);
  const high = found.length ? Math.ceil(Math.log10(Math.max(...found)) + 1e-9) : 0;
  const low = Math.max(found.length ? Math.floor(Math.log10(Math.min(...found)) - 1e-9) : -1, high - 16);
  return { range: `${power(low)} to ${power(high)}`, height: (/** @type {number} */ v) => (v > 0 ? Math.max(0.01, (Math.log10(v) - low) / (high - low)) : 0) };
}

/** @param {number} share @param {string} label */
function bar(share, label) {
  return /** @type {any} */ (svg("svg", { class: "nnw-gradient-bar", viewBox: `0 0 ${WIDE} ${TALL}`, preserveAspectRatio: "none", role: "img", "aria-label": `${label}: ${Math.round(100 * share)} of 100 on the log scale`, "data-share": share.toFixed(4) }, [svg("rect", { x: WIDE * 0.2, width: WIDE * 0.6, y: TALL * (1 - share), height: TALL * share })]));
}
