/** The picture of the pass: a disc for each neuron, the brighter the higher its value, and links by size and sign. */
import { expression } from "../lib/expression.js";
import { spoken } from "../lib/format.js";
import { layoutGraph, strokeWidth } from "../lib/graph.js";
import { lit } from "../lib/pass_view.js";
import { neuronName } from "../lib/text.js";
import { exactText, unitText, weightText } from "../lib/written.js";
import { el, keepTouch, setAttr, setText } from "./dom.js";
import { svg } from "./svg.js";

/** @typedef {import("../lib/pass_view.js").PassView} PassView */
/** @typedef {import("../lib/pass_view.js").Light} Light */
/** @typedef {{node: import("../lib/graph.js").Node, group: SVGElement, disc: SVGElement, value: SVGElement, right: SVGElement}} Disc */

const [WIDTH, HEIGHT, TOP] = [340, 300, 16];
const LARGEST = 50;
const PER_PIXEL = 0.02;
const STEPS = /** @type {Record<string, [number, number]>} */ ({ ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] });

/** @param {HTMLElement} parent @param {import("../lib/store.js").Store} store @param {import("./forward_hand.js").Hand} hand @param {() => PassView} now */
export function createNet(parent, store, hand, now) {
  const links = svg("g", { "aria-hidden": "true" });
  const nodes = svg("g", {});
  const words = svg("g", { class: "nnw-net-words", "aria-hidden": "true" });
  const picture = svg("svg", { class: "nnw-net", viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "group", "aria-label": "Network", "data-nnw": "net" }, [links, words, nodes]);
  const verdict = el("p", { className: "nnw-own", role: "status", "data-nnw": "own" });
  const away = el("button", { type: "button", text: "Use the network's own pass", "data-nnw": "own-away", on: { click: () => store.do("use") } });
  const yours = el("div", { className: "nnw-yours", hidden: true }, [verdict, away]);
  parent.append(el("div", { className: "nnw-title" }, [el("h3", { text: "Network" })]), picture, yours);
  let owner = new AbortController();
  let built = "";
  /** @type {Disc[]} */ let discs = [];
  /** @type {{link: import("../lib/graph.js").Link, path: SVGElement}[]} */ let paths = [];

  /** What a disc lights in the equation on screen. @param {import("../lib/graph.js").Node} node @returns {Light | null} */
  function lights({ layer: l, unit }) {
    const { layer } = now();
    return l === layer + 1 ? { unit, term: null, part: "a" } : l === layer ? { unit: null, term: unit, part: "in" } : null;
  }

  /** @param {import("../lib/graph.js").Node} node */
  function choose({ layer: l, unit }) {
    if (l) store.dial({ layer: l - 1, unit, term: null, corner: null });
    else store.dial({ layer: 0, term: unit, corner: null });
  }

  /** @param {import("../lib/graph.js").Node} node @param {number} value */
  const setInput = ({ unit }, value) => store.dial({ x: [...now().x].map((v, k) => (k === unit ? Number(value.toFixed(4)) : v)) });

  /** @param {KeyboardEvent} event @param {Disc} disc */
  function key(event, disc) {
    const step = STEPS[event.key];
    if (step) {
      const column = [...new Set(discs.map(({ node }) => node.layer))][disc.node.layer + step[0]];
      const row = discs.filter(({ node }) => node.layer === column);
      const at = discs.filter(({ node }) => node.layer === disc.node.layer).indexOf(disc);
      focus(row[Math.min(Math.max(at + step[1], 0), row.length - 1)]);
    } else if (event.key === "Enter" || event.key === " ") choose(disc.node);
    else if (disc.node.layer === 0 && "+-".includes(event.key)) setInput(disc.node, now().x[disc.node.unit] + (event.key === "+" ? 0.1 : -0.1));
    else return;
    event.preventDefault();
  }

  /** @param {Disc | undefined} disc */
  function focus(disc) {
    if (!disc) return;
    for (const { group } of discs) setAttr(group, "tabindex", group === disc.group ? 0 : -1);
    disc.group.focus();
  }

  /** @param {Disc} disc @param {AbortSignal} signal */
  function wire(disc, signal) {
    const { node, group } = disc;
    /** @type {{y: number, from: number} | null} */ let drag = null;
    hand.watch(group, () => lights(node), signal);
    group.addEventListener("keydown", (event) => key(event, disc), { signal });
    group.addEventListener("click", () => choose(node), { signal });
    if (node.layer) return;
    group.addEventListener("pointerdown", (event) => {
      group.setPointerCapture(event.pointerId);
      drag = { y: event.clientY, from: now().x[node.unit] };
    }, { signal });
    keepTouch(group, signal);
    group.addEventListener("pointermove", (event) => drag && setInput(node, drag.from + (drag.y - event.clientY) * PER_PIXEL * (event.shiftKey ? 0.1 : 1)), { signal });
    for (const end of ["pointerup", "pointercancel"]) group.addEventListener(end, () => { drag = null; }, { signal });
  }

  /** @param {PassView} view */
  function build({ sizes, names, last }) {
    owner.abort();
    owner = new AbortController();
    const graph = layoutGraph(sizes, { width: WIDTH, height: HEIGHT - TOP - 22, margin: 6, largest: LARGEST, most: 8 });
    const radius = graph.side / 2;
    paths = graph.links.map((link) => {
      const [x0, y0, x1, y1, x2, y2, x3, y3] = link.points;
      const path = svg("path", { d: `M${x0},${y0 + TOP}C${x1},${y1 + TOP},${x2},${y2 + TOP},${x3},${y3 + TOP}`, class: "nnw-link" });
      return { link, path };
    });
    discs = graph.nodes.flat().map((node, i) => {
      const disc = svg("circle", { r: radius, class: "nnw-disc" });
      const value = svg("text", { class: "nnw-disc-value", "font-size": Math.min(13, radius * 0.62) });
      const right = svg("text", { class: "nnw-disc-value", y: radius * 0.4, "font-size": Math.min(11, radius * 0.46) });
      const group = svg("g", { transform: `translate(${node.x},${node.y + TOP})`, tabindex: i ? -1 : 0, role: "button", "data-layer": node.layer, "data-unit": node.unit }, [disc, value, right]);
      const made = { node, group, disc, value, right };
      wire(made, owner.signal);
      return made;
    });
    links.replaceChildren(...paths.map(({ path }) => path));
    nodes.replaceChildren(...discs.map(({ group }) => group));
    const heads = sizes.map((n, l) => svg("text", { x: Math.min(graph.nodes[l][0].x, WIDTH - 18), y: HEIGHT - 5, class: "nnw-net-head" }, [l === 0 ? "x" : l === last ? "output" : `layer ${l}`]));
    words.replaceChildren(...heads, ...graph.gaps.map(({ x, y, count }) => svg("text", { x, y: y + TOP + 4, class: "nnw-net-head" }, [`⋮ ${count}`])),
      ...(sizes[0] > 8 ? [] : graph.nodes[0].map(({ x, y, unit }) => svg("text", { x, y: y + TOP - radius - 4, class: "nnw-net-head" }, [names.inputs?.[unit] ?? `x${unit + 1}`]))));
  }

  return {
    /** @param {PassView} view @param {Light} light */
    update(view, light) {
      const { sizes, theta, a, layer, nIn, names, own } = view;
      if (sizes.join() !== built) {
        built = sizes.join();
        build(view);
      }
      yours.hidden = !own;
      setText(verdict, own ? `Your forward: ${own.text}` : "");
      setAttr(yours, "data-outcome", own?.outcome ?? "");
      setAttr(picture, "data-late", Boolean(own && !own.fits));
      const most = a.map((values) => Math.max(1, ...values.map(Math.abs)));
      for (const { node, group, disc, value, right } of discs) {
        const { layer: l, unit } = node;
        const known = view.knows(l, unit);
        const wrong = known && Boolean(own?.wrong[l - 1]?.[unit]);
        const v = own?.a[l - 1]?.[unit] ?? a[l][unit];
        const share = Math.min(1, Math.abs(v) / most[l]) || 0;
        setText(/** @type {any} */ (value), known ? weightText(v) : "");
        setText(/** @type {any} */ (right), wrong ? `≠ ${weightText(a[l][unit])}` : "");
        setAttr(value, "dy", wrong ? "-0.35em" : "0");
        setAttr(group, "data-wrong", wrong);
        disc.style.setProperty("--nnw-bright", `${Math.round(100 * share)}%`);
        setAttr(group, "data-known", known);
        setAttr(group, "data-sign", v < 0 ? "negative" : "positive");
        setAttr(group, "data-bright", share > 0.5);
        setAttr(group, "data-lit", l === layer + 1 ? lit(light, "a", unit, null, nIn) : l === layer ? lit(light, "in", null, unit, nIn) : "");
        const name = neuronName(l, unit, sizes, names);
        const numpy = expression("a", l, [unit]).numpy;
        const whose = wrong ? `, wrong: the network has ${spoken(a[l][unit], 4)}` : "";
        setAttr(group, "aria-label", `${name}: ${known ? spoken(v, 4) : "not computed yet"}${whose}`);
        const title = known ? `${numpy} = ${exactText(a[l][unit])}${wrong ? `; yours ${exactText(v)}` : ""}` : `${numpy}, not computed yet`;
        if (group.dataset.title !== title) {
          group.dataset.title = title;
          group.querySelector("title")?.remove();
          group.append(svg("title", {}, [title]));
        }
      }
      for (const { link, path } of paths) {
        const w = theta[link.k];
        const how = link.layer === layer ? lit(light, "W", link.to, link.source, nIn) : "";
        path.style.strokeWidth = String(strokeWidth(w, 0.8, 6) + (how === "hot" ? 1.5 : 0));
        setAttr(path, "data-sign", w < 0 ? "negative" : "positive");
        setAttr(path, "data-lit", how);
        setAttr(path, "data-here", link.layer === layer);
        setAttr(path, "data-known", view.knows(link.layer + 1, link.to));
      }
    },
    /** The text equivalent of the picture. @param {PassView} view */
    words: ({ a, sizes, knows }) => sizes.map((_, l) => `layer ${l}: ${a[l].slice(0, 8).map((v, j) => (knows(l, j) ? unitText(v) : "blank")).join(", ")}`).join("; "),
    destroy() { owner.abort(); },
  };
}
