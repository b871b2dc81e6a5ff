/** The network: see it, and take hold of any weight or bias. */
import { layoutGraph, nearestLink, nearestNode } from "../lib/graph.js";
import { createCanvas } from "./canvas.js";
import { controller, el, pacer, setText } from "./dom.js";
import { BIAS, biasAt, createDrawing, signAt } from "./network_draw.js";

/** @typedef {import("./host.js").Picture} Picture */
/** @typedef {import("../lib/store.js").Store} Store */

const TOP = { wide: 34, tall: 82 }; // room for the neuron counts, side by side or one above the other
const PER_PIXEL = 0.02; // of a weight, while dragging
const CLICK = 3; // pixels within which a press is a click
const MOST = { layers: 6, units: 8 };

/** @param {HTMLElement} parent @param {Store} store @param {import("./later.js").Place} later */
export function mountNetwork(parent, store, later) {
  const layerCount = el("span", { className: "nnw-number" });
  const layers = stepper("hidden layers", layerCount, (by) => setHidden(by < 0 ? hidden().slice(0, -1) : [...hidden(), hidden().at(-1) ?? 4]));
  layers.box.setAttribute("data-nnw-control", "layers");
  const stage = el("div", { className: "nnw-stage" });
  parent.append(el("div", { className: "nnw-title" }, [el("h3", { text: "Network" }), layers.box]), stage);
  const surface = createCanvas(stage, { "aria-hidden": true, "data-nnw": "network" }, () => last && draw(last));
  const counts = el("div", { "data-nnw-control": "layers" });
  const corner = el("span");
  const { signal, abort } = controller();
  stage.append(counts, corner);
  const arrows = later.part("arrows", corner, [() => last && draw(last), signal], false);
  const locks = later.part("locks", corner, [], false);
  const sliders = el("div", { className: "nnw-handles", "data-nnw-control": "weights", role: "group", "aria-label": "Weights and biases. Left and right arrows choose one, up and down change it, Enter types a number." });
  stage.append(sliders);
  const handles = later.part("handles", sliders, [{ choose: (/** @type {number | null} */ k) => choose(k === null ? { focused: k } : { focused: k, hovered: null }), type: () => typeNumber() }], false);
  const below = el("div", { className: "nnw-below" });
  parent.append(below);
  const under = later.part("under", below, [() => hand.pinned !== null && handles.now?.focus(hand.pinned)]);

  /** @type {Picture | null} */ let last = null;
  /** @type {ReturnType<typeof createDrawing> | null} */ let drawing = null;
  /** @type {import("./handles.js").Spot[]} */ let spots = [];
  /** @type {ReturnType<typeof layoutGraph> | null} */ let graph = null;
  /** @type {{k: number, y: number, from: number, moved: boolean} | null} */ let drag = null;
  /** @type {{hovered: number | null, focused: number | null, pinned: number | null, at: {x: number, y: number} | null}} */
  let hand = { hovered: null, focused: null, pinned: null, at: null };
  /** @type {import("../lib/graph.js").Node | null} */ let neuron = null; // under the mouse, or tapped
  let [shape, box] = [-1, ""];
  const due = pacer();

  const hidden = () => last?.settings.sizes.slice(1, -1) ?? [];
  /** @param {number[]} sizes */
  const setHidden = (sizes) => store.do("hidden", sizes);
  const chosen = () => drag?.k ?? hand.hovered ?? hand.focused ?? hand.pinned;

  /** @param {Partial<typeof hand>} change */
  function choose(change) {
    hand = { ...hand, ...change };
    if (change.focused != null) hand.pinned = change.focused;
    if (last) draw(last);
  }

  function typeNumber() {
    under.now?.type(chosen());
  }

  /** The parameter under a point: a bias's square first, then a link. A finger is wider than a mouse. @param {PointerEvent} event */
  function hit(event) {
    const at = surface.point(event);
    const [near, nearLink] = event.pointerType === "touch" ? [16, 14] : [BIAS, 8];
    if (!graph) return null;
    const { nodes, side, links } = graph;
    const node = nodes.flat().find((n) => n.bias !== null && Math.abs(biasAt(n, side).x - at.x) < near && Math.abs(biasAt(n, side).y - at.y) < near);
    if (node) return node.bias;
    const onNode = nodes.flat().some((n) => Math.abs(n.x - at.x) < side / 2 && Math.abs(n.y - at.y) < side / 2);
    return onNode ? null : nearestLink(links, at.x, at.y, nearLink)?.k ?? null;
  }

  const over = (/** @type {{x: number, y: number}} */ at) => graph && nearestNode(graph.nodes.slice(1), graph.side, at.x, at.y);

  surface.canvas.addEventListener("pointerdown", (event) => {
    const k = hit(event);
    neuron = k === null ? over(surface.point(event)) : null;
    if (k === null) return choose({ pinned: null });
    event.preventDefault();
    surface.canvas.setPointerCapture(event.pointerId);
    handles.now?.focus(k, true); // the arrow keys go on from there; a number that was being typed is let go
    drag = { k, y: event.clientY, from: store.value(k), moved: false };
    store.grab(k);
    choose({ pinned: k, at: surface.point(event) });
  }, { signal });
  surface.canvas.addEventListener("touchstart", (event) => drag && event.preventDefault(), { signal, passive: false }); // the page stays where it is
  surface.canvas.addEventListener("pointermove", (event) => {
    const at = surface.point(event);
    if (!drag) {
      const hovered = hit(event);
      surface.canvas.style.cursor = hovered === null ? "" : "ns-resize";
      const on = hovered === null ? over(at) : null;
      if (hovered === hand.hovered && on === neuron) return;
      neuron = on;
      choose({ hovered, at });
      return;
    }
    if (!drag.moved && Math.abs(event.clientY - drag.y) < CLICK) return;
    drag.moved = true;
    store.move(drag.k, Number((drag.from + (drag.y - event.clientY) * PER_PIXEL * (event.shiftKey ? 0.1 : 1)).toFixed(4)));
    choose({ at });
  }, { signal });
  for (const end of ["pointerup", "pointercancel"]) {
    surface.canvas.addEventListener(end, () => {
      if (!drag) return;
      const { k, moved } = drag;
      drag = null;
      store.release(k);
      if (!moved && end === "pointerup") typeNumber();
      choose({});
    }, { signal });
  }
  surface.canvas.addEventListener("pointerleave", (event) => {
    if (event.pointerType !== "touch") neuron = null; // what a tap has shown stays
    if (!drag) choose({ hovered: null, at: null });
  }, { signal });

  /** Everything whose place follows from shape and size. @param {Picture} picture @param {number} width @param {number} height */
  function arrange({ settings }, width, height) {
    const tall = width / settings.sizes.length < 72;
    const top = tall ? TOP.tall : TOP.wide;
    graph = layoutGraph(settings.sizes, { width, height: height - top - 14, margin: 12, largest: 68 });
    for (const node of graph.nodes.flat()) node.y += top;
    for (const gap of graph.gaps) gap.y += top;
    for (const { points } of graph.links) for (const i of [1, 3, 5, 7]) points[i] += top;
    const { nodes, links, side } = graph;
    spots = [
      ...links.map((link) => ({ k: link.k, ...signAt(link, nodes[link.layer + 1].length) })),
      ...nodes.flat().flatMap((node) => (node.bias === null ? [] : [{ k: node.bias, ...biasAt(node, side) }])),
    ];
    const sizes = settings.sizes.slice(1, -1);
    const fits = sizes.every((n) => n <= MOST.units) && sizes.length <= MOST.layers;
    counts.replaceChildren(...(fits ? sizes : []).map((n, l) => {
      const one = stepper(`neurons in hidden layer ${l + 1}`, el("span", { className: "nnw-number", text: n }), (by) => setHidden(sizes.map((size, m) => size + (m === l ? by : 0))));
      one.limit(n > 1, n < MOST.units);
      one.box.classList.add("nnw-over");
      one.box.classList.toggle("nnw-tall", tall);
      one.box.style.left = `${graph?.nodes[l + 1][0].x}px`;
      return one.box;
    }));
    layers.limit(fits && sizes.length > 0, fits && sizes.length < MOST.layers);
    setText(layerCount, String(sizes.length));
  }

  /** @param {Picture} picture */
  function draw(picture) {
    const { context, width, height } = surface.begin();
    const key = `${width} ${height}`;
    if (picture.shape !== shape || key !== box) {
      const sizes = picture.settings.sizes.join();
      arrange(picture, width, height);
      if (picture.shape !== shape) {
        drawing = createDrawing(picture.settings);
        if (stage.dataset.sizes !== sizes) {
          hand = { hovered: null, focused: null, pinned: null, at: null };
          drag = neuron = null;
          stage.dataset.sizes = sizes;
        }
      }
      [shape, box] = [picture.shape, key];
    }
    const k = chosen();
    if (graph && drawing) drawing.draw(context, picture, graph, k === null ? null : { k, held: drag !== null, at: drag?.moved || hand.hovered === k ? hand.at : null });
    if (graph) for (const over of [locks.now?.draw, arrows.now?.draw]) over?.(context, picture, graph);
    under.update(picture, k, neuron);
    if (due(picture.header.running)) handles.update(picture.theta, spots);
  }

  return {
    /** @param {Picture} picture */
    update(picture) {
      last = picture;
      draw(picture);
    },
    destroy() {
      abort();
      if (drag) store.release(drag.k);
      for (const part of [handles, arrows, locks, under]) part.destroy();
      surface.destroy();
      parent.replaceChildren();
    },
  };
}

/** − n +  @param {string} what @param {HTMLElement} count @param {(by: number) => void} change */
function stepper(what, count, change) {
  const less = el("button", { type: "button", "aria-label": `Fewer ${what}`, text: "−", on: { click: () => change(-1) } });
  const more = el("button", { type: "button", "aria-label": `More ${what}`, text: "+", on: { click: () => change(1) } });
  const label = what.includes(" in ") ? [] : [el("span", { text: what })];
  return {
    box: el("div", { className: "nnw-stepper", role: "group", "aria-label": what }, [less, count, more, ...label]),
    /** @param {boolean} down @param {boolean} up */
    limit(down, up) {
      less.disabled = !down;
      more.disabled = !up;
    },
  };
}
