/** The loss over two parameters, unfolded below: which two, what the surface says where, and whether it still fits. */
import { anew } from "../lib/anew.js";
import { formatCount, formatDigits, formatLoss, formatShort, formatWeight } from "../lib/format.js";
import { nParams } from "../lib/forward.js";
import { away, createTrail, heightAt, isBeside, levelsOf, readSurface } from "../lib/surface.js";
import { el, field, pacer, setAttr, setText } from "./dom.js";
import { ends } from "./surface_draw.js";
import { mountSurfaceMap, standing } from "./surface_map.js";

/** @typedef {import("./host.js").Picture} Picture */
/** @typedef {import("../lib/surface.js").Surface} Surface */
/** @typedef {import("../lib/surface.js").Stand} Stand */

const MOST = 300; // parameters in a menu
const NEAR = 1e-9; // what is not further away is where it was

/** @param {HTMLElement} box a fold @param {import("../lib/store.js").Store} store @param {() => void} fold out or in */
export function mountSurface(box, store, fold) {
  const sides = ["across", "up"];
  const menus = sides.map((to, side) => el("select", { "data-nnw": `surface-${to}`, on: { change: () => pick(side, Number(menus[side].value)) } }));
  const takes = sides.map((to, side) => el("button", { type: "button", "data-nnw": `surface-take-${to}`, text: to, on: { click: () => { if (chosen !== null) pick(side, chosen); } } }));
  const again = el("button", { type: "button", "data-nnw": "surface-again", text: "Work out again", on: { click: () => ask(wanted) } });
  const [fits, now, path, under] = ["fits", "now", "path", "cursor"].map((what) => el("p", { "data-nnw": `surface-${what}` }));
  const take = el("span");
  const scale = el("div", { className: "nnw-scale", "data-nnw": "surface-scale" });
  const plot = el("div", { className: "nnw-surface-plot" });
  under.setAttribute("aria-live", "polite");
  const choice = el("div", { className: "nnw-surface-menus", "data-nnw-control": "surface" }, [field("Across", menus[0]), field("Up", menus[1]), el("div", { className: "nnw-group nnw-small" }, [take, ...takes])]);
  const words = el("div", { className: "nnw-surface-words" }, [scale, now, under, path, el("div", { className: "nnw-surface-fits" }, [fits, again])]);
  box.append(plot, el("div", { className: "nnw-surface-side" }, [choice, words]));
  const map = mountSurfaceMap(plot, store, () => last && show(last));
  const trail = createTrail();
  const read = anew(({ settings, arrays }) => readSurface(settings.surface, /** @type {any} */ (arrays)));
  const due = pacer();
  const owner = new AbortController();
  /** @type {Picture | null} */ let last = null;
  /** @type {number | null} */ let chosen = null; // in the network
  /** @type {[number, number]} */ let wanted = [0, 1];
  let [seen, listed, legend] = ["", "", ""];
  let told = false; // it folds out by itself, with what there is

  box.closest(".nnw")?.addEventListener("nnw-chosen", (/** @type {any} */ { detail }) => {
    chosen = detail;
    if (last && !box.hidden && store.sizes.join() === last.settings.sizes.join()) offer(last); // else the picture of the other network is on its way
  }, { signal: owner.signal });

  /** @param {[number, number | null]} pair null: the kernel chooses another one of the same neuron */
  const ask = (pair) => store.do("surface", pair);

  /** @param {Picture} picture */
  function opened(picture) {
    if (box.hidden) return;
    show(picture);
    if (told) told = false;
    else if (chosen !== null && !read(picture)?.of.includes(chosen)) ask([chosen, null]);
    else if (!read(picture)) ask([0, null]);
  }

  /** @param {number} side @param {number} k */
  function pick(side, k) {
    const other = wanted[1 - side] === k ? wanted[side] : wanted[1 - side];
    ask(side ? [other, k] : [k, other]);
  }

  /** What can be put on the axes. @param {Picture} picture */
  function offer(picture) {
    const { settings, shape } = picture;
    const surface = read(picture);
    const all = nParams(settings.sizes);
    wanted = surface?.of ?? (wanted.every((k) => k < all) ? wanted : [0, 1]);
    const few = all <= MOST ? Array.from({ length: all }, (_, k) => k) : [...new Set([...wanted, ...(chosen === null ? [] : [chosen])])];
    const key = `${shape} ${wanted} ${few}`;
    if (key !== listed) menus.forEach((menu, side) => {
      menu.replaceChildren(...few.map((k) => el("option", { value: k, text: `${store.name(k).book} · ${store.name(k).short}` })));
      menu.value = String(wanted[side]);
    });
    listed = key;
    setText(take, chosen === null ? "Click a weight of the network to put it" : `Put ${store.name(chosen).book}, chosen in the network,`);
    takes.forEach((one, side) => { one.disabled = chosen === null || wanted[side] === chosen; });
  }

  /** @param {Picture} picture */
  function show(picture) {
    if (box.hidden) return;
    const { theme, header } = picture;
    const surface = read(picture);
    plot.hidden = words.hidden = !surface;
    offer(picture);
    if (!surface) return;
    const names = surface.of.map((k) => store.name(k));
    const way = trail.until(header.step);
    map.show(picture, surface, way, names.map(({ book, numpy }) => `${book}   net.${numpy}`));
    const key = `${surface.key} ${theme.id}`;
    if (key !== legend) {
      const levels = levelsOf(surface.heights);
      const number = (/** @type {number} */ value) => el("span", { className: "nnw-number", text: formatShort(value) });
      scale.replaceChildren(...(levels ? [number(levels.lo), el("span", { className: "nnw-bar", style: `background: linear-gradient(90deg, ${ends(theme)})` }), number(levels.hi), `training loss${levels.steep ? ", log scale" : ""}`] : ["The loss is finite nowhere here."]));
    }
    legend = key;
    setAttr(under, "aria-live", header.running ? "off" : "polite"); // numbers that never rest are not for reading aloud
    if (due(header.running)) tell(picture, surface, names, way);
  }

  /** @param {Picture} picture @param {Surface} surface @param {import("../lib/text.js").ParameterName[]} names @param {Stand[]} way */
  function tell({ theta, score }, surface, names, way) {
    const place = (/** @type {{x: number, y: number}} */ { x, y }) => `${names[0].book} ${formatWeight(x)}, ${names[1].book} ${formatWeight(y)}`;
    const { cursor } = map;
    const [dot, off] = [standing(surface, theta), away(surface, theta)];
    const far = way.reduce((most, [, , , distance]) => Math.max(most, distance), 0);
    const [stale, since] = [!surface.fits || off > NEAR, `Worked out at step ${formatCount(surface.step)}`];
    setText(now, `Now: ${place(dot)}: loss ${score.sampled ? "≈ " : ""}${formatLoss(score.loss.train)}${isBeside(surface, dot.x, dot.y) ? "; that is beside this surface" : ""}.`);
    setText(under, cursor ? `Cursor: ${place(cursor)}: loss ≈ ${formatLoss(heightAt(surface, cursor.x, cursor.y))}` : "Point at the surface to read it; drag the dot to move both weights.");
    setText(path, way.length < 2 ? "" : `The line is the way of the run${far > NEAR ? `, projected: its other weights were up to ${formatDigits(far)} away from those of this surface` : ""}.`);
    setText(fits, !surface.fits ? `${since}, for other data or settings.` : stale ? `${since}; the other weights have moved by ${formatDigits(off)} since.` : `${since}; it fits: no other weight has moved since.`);
    again.hidden = !stale;
    words.classList.toggle("nnw-stale", stale);
  }

  return {
    opened,
    /** @param {Picture} picture */
    update(picture) {
      const { header, theta, settings } = picture;
      const surface = read(picture);
      last = picture;
      const news = surface && surface.key !== seen;
      if (surface) {
        seen = surface.key;
        trail.begin(surface);
        const { x, y } = standing(surface, theta);
        if (header.step === store.header?.step) trail.add([header.step, x, y, away(surface, theta)]);
      }
      if (settings.hide?.includes("surface")) box.hidden = true;
      else if (news && box.hidden) {
        told = true;
        return fold();
      }
      show(picture);
    },
    destroy() {
      owner.abort();
      map.destroy();
    },
  };
}
