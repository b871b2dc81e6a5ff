/** What one neuron says, as large as the output's map: of the neuron under the mouse, or by M of the one whose parameter has the focus. */
import { formatShort } from "../lib/format.js";
import { linear } from "../lib/scale.js";
import { neuronName } from "../lib/text.js";
import { createCanvas } from "./canvas.js";
import { controller, setText } from "./dom.js";
import { MARGIN } from "./map.js";
import { createDrawing } from "./network_draw.js";
import { line } from "./plane.js";

/** @typedef {import("./host.js").Picture} Picture */

const AIR = 0.06; // of a curve's height

/** @param {HTMLElement} box of the map @param {import("../lib/store.js").Store} store @param {HTMLElement} title over the map @param {{layer: boolean}} look */
export function mountNeuronMap(box, store, title, look) {
  const usual = title.textContent ?? "";
  const surface = createCanvas(box, { "aria-hidden": true, className: "nnw-over-map", "data-nnw": "neuron-map", hidden: true }, () => last && show(last));
  box.firstElementChild?.after(surface.canvas); // points and axes stay on top
  const lab = /** @type {HTMLElement} */ (box.closest(".nnw"));
  const { signal, abort } = controller();
  /** @type {Picture | null} */ let last = null;
  /** @type {{layer: number, unit: number} | null} */ let under = null; // the mouse
  /** @type {number | null} */ let focused = null;
  let [pinned, shape] = [false, -1];
  /** @type {ReturnType<typeof createDrawing> | null} */ let drawing = null;

  const again = () => { if (last) show(last); };
  /** @param {EventTarget | null} target */
  const handle = (target) => (target instanceof HTMLElement && target.closest(".nnw-handles") ? target.dataset.k : undefined);
  lab.addEventListener("nnw-neuron", (/** @type {any} */ { detail }) => {
    under = detail;
    again();
  }, { signal });
  lab.addEventListener("focusin", ({ target }) => {
    const k = handle(target);
    focused = k === undefined ? null : Number(k);
    if (focused === null) pinned = false;
    again();
  }, { signal });
  lab.addEventListener("keydown", (event) => {
    if (event.key !== "m" || event.ctrlKey || event.metaKey || handle(event.target) === undefined) return;
    event.preventDefault();
    pinned = !pinned;
    again();
  }, { signal });

  /** @param {Picture} picture */
  function which({ settings: { sizes } }) {
    const named = pinned && focused !== null ? store.name(focused) : null;
    const one = under ?? (named && { layer: named.layer + 1, unit: named.to });
    return one && one.unit < (sizes[one.layer] ?? 0) ? one : null;
  }

  /** With one column: its curve, on a scale of its own. @param {CanvasRenderingContext2D} context @param {Picture} picture @param {Float64Array} values @param {import("../lib/scale.js").Interval} ends @param {number} width @param {number} height */
  function curve(context, { theme }, values, [lo, hi], width, height) {
    const air = (hi - lo) * AIR || 1;
    const [x, y] = [linear([0, 1], [MARGIN.left, width - MARGIN.right]), linear([lo - air, hi + air], [height - MARGIN.bottom, MARGIN.top])];
    context.fillStyle = theme.surface;
    context.fillRect(0, 0, width, height - MARGIN.bottom + 1);
    context.fillStyle = theme.ground;
    context.fillRect(MARGIN.left, MARGIN.top, width - MARGIN.left - MARGIN.right, height - MARGIN.top - MARGIN.bottom);
    context.fillStyle = theme.muted;
    context.font = `10px ${theme.font}`;
    context.textAlign = "right";
    context.textBaseline = "middle";
    for (const t of y.ticks(5)) context.fillText(formatShort(t), MARGIN.left - 5, y(t));
    context.strokeStyle = theme.ink;
    context.lineWidth = 2;
    line(context, values, x, y);
  }

  /** @param {Picture} picture */
  function show(picture) {
    last = picture;
    const one = look.layer ? null : which(picture);
    surface.canvas.hidden = !one;
    if (!one) return setText(title, usual);
    if (picture.shape !== shape || !drawing) [shape, drawing] = [picture.shape, createDrawing(picture.settings)];
    const { settings, grid, evaluator: { d } } = picture;
    const { context, width, height } = surface.begin();
    const name = neuronName(one.layer, one.unit, settings.sizes, { outputs: settings.classes });
    surface.canvas.style.zIndex = d < 2 ? "1" : ""; // its curve has another scale than the points
    const values = grid.pass.a[one.layer].subarray(one.unit * grid.count, (one.unit + 1) * grid.count);
    const [lo, hi] = values.reduce(([a, b], v) => [Math.min(a, v), Math.max(b, v)], [Infinity, -Infinity]);
    setText(title, `${name[0].toUpperCase()}${name.slice(1)}: ${formatShort(lo)} to ${formatShort(hi)}`);
    if (d < 2) return curve(context, picture, values, [lo, hi], width, height);
    return context.drawImage(drawing.map(picture, one.layer, one.unit), MARGIN.left, MARGIN.top, width - MARGIN.left - MARGIN.right, height - MARGIN.top - MARGIN.bottom);
  }

  return {
    update: show,
    destroy() {
      abort();
      surface.destroy();
    },
  };
}
