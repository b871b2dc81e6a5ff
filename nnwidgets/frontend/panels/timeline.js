/** The timeline under the chart: to any step at once, and exactly when let go; runs that are kept, by name. */
import { formatCount, parseNumber } from "../lib/format.js";
import { el, setAttr, setText } from "./dom.js";

/** @typedef {import("./host.js").Picture} Picture */

/** @param {HTMLElement} parent @param {import("../lib/store.js").Store} store */
export function mountTimeline(parent, store) {
  let held = false;
  let shown = "";
  const slider = el("input", { type: "range", step: 1, "aria-label": "Timeline: the step that is shown", "data-nnw": "timeline", on: {
    input: () => { held = true; store.scrub(Number(slider.value)); },
    change: () => { held = false; store.go(Number(slider.value)); },
  } });
  const step = el("input", { type: "text", inputmode: "numeric", "data-nnw": "go-to", "aria-label": "Go to step: back exactly, or train on to there", on: {
    change: () => {
      const wanted = parseNumber(step.value);
      if (wanted !== null && wanted >= 0) store.go(Math.round(wanted));
      step.value = "";
    },
  } });
  const keep = el("button", { type: "button", "data-nnw": "keep", "data-nnw-control": "runs", text: "Keep run", title: "Keeps the run as it stands, on the chart, to come back to", on: { click: () => store.do("snapshot", free(shown)) } });
  const chips = el("span", { className: "nnw-group nnw-runs", "data-nnw-control": "runs" });
  parent.append(
    el("div", { className: "nnw-under", "data-nnw-control": "timeline" }, [slider]),
    el("div", { className: "nnw-group nnw-small nnw-under" }, [el("label", { "data-nnw-control": "timeline" }, ["Go to ", step]), keep, chips]),
  );

  /** @param {[string, number][]} runs */
  function build(runs) {
    chips.replaceChildren(...runs.map(([name, at]) => el("span", {}, [
      el("button", { type: "button", text: `↩ ${name}`, "aria-label": `Go back to ${name}, step ${formatCount(at)}`, title: `Back to this run, as it stood at step ${formatCount(at)}`, on: { click: () => store.do("restore", name) } }),
      el("button", { type: "button", text: "×", "aria-label": `Forget ${name}`, on: { click: () => store.do("forget", name) } }),
    ])));
  }

  return {
    /** @param {Picture} picture @param {[number, number]} domain of the chart's steps */
    update({ header, settings }, [first, end]) {
      const runs = settings.runs ?? [];
      const key = runs.join("\n");
      if (key !== shown) build(runs);
      shown = key;
      setAttr(slider, "min", first);
      setAttr(slider, "max", end);
      if (!held) slider.value = String(header.step);
      setAttr(slider, "aria-valuetext", `step ${formatCount(Number(slider.value))}`);
      setAttr(step, "placeholder", formatCount(header.step));
      setText(keep, runs.length ? "Keep" : "Keep run");
    },
  };
}

/** The first of run 1, run 2 … that is not there yet. @param {string} names */
function free(names) {
  let n = 1;
  while (`\n${names}`.includes(`\nrun ${n},`)) n++;
  return `run ${n}`;
}
