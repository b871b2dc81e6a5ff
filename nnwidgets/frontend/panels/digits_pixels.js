/** Small square images on canvases: ink on paper, or weights with their sign. */
import { mix, paint, parseHex, pixel } from "../lib/color.js";
import { el } from "./dom.js";

const SHADES = 256;
/** @type {{id: string, table: Uint32Array}} */ let last = { id: "", table: new Uint32Array(0) };

/** From paper to ink. @param {import("./theme.js").Theme} theme */
export function inkTable(theme) {
  if (last.id !== theme.id) {
    const [paper, ink] = [parseHex(theme.ground), parseHex(theme.ink)];
    last = { id: theme.id, table: Uint32Array.from({ length: SHADES }, (_, i) => pixel(mix(paper, ink, i / (SHADES - 1)))) };
  }
  return last.table;
}

/** An image in its box. @param {Record<string, unknown>} props of the canvas @param {string} [className] of the box */
export function createImage(props, className = "nnw-image") {
  const canvas = el("canvas", { role: "img", ...props });
  const box = el("div", { className }, [canvas]);
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  /** @type {ImageData | null} */ let image = null;
  let key = "";
  return {
    box, canvas,
    /**
     * Paints values, row by row; `state` says when they are new.
     * @param {ArrayLike<number>} values @param {number} width @param {number} lo @param {number} hi @param {Uint32Array} table @param {string} state
     */
    draw(values, width, lo, hi, table, state) {
      if (state === key) return;
      key = state;
      const height = values.length / width;
      if (!image || image.width !== width || image.height !== height) {
        [canvas.width, canvas.height] = [width, height];
        image = context.createImageData(width, height);
      }
      paint(/** @type {Float64Array} */ (values), lo, hi, table, new Uint32Array(image.data.buffer));
      context.putImageData(image, 0, 0);
    },
  };
}

/** Tells which pixel a pointer is over, or a finger is put on. @param {HTMLElement} canvas @param {() => number} side @param {(pixel: number) => void} tell @param {AbortSignal} [signal] */
export function onPixel(canvas, side, tell, signal) {
  for (const name of /** @type {const} */ (["pointermove", "pointerdown"])) canvas.addEventListener(name, (event) => tell(pixelAt(canvas, event, side())), { signal });
}

/** Which pixel is under a pointer. @param {HTMLElement} canvas @param {MouseEvent} event @param {number} side */
function pixelAt(canvas, event, side) {
  const box = canvas.getBoundingClientRect();
  const [x, y] = [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height].map((t) => Math.min(side - 1, Math.max(0, Math.floor(t * side))));
  return y * side + x;
}
