/** The dependency tree: every quantity on its own number line; a hand moves the leaves, and all dots below follow. */
import { formatDigits, spoken } from "../lib/format.js";
import { treeOf } from "../lib/nudge_tree.js";
import { exactText } from "../lib/written.js";
import { el, setAttr, setText } from "./dom.js";
import { shake } from "./shake.js";
import { svg } from "./svg.js";

/** @typedef {import("../lib/nudge_tree.js").TreeNode} TreeNode */
/** @typedef {{head: HTMLElement, name: HTMLElement, formula: HTMLElement, value: HTMLElement, moves: HTMLElement, track: HTMLElement, range: HTMLInputElement | null, over: [number, number], text: string}} Box */

const [ROW, GAP] = [62, 22]; // px: of a box, and between two
const WHY = "follows from what stands above it: move a leaf.";

/** @param {HTMLElement} parent @param {import("../lib/store.js").Store} store @param {ReturnType<typeof import("./copying.js").createCopying>} copying @param {(text: string) => void} say */
export function createTree(parent, store, copying, say) {
  const tree = el("div", { className: "nnw-tree", role: "group", "aria-label": "Dependency tree", "data-nnw": "tree" });
  parent.append(tree);
  /** @type {Box[]} */ let boxes = [];
  /** @type {TreeNode[]} */ let nodes = [];
  let built = "";
  let beside = true; // whether there is more than the way itself

  /** @param {TreeNode} node @param {number} i */
  function set({ hand }, i) {
    const v = Number(/** @type {HTMLInputElement} */ (boxes[i].range).value);
    if (!hand) return;
    if ("k" in hand) return void store.put(hand.k, v);
    const [name, at] = "x" in hand ? ["x", hand.x] : ["y", hand.y];
    store.dial({ [name]: store.dials[name].map((/** @type {number} */ old, /** @type {number} */ n) => (n === at ? v : old)) });
  }

  /** @param {TreeNode} node @param {number} i @returns {Box} */
  function box(node, i) {
    const { name, hand, numpy, formula, column, row } = node;
    const range = hand && el("input", { type: "range", step: 0.01, "aria-label": `${name}, ${formula}`, "data-leaf": name, on: { input: () => set(nodes[i], i) } });
    const track = el("div", { className: "nnw-track", ...(range ? {} : { role: "img" }) }, [el("i", { className: "nnw-zero" }), el("i", { className: "nnw-gone" }), ...(range ? [range] : [el("i", { className: "nnw-at" })]), el("i", { className: "nnw-after" })]);
    const [called, by, value, moves] = [el("b", { text: name }), el("span", { className: "nnw-formula", text: formula }), el("span"), el("span", { className: "nnw-moves" })];
    const head = el("div", { className: "nnw-node", title: numpy, "data-node": name, style: `grid-row: ${row + 1}; grid-column: ${beside ? column + 1 : 1}` }, [
      el("div", {}, [called, by, value]), track, moves,
    ]);
    if (!range) track.addEventListener("pointerdown", () => { shake(head); say(`${name} ${WHY}`); });
    return { head, name: called, formula: by, value, moves, track, range, over: [0, 0], text: "" };
  }

  /** Lines from every node to what it feeds. */
  function edges() {
    const rows = Math.max(...nodes.map(({ row }) => row)) + 1;
    const wide = beside ? 6 : 2;
    const x = (/** @type {TreeNode} */ { column }) => (beside ? 2 * column + 1 : 1);
    const paths = nodes.filter(({ feeds }) => feeds >= 0).map((node) => {
      const [from, to] = [node.row * (ROW + GAP) + ROW, nodes[node.feeds].row * (ROW + GAP)];
      return svg("path", { d: `M${x(node)} ${from}C${x(node)} ${to} ${x(nodes[node.feeds])} ${from} ${x(nodes[node.feeds])} ${to}`, "data-way": String(node.column === 1) });
    });
    tree.style.gridTemplateColumns = `repeat(${wide / 2}, minmax(0, 1fr))`;
    return svg("svg", { class: "nnw-edges", "aria-hidden": "true", preserveAspectRatio: "none", viewBox: `0 0 ${wide} ${rows * (ROW + GAP) - GAP}` }, paths);
  }

  /** @param {TreeNode} node @param {Box} at */
  function place({ before, after, over, numpy, name, formula }, at) {
    const [least, most] = [Math.min(before, after), Math.max(before, after)];
    if (!(least >= at.over[0] && most <= at.over[1])) at.over = over;
    const share = (/** @type {number} */ v) => String(Math.min(1, Math.max(0, (v - at.over[0]) / (at.over[1] - at.over[0]))));
    for (const [property, v] of /** @type {[string, number][]} */ ([["--nnw-before", before], ["--nnw-after", after], ["--nnw-null", 0]])) at.track.style.setProperty(property, share(v));
    const text = exactText(before);
    const moves = after === before ? "" : `${after < before ? "" : "+"}${formatDigits(after - before)}`;
    setAttr(at.head, "data-moves", after !== before);
    setText(at.moves, moves);
    if (at.range) {
      [at.range.min, at.range.max] = at.over.map(String);
      if (Number(at.range.value) !== before) at.range.value = String(before);
      setAttr(at.range, "aria-valuetext", text);
    } else setAttr(at.track, "aria-label", `${name} = ${spoken(before, 4)}${moves && `, moves by ${moves}`}`);
    if (text === at.text) return;
    at.text = text;
    at.value.replaceChildren(copying.number({ numpy, latex: name, value: text }));
    setText(at.formula, formula);
  }

  return {
    /** @param {import("../lib/backprop_view.js").BackpropView} view @param {number[]} units */
    update(view, units) {
      nodes = treeOf(view, view.dials.h, units, view.dials.leaves);
      const key = nodes.map(({ numpy, row, column }) => `${numpy} ${row} ${column}`).join();
      if (key !== built) {
        built = key;
        beside = nodes.some(({ column }) => column !== 1);
        boxes = nodes.map(box);
        tree.replaceChildren(edges(), ...boxes.map(({ head }) => head));
      }
      nodes.forEach((node, i) => place(node, boxes[i]));
    },
  };
}
