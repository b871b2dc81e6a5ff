/** One line under the network: what is wrong with the run, and what to try. Nothing when all is well. */
import { healthLine } from "../lib/health.js";
import { el, setText } from "./dom.js";

/** @param {HTMLElement} line @param {import("../lib/store.js").Store} store */
export function mountHealth(line, store) {
  const text = el("span");
  const remedy = el("strong");
  const own = el("span");
  line.append(own, text, " ", remedy);
  return {
    /** @param {import("./host.js").Picture} picture */
    update({ health, settings }) {
      const passes = settings.own_passes?.join(" and ");
      setText(own, passes ? `It learns by your own ${passes}. ` : "");
      const said = healthLine(store.trouble ? [] : health); // the banner says it already
      setText(text, said.text);
      setText(remedy, said.remedy);
      line.classList.toggle("nnw-ill", said.text !== "");
    },
  };
}
