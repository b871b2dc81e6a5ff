/** Who pulls the chosen weight: on the map, every training point by its share of dL/dw, and what the one under the cursor wishes. */
import { formatCount, formatDigits } from "../lib/format.js";
import { nearestPlace } from "../lib/nearest.js";
import { createPulls } from "../lib/pulls.js";
import { el, pacer, setAttr, setText } from "./dom.js";
import { glyph } from "./legend.js";
import { drawCursor, path } from "./plane.js";

/** @typedef {import("./host.js").Picture} Picture */
/** @typedef {{x: import("../lib/scale.js").Scale, y: import("../lib/scale.js").Scale}} Scales */

const [UP, DOWN] = ["triangle", "wedge"]; // how a point pulls, in a shape as well as in a colour
const [LARGEST, LEAST, REACH] = [8, 1.3, 14]; // pixels
const CROWD = 700; // from so many points on they are small
const WORK = 6e5; // of rows × the evaluator's cost of a row; beyond it they are worked out at rest alone

/** @param {HTMLElement} place @param {import("../lib/store.js").Store} store @param {HTMLElement} bar the place of the button @param {() => void} again the points are to be drawn anew */
export function mountPulls(place, store, bar, again) {
  const button = el("button", { type: "button", className: "nnw-toggle", "aria-pressed": "false", "data-nnw": "pulls", "data-nnw-control": "pulls", text: "Who pulls", on: { click: () => {
    on = !on;
    setAttr(button, "aria-pressed", on);
    again();
  } } });
  const [marks, said] = ["pulls-count", "pulls-sum"].map((what) => el("p", { "data-nnw": what }));
  const wish = el("p", { "data-nnw": "wish", "aria-live": "polite" });
  const box = el("div", { className: "nnw-pulls", hidden: true }, [marks, said, wish]);
  bar.append(button);
  place.append(box);
  const due = pacer();
  const owner = new AbortController();
  /** @type {number | null} */ let chosen = null; // in the network
  /** @type {ReturnType<typeof createPulls> | undefined} */ let read;
  /** @type {import("../lib/pulls.js").Pulls | null} */ let pulls = null;
  let [on, shape, count, counted, under] = [false, -1, 0, "", -1];
  /** @type {number | null} */ let told = null;
  const symbol = () => (chosen !== null && store.name(chosen).source === null ? "b" : "w");

  place.closest(".nnw")?.addEventListener("nnw-chosen", (/** @type {any} */ { detail }) => {
    chosen = detail;
    if (on) again();
  }, { signal: owner.signal });

  /** Other panels hear of the one under the cursor. @param {number | null} row */
  function point(row) {
    const news = row !== told;
    told = row;
    if (news) box.dispatchEvent(new CustomEvent("nnw-example", { bubbles: true, detail: row }));
  }

  /** What they are together. @param {Picture} picture */
  function tell({ settings: { loss, l1, l2 }, evaluator: { drawn, n }, theme: { id, hue } }) {
    const key = pulls ? `${id} ${pulls.up} ${pulls.down}` : "";
    if (key !== counted) marks.replaceChildren(...(pulls ? [glyph(UP, hue.positive), ` ${formatCount(pulls.up)} pull up `, glyph(DOWN, hue.negative), ` ${formatCount(pulls.down)} pull down`] : []));
    counted = key;
    if (chosen === null) setText(said, "Choose a weight in the network: every training point then shows its pull on it.");
    else if (read === null) setText(said, `The page does not know the loss ${loss}: nw.shares works it out.`);
    else if (!pulls) setText(said, "So many points are worked out when nothing moves.");
    else setText(said, `Their sum: dL/d${symbol()} ${drawn.length < n ? "≈" : "="} ${formatDigits(pulls.sum)}${(l1 || l2) && symbol() === "w" ? ", without the penalty" : ""}`);
  }

  /** What the one under the cursor wishes. @param {Picture} picture */
  function single({ evaluator: { drawn }, header }) {
    setAttr(wish, "aria-live", header.running ? "off" : "polite"); // numbers that never rest are not for reading aloud
    if (!pulls || chosen === null) return setText(wish, "");
    const { book } = store.name(chosen);
    if (under < 0) return setText(wish, `Point at one: its wish for ${book}`);
    const share = pulls.shares[under];
    const wanted = -share * pulls.shares.length || 0;
    return setText(wish, `Point ${drawn[under] + 1} wishes ${book} ${wanted > 0 ? "+" : ""}${formatDigits(wanted)}\nits share of the sum is ${formatDigits(share)}`);
  }

  return {
    /** Works them out, and says what differs where the points are drawn otherwise. @param {Picture} picture @param {import("./map.js").Seen} seen @param {{x: number, y: number} | null} cursor in the plane's units @param {Scales} scales */
    look(picture, { place: at }, cursor, { x, y }) {
      box.hidden = !on || button.dataset.nnwOff !== undefined;
      if (box.hidden) {
        pulls = null;
        point(null);
        return "";
      }
      const { evaluator, settings, theta, still, header } = picture;
      if (picture.shape !== shape) [shape, read] = [picture.shape, createPulls(settings, evaluator)];
      const quick = evaluator.drawnCut * evaluator.cost < WORK;
      const before = pulls;
      pulls = read && chosen !== null && (quick || still) ? read(theta, chosen) : null;
      if (pulls !== before) count++;
      under = cursor && pulls ? nearestPlace(evaluator.drawnCut, (slot) => {
        const [u, v] = at(evaluator.drawn[slot], slot);
        return [x(u), y(v)];
      }, x(cursor.x), y(cursor.y), REACH) : -1;
      if (due(header.running)) {
        tell(picture);
        single(picture);
      }
      point(under < 0 ? null : evaluator.drawn[under]);
      return `${count} ${under}`;
    },

    /** The points by their pull; false where they are to be drawn as ever. @param {CanvasRenderingContext2D} context @param {Picture} picture @param {import("../lib/scale.js").Scale} x @param {import("../lib/scale.js").Scale} y @param {import("./plane.js").Place} at */
    draw(context, { evaluator: { drawn, drawnCut }, theme: { hue, ink, muted, surface } }, x, y, at) {
      if (!pulls) return false;
      const { shares, most } = pulls;
      const largest = drawn.length > CROWD ? LARGEST * 0.7 : LARGEST;
      /** @param {number} slot @param {string} shape @param {number} radius @param {string} color @param {boolean} full */
      const mark = (slot, shape, radius, color, full) => {
        const [u, v] = at(drawn[slot], slot);
        const outline = path(shape, Math.round(4 * radius) / 4);
        context.save();
        context.translate(x(u), y(v));
        context.lineWidth = 1.2;
        context.strokeStyle = full ? surface : color;
        context.fillStyle = color;
        context.stroke(outline);
        if (full) context.fill(outline);
        context.restore();
      };
      context.lineJoin = "round";
      for (let slot = drawnCut; slot < drawn.length; slot++) mark(slot, "circle", LEAST, muted, false); // those set aside pull nothing
      const order = Array.from(shares, (_, slot) => slot).sort((a, b) => Math.abs(shares[b]) - Math.abs(shares[a])); // the small ones on top
      for (const slot of order) mark(slot, shares[slot] < 0 ? UP : DOWN, Math.max(LEAST, largest * Math.sqrt(Math.abs(shares[slot]) / (most || 1))), shares[slot] < 0 ? hue.positive : hue.negative, true);
      if (under >= 0) {
        const [u, v] = at(drawn[under], under);
        drawCursor(context, x(u), y(v), ink);
      }
      return true;
    },
    destroy() { owner.abort(); },
  };
}
