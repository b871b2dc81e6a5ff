/** A canvas that is as sharp as the screen and as large as its box; a bitmap of pixels to be drawn on it. */
import { el } from "./dom.js";

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
