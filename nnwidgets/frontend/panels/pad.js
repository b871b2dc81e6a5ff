/** A sheet of 28 × 28 pixels to draw on: by mouse, by touch, or by keys. */
import { ink, rowsOf, stroke } from "../lib/pixels.js";
import { controller, el, keepTouch, setAttr } from "./dom.js";
import { createMark, createPixels } from "./pixels.js";

const SIDE = 28;
const MOVES = /** @type {Record<string, [number, number]>} */ ({ ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] });

/** @param {() => number[]} pixels what is there now, in rows @param {(rows: number[][]) => void} changed */
export function createPad(pixels, changed) {
  const owner = controller();
  const { signal } = owner;
  const sheet = createPixels("", { className: "nnw-pad-sheet" });
  const node = el("div", { className: "nnw-pad", role: "application", tabindex: 0, "data-nnw": "pad" }, [sheet.node]);
  const mark = createMark(node);
  mark.at(14, 14, 1, SIDE);
  let [row, column] = [14, 14];
  /** @type {number[] | null} */ let last = null; // of the stroke under way
  /** @type {number[]} */ let drawn = [];

  /** @param {PointerEvent} event */
  const place = (event) => {
    const box = node.getBoundingClientRect();
    return [((event.clientX - box.left) / box.width) * SIDE, ((event.clientY - box.top) / box.height) * SIDE];
  };
  /** @param {PointerEvent} event */
  function draw(event) {
    const here = place(event);
    stroke(drawn, SIDE, last ?? here, here);
    last = here;
    changed(rowsOf(drawn, SIDE));
  }
  node.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    event.preventDefault();
    node.setPointerCapture(event.pointerId);
    node.focus({ preventScroll: true });
    [drawn, last] = [[...pixels()], null];
    draw(event);
  }, { signal });
  keepTouch(node, signal);
  node.addEventListener("pointermove", (event) => void (last && draw(event)), { signal });
  for (const end of ["pointerup", "pointercancel"]) node.addEventListener(end, () => { last = null; }, { signal });
  node.addEventListener("keydown", (event) => {
    const by = MOVES[event.key];
    const here = [...pixels()];
    if (by) {
      const many = event.shiftKey ? 5 : 1;
      [row, column] = [row + many * by[0], column + many * by[1]].map((v) => Math.min(SIDE - 1, Math.max(0, v)));
      mark.at(row, column, 1, SIDE);
      tell();
    } else if (event.key === " " || event.key === "Enter") {
      ink(here, SIDE, column + 0.5, row + 0.5);
      changed(rowsOf(here, SIDE));
    } else if (event.key === "Delete" || event.key === "Backspace") {
      here[row * SIDE + column] = 0;
      changed(rowsOf(here, SIDE));
    } else return;
    event.preventDefault();
  }, { signal });
  const tell = () => setAttr(node, "aria-label", `Sheet to draw on, at row ${row + 1}, column ${column + 1} of 28: arrows move, Shift five at once, Space draws, Delete takes away`);
  tell();

  return {
    node,
    /** @param {number[]} values */
    update(values) { sheet.draw(values, SIDE, 1); },
    destroy() { owner.abort(); },
  };
}
