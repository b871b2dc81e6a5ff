/** A picture of numbers: each a square of the same size, drawn sharp at any size. */
import { paint } from "../lib/pixels.js";
import { el, setAttr } from "./dom.js";

/**
 * @param {string} label what it shows; "" where something beside it says so
 * @param {{cell?: number, className?: string}} [how] `cell`: pixels of the bitmap for a number; from 3 on what is negative has a dash
 */
export function createPixels(label, { cell = 1, className = "" } = {}) {
  const canvas = el("canvas");
  const node = el("div", { className: `nnw-image ${className}`, ...(label ? { role: "img", "aria-label": label } : { "aria-hidden": true }) }, [canvas]);
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  return {
    node,
    canvas,
    /** @param {ArrayLike<number>} values @param {number} width @param {number} most @param {import("./theme.js").Theme | null} theme for signs; null for brightness */
    draw(values, width, most, theme = null) {
      const height = values.length / width;
      [canvas.width, canvas.height] = [width * cell, height * cell];
      setAttr(node, "style", `aspect-ratio: ${width} / ${height}`);
      context.putImageData(new ImageData(paint(values, width, most, theme && { ...theme.hue, surface: theme.surface }, cell), width * cell, height * cell), 0, 0);
    },
    /** @param {string} text */
    name(text) { setAttr(node, "aria-label", text); },
  };
}

/** A frame round some pixels of a picture of `width` × `height`. @param {HTMLElement} picture */
export function createMark(picture) {
  const node = el("span", { className: "nnw-mark", "aria-hidden": true });
  picture.append(node);
  return {
    /** @param {number} row @param {number} column @param {number} side @param {number} width @param {number} [height] */
    at(row, column, side, width, height = width) {
      const share = (/** @type {number} */ v, /** @type {number} */ of) => `${(100 * v) / of}%`;
      Object.assign(node.style, { left: share(column, width), top: share(row, height), width: share(side, width), height: share(side, height) });
    },
    /** @param {boolean} on */
    show(on) { node.hidden = !on; },
  };
}
