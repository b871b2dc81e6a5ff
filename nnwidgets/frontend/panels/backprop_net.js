/** The network: activations in the discs, what the cost asks of each sum beside them, weights on the links; a click chooses one. */
import { spoken } from "../lib/format.js";
import { layoutGraph, nearestLink, pointOnLink, strokeWidth } from "../lib/graph.js";
import { neuronName } from "../lib/text.js";
import { unitText, weightText } from "../lib/written.js";
import { el, setAttr, setText } from "./dom.js";
import { shake } from "./shake.js";
import { svg } from "./svg.js";

/** @typedef {import("../lib/backprop_view.js").BackpropView} View */

const [WIDTH, ROW, LEAST] = [340, 92, 150]; // units: across, for every neuron of a layer, and at least
const FIXED = "Nobody can set an activation: it follows from the weights, the biases and the inputs. Those are what learning changes.";
const GIVEN = "An input is given by the example.";
const REACH = 14; // units from a link: a finger is wider than that
const WRITTEN = 4; // links between two layers whose weight is printed

/** @param {HTMLElement} parent @param {import("../lib/store.js").Store} store @param {(text: string) => void} say */
export function createBackpropNet(parent, store, say) {
  const picture = svg("svg", { class: "nnw-net", role: "group", "aria-label": "Network", "data-nnw": "net" });
  const words = el("p", { className: "nnw-note", "data-nnw": "net-words" });
  parent.append(el("div", { className: "nnw-title" }, [el("h3", { text: "Network" })]), picture, words);
  let built = "";
  /** @type {{link: import("../lib/graph.js").Link, path: SVGElement, text: SVGElement | null}[]} */ let links = [];
  /** @type {{node: import("../lib/graph.js").Node, group: SVGElement, disc: SVGElement, value: SVGElement, back: SVGElement}[]} */ let discs = [];

  picture.addEventListener("click", (event) => {
    const { clientX, clientY, target } = /** @type {MouseEvent} */ (event);
    const { left, top, width } = picture.getBoundingClientRect();
    const [x, y] = [clientX - left, clientY - top].map((v) => (v / width) * WIDTH);
    const near = /** @type {Element} */ (target).closest("g") ? null : nearestLink(links.map(({ link }) => link), x, y, REACH);
    if (near) store.dial({ weight: near.k });
  });

  /** @param {View} view */
  function build({ sizes }) {
    const high = Math.max(LEAST, Math.min(4, Math.max(...sizes)) * ROW + 20);
    picture.setAttribute("viewBox", `0 0 ${WIDTH} ${high}`);
    const graph = layoutGraph(sizes, { width: WIDTH, height: high - 16, margin: 26, largest: 50 });
    const few = (/** @type {number} */ l) => sizes[l] * sizes[l + 1] <= WRITTEN;
    links = graph.links.map((link) => {
      const [x0, y0, x1, y1, x2, y2, x3, y3] = link.points;
      const path = svg("path", { class: "nnw-link", d: `M${x0} ${y0}C${x1} ${y1} ${x2} ${y2} ${x3} ${y3}`, "data-k": link.k });
      const [nIn, nOut] = [sizes[link.layer], sizes[link.layer + 1]];
      const at = pointOnLink(link, nIn > 1 && nOut > 1 ? (link.to === link.source ? 0.7 : 0.33) : nIn > 1 ? 0.3 : nOut > 1 ? 0.7 : 0.5); // where links are apart
      return { link, path, text: few(link.layer) ? svg("text", { class: "nnw-net-weight", x: at.x, y: at.y }) : null };
    });
    discs = graph.nodes.flat().map((node) => {
      const disc = svg("circle", { class: "nnw-disc", cx: node.x, cy: node.y, r: graph.side / 2 });
      const value = svg("text", { class: "nnw-disc-value", x: node.x, y: node.y, "font-size": Math.min(15, graph.side / 3.6) });
      const back = svg("text", { class: "nnw-net-back", x: node.x, y: node.y + graph.side / 2 + 12 });
      const group = svg("g", { role: "img" }, [disc, value, back]);
      group.addEventListener("pointerdown", () => { shake(disc); say(node.layer ? FIXED : GIVEN); });
      return { node, disc, value, back, group };
    });
    const gaps = graph.gaps.map(({ x, y, count }) => svg("text", { class: "nnw-net-back", x, y }, [`… ${count}`]));
    picture.replaceChildren(...links.map(({ path }) => path), ...links.flatMap(({ text }) => (text ? [text] : [])), ...discs.map(({ group }) => group), ...gaps);
  }

  return {
    /** @param {View} view */
    update(view) {
      const { sizes, a, back, theta, weight, names, knows, ops, done } = view;
      if (sizes.join() !== built) build(view);
      built = sizes.join();
      for (const { link, path, text } of links) {
        const w = theta[link.k];
        setAttr(path, "data-sign", w < 0 ? "negative" : "positive");
        setAttr(path, "stroke-width", strokeWidth(w).toFixed(2));
        setAttr(path, "data-lit", link.k === weight ? "hot" : "");
        if (text) {
          text.textContent = weightText(w);
          setAttr(text, "data-lit", link.k === weight ? "hot" : "");
        }
      }
      const all = view.dials.view !== "steps";
      for (const { node: { layer: l, unit: j }, group, disc, value, back: under } of discs) {
        const known = all || l === 0 || knows("a", l - 1);
        const v = a[l][j];
        setAttr(group, "data-known", known);
        const share = known ? Math.round(100 * Math.min(1, Math.abs(v))) : 0;
        setAttr(disc, "style", `--nnw-bright: ${share}%`);
        setAttr(group, "data-bright", share > 45);
        value.textContent = known ? weightText(v) : "";
        const delta = l > 0 && back && (all || knows("delta", l - 1)) ? back.delta[l - 1][j] : null;
        under.textContent = delta === null ? "" : `δ ${unitText(delta)}`;
        setAttr(group, "aria-label", `${neuronName(l, j, sizes, names)}${known ? `: ${spoken(v, 4)}` : ""}${delta === null ? "" : `, delta ${spoken(delta, 4)}`}`);
      }
      const way = all ? "" : done === 0 ? "Nothing is worked out yet." : ops[done - 1].kind === "C" || ["z", "a"].includes(ops[done - 1].kind) ? "On the way forward." : "On the way back.";
      setText(words, way || "Click a link to look at its weight.");
    },
  };
}
