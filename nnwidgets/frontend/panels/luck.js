/** Is it luck? The same network from other starts: how many get there, and the best and the worst of them to look at. */
import { formatCount } from "../lib/format.js";
import { el, setText } from "./dom.js";

const STARTS = 20;

/** @param {HTMLElement} box @param {import("../lib/store.js").Store} store */
export function mountLuck(box, store) {
  const button = (/** @type {string} */ what, /** @type {string} */ text, /** @type {() => void} */ click) => el("button", { type: "button", "data-nnw": what, text, on: { click } });
  const ask = button("starts", "Is it luck?", () => store.do("starts", STARTS));
  const words = el("span", { role: "status", "data-nnw": "luck" });
  const open = [button("start-best", "Best", () => store.do("open_start", "best")), button("start-worst", "Worst", () => store.do("open_start", "worst")), button("start-forget", "×", () => store.do("forget_starts"))];
  open[2].ariaLabel = "Take the band off the chart";
  box.append(ask, words, ...open);
  return {
    /** @param {import("./host.js").Picture} picture */
    update({ settings: { starts, task } }) {
      ask.hidden = Boolean(starts);
      for (const one of open) one.hidden = !starts;
      if (!starts) return setText(words, "");
      const good = `${task === "regression" ? "reach an R² of 0.95" : "get 95% right"}${starts.part === "test" ? " of the test points" : ""}`;
      setText(words, `${starts.solved} of ${starts.of} starts ${good} in ${formatCount(starts.steps)} steps. The band: 8 in 10 of them.`);
    },
  };
}
