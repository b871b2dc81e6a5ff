/** A small chart of two lines, training and test, against the step. */
import { formatCount, formatShort } from "../lib/format.js";
import { decimate } from "../lib/decimate.js";
import { niceCeiling } from "../lib/scale.js";
import { createCanvas } from "./canvas.js";
import { el, setAttr, setText } from "./dom.js";

/** @typedef {{name: "train" | "test", x: Float64Array | number[], y: Float64Array | number[]}} Line */

/** @param {HTMLElement} parent @param {string} title @param {string} what @param {number | null} top of the scale, or as high as the lines */
export function createLines(parent, title, what, top) {
  const words = el("span", { className: "nnw-number nnw-note", "data-nnw": `${what}-words` });
  const box = el("div", { className: "nnw-lines" });
  parent.append(el("div", { className: "nnw-title" }, [el("h3", { text: title }), words]), box);
  /** @type {[import("./theme.js").Theme, Line[]] | null} */ let last = null;
  const surface = createCanvas(box, { role: "img", "data-nnw": `chart-${what}` }, () => last && draw(...last));

  /** @param {import("./theme.js").Theme} theme @param {Line[]} lines */
  function draw(theme, lines) {
    const { context: c, width, height } = surface.begin();
    const [left, base, right, up] = [30, height - 16, width - 6, 6];
    const end = Math.max(1, ...lines.map(({ x }) => x[x.length - 1] ?? 0));
    let most = 1e-9;
    for (const { y } of lines) for (const v of y) if (v > most) most = v;
    const high = top ?? niceCeiling(most);
    c.font = `10px ${theme.font}`;
    c.fillStyle = theme.muted;
    c.strokeStyle = theme.line;
    c.textAlign = "right";
    c.textBaseline = "middle";
    for (const t of [0, 0.5, 1]) {
      const y = base + t * (up - base);
      c.beginPath();
      c.moveTo(left, y);
      c.lineTo(right, y);
      c.stroke();
      c.fillText(formatShort(t * high), left - 4, y);
    }
    c.textBaseline = "top";
    c.fillText(`step ${formatCount(end)}`, right, base + 3);
    for (const { name, x, y } of lines) {
      const thin = decimate(x, y, 300);
      c.strokeStyle = theme.hue[name];
      c.lineWidth = 1.8;
      c.setLineDash(name === "test" ? [5, 3] : []);
      c.beginPath();
      let pen = false;
      thin.x.forEach((step, i) => {
        const v = thin.y[i];
        if (v !== v) return void (pen = false);
        c[pen ? "lineTo" : "moveTo"](left + (step / end) * (right - left), base + (Math.min(v, high) / high) * (up - base));
        pen = true;
      });
      c.stroke();
    }
    c.setLineDash([]);
  }

  return {
    /** @param {import("./theme.js").Theme} theme @param {Line[]} lines @param {string} said */
    update(theme, lines, said) {
      last = [theme, lines];
      setText(words, said);
      setAttr(surface.canvas, "aria-label", `${title} against the step, the test's dashed: ${said}`);
      draw(theme, lines);
    },
    destroy: surface.destroy,
  };
}
