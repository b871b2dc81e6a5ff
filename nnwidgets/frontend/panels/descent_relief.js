/** The relief of a surface: drawn from behind to the front on a plain canvas, turned by hand or with the arrow keys. */
import { mixHex } from "../lib/color.js";
import { createCanvas } from "./canvas.js";
import { keepTouch } from "./dom.js";

const CELLS = 40;
const [LOW, HIGH] = [0.12, 0.75]; // how much of the theme's accent the lowest and the highest place have

/** @param {HTMLElement} parent @param {import("../lib/store.js").Store} store */
export function createRelief(parent, store) {
  let again = () => {};
  const { canvas, begin, destroy } = createCanvas(parent, { tabindex: 0, role: "slider", "aria-label": "Relief, turned with the arrow keys", "aria-valuemin": 0, "aria-valuemax": 360, "data-nnw": "relief" }, () => again());
  /** @type {number[][]} */ let grid = [];
  /** @type {[number, number][]} */ let over = [[0, 1], [0, 1]];
  let [low, high] = [0, 1];
  /** @type {{x: number, y: number, turned: number[]} | null} */ let held = null;

  const turn = (/** @type {number} */ around, /** @type {number} */ tilt) => store.dial({ turned: [((around % 360) + 360) % 360, Math.min(85, Math.max(5, tilt))] });
  canvas.addEventListener("pointerdown", (event) => { held = { x: event.clientX, y: event.clientY, turned: store.dials.turned }; canvas.setPointerCapture(event.pointerId); });
  keepTouch(canvas);
  canvas.addEventListener("pointermove", (event) => { if (held) turn(held.turned[0] - (event.clientX - held.x) / 2, held.turned[1] + (event.clientY - held.y) / 3); });
  for (const end of ["pointerup", "pointercancel"]) canvas.addEventListener(end, () => { held = null; });
  canvas.addEventListener("keydown", (event) => {
    const way = /** @type {Record<string, [number, number]>} */ ({ ArrowRight: [10, 0], ArrowLeft: [-10, 0], ArrowUp: [0, 5], ArrowDown: [0, -5] })[event.key];
    if (!way) return;
    event.preventDefault();
    turn(store.dials.turned[0] + way[0], store.dials.turned[1] + way[1]);
  });
  const inside = (/** @type {number[]} */ p, /** @type {number} */ k) => Math.min(1, Math.max(0, (p[k] - over[k][0]) / (over[k][1] - over[k][0])));
  const scaled = (/** @type {number} */ c) => Math.min(1, Math.max(0, Math.sqrt((c - low) / (high - low || 1))));

  return {
    /** @param {Float64Array} heights @param {number} n @param {{over: [number, number][]}} about */
    ground(heights, n, about) {
      over = about.over;
      const finite = heights.filter(Number.isFinite);
      [low, high] = [finite.reduce((a, b) => Math.min(a, b), Infinity), finite.reduce((a, b) => Math.max(a, b), -Infinity)];
      const pick = (/** @type {number} */ i) => Math.round((i * (n - 1)) / CELLS);
      grid = Array.from({ length: CELLS + 1 }, (_, i) => Array.from({ length: CELLS + 1 }, (__, j) => scaled(heights[pick(i) * n + pick(j)])));
    },
    /** @param {import("../lib/descent_view.js").Runner[]} runners @param {number[]} turned @param {import("./theme.js").Theme} theme */
    draw(runners, [around, tilt], theme) {
      canvas.setAttribute("aria-valuenow", String(Math.round(around)));
      again = () => {
        const { context, width, height } = begin();
        const [a, b] = [(around * Math.PI) / 180, (tilt * Math.PI) / 180];
        const size = Math.min(width, height * 1.35) * 0.62;
        /** @param {number} u @param {number} v @param {number} z from 0 to 1 @returns {[number, number, number]} */
        const place = (u, v, z) => {
          const [p, q] = [(u - 0.5) * Math.cos(a) - (v - 0.5) * Math.sin(a), (u - 0.5) * Math.sin(a) + (v - 0.5) * Math.cos(a)];
          return [width / 2 + p * size, height * 0.58 - q * size * Math.sin(b) - (z - 0.35) * size * 0.55 * Math.cos(b), q];
        };
        const quads = [];
        for (let i = 0; i < CELLS; i++) for (let j = 0; j < CELLS; j++) {
          const corners = [[i, j], [i + 1, j], [i + 1, j + 1], [i, j + 1]].map(([k, l]) => place(k / CELLS, l / CELLS, grid[k][l]));
          quads.push({ corners, far: corners.reduce((sum, [, , q]) => sum + q, 0), z: (grid[i][j] + grid[i + 1][j + 1]) / 2 });
        }
        quads.sort((one, other) => other.far - one.far);
        context.lineWidth = 0.5;
        context.strokeStyle = theme.ground;
        for (const { corners, z } of quads) {
          context.fillStyle = mixHex(theme.ground, theme.hue.positive, LOW + (HIGH - LOW) * z);
          context.beginPath();
          corners.forEach(([px, py], n) => (n ? context.lineTo(px, py) : context.moveTo(px, py)));
          context.closePath();
          context.fill();
          context.stroke();
        }
        for (const [i, { walk: { points, costs } }] of runners.entries()) {
          context.strokeStyle = context.fillStyle = theme.ink;
          context.lineWidth = 2;
          context.setLineDash([[], [6, 4], [2, 3], [9, 3, 2, 3]][i] ?? []);
          context.beginPath();
          const way = points.map((p, n) => place(inside(p, 0), inside(p, 1), scaled(costs[n]) + 0.015));
          way.forEach(([px, py], n) => (n ? context.lineTo(px, py) : context.moveTo(px, py)));
          context.stroke();
          context.setLineDash([]);
          const [px, py] = way[way.length - 1];
          context.beginPath();
          context.arc(px, py, 4.5, 0, 7);
          context.fill();
        }
      };
      again();
    },
    destroy,
  };
}
