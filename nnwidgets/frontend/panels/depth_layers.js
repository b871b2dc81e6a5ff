/** A deep network, layer by layer: its gradient on a logarithmic scale, at the start and now, and on the way. */
import { formatCount, formatDigits, formatLoss, formatShare, formatShort, formatTiny, formatWeight } from "../lib/format.js";
import { linear, log10 } from "../lib/scale.js";
import { createAccuracy } from "./depth_accuracy.js";
import { el, field, setAttr, setText } from "./dom.js";
import { menu, rate } from "./knob.js";
import { svg } from "./svg.js";

const [W, H, LEFT, RIGHT, TOP, BOTTOM] = [640, 190, 46, 62, 12, 24];
const RATES = [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3];
/** @type {Record<string, number>} */ const LOW = { gradient_rms: -4 };
const FLOOR = 1e-12; // what is below, 0 among it, is drawn there

/** @type {import("./depth.js").Make} */
export function createLayers(parent, store) {
  const layers = el("input", { type: "range", min: 1, max: 8, step: 1, "data-nnw": "layers", on: { input: () => store.dial({ layers: Number(layers.value) }) } });
  const many = el("span", { className: "nnw-number" });
  const acts = menu((name) => store.dial({ activation: name }), "activation");
  const inits = menu((name) => store.dial({ init: name }), "init", (name) => ({ "normal 0.01": "N(0, 0.01²)", "normal 1": "N(0, 1)", xavier: "Xavier", he: "He" })[name] ?? name);
  const measures = menu((name) => store.dial({ measure: name }), "measure", (name) => names[name] ?? name);
  /** @type {Record<string, string>} */ let names = {};
  const speed = rate("rate", "rate", RATES, (value) => store.dial({ rate: value }));
  setText(/** @type {HTMLElement} */ (speed.node.querySelector(".nnw-name")), "Learning rate");
  const button = (/** @type {string} */ name, /** @type {string} */ text, /** @type {() => void} */ click) => el("button", { type: "button", text, "data-nnw": name, on: { click } });
  const play = button("play", "Play", () => store.do(play.getAttribute("aria-pressed") === "true" ? "pause" : "play"));
  play.className = "nnw-play";
  const speedNode = speed.node;
  for (const input of speedNode.querySelectorAll("input")) if (!input.getAttribute("aria-label")) setAttr(input, "aria-label", input.type === "range" ? "Learning rate" : "Learning rate, typed");
  const facts = el("div", { className: "nnw-facts", role: "group", "aria-label": "How far it is" });
  const fact = (/** @type {string} */ name, /** @type {string} */ label) => {
    const value = el("span", { className: "nnw-number", "data-nnw": name });
    const note = el("span", { className: "nnw-note" });
    facts.append(el("p", {}, [el("span", { text: label }), value, note]));
    return { value, note };
  };
  const [step, loss, accuracy] = [fact("epoch", "Epoch"), fact("loss", "Training loss"), fact("accuracy", "Test digits right")];
  const body = el("tbody");
  const what = el("span");
  const title = el("h3");
  const axis = el("span", { className: "nnw-log-axis", "aria-hidden": true });
  const head = (/** @type {string} */ text, /** @type {string} */ title) => el("th", { scope: "col", text, title });
  const tableNode = el("table", { className: "nnw-layers", "data-nnw": "layers-table" }, [
    el("caption", { text: "Layer by layer, over all training digits" }),
    el("thead", {}, [el("tr", {}, [el("td"), head("gradient", "nw.statistics(lab.trainer).gradient_rms"), el("th", { scope: "col", className: "nnw-wide" }, [what, ": ", el("span", { className: "nnw-key" }), " now  ", el("span", { className: "nnw-key nnw-key-first" }), " at the start"]), head("mean a", "lab.statistics.mean"), head("std a", "lab.statistics.std"), head("‖W‖", "lab.statistics.weight_norm"), head("dead", "lab.statistics.dead: the share of units with slope 0 for every digit")])]),
    body,
  ]);
  const compared = el("div");
  const lines = svg("svg", { class: "nnw-lines", viewBox: `0 0 ${W} ${H}`, role: "img" });
  parent.append(
    el("div", { className: "nnw-side" }, [field("Hidden layers of 30", layers, many), field("Activation", acts.select), field("Weights begin as", inits.select), speed.node, field("Bars and lines", measures.select),
      el("div", { className: "nnw-buttons" }, [play, button("train-1", "Train 1 epoch", () => store.do("train", 1)), button("train-20", "Train 20 epochs", () => store.do("train", 20)), button("reset", "Reset", () => store.do("reset"))]), facts]),
    el("div", { className: "nnw-stage" }, [el("div", { className: "nnw-scroll", tabindex: 0, role: "group", "aria-label": "Numbers of every layer" }, [tableNode]), axis, title, lines, compared]),
  );
  const beside = createAccuracy(compared);
  let [drawn, rows] = ["", /** @type {any[]} */ ([])];

  /** @param {number} n */
  function build(n) {
    rows = Array.from({ length: n }, (_, l) => {
      const cells = Array.from({ length: 6 }, () => el("td"));
      const [now, first] = [el("span", { className: "nnw-log-bar" }), el("span", { className: "nnw-log-first" })];
      cells[1].className = "nnw-wide";
      cells[1].append(el("span", { className: "nnw-log" }, [now, first]));
      return { node: el("tr", {}, [el("th", { scope: "row", text: l < n - 1 ? `hidden ${l + 1}` : "output" }), ...cells]), cells, now, first };
    });
    body.replaceChildren(...rows.map((row) => row.node));
  }

  /** @param {(number | null)[]} values @param {number} low a power of ten that is always on the axis @returns {[number, number]} */
  function limits(values, low) {
    const known = values.map((v) => Math.max(FLOOR, v ?? FLOOR));
    return [10 ** Math.min(low, Math.floor(Math.log10(Math.min(...known)))), 10 ** Math.max(0, Math.ceil(Math.log10(Math.max(...known))))];
  }

  /** @param {any} told @param {string} measure */
  function table({ now, first }, measure) {
    const [low, high] = limits([...now[measure], ...first[measure]], LOW[measure] ?? -1);
    const x = log10([low, high], [0, 100]);
    rows.forEach(({ cells, now: bar, first: tick }, l) => {
      const [g, g0] = [now.gradient_rms[l], first.gradient_rms[l]];
      bar.style.width = `${Math.max(0.4, x(Math.max(FLOOR, now[measure][l] ?? 0)))}%`;
      tick.style.left = `${x(Math.max(FLOOR, first[measure][l] ?? 0))}%`;
      const texts = [formatTiny(g), null, formatWeight(now.mean[l], 3), formatWeight(now.std[l], 3), formatWeight(now.weight_norm[l]), formatShare(now.dead[l])];
      texts.forEach((text, i) => { if (text !== null) setText(cells[i], text); });
      setAttr(cells[0], "title", `lab.statistics.gradient_rms[${l}]; at the start ${formatDigits(g0)}`);
    });
    setText(axis, `Bars are on a logarithmic scale, from ${formatShort(low)} to ${formatShort(high)}: a tenth is as long everywhere.`);
  }

  /** @param {any[]} seen rows of step, accuracy, the measure by layer @param {number} n layers @param {string} name @param {number} least */
  function chart(seen, n, name, least) {
    const [low, high] = limits(seen.flatMap((row) => row.slice(2)), least);
    const last = Math.max(1, seen.at(-1)[0]);
    const [x, y] = [linear([0, last], [LEFT, W - RIGHT]), log10([low, high], [H - BOTTOM, TOP])];
    const text = (/** @type {string} */ what, /** @type {number} */ at, /** @type {number} */ h, /** @type {string} */ anchor) => svg("text", { x: at, y: h, class: "nnw-tick", "text-anchor": anchor }, [what]);
    const grid = y.ticks(5).flatMap((tick) => [svg("path", { d: `M${LEFT} ${y(tick)}H${W - RIGHT}`, class: "nnw-grid" }), text(formatShort(tick), LEFT - 6, y(tick) + 4, "end")]);
    const steps = x.ticks(5).filter(Number.isInteger).map((tick) => text(formatCount(tick), x(tick), H - 8, "middle"));
    const ends = Array.from({ length: n }, (_, l) => y(Math.max(FLOOR, seen.at(-1)[l + 2] ?? FLOOR)));
    const heights = placed(ends);
    const curves = ends.flatMap((_, l) => {
      const d = seen.filter((row) => row[l + 2] !== null).map((row) => `${x(row[0]).toFixed(1)},${y(Math.max(FLOOR, row[l + 2])).toFixed(1)}`).join(" ");
      const kind = l === 0 ? "first" : l === n - 1 ? "last" : "between";
      return [svg("polyline", { points: d, class: `nnw-line nnw-line-${kind}` }), svg("circle", { cx: x(seen.at(-1)[0]), cy: ends[l], r: 2.5, class: `nnw-line-${kind} nnw-line-end` }), ...(heights[l] === null ? [] : [text(l === n - 1 ? "output" : l === 0 ? "hidden 1" : String(l + 1), x(seen.at(-1)[0]) + 7, heights[l] + 4, "start")])];
    });
    lines.replaceChildren(...grid, ...steps, text("step", W - RIGHT + 30, H - 8, "middle"), ...curves);
    setAttr(lines, "aria-label", `${name} of each layer over ${formatCount(last)} steps: the first layer's ends at ${formatTiny(seen.at(-1)[2])}, the last one's at ${formatTiny(seen.at(-1)[n + 1])}`);
  }

  return {
    update({ header, settings, dials }) {
      if (document.activeElement !== layers) layers.value = String(dials.layers);
      setText(many, String(dials.layers));
      acts.update(settings.activations, dials.activation);
      inits.update(settings.inits, dials.init);
      speed.update(dials.rate);
      names = settings.measures;
      measures.update(Object.keys(names), dials.measure);
      setText(play, header.running ? "Pause" : "Play");
      setAttr(play, "aria-pressed", header.running);
      const told = header.depth;
      if (!told) return;
      setText(step.value, formatCount(header.epoch));
      setText(step.note, `step ${formatCount(header.step)}`);
      setText(loss.value, formatLoss(header.loss.train));
      setText(loss.note, "guessing: 2.3026 = ln 10");
      setText(accuracy.value, formatShare(header.accuracy.test));
      setText(accuracy.note, `of ${settings.n_test}; guessing: about 10%`);
      const key = `${told.at} ${told.now.gradient_rms} ${told.rows.at(-1)} ${told.rows.length} ${header.generation} ${dials.measure} ${told.label}`;
      if (key === drawn) return;
      drawn = key;
      const n = told.now.gradient_rms.length;
      if (rows.length !== n) build(n);
      const name = names[dials.measure];
      setText(what, name);
      setText(title, `While it trains: ${name} of each layer`);
      table(told, dials.measure);
      chart(told.rows, n, name, LOW[dials.measure] ?? -1);
      beside.update([{ label: told.label, rows: told.rows.map((/** @type {any[]} */ [at, share]) => [at, share]) }, ...told.runs]);
    },
    destroy() { parent.replaceChildren(); },
  };
}

/** Where the names of lines stand: the first and the last layer's always, others where there is room; null where not. @param {number[]} ends @returns {(number | null)[]} */
function placed(ends) {
  const last = ends.length - 1;
  const close = Math.abs(ends[0] - ends[last]) < 11;
  const [low, high] = ends[0] > ends[last] ? [0, last] : [last, 0]; // the lower one on the page, and the other
  /** @type {(number | null)[]} */ const out = ends.map(() => null);
  out[high] = close ? ends[high] - 4 : ends[high];
  out[low] = close ? /** @type {number} */ (out[high]) + 11 : ends[low];
  for (let l = 1; l < last; l++) if (out.every((v) => v === null || Math.abs(v - ends[l]) >= 11)) out[l] = ends[l];
  return out;
}
