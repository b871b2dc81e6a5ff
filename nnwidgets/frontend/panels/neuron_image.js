/** Weights painted on a grid, laid over an image: the products pixel by pixel, the sum as it runs, and four images ranked by it. */
import { formatWeight, MINUS, spoken } from "../lib/format.js";
import { weighImage } from "../lib/neuron.js";
import { linear, niceCeiling } from "../lib/scale.js";
import { controller, el, field, keepTouch, setAttr, setText } from "./dom.js";
import { svg } from "./svg.js";

const [N, PIXELS] = [8, 64];
const MOVES = /** @type {Record<string, number>} */ ({ ArrowRight: 1, ArrowLeft: -1, ArrowDown: N, ArrowUp: -N });

/** @type {import("./neuron.js").Make} */
export function createImage(parent, store, now) {
  const owner = controller();
  const { signal } = owner;
  const brush = el("input", { type: "range", min: -1, max: 1, step: 0.25, "data-nnw": "brush", on: { input: () => label() } });
  brush.value = "1";
  const size = el("span", { className: "nnw-number" });
  const presets = el("div", { className: "nnw-modes", role: "group", "aria-label": "Paintings" });
  const paintGrid = grid("Weights, to be painted: arrows move, Space paints, Delete sets 0");
  const lightGrid = grid("Image");
  const productGrid = grid("Products");
  const sign = (/** @type {string} */ text) => el("span", { className: "nnw-sign", text, "aria-hidden": true });
  const column = (/** @type {string} */ title, /** @type {HTMLElement} */ node) => el("div", {}, [el("h3", { text: title }), node]);
  const total = el("p", { className: "nnw-strong", "data-nnw": "total" });
  const counts = el("p", { className: "nnw-note nnw-number", "data-nnw": "counts" });
  const path = svg("polyline", { class: "nnw-curve" });
  const zero = svg("path", { class: "nnw-axis" });
  const run = svg("svg", { class: "nnw-run", viewBox: "0 0 200 90", role: "img" }, [zero, path]);
  const probes = el("div", { className: "nnw-probes", role: "group", "aria-label": "Images, the largest sum first" });
  const code = el("code", { text: "(np.array(lab.pixels) * image).sum()" });
  const sizes = field("Brush", brush, size);
  const reveal = el("button", { type: "button", "data-nnw": "reveal", on: { click: () => store.dial({ revealed: !now().dials.revealed }) } });
  const equals = sign("=");
  const [products_, running_] = [column("Products", productGrid.node), el("div", { className: "nnw-running" }, [el("h3", { text: "Running sum" }), run, total, counts])];
  parent.append(el("div", { className: "nnw-tools" }, [presets, sizes, reveal]), el("div", { className: "nnw-grids" }, [column("Weights: paint here", paintGrid.node), sign("·"), column("Image", lightGrid.node), equals, products_, running_]), probes, el("p", { className: "nnw-note" }, ["NumPy: ", code]));
  /** @type {HTMLElement[]} */
  const pads = paintGrid.cells;
  let [cursor, painting] = [0, false];
  pads.forEach((pad, i) => {
    setAttr(pad, "role", "button");
    pad.tabIndex = i ? -1 : 0;
  });

  function label() {
    setText(size, formatWeight(Number(brush.value)));
    setAttr(brush, "aria-valuetext", spoken(Number(brush.value)));
  }
  label();

  /** @param {number} i @param {number} value */
  function paint(i, value) {
    const pixels = now().dials.pixels.map((/** @type {number[]} */ row) => [...row]);
    if (pixels[Math.floor(i / N)][i % N] === value) return;
    pixels[Math.floor(i / N)][i % N] = value;
    store.dial({ pixels });
  }
  /** @param {PointerEvent} event */
  const under = (event) => pads.indexOf(/** @type {HTMLElement} */ (document.elementFromPoint(event.clientX, event.clientY)));
  paintGrid.node.addEventListener("pointerdown", (event) => {
    const i = under(event);
    if (i < 0 || event.button) return;
    event.preventDefault();
    painting = true;
    paintGrid.node.setPointerCapture(event.pointerId);
    pads[i].focus();
    paint(i, Number(brush.value));
  }, { signal });
  keepTouch(paintGrid.node, signal);
  paintGrid.node.addEventListener("pointermove", (event) => {
    const i = painting ? under(event) : -1;
    if (i >= 0) paint(i, Number(brush.value));
  }, { signal });
  for (const end of ["pointerup", "pointercancel"]) paintGrid.node.addEventListener(end, () => { painting = false; }, { signal });
  paintGrid.node.addEventListener("focusin", ({ target }) => {
    pads[cursor].tabIndex = -1;
    cursor = pads.indexOf(/** @type {HTMLElement} */ (target));
    pads[cursor].tabIndex = 0;
  }, { signal });
  paintGrid.node.addEventListener("keydown", (event) => {
    const by = MOVES[event.key];
    if (by) {
      const to = cursor + by;
      if (to >= 0 && to < PIXELS && (Math.abs(by) > 1 || Math.floor(to / N) === Math.floor(cursor / N))) pads[to].focus();
    } else if (event.key === " " || event.key === "Enter") paint(cursor, Number(brush.value));
    else if (event.key === "Delete" || event.key === "Backspace") paint(cursor, 0);
    else return;
    event.preventDefault();
  }, { signal });

  /** The four images, the largest sum first. @param {import("../lib/neuron.js").Seen} seen @param {number[]} pixels */
  function rank({ settings, dials, arrays }, pixels) {
    /** @type {any[]} */ const all = settings.probes.map((/** @type {string} */ name, /** @type {number} */ i) => ({ name, image: arrays.probes.subarray(i * PIXELS, (i + 1) * PIXELS) })).map((/** @type {any} */ one) => ({ ...one, ...weighImage(pixels, one.image) }));
    const most = Math.max(1, ...all.map((/** @type {any} */ one) => Math.abs(one.total)));
    const had = probes.contains(document.activeElement);
    const shown = dials.revealed;
    setAttr(probes, "aria-label", shown ? "Images, the largest sum first" : "Images");
    probes.replaceChildren(...(shown ? [...all].sort((p, q) => q.total - p.total) : all).map(({ name, image, total: sum, positive, negative }) => {
      const small = grid("");
      small.cells.forEach((cell, i) => fill(cell, image[i], "light"));
      const bar = el("span", { className: "nnw-probe-bar", "data-sign": sum < 0 ? "negative" : "positive" });
      bar.style.setProperty("--nnw-long", shown ? `${(100 * Math.abs(sum)) / most}%` : "0");
      return el("button", { type: "button", className: "nnw-probe", "aria-pressed": String(name === dials.probe), "data-nnw": `probe-${name}`, "aria-label": shown ? `Image ${name}: ${spoken(sum)}, ${positive} pixels for and ${negative} against` : `Image ${name}`, on: { click: () => store.dial({ probe: name }) } }, [small.node, el("span", { className: "nnw-strong", text: name }), el("span", { className: "nnw-number", text: shown ? formatWeight(sum) : "?" }), el("span", { className: "nnw-track" }, [bar]), el("span", { className: "nnw-note nnw-number", text: shown ? `+${positive} ${MINUS}${negative}` : "" })]);
    }));
    if (had) /** @type {HTMLElement | null} */ (probes.querySelector('[aria-pressed="true"]'))?.focus();
    return all[settings.probes.indexOf(dials.probe)];
  }

  let drawn = "";
  return {
    update(seen) {
      const { dials, settings } = seen;
      const pixels = dials.pixels.flat();
      const key = `${pixels} ${dials.probe} ${dials.revealed} ${seen.shape}`;
      if (key === drawn) return;
      drawn = key;
      if (!presets.children.length) presets.replaceChildren(...Object.entries(settings.paintings).map(([name, image]) => el("button", { type: "button", text: name, "data-nnw": `painting-${name.replaceAll(" ", "")}`, on: { click: () => store.dial({ pixels: Array.from({ length: N }, (_, r) => /** @type {number[]} */ (image).slice(r * N, (r + 1) * N)) }) } })));
      [...presets.children].forEach((one, i) => setAttr(one, "aria-pressed", String(Object.values(settings.paintings)[i]) === String(pixels)));
      const { image, products, running, total: sum, positive, negative } = rank(seen, pixels);
      pads.forEach((pad, i) => {
        fill(pad, pixels[i]);
        setAttr(pad, "aria-label", `row ${Math.floor(i / N) + 1}, column ${(i % N) + 1}: ${spoken(pixels[i])}`);
        setAttr(pad, "title", `lab.pixels[${Math.floor(i / N)}][${i % N}] = ${formatWeight(pixels[i])}`);
      });
      lightGrid.cells.forEach((cell, i) => fill(cell, image[i], "light"));
      productGrid.cells.forEach((cell, i) => fill(cell, products[i]));
      setText(reveal, dials.revealed ? "Hide the sums" : "Show the sums");
      equals.hidden = products_.hidden = running_.hidden = !dials.revealed;
      const limit = niceCeiling(Math.max(1, ...running.map(Math.abs)));
      const [x, y] = [linear([0, PIXELS], [0, 200]), linear([-limit, limit], [88, 2])];
      setAttr(path, "points", [0, ...running].map((v, i) => `${x(i)},${y(v).toFixed(1)}`).join(" "));
      setAttr(zero, "d", `M0 ${y(0)}H200`);
      setAttr(run, "aria-label", `The sum after each pixel, row by row: from 0 to ${spoken(sum)}`);
      setText(total, `Σ w·x = ${formatWeight(sum)}`);
      setText(counts, `${positive} pixels count for it, ${negative} against it`);
    },
    destroy() {
      owner.abort();
      parent.replaceChildren();
    },
  };
}

/** @param {string} label */
function grid(label) {
  const cells = Array.from({ length: PIXELS }, () => el("span", { className: "nnw-pixel" }));
  return { cells, node: el("div", { className: "nnw-pixels", ...(label ? { role: "group", "aria-label": label } : { "aria-hidden": true }) }, cells) };
}

/** @param {HTMLElement} cell @param {number} value @param {string} [kind] */
function fill(cell, value, kind = "signed") {
  cell.style.setProperty("--nnw-share", `${Math.round(100 * Math.min(1, Math.abs(value)))}%`);
  setAttr(cell, "data-kind", kind);
  setAttr(cell, "data-deep", Math.abs(value) > 0.55);
  setAttr(cell, "data-sign", value < 0 ? "negative" : value > 0 ? "positive" : "none");
  setText(cell, kind === "light" || !value ? "" : value < 0 ? MINUS : "+");
}
