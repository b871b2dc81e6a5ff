/** The drunk and the careful walker: one asks all examples before each step, the other a few, and both may ask equally often. */
import { formatCount, formatWeight } from "../lib/format.js";
import { linear, log10 } from "../lib/scale.js";
import { createPlan, keyOf } from "./descent_plan.js";
import { el, field, setAttr, setText } from "./dom.js";
import { svg } from "./svg.js";

const [W, H, LEFT, FOOT, EDGE] = [420, 190, 46, 32, 10];
const [PACE, STRIDE] = [60, 16]; // ms, and gradients in that time
const WALKERS = ["careful", "drunk"];

/** @param {HTMLElement} parent @param {import("../lib/store.js").Store} store */
export function createBatch(parent, store) {
  const batch = el("input", { type: "range", min: 0, max: 6, step: 1, "data-nnw": "batch", on: { input: () => store.dial({ batch: 2 ** Number(batch.value) }) } });
  const few = el("span", { className: "nnw-number" });
  const work = el("input", { type: "range", min: 0, max: 1280, step: STRIDE, "data-nnw": "work", on: { input: () => store.dial({ work: Number(work.value) }) } });
  const much = el("span", { className: "nnw-number" });
  const play = el("button", { type: "button", className: "nnw-play", "data-nnw": "work-play", text: "Play", on: { click: () => (timer ? stop() : go()) } });
  const plan = createPlan("crowd", (begin) => store.dial({ begin }));
  const chart = svg("svg", { class: "nnw-plan nnw-race", viewBox: `0 0 ${W} ${H}`, role: "img", "data-nnw": "crowd-costs" });
  const rows = WALKERS.map((name, i) => {
    const cells = Array.from({ length: 4 }, () => el("td"));
    return { cells, node: el("tr", { "data-walker": name }, [el("td", {}, [keyOf(i)]), el("th", { scope: "row", text: name }), ...cells]) };
  });
  const table = el("table", { "aria-label": "The two walkers", "data-nnw": "walkers" }, [
    el("thead", {}, [el("tr", {}, ["", "walker", "asks, per step", "steps", "gradients", "C"].map((text) => (text ? el("th", { scope: "col", text }) : el("td"))))]), el("tbody", {}, rows.map(({ node }) => node)),
  ]);
  const heard = el("p", { "data-nnw": "noise" });
  parent.append(
    el("div", { className: "nnw-group" }, [field("The drunk one asks, per step", batch, few), field("Work: gradients of one example", work, much), play]),
    el("div", { className: "nnw-plans" }, [plan.picture, el("div", { className: "nnw-side" }, [el("div", { className: "nnw-scroll", tabindex: 0, role: "group", "aria-label": "Table of the walkers" }, [table]), /** @type {any} */ (chart), heard])]),
  );
  let timer = 0;

  function go() {
    const most = Number(work.max);
    if (store.dials.work >= most) store.dial({ work: 0 });
    timer = window.setInterval(() => (store.dials.work < most ? store.dial({ work: Math.min(most, store.dials.work + STRIDE) }) : stop()), PACE);
    setText(play, "Pause");
  }
  function stop() {
    clearInterval(timer);
    timer = 0;
    setText(play, "Play");
  }

  /** @param {any} view */
  function costs({ runners, dials, crowd }) {
    const all = runners.flatMap((/** @type {any} */ { walk }) => walk.costs);
    const [low, high] = [10 ** Math.floor(Math.log10(Math.min(...all))), 10 ** Math.ceil(Math.log10(Math.max(...all)))];
    const [x, y] = [linear([0, Math.max(dials.work, crowd.n)], [LEFT, W - EDGE]), log10([low, high], [H - FOOT, EDGE])];
    const text = (/** @type {string} */ what, /** @type {number} */ at, /** @type {number} */ h, /** @type {string} */ anchor) => svg("text", { x: at, y: h, "text-anchor": anchor }, [what]);
    chart.replaceChildren(
      svg("path", { class: "nnw-axis", d: `M${LEFT} ${EDGE}V${H - FOOT}H${W - EDGE}` }),
      ...y.ticks(4).map((tick) => text(String(Number(tick.toPrecision(2))), LEFT - 6, y(tick) + 4, "end")), ...x.ticks(4).map((tick) => text(formatCount(tick), x(tick), H - FOOT + 15, "middle")),
      text("gradients of one example", W - EDGE, H - 3, "end"), text("C", LEFT + 6, EDGE + 10, "start"),
      ...runners.map((/** @type {any} */ { walk, batch: size }, /** @type {number} */ i) => svg("path", { class: "nnw-way", "data-way": i, d: walk.costs.map((/** @type {number} */ c, /** @type {number} */ n) => `${n ? "L" : "M"}${x(n * size).toFixed(1)} ${y(c).toFixed(1)}`).join("") })),
    );
    setAttr(chart, "aria-label", `The cost over the work, from ${formatWeight(all[0], 4)}`);
  }

  return {
    /** @param {any} view */
    update(view) {
      const { dials, runners, about, noise } = view;
      plan.ground(view);
      plan.draw(runners, dials.begin, about.names);
      if (document.activeElement !== batch) batch.value = String(Math.log2(dials.batch));
      setAttr(batch, "aria-valuetext", `${dials.batch} of ${view.crowd.n}`);
      setText(few, `${dials.batch} of ${view.crowd.n}`);
      if (document.activeElement !== work) work.value = String(dials.work);
      setAttr(work, "aria-valuetext", String(dials.work));
      setText(much, `${formatCount(dials.work)} = ${formatWeight(dials.work / view.crowd.n)} × ${view.crowd.n}`);
      rows.forEach(({ cells }, i) => {
        const { walk, batch: size } = runners[i];
        const steps = walk.points.length - 1;
        [String(size), formatCount(steps), formatCount(steps * size), walk.diverged === null ? formatWeight(walk.costs[steps], 4) : `diverged at ${walk.diverged}`].forEach((text, n) => setText(cells[n], text));
      });
      costs(view);
      setText(heard, dials.batch === view.crowd.n ? "All examples at once: the batch's gradient is the whole gradient." : `At the start, the gradient g of ${dials.batch} example${dials.batch > 1 ? "s" : ""} misses the whole gradient G by ${formatWeight(noise.relative)} of its length (root mean square of ‖g − G‖ / ‖G‖); the cosine between them is ${formatWeight(noise.cosine)} on average.`);
    },
    destroy() { stop(); },
  };
}
