/** Which loops and lines has each digit? Ticks are the weights of ten units built by hand; how many drawn digits do they get right? */
import { formatCount, formatShare } from "../lib/format.js";
import { el, setAttr, setText } from "./dom.js";
import { createPixels } from "./pixels.js";

const SIDE = 8;
const MOVES = /** @type {Record<string, [number, number]>} */ ({ ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] });

/** @type {import("./depth.js").Make} */
export function createParts(parent, store, now) {
  const hits = el("strong", { className: "nnw-big", "data-nnw": "hits" });
  const real = el("strong", { className: "nnw-big", "data-nnw": "real" });
  const button = (/** @type {string} */ name, /** @type {string} */ text, /** @type {() => void} */ click) => el("button", { type: "button", text, "data-nnw": name, on: { click } });
  const grid = el("table", { className: "nnw-ticks" });
  parent.append(
    el("p", { className: "nnw-by-hand", text: "Built by hand, not learned: strokes are found by their places, a loop is four strokes (the large one six), a line is a stroke in no loop." }),
    el("div", { className: "nnw-tools" }, [button("read-off", "Tick what is found in each drawing", () => store.dial({ ticks: now().settings.read_off })), button("clear-ticks", "Clear", () => store.dial({ ticks: now().settings.read_off.map(() => []) }))]),
    el("div", { className: "nnw-scroll", tabindex: 0, role: "group", "aria-label": "Digits and their parts: the arrow keys move, Space ticks" }, [grid]),
    el("div", { className: "nnw-score", role: "group", "aria-label": "Score" }, [el("p", {}, ["drawn digits right ", hits]), el("p", {}, ["handwritten ones right ", real])]),
  );
  /** @type {HTMLElement[][]} */ let cells = [];
  /** @type {HTMLElement[]} */ let said = [];
  let here = [0, 0];

  /** @param {import("./depth.js").Seen} seen */
  function build({ settings, arrays }) {
    said = [];
    const rows = Array.from({ length: 10 }, (_, d) => {
      const glyph = createPixels("");
      glyph.draw(arrays.glyphs.slice(d * SIDE * SIDE, (d + 1) * SIDE * SIDE), SIDE, 1);
      const boxes = settings.parts.map((/** @type {string} */ part) => el("button", { type: "button", "data-nnw": `tick-${d}-${part.replaceAll(" ", "-")}`, "aria-label": `${d} has ${part}`, on: { click: () => toggle(d, part) } }));
      cells[d] = boxes;
      said.push(el("td", { className: "nnw-answer" }));
      return el("tr", {}, [el("th", { scope: "row" }, [el("span", { className: "nnw-glyph" }, [el("span", { className: "nnw-strong", text: String(d) }), glyph.node])]), ...boxes.map((/** @type {HTMLElement} */ box) => el("td", {}, [box])), said[d]]);
    });
    grid.replaceChildren(
      el("caption", { text: "Which parts has each digit?" }),
      el("thead", {}, [el("tr", {}, [el("td"), ...settings.parts.map((/** @type {string} */ part, /** @type {number} */ i) => el("th", { scope: "col", text: i < settings.loops ? part : `${part} line` })), el("th", { scope: "col", text: "it says" })])]),
      el("tbody", {}, rows),
    );
  }

  /** One tab stop for all ticks; the arrow keys go from one to the next. @param {number} d @param {number} p */
  function rove(d, p) {
    cells[here[0]][here[1]].tabIndex = -1;
    here = [d, p];
    cells[d][p].tabIndex = 0;
  }
  grid.addEventListener("focusin", ({ target }) => {
    cells.forEach((row, d) => row.forEach((cell, p) => { if (cell === target) rove(d, p); }));
  });
  grid.addEventListener("keydown", (event) => {
    const by = MOVES[event.key];
    if (!by) return;
    event.preventDefault();
    cells[here[0] + by[0]]?.[here[1] + by[1]]?.focus();
  });

  /** @param {number} digit @param {string} part */
  function toggle(digit, part) {
    const ticks = now().dials.ticks.map((/** @type {string[]} */ parts) => [...parts]);
    const at = ticks[digit].indexOf(part);
    if (at < 0) ticks[digit].push(part);
    else ticks[digit].splice(at, 1);
    store.dial({ ticks });
  }

  return {
    update(seen) {
      const { dials, settings, header } = seen;
      if (!cells.length) build(seen);
      cells.forEach((row, d) => row.forEach((cell, p) => {
        const on = dials.ticks[d].includes(settings.parts[p]);
        setAttr(cell, "aria-pressed", on);
        setText(cell, on ? "✓" : "");
        cell.tabIndex = d === here[0] && p === here[1] ? 0 : -1;
      }));
      const told = header.scored;
      if (!told) return;
      said.forEach((cell, d) => {
        const answer = told.answers[d];
        setText(cell, answer < 0 ? "?" : `${answer} ${answer === d ? "✓" : "✗"}`);
        setAttr(cell, "data-right", answer < 0 ? "none" : answer === d);
      });
      setText(hits, `${told.hits} of 10`);
      setText(real, `${formatCount(told.real)} of ${formatCount(told.n)}, ${formatShare(told.real / told.n)}`);
    },
    destroy() { parent.replaceChildren(); },
  };
}
