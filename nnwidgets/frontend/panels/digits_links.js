/**
 * The links of a digit network: as strong as what goes through them, dashed where negative; a pulse runs along those into the newest layer.
 * With the dial `lit` on weights they show what has been learned, whatever goes through them; on data they are there, and no more.
 */
import { layout } from "../lib/forward.js";

/**
 * @param {{context: CanvasRenderingContext2D, width: number, height: number}} shape
 * @param {import("../lib/digits_view.js").DigitsView} view
 * @param {import("../lib/column.js").Place[]} places
 * @param {number} reached layers that have worked @param {number} t how far the pulse has run, 0 to 1
 */
export function drawLinks({ context: c, width, height }, { sizes, theta, a, theme, dials }, places, reached, t) {
  const of = (/** @type {number} */ layer) => places.filter((one) => one.layer === layer);
  layout(sizes).forEach(({ offset, nIn }, l) => {
    const [from, to] = [of(l), of(l + 1)];
    const known = dials.lit === "weights" || (dials.lit === "both" && l < reached);
    const flows = from.flatMap((p) => to.map((q) => ({ p, q, v: theta[offset + q.unit * (nIn + 1) + p.unit] * (known && dials.lit === "both" ? a[l][p.unit] : 1) })));
    const most = Math.max(1e-9, ...flows.map(({ v }) => Math.abs(v)));
    for (const { p, q, v } of flows) {
      const share = Math.abs(v) / most;
      c.globalAlpha = known ? 0.06 + 0.85 * share : 0.06;
      c.lineWidth = known ? 0.6 + 2.4 * share : 0.7;
      c.strokeStyle = known ? (v < 0 ? theme.hue.negative : theme.hue.positive) : theme.muted;
      c.setLineDash(known && v < 0 ? [5, 3] : []);
      c.beginPath();
      c.moveTo(p.x * width, p.y * height);
      c.lineTo(q.x * width, q.y * height);
      c.stroke();
      if (dials.lit !== "both" || l !== reached - 1 || t >= 1 || share < 0.15) continue;
      c.globalAlpha = 1;
      c.fillStyle = c.strokeStyle;
      c.beginPath();
      c.arc((p.x + t * (q.x - p.x)) * width, (p.y + t * (q.y - p.y)) * height, 2.5, 0, 2 * Math.PI);
      c.fill();
    }
  });
  c.globalAlpha = 1;
  c.setLineDash([]);
}
