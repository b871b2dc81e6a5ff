/**
 * Points changed by hand: add, move, delete, relabel; with the mouse, with a finger, or with the keyboard alone.
 * Each is one change in the kernel; until its answer the point stands where the hand left it.
 */
import { formatWeight } from "../lib/format.js";
import { nearestPlace } from "../lib/nearest.js";
import { el, setAttr } from "./dom.js";
import { classGlyph } from "./legend.js";

/** @typedef {import("./host.js").Picture} Picture */
/** @typedef {{x: import("../lib/scale.js").Scale, y: import("../lib/scale.js").Scale}} Scales */
/** @typedef {{i: number, at: [number, number] | null, moving: boolean, sent?: boolean}} Chosen a point; where it stands now, if not where it was */

const REACH = { mouse: 9, touch: 16, key: 12 };
const STEPS = 48; // of an arrow key across the map
const HINT = "Click to add, drag to move. Keys: arrows and Enter, N for the next point, 1–9 for a class, Delete.";

/**
 * @param {HTMLElement} parent @param {import("../lib/store.js").Store} store
 * @param {{on: () => boolean, picture: () => Picture | null, scales: () => Scales, redraw: () => void}} map
 */
export function mountPoints(parent, store, map) {
  const classes = el("span", { className: "nnw-group", role: "radiogroup", "aria-label": "Class of the point" });
  const number = el("input", { type: "text", inputmode: "decimal", "aria-label": "Value of the point", value: "1", on: { change: () => relabel(value()) } });
  const remove = el("button", { type: "button", "data-nnw": "delete-point", text: "Delete", on: { click: () => drop() } });
  const box = el("div", { className: "nnw-points", hidden: true }, [classes, number, remove, el("p", { className: "nnw-note", text: HINT })]);
  parent.append(box);
  /** @type {Chosen | null} */ let chosen = null;
  let [on, brush, shape, built] = [false, 0, -1, ""];

  const value = () => Number(number.value.replace(",", ".").replace("−", "-")) || 0;
  const upward = () => map.picture()?.evaluator.d === 1 && map.picture()?.settings.task === "regression"; // the target is upward

  /** The label of a new point. @param {number} v */
  function label(v) {
    const { settings, evaluator } = /** @type {Picture} */ (map.picture());
    return settings.task !== "regression" ? brush : evaluator.d < 2 ? v : evaluator.k > 1 ? Array(evaluator.k).fill(value()) : value();
  }

  /** @param {number} v a class, or a number */
  function relabel(v) {
    const picture = map.picture();
    if (!picture) return;
    const { settings: { task, classes: names }, evaluator: { k } } = picture;
    if (task !== "regression") brush = Math.min(v, names.length - 1);
    if (chosen) store.do("label_point", [chosen.i, task === "regression" ? (k > 1 ? Array(k).fill(v) : v) : brush]);
    map.redraw();
  }

  function drop() {
    if (chosen) store.do("delete_point", chosen.i);
    chosen = null;
    map.redraw();
  }

  /** The point stands where the hand has put it. */
  function commit() {
    const picture = map.picture();
    if (!chosen?.at || !picture) return;
    const { evaluator } = picture;
    const [u, v] = evaluator.place(chosen.i);
    const x = evaluator.plane.shift(evaluator.X, chosen.i, chosen.at[0] - u, chosen.at[1] - v);
    store.do("move_point", upward() ? [chosen.i, x, chosen.at[1]] : [chosen.i, x]);
    chosen = { ...chosen, moving: false, sent: true };
  }

  /** @param {number} u @param {number} v */
  function add(u, v) {
    const picture = /** @type {Picture} */ (map.picture());
    store.do("add_point", [[...picture.evaluator.plane.point(u, v)], label(v)]);
    chosen = null;
  }

  /** The point near (x, y) in pixels, or null. @param {number} x @param {number} y @param {number} reach */
  function near(x, y, reach) {
    const { evaluator } = /** @type {Picture} */ (map.picture());
    const scales = map.scales();
    const at = nearestPlace(evaluator.drawn.length, (slot) => {
      const [u, v] = evaluator.place(evaluator.drawn[slot]);
      return [scales.x(u), scales.y(v)];
    }, x, y, reach);
    return at < 0 ? null : evaluator.drawn[at];
  }

  /** @param {[number, number]} at */
  const inside = ([u, v]) => {
    const [[u0, u1], [v0, v1]] = /** @type {Picture} */ (map.picture()).evaluator.domain;
    return /** @type {[number, number]} */ ([Math.min(u1, Math.max(u0, u)), Math.min(v1, Math.max(v0, v))]);
  };

  return {
    get chosen() { return chosen; },
    /** Differs where the points are drawn otherwise. */
    get key() { return on && chosen ? `${chosen.i} ${chosen.at}` : String(on); },

    /** The point under a pointer, or null. @param {{x: number, y: number}} at @param {string} kind of pointer */
    near: ({ x, y }, kind) => near(x, y, kind === "touch" ? REACH.touch : REACH.mouse),

    /** @param {{x: number, y: number}} at @param {string} kind of pointer */
    press({ x, y }, kind) {
      const i = near(x, y, kind === "touch" ? REACH.touch : REACH.mouse);
      chosen = i === null ? null : { i, at: null, moving: true };
      if (i === null) add(...inside([map.scales().x.invert(x), map.scales().y.invert(y)]));
      map.redraw();
    },

    /** True while a point is carried. @param {{x: number, y: number}} at */
    carry({ x, y }) {
      if (!chosen?.moving) return false;
      const { x: across, y: up } = map.scales();
      chosen.at = inside([across.invert(x), up.invert(y)]);
      map.redraw();
      return true;
    },

    lift() {
      if (!chosen?.moving) return;
      commit();
      chosen = { ...chosen, moving: false };
      map.redraw();
    },

    /** True when the key was meant for the points. @param {KeyboardEvent} event @param {{x: number, y: number} | null} cursor in the plane's units */
    pressKey(event, cursor) {
      const picture = map.picture();
      if (!picture) return false;
      const { evaluator } = picture;
      const by = /** @type {Record<string, [number, number]>} */ ({ ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] })[event.key];
      const key = event.key.toLowerCase();
      if (by && chosen) {
        const [[u0, u1], [v0, v1]] = evaluator.domain;
        const [u, v] = chosen.at ?? evaluator.place(chosen.i);
        chosen = { ...chosen, sent: false, at: inside([u + (by[0] * (u1 - u0)) / STEPS, v + (by[1] * (v1 - v0)) / STEPS]) };
      } else if (key === "n" || key === "p") {
        const slot = chosen ? evaluator.drawn.indexOf(chosen.i) + (key === "n" ? 1 : -1) : 0;
        chosen = { i: evaluator.drawn[(slot + evaluator.drawn.length) % evaluator.drawn.length], at: null, moving: false };
      } else if (event.key === "Enter") {
        if (chosen?.at) commit();
        else if (!chosen && cursor) {
          const i = near(map.scales().x(cursor.x), map.scales().y(cursor.y), REACH.key);
          if (i === null) add(cursor.x, cursor.y);
          else chosen = { i, at: null, moving: false };
        }
      } else if (event.key === "Delete" || event.key === "Backspace") drop();
      else if (/^[1-9]$/.test(event.key) && picture.settings.task !== "regression") relabel(Number(event.key) - 1);
      else if (event.key === "Escape" && chosen) chosen = null;
      else return false;
      event.preventDefault();
      map.redraw();
      return true;
    },

    /** @param {Picture} picture */
    update(picture) {
      const { settings, theme, evaluator } = picture;
      if (on !== map.on()) {
        on = map.on();
        box.hidden = !on;
        if (!on) chosen = null;
      }
      if (picture.shape !== shape) {
        shape = picture.shape;
        if (chosen && !chosen.moving) chosen = chosen.i >= evaluator.n ? null : chosen.sent ? { ...chosen, at: null, sent: false } : chosen; // one that the keys are moving stays where they have it
      }
      const regression = settings.task === "regression";
      const key = `${settings.classes} ${theme.id} ${regression}`;
      if (key !== built) {
        built = key;
        classes.replaceChildren(...(regression ? [] : settings.classes.map((name, j) => el("button", { type: "button", role: "radio", className: "nnw-toggle", on: { click: () => relabel(j) } }, [classGlyph(picture, j), name]))));
      }
      [...classes.children].forEach((chip, j) => setAttr(chip, "aria-checked", j === brush));
      classes.hidden = regression;
      number.hidden = !regression || upward();
      remove.disabled = !chosen;
    },

    /** In words, for the readout. @param {Picture} picture */
    words({ evaluator, settings }) {
      if (!chosen) return "";
      const [u, v] = chosen.at ?? evaluator.place(chosen.i);
      const label_ = settings.task === "regression" ? `, target ${formatWeight(chosen.at && upward() ? v : evaluator.Y[chosen.i * evaluator.k])}` : "";
      return `Point ${chosen.i + 1} of ${evaluator.n} at ${formatWeight(u, 1)}, ${formatWeight(v, 1)}${label_}${chosen.at ? "; Enter puts it here" : ""}`;
    },
  };
}
