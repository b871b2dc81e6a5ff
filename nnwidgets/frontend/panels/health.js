/** One line under the network: what is wrong with the run, and what to try. Nothing when all is well. */
import { healthLine } from "../lib/health.js";
import { el, setText } from "./dom.js";

/** @param {HTMLElement} parent @param {import("../lib/store.js").Store} store */
export function mountHealth(parent, store) {
  const text = el("span");
  const remedy = el("strong");
  const line = el("p", { className: "nnw-health", role: "status", "aria-live": "polite", "data-nnw": "health" }, [text, " ", remedy]);
  parent.append(line);
  return {
    /** @param {import("./host.js").Picture} picture */
    update({ health }) {
      const said = healthLine(store.trouble ? [] : health); // the banner says it already
      setText(text, said.text);
      setText(remedy, said.remedy);
      line.classList.toggle("nnw-ill", said.text !== "");
    },
    destroy() { line.remove(); },
  };
}

/** The same mark at the corner of a unit that the line is about. @param {CanvasRenderingContext2D} context @param {import("./theme.js").Theme} theme @param {number} x @param {number} y */
export function drawMark(context, theme, x, y) {
  context.beginPath();
  context.arc(x, y, 7, 0, 7);
  context.fillStyle = theme.ink;
  context.fill();
  context.strokeStyle = context.fillStyle = theme.surface;
  context.lineWidth = 1.5;
  context.stroke();
  context.font = `bold 11px ${theme.font}`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillText("!", x, y + 0.5);
}
