/** A surface from above: its contours and axes, the ways of those who walk on it, and where they start, to be moved by hand. */
import { contour } from "../lib/contours.js";
import { formatWeight, spoken } from "../lib/format.js";
import { linear } from "../lib/scale.js";
import { levelsOf } from "../lib/surface.js";
import { keepTouch, setAttr } from "./dom.js";
import { svg } from "./svg.js";

const [SIZE, LEFT, FOOT, EDGE] = [360, 34, 30, 8];
export const GRID = 61;

/** @param {string} name @param {(point: number[]) => void} move where the start is put, four digits, within the picture */
export function createPlan(name, move) {
  const [levels, axes, ways, over] = [svg("path", { class: "nnw-levels" }), svg("g", { class: "nnw-axes" }), svg("g"), svg("g")];
  const start = svg("circle", { class: "nnw-start", r: 8, role: "slider", tabindex: 0, "aria-label": "The start", "data-nnw": `${name}-start` });
  const picture = svg("svg", { class: "nnw-plan", viewBox: `0 0 ${SIZE} ${SIZE}`, role: "group", "aria-label": "Contours", "data-nnw": name }, [levels, axes, ways, over, start]);
  let [x, y] = [linear([0, 1], [LEFT, SIZE - EDGE]), linear([0, 1], [SIZE - FOOT, EDGE])];
  /** @type {any} */ let terrain = null;
  let [held, point] = [false, [0, 0]];

  const put = (/** @type {number[]} */ to) => move(to.map((v, i) => Number(Math.min(Math.max(v, [x, y][i].domain[0]), [x, y][i].domain[1]).toPrecision(4))));
  const at = (/** @type {PointerEvent} */ event) => {
    const where = picture.getBoundingClientRect();
    return [x.invert(((event.clientX - where.left) / where.width) * SIZE), y.invert(((event.clientY - where.top) / where.height) * SIZE)];
  };
  picture.addEventListener("pointerdown", (event) => { held = true; picture.setPointerCapture(event.pointerId); put(at(event)); });
  keepTouch(picture);
  picture.addEventListener("pointermove", (event) => { if (held) put(at(event)); });
  for (const end of ["pointerup", "pointercancel"]) picture.addEventListener(end, () => { held = false; });
  start.addEventListener("keydown", (event) => {
    const way = /** @type {Record<string, [number, number]>} */ ({ ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] })[event.key];
    if (!way) return;
    event.preventDefault();
    const by = (x.domain[1] - x.domain[0]) * (event.shiftKey ? 0.1 : 0.01);
    put(point.map((v, i) => v + by * way[i]));
  });

  return {
    picture: /** @type {any} */ (picture), over, place: (/** @type {number[]} */ [u, v]) => [x(u), y(v)],

    /** Draw another terrain; its heights where it is another one, else null. @param {import("../lib/descent_view.js").DescentView} view */
    ground({ terrain: now, about }) {
      if (now === terrain) return null;
      terrain = now;
      const [[left, right], [bottom, top]] = about.over;
      x = linear([left, right], [LEFT, SIZE - EDGE]);
      y = linear([bottom, top], [SIZE - FOOT, EDGE]);
      const heights = Float64Array.from({ length: GRID * GRID }, (_, k) => now.cost([left + ((right - left) * Math.floor(k / GRID)) / (GRID - 1), bottom + ((top - bottom) * (k % GRID)) / (GRID - 1)]));
      const cell = [(SIZE - EDGE - LEFT) / (GRID - 1), (SIZE - FOOT - EDGE) / (GRID - 1)];
      let d = "";
      for (const level of levelsOf(heights)?.levels ?? []) {
        const pieces = contour(heights, GRID, level);
        for (let p = 0; p < pieces.length; p += 4) d += `M${(LEFT + pieces[p] * cell[0]).toFixed(1)} ${(SIZE - FOOT - pieces[p + 1] * cell[1]).toFixed(1)}L${(LEFT + pieces[p + 2] * cell[0]).toFixed(1)} ${(SIZE - FOOT - pieces[p + 3] * cell[1]).toFixed(1)}`;
      }
      levels.setAttribute("d", d);
      const plainly = (/** @type {number} */ t) => formatWeight(t, 1).replace(/\.0$/, "");
      axes.replaceChildren(
        ...x.ticks(5).map((t) => svg("text", { x: x(t), y: SIZE - FOOT + 15, "text-anchor": "middle" }, [plainly(t)])), ...y.ticks(5).map((t) => svg("text", { x: LEFT - 5, y: y(t) + 4, "text-anchor": "end" }, [plainly(t)])),
        svg("path", { d: `M${LEFT} ${EDGE}V${SIZE - FOOT}H${SIZE - EDGE}` }), svg("text", { x: SIZE - EDGE, y: SIZE - 2, "text-anchor": "end" }, [about.names[0]]), svg("text", { x: 2, y: EDGE + 6 }, [about.names[1]]),
      );
      return heights;
    },

    /** @param {import("../lib/descent_view.js").Runner[]} runners @param {number[]} from where they start @param {string[]} names of the axes */
    draw(runners, from, names) {
      point = from;
      const clip = (/** @type {number[]} */ [u, v]) => `${Math.min(Math.max(x(u), LEFT - 4), SIZE).toFixed(1)} ${Math.min(Math.max(y(v), -4), SIZE - FOOT + 4).toFixed(1)}`;
      ways.replaceChildren(...runners.flatMap(({ walk: { points } }, i) => [
        svg("path", { class: "nnw-way", "data-way": i, d: points.map((p, n) => `${n ? "L" : "M"}${clip(p)}`).join("") }),
        svg("circle", { class: "nnw-head", "data-way": i, r: 5, cx: clip(points[points.length - 1]).split(" ")[0], cy: clip(points[points.length - 1]).split(" ")[1] }),
      ]));
      const [u, v] = from;
      setAttr(start, "cx", x(u));
      setAttr(start, "cy", y(v));
      setAttr(start, "aria-valuenow", u);
      setAttr(start, "aria-valuetext", `${names[0]} ${spoken(u)}, ${names[1]} ${spoken(v)}`);
    },
  };
}

/** A piece of the line that a walker is drawn in. @param {number} i */
export const keyOf = (i) => /** @type {any} */ (svg("svg", { class: "nnw-key", viewBox: "0 0 30 10", "aria-hidden": "true" }, [svg("path", { class: "nnw-way", "data-way": i, d: "M1 5H29" })]));
