/** A canvas that is as sharp as the screen and as large as its box, and the colours of the theme round it. */
import palette from "../../palette.json";
import { divergingTable, mixHex } from "../lib/color.js";
import { el } from "./dom.js";

export { palette };

/** @typedef {{dark: boolean, ink: string, muted: string, line: string, ground: string, surface: string, table: Uint32Array, classes: string[], font: string}} Theme */

const SOFT = 0.72; // of the full hue in maps: points in the full hue stand out from them

/** @param {boolean} dark @param {string} font @returns {Theme} */
function makeTheme(dark, font) {
  const ground = dark ? "#2e3136" : "#f3f4f6";
  const colors = dark
    ? { ink: "#e8eaed", muted: "#a9afb7", line: "#4a4f57", surface: "#17191c" }
    : { ink: "#1d2127", muted: "#5a626c", line: "#d5d9de", surface: "#ffffff" };
  const soft = (/** @type {string} */ hue) => mixHex(ground, hue, SOFT);
  return { dark, ground, ...colors, table: divergingTable(soft(palette.negative), ground, soft(palette.positive)), classes: palette.classes.map(soft), font };
}

/** The theme at this element: JupyterLab says whether it is light; elsewhere the background does. @param {HTMLElement} root @returns {Theme} */
export function readTheme(root) {
  const said = document.body.dataset.jpThemeLight;
  const font = getComputedStyle(root).fontFamily;
  if (said) return makeTheme(said === "false", font);
  const [r, g, b] = (getComputedStyle(document.body).backgroundColor.match(/[\d.]+/g) ?? ["255", "255", "255"]).map(Number);
  return makeTheme(r * 0.3 + g * 0.59 + b * 0.11 < 110 && getComputedStyle(document.body).backgroundColor !== "rgba(0, 0, 0, 0)", font);
}

/**
 * @param {HTMLElement} parent
 * @param {Record<string, unknown>} props of the canvas
 * @param {() => void} resized
 */
export function createCanvas(parent, props, resized) {
  const canvas = el("canvas", props);
  parent.append(canvas);
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  let [width, height] = [parent.clientWidth, parent.clientHeight];
  const observer = new ResizeObserver(() => {
    [width, height] = [parent.clientWidth, parent.clientHeight];
    resized();
  });
  observer.observe(parent);
  return {
    canvas,
    destroy() {
      observer.disconnect();
      canvas.remove();
    },
    /** Fits the canvas to its box, clears it, and gives the context in CSS pixels. */
    begin() {
      const ratio = window.devicePixelRatio || 1;
      const [w, h] = [Math.round(width * ratio), Math.round(height * ratio)];
      if (canvas.width !== w || canvas.height !== h) [canvas.width, canvas.height] = [w, h];
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      context.clearRect(0, 0, width, height);
      return { context, width, height };
    },
    /** In CSS pixels, as of the last change: to measure in every frame costs a layout. */
    get size() { return { width, height }; },
    /** Where a pointer is, in CSS pixels of the canvas. @param {PointerEvent | MouseEvent} event */
    point(event) {
      const box = canvas.getBoundingClientRect();
      return { x: event.clientX - box.left, y: event.clientY - box.top };
    },
  };
}

/** An off-screen bitmap of pixels that can be drawn at any size. */
export function createBitmap() {
  const canvas = document.createElement("canvas");
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  /** @type {ImageData | null} */
  let image = null;
  let pixels = new Uint32Array(0);
  return {
    canvas,
    /** @param {number} size @param {(out: Uint32Array) => void} fill */
    fill(size, fill) {
      if (!image || image.width !== size) {
        [canvas.width, canvas.height] = [size, size];
        image = context.createImageData(size, size);
        pixels = new Uint32Array(image.data.buffer);
      }
      fill(pixels);
      context.putImageData(image, 0, 0);
      return canvas;
    },
  };
}
