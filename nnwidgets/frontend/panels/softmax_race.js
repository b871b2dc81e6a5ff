/** What one neuron answers, step by step, under squared error and under cross-entropy, from the same bad start. */
import { formatDigits, formatShort, formatWeight } from "../lib/format.js";
import { race } from "../lib/race.js";
import { linear } from "../lib/scale.js";
import { el, field, setAttr, setText } from "./dom.js";
import { number } from "./knob.js";
import { svg } from "./svg.js";

/** @typedef {import("../lib/softmax_view.js").SoftmaxView} SoftmaxView */
/** @typedef {import("../lib/race.js").Run} Run */

const [WIDE, HIGH, LEFT, RIGHT, TOP, FOOT] = [560, 250, 40, 12, 12, 36];
const READ = [0, 50, 100, 200, 300];
const RUNS = /** @type {["squared" | "crossed", string][]} */ ([["squared", "squared error"], ["crossed", "cross-entropy"]]);

/** @param {HTMLElement} parent @param {import("../lib/store.js").Store} store */
export function createRace(parent, store) {
  const lines = RUNS.map(([name]) => svg("path", { class: `nnw-run nnw-run-${name}` }));
  const dots = RUNS.map(([name]) => svg("circle", { class: `nnw-at-${name}`, r: 5 }));
  const names = RUNS.map(([name, text]) => svg("text", { class: `nnw-run-name nnw-name-${name}` }, [text]));
  const at = svg("line", { class: "nnw-chance", y1: TOP, y2: HIGH - FOOT });
  const axes = svg("g");
  const chart = svg("svg", { class: "nnw-chart", viewBox: `0 0 ${WIDE} ${HIGH}`, role: "img", "data-nnw": "race-chart" }, [axes, at, ...lines, ...dots, ...names]);
  const starts = el("div", { className: "nnw-stages", role: "group", "aria-label": "Where it starts" });
  const w = number("race-w", (value) => store.dial({ start: [Math.min(Math.max(value, -10), 10), store.dials.start[1]] }));
  const b = number("race-b", (value) => store.dial({ start: [store.dials.start[0], Math.min(Math.max(value, -10), 10)] }));
  const eta = number("race-eta", (value) => value > 0 && store.dial({ race_eta: value }));
  const range = el("input", { type: "range", min: 0, step: 1, "data-nnw": "race-step", on: { input: () => store.dial({ race_step: Number(range.value) }) } });
  const step = el("span", { className: "nnw-number" });
  const head = el("tr");
  const body = RUNS.map(([name, text]) => ({ name, node: el("tr", { "data-run": name }), text }));
  const words = el("p", { className: "nnw-verdict", "data-nnw": "race-words" });
  parent.append(el("p", { className: "nnw-note", text: "One sigmoid neuron with the input x = 1 should answer 0, and starts far off. The same neuron, the same rate; only the loss differs." }),
    el("div", { className: "nnw-row nnw-knobs" }, [starts, field("w", w.input), field("b", b.input), field("η", eta.input), field("Step", range, step)]),
    el("div", { className: "nnw-two nnw-racing" }, [/** @type {any} */ (chart), el("div", {}, [
      el("table", { className: "nnw-terms", "aria-label": "Answers of the neuron", "data-nnw": "race-table" }, [el("thead", {}, [head]), el("tbody", {}, body.map(({ node }) => node))]), words,
    ])]));
  /** @type {HTMLButtonElement[]} */ let buttons = [];
  let [key, runs] = ["", race(2, 2, 0.15, 1)];
  let x = linear([0, 1], [LEFT, WIDE - RIGHT]);
  const y = linear([0, 1], [HIGH - FOOT, TOP]);

  return {
    /** @param {SoftmaxView} view */
    update({ dials, settings }) {
      if (!dials.race) return;
      const steps = settings.race_steps;
      if (!buttons.length) {
        buttons = settings.starts.map((/** @type {number[]} */ pair) => el("button", { type: "button", text: `start (${pair.map((one) => formatShort(one)).join(", ")})`, on: { click: () => store.dial({ start: pair }) } }));
        starts.replaceChildren(...buttons);
        range.max = String(steps);
        x = linear([0, steps], [LEFT, WIDE - RIGHT]);
        const tick = (/** @type {number} */ across, /** @type {number} */ down, /** @type {string} */ text, /** @type {string} */ anchor) => svg("text", { x: across, y: down, class: "nnw-tick", "text-anchor": anchor }, [text]);
        axes.append(...[0, 0.25, 0.5, 0.75, 1].flatMap((v) => [svg("line", { class: "nnw-grid", x1: LEFT, x2: WIDE - RIGHT, y1: y(v), y2: y(v) }), tick(LEFT - 7, y(v) + 4, String(v), "end")]),
          ...[0, 50, 100, 150, 200, 250, 300].map((v) => tick(x(v), HIGH - FOOT + 16, String(v), "middle")), tick((LEFT + WIDE - RIGHT) / 2, HIGH - 4, "steps; what the neuron answers: a, wanted 0", "middle"));
        head.replaceChildren(el("td"), ...[...READ.map((n) => `step ${n}`), "first ∂C/∂w"].map((text) => el("th", { scope: "col", text })));
      }
      const now = JSON.stringify([dials.start, dials.race_eta]);
      if (now !== key) {
        key = now;
        runs = race(dials.start[0], dials.start[1], dials.race_eta, steps);
        for (const [i, [name]] of RUNS.entries()) {
          const { answers, slopes } = runs[name];
          setAttr(lines[i], "d", `M${answers.map((a, n) => `${x(n).toFixed(1)},${y(a).toFixed(1)}`).join("L")}`);
          const n = Math.round(steps * (i ? 0.3 : 0.1));
          for (const [what, value] of Object.entries({ x: x(n) + 6, y: y(answers[n]) + (answers[n] > 0.75 ? 22 : -9) })) setAttr(names[i], what, value);
          body[i].node.replaceChildren(el("th", { scope: "row", text: body[i].text }), ...READ.map((at) => el("td", { text: answers[at].toFixed(4) })), el("td", { text: formatDigits(slopes[0]) }));
        }
      }
      for (const [i, one] of buttons.entries()) setAttr(one, "aria-pressed", settings.starts[i].join() === dials.start.join());
      w.update(dials.start[0]);
      b.update(dials.start[1]);
      eta.update(dials.race_eta);
      const n = dials.race_step;
      range.value = String(n);
      setText(step, String(n));
      for (const end of ["x1", "x2"]) setAttr(at, end, x(n));
      for (const [i, [name]] of RUNS.entries()) {
        setAttr(dots[i], "cx", x(n));
        setAttr(dots[i], "cy", y(runs[name].answers[n]));
      }
      const { squared, crossed, ratio } = runs;
      setAttr(chart, "aria-label", `Answers over ${steps} steps: at step ${n} squared error ${squared.answers[n].toFixed(4)}, cross-entropy ${crossed.answers[n].toFixed(4)}`);
      setText(words, `Step ${n}: ${squared.answers[n].toFixed(4)} under squared error, ${crossed.answers[n].toFixed(4)} under cross-entropy. The first gradient of cross-entropy is ${formatWeight(ratio, 1)} times as large: squared error multiplies it by σ′(z) = ${formatDigits(1 / ratio)}.`);
    },
    destroy() {},
  };
}
