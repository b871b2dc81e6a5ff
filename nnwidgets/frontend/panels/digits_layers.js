/** Layer by layer: the image as its column of inputs, and each layer as it comes to life. */
import { placesOf } from "../lib/column.js";
import { formatCount, formatWeight, spoken } from "../lib/format.js";
import { layout } from "../lib/forward.js";
import { neuronName } from "../lib/text.js";
import { createImage, inkTable, onPixel } from "./digits_pixels.js";
import { drawLinks } from "./digits_links.js";
import { createCanvas } from "./canvas.js";
import { controller, el, field, setAttr, setText } from "./dom.js";

/** @typedef {import("../lib/digits_view.js").DigitsView} View */

const PAUSE = 1200; // ms for a layer
const PULSE = 700;

/** @type {import("./digits.js").Create} */
export function createLayers(parent, store, say) {
  const { signal, abort } = controller();
  const image = createImage({ "data-nnw": "unrolled", tabindex: 0, role: "application", "aria-label": "The image: arrows choose a pixel" }, "nnw-image nnw-unrolled");
  const net = el("div", { className: "nnw-layers" });
  const surface = createCanvas(net, { "aria-hidden": "true" }, () => now && draw(now));
  const play = el("button", { type: "button", "data-nnw": "layers-play", text: "Play", on: { click: () => (timer ? stop() : start()) } });
  const step = el("button", { type: "button", "data-nnw": "layers-step", text: "Next layer", on: { click: () => go(now ? (now.reached >= now.last ? 0 : now.reached + 1) : 0) } });
  const scrub = el("input", { type: "range", min: 0, step: 1, "data-nnw": "reached", on: { input: () => go(Number(scrub.value)) } });
  const place = el("span", { className: "nnw-number", "data-nnw": "layer" });
  const read = el("p", { "data-nnw": "unit" });
  const pixel = el("p", { className: "nnw-note", "data-nnw": "pixel" });
  const hidden = el("input", { type: "text", size: 10, "data-nnw": "hidden", on: { change: () => resize() } });
  const lit = el("select", { "data-nnw": "lit", on: { change: () => store.dial({ lit: lit.value }) } });
  const legend = el("p", { className: "nnw-note", "data-nnw": "legend" });
  const counts = el("div", { className: "nnw-scroll", role: "group", "aria-label": "Parameters", "data-nnw": "parameters" });
  parent.append(
    el("div", { className: "nnw-columns nnw-tools" }, [play, step, field("Layers that have worked", scrub, place), field("Show", lit)]),
    el("div", { className: "nnw-unroll" }, [el("div", {}, [el("h3", { text: "The image" }), image.box, pixel]), net]), legend, read,
    el("div", { className: "nnw-columns" }, [counts, field("Hidden layers: another network, untrained", hidden)]),
  );
  const learned = el("span", { className: "nnw-learned" });
  const flowing = el("span", { className: "nnw-flowing" });
  legend.append(el("i", { className: "nnw-key-learned", "aria-hidden": true }), learned, el("br"), el("i", { className: "nnw-key-flowing", "aria-hidden": true }), flowing);
  /** @type {View | null} */ let now = null;
  /** @type {Map<string, HTMLElement>} */ let discs = new Map();
  let [built, timer, pulse, frame, before] = ["", 0, 0, 0, -1];

  /** @param {number} n */
  function go(n) {
    if (timer && now && n >= now.last) stop();
    store.dial({ reached: n });
    say(n ? `Layer ${n} has worked.` : "Only the inputs are there.");
  }
  function start() {
    go(0);
    timer = window.setInterval(() => go((now?.reached ?? 0) + 1), PAUSE);
    play.textContent = "Pause";
  }
  function stop() {
    clearInterval(timer);
    timer = 0;
    play.textContent = "Play";
  }
  function resize() {
    const sizes = hidden.value.split(/[\s,]+/).filter(Boolean).map(Number);
    store.do("hidden", sizes.every(Number.isInteger) ? sizes : hidden.value);
  }
  onPixel(image.canvas, () => now?.side ?? 28, (pixel) => store.dial({ pixel, unit: [1, store.dials.unit[0] === 1 ? store.dials.unit[1] : 0] }), signal);
  image.canvas.addEventListener("keydown", (event) => {
    const side = now?.side ?? 28;
    const by = /** @type {Record<string, number>} */ ({ ArrowLeft: -1, ArrowRight: 1, ArrowUp: -side, ArrowDown: side })[event.key];
    if (!by) return;
    event.preventDefault();
    store.dial({ pixel: Math.min(side * side - 1, Math.max(0, store.dials.pixel + by)) });
  }, { signal });

  /** @param {View} view @param {ReturnType<typeof placesOf>} laid */
  function build({ sizes, classes }, { places, dots }) {
    const kept = document.activeElement?.getAttribute("data-unit");
    discs = new Map(places.map(({ layer, unit, x, y }) => {
      const choose = () => store.dial(layer ? { unit: [layer, unit] } : { pixel: unit, unit: [0, unit] });
      const disc = el("button", { type: "button", className: "nnw-neuron", "data-layer": layer, "data-unit": `${layer},${unit}`, style: `left: ${100 * x}%; top: ${100 * y}%`, on: { click: choose, pointerenter: choose } });
      return [`${layer},${unit}`, disc];
    }));
    const labels = places.filter(({ layer }) => layer === sizes.length - 1).map(({ unit, x, y }) => el("span", { className: "nnw-digit", "data-k": unit, style: `left: calc(${100 * x}% + 24px); top: ${100 * y}%`, text: classes[unit] }));
    for (const old of net.querySelectorAll("button, span")) old.remove();
    net.append(...discs.values(), ...labels, ...dots.map(({ x, y }) => el("span", { className: "nnw-gap", style: `left: ${100 * x}%; top: ${100 * y}%`, text: "⋮" })));
    if (kept) discs.get(kept)?.focus();
    const rows = layout(sizes).map(({ nIn, nOut }, l) => el("tr", {}, [el("th", { scope: "row", text: `net.W[${l}], net.b[${l}]` }), ...[`${nOut} × ${nIn} = ${formatCount(nIn * nOut)}`, String(nOut), formatCount(nOut * (nIn + 1))].map((text) => el("td", { text }))]));
    const all = layout(sizes).reduce((sum, { nIn, nOut }) => sum + nOut * (nIn + 1), 0);
    setText(learned, `Weights and biases are learned, and stay from image to image: ${formatCount(all)} numbers. `);
    setText(flowing, `Data flow through, anew with each image: ${sizes.map(formatCount).join(" + ")} = ${formatCount(sizes.reduce((/** @type {number} */ sum, /** @type {number} */ n) => sum + n, 0))} numbers.`);
    counts.replaceChildren(el("table", {}, [el("caption", { text: `Parameters: ${formatCount(all)} numbers to learn` }), el("thead", {}, [el("tr", {}, [el("td"), ...["weights", "biases", "together"].map((text) => el("th", { scope: "col", text }))])]), el("tbody", {}, rows)]));
  }

  /** @param {View} view */
  function draw(view) {
    const shape = surface.begin();
    const t = pulse ? (performance.now() - pulse) / PULSE : 1;
    drawLinks(shape, view, placesOf(view.sizes, view.dials.pixel).places, view.reached, Math.min(1, t));
    if (t >= 1) pulse = 0;
    else frame = requestAnimationFrame(() => now && draw(now));
  }

  return {
    update(view) {
      now = view;
      const { sizes, dials, reached, last, a, z, side, theme, lead, settings } = view;
      if (before !== reached) {
        if (before >= 0 && reached === before + 1 && !matchMedia("(prefers-reduced-motion: reduce)").matches) pulse = performance.now();
        before = reached;
      }
      const laid = placesOf(sizes, dials.pixel);
      const key = `${sizes} ${dials.pixel}`;
      if (key !== built) build(view, laid);
      built = key;
      image.draw(view.x, side, 0, 1, inkTable(theme), `${theme.id} ${view.x}`); // in the order of the inputs, also where pixels are permuted
      image.box.style.setProperty("--nnw-x", String((dials.pixel % side) / side));
      image.box.style.setProperty("--nnw-y", String(Math.floor(dials.pixel / side) / side));
      image.box.style.setProperty("--nnw-one", `${100 / side}%`);
      for (const [name, disc] of discs) {
        const [l, j] = name.split(",").map(Number);
        const known = l <= reached;
        const share = Math.round(100 * Math.min(1, Math.max(0, a[l][j])));
        disc.style.setProperty("--nnw-bright", known ? `${share}%` : "0%");
        setAttr(disc, "data-known", known);
        setAttr(disc, "aria-pressed", l ? dials.unit[0] === l && dials.unit[1] === j : dials.pixel === j);
        setAttr(disc, "aria-label", `${l ? neuronName(l, j, sizes, { outputs: view.classes }) : `input ${j}`}${known ? `: ${spoken(a[l][j])}` : ", not yet"}`);
      }
      for (const label of net.querySelectorAll(".nnw-digit")) setAttr(label, "data-winner", reached >= last && Number(label.getAttribute("data-k")) === lead.first);
      if (!lit.options.length) lit.replaceChildren(...Object.entries(settings.lit).map(([value, text]) => el("option", { value, text: String(text) })));
      if (document.activeElement !== lit) lit.value = dials.lit;
      setAttr(net, "data-lit", dials.lit);
      scrub.max = String(last);
      if (document.activeElement !== scrub) scrub.value = String(reached);
      setText(place, reached ? `${reached} of ${last}` : `the inputs alone`);
      setText(pixel, `Row ${Math.floor(dials.pixel / side)}, column ${dials.pixel % side} is input ${dials.pixel} of ${side * side}: ${formatWeight(view.x[dials.pixel], 3)}`);
      const [l, j] = dials.unit;
      const name = neuronName(l, j, sizes, { outputs: view.classes });
      setText(read, l === 0 || l > reached ? `${l ? `${name[0].toUpperCase()}${name.slice(1)} has not worked yet.` : `Input ${j}: ${formatWeight(a[0][j], 3)}`}` : `${name[0].toUpperCase()}${name.slice(1)}: z = lab.trace.z[${l - 1}][0, ${j}] = ${formatWeight(z[l - 1][j], 3)}, a = lab.trace.a[${l}][0, ${j}] = ${formatWeight(a[l][j], 3)}`);
      if (document.activeElement !== hidden) hidden.value = sizes.slice(1, -1).join(", ");
      draw(view);
    },
    destroy() {
      stop();
      abort();
      cancelAnimationFrame(frame);
      surface.destroy();
    },
  };
}
