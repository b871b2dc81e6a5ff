/** A small curve with its axes' ends, and in words how high it is at its ends and in the middle. */
import { formatNumber } from "../lib/practice_words.js";
import { svg } from "./svg.js";

const WIDTH = 180, HEIGHT = 110, LEFT = 34, FOOT = 18;

/** @param {number[]} heights @param {[number, number]} across @param {string} letter */
export function smallPlot(heights, across, letter) {
  const low = Math.min(0, ...heights), high = Math.max(...heights, low + 1e-9);
  const x = (/** @type {number} */ i) => LEFT + ((WIDTH - LEFT - 4) * i) / (heights.length - 1);
  const y = (/** @type {number} */ v) => 6 + ((HEIGHT - FOOT - 12) * (high - v)) / (high - low);
  const middle = heights[(heights.length - 1) / 2];
  const words = `${letter}: from ${formatNumber(heights[0])} over ${formatNumber(middle)} in the middle to ${formatNumber(heights[heights.length - 1])}`;
  const text = (/** @type {number} */ px, /** @type {number} */ py, /** @type {string} */ said, anchor = "end") => svg("text", { x: px, y: py, "text-anchor": anchor, class: "nnw-tick" }, [said]);
  return svg("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, width: WIDTH, height: HEIGHT, role: "img", "aria-label": words }, [
    svg("line", { x1: LEFT, y1: y(0), x2: WIDTH - 4, y2: y(0), class: "nnw-axis" }),
    svg("line", { x1: LEFT, y1: 4, x2: LEFT, y2: HEIGHT - FOOT, class: "nnw-axis" }),
    svg("path", { d: heights.map((v, i) => `${i ? "L" : "M"}${x(i).toFixed(1)} ${y(v).toFixed(1)}`).join(""), class: "nnw-curve" }),
    text(LEFT - 4, y(high) + 5, formatNumber(high)), text(LEFT - 4, y(low) + 3, formatNumber(low)),
    text(LEFT, HEIGHT - 4, formatNumber(across[0]), "start"), text(WIDTH - 4, HEIGHT - 4, formatNumber(across[1])),
  ]);
}
