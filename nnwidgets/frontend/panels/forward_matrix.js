/** A matrix or a column of the equation: its letter, its entries between brackets, its shape. Entries of W, b and x are set by hand. */
import { spoken } from "../lib/format.js";
import { expression } from "../lib/expression.js";
import { lit } from "../lib/pass_view.js";
import { neuronName } from "../lib/text.js";
import { exactText, unitText, weightText } from "../lib/written.js";
import { el, setAttr, setText } from "./dom.js";
import { makeEntry } from "./entry.js";
import { math } from "./math.js";

/** @typedef {import("../lib/pass_view.js").PassView} PassView */
/** @typedef {import("../lib/pass_view.js").Light} Light */
/** @typedef {"W" | "in" | "b" | "z" | "a"} Part */
/** @typedef {{node: HTMLElement, j: number | null, k: number | null}} Cell */

const FULL = 5; // the size of a weight that is tinted as deep as it goes
const ARROWS = /** @type {Record<string, number>} */ ({ ArrowRight: 1, ArrowLeft: -1 });

/**
 * @param {Part} part @param {import("../lib/store.js").Store} store @param {import("./forward_hand.js").Hand} hand
 * @param {() => PassView} now
 */
export function createMatrix(part, store, hand, now) {
  const [letter, shape] = [el("span", { className: "nnw-letter" }), el("span", { className: "nnw-shape", "data-nnw": `shape-${part}` })];
  const grid = el("div", { className: "nnw-grid", role: "group", "data-part": part });
  const box = el("div", { className: `nnw-matrix nnw-matrix-${part}`, "data-part": part }, [letter, grid, shape]);
  /** @type {Cell[]} */ let cells = [];
  let owner = new AbortController();
  let built = "";
  const editable = () => part === "W" || part === "b" || (part === "in" && now().layer === 0);

  /** @param {PassView} view @param {Cell} cell @returns {number} */
  function valueOf(view, { j, k }) {
    if (part === "W" || part === "b") return view.theta[view.at(j ?? 0, k ?? 0)];
    if (part === "in") return view.a[view.layer][k ?? 0];
    return part === "z" ? view.z[view.layer][j ?? 0] : view.a[view.layer + 1][j ?? 0];
  }

  /** @param {Cell} cell @param {number} value @param {boolean} last */
  function set({ j, k }, value, last) {
    const view = now();
    if (part === "in") return store.dial({ x: [...view.x].map((v, i) => (i === k ? value : v)) });
    const at = view.at(j ?? 0, k ?? 0);
    store.grab(at);
    store.move(at, value);
    if (last) store.release(at);
  }

  /** What it is called, for who hovers and who listens. @param {PassView} view @param {Cell} cell */
  function named(view, { j, k }) {
    const { layer, sizes, names } = view;
    if (part === "W" || part === "b") {
      const { numpy, spoken: said } = store.name(view.at(j ?? 0, k ?? 0));
      return { numpy: `net.${numpy}`, said };
    }
    const [l, i] = part === "in" ? [layer, k ?? 0] : [layer + (part === "a" ? 1 : 0), j ?? 0];
    const unit = neuronName(part === "in" ? layer : layer + 1, i, sizes, names);
    return { numpy: expression(part === "z" ? "z" : "a", l, [i]).numpy, said: part === "z" ? `z of ${unit}` : part === "in" && layer === 0 ? unit : `activation of ${unit}` };
  }

  /** @param {PassView} view */
  function build(view) {
    owner.abort();
    owner = new AbortController();
    const { signal } = owner;
    const rows = part === "in" ? view.columns : view.rows;
    const columns = part === "W" ? view.columns : [null];
    const [rowsLeft, columnsLeft] = [part === "in" ? view.nIn > rows.length : view.nOut > rows.length, part === "W" && view.nIn > columns.length];
    const dots = (/** @type {string} */ text) => el("span", { className: "nnw-dots", text, "aria-hidden": true });
    cells = [];
    const kids = rows.flatMap((r) => [...columns.map((c) => {
      /** @type {Cell} */ const cell = { node: el("div", { className: "nnw-entry" }), j: part === "in" ? null : r, k: part === "in" ? r : part === "W" ? c : part === "b" ? view.nIn : null };
      const { node } = cell;
      node.tabIndex = cells.length ? -1 : 0;
      setAttr(node, "role", editable() ? "slider" : "button");
      Object.assign(node.dataset, { part, ...(cell.j === null ? {} : { j: cell.j }), ...(cell.k === null ? {} : { k: cell.k }) });
      hand.watch(node, () => ({ unit: cell.j, term: cell.k, part }), signal);
      node.addEventListener("keydown", (event) => key(event, cell), { signal });
      if (editable()) makeEntry(node, { value: () => valueOf(now(), cell), set: (value, last) => set(cell, value, last), label: () => named(now(), cell).said }, signal);
      node.addEventListener(editable() ? "pointerup" : "click", () => choose(cell), { signal });
      cells.push(cell);
      return node;
    }), ...(columnsLeft ? [dots("…")] : [])]);
    const more = rowsLeft ? Array.from({ length: columns.length + Number(columnsLeft) }, (_, i) => dots(i < columns.length ? "⋮" : "⋱")) : [];
    grid.style.gridTemplateColumns = `repeat(${columns.length}, auto)${columnsLeft ? " 16px" : ""}`;
    grid.replaceChildren(...kids, ...more);
  }

  /** @param {Cell} cell */
  function choose({ j, k }) {
    const { unit, nIn } = now();
    store.dial({ unit: j ?? unit, term: part === "z" ? null : part === "a" ? nIn + 1 : k });
  }

  /** @param {KeyboardEvent} event @param {Cell} cell */
  function key(event, cell) {
    const by = ARROWS[event.key];
    const down = editable() ? 0 : { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by || down) {
      const next = cells[(cells.indexOf(cell) + (by ?? down ?? 0) + cells.length) % cells.length];
      for (const one of cells) one.node.tabIndex = one === next ? 0 : -1;
      next.node.focus();
    } else if ((event.key === "Enter" && !editable()) || event.key === " ") choose(cell);
    else return;
    event.preventDefault();
  }

  return {
    box,
    /** @param {PassView} view @param {Light} light */
    update(view, light) {
      const { layer, nIn, nOut, last, moves, dials } = view;
      const key = [layer, view.sizes, view.rows[0], view.columns[0], dials.notation].join(" ");
      if (key !== built) {
        built = key;
        build(view);
        const [kind, l] = part === "in" ? ["a", layer] : part === "a" ? ["a", layer + 1] : [part, layer];
        const name = expression(kind, l, [], { notation: dials.notation, last });
        letter.replaceChildren(math(name.math, { title: name.numpy }));
        setText(shape, part === "W" ? `(${nOut}, ${nIn})` : `(${part === "in" ? nIn : nOut},)`);
        setAttr(grid, "aria-label", `${name.numpy}, shape ${shape.textContent}`);
      }
      for (const cell of cells) {
        const { node, j, k } = cell;
        const value = valueOf(view, cell);
        const made = j === null ? 0 : moves[layer][j];
        const soFar = part === "z" && made > 0 && made <= nIn ? partial(view, j ?? 0, made) : null;
        const known = part === "W" || part === "b" || (part === "in" ? view.knows(layer, k ?? 0) : part === "z" ? made > nIn : view.knows(layer + 1, j ?? 0));
        const plain = part === "W" || part === "b" || (part === "in" && !layer);
        const text = known ? (plain ? weightText(value) : unitText(value)) : soFar === null ? "" : unitText(soFar);
        setText(node, text);
        const { numpy, said } = named(view, cell);
        setAttr(node, "title", known ? `${numpy} = ${exactText(value)}` : `${numpy}, not computed yet`);
        setAttr(node, "aria-label", known || editable() ? `${said}${editable() ? "" : `, ${spoken(value, 4)}`}` : soFar === null ? `${said}, not computed yet` : `${said}, ${spoken(soFar, 4)} so far`);
        if (editable()) {
          const most = Math.max(5, Math.ceil(Math.abs(value)));
          for (const [name, v] of Object.entries({ valuenow: Number(value.toFixed(4)), valuemin: -most, valuemax: most, valuetext: spoken(value, 4) })) setAttr(node, `aria-${name}`, v);
        }
        setAttr(node, "data-lit", lit(light, part, j, k, nIn));
        setAttr(node, "data-known", known);
        if (part === "W" || part === "b") node.style.setProperty("--nnw-share", `${Math.round(Math.sqrt(Math.min(1, Math.abs(value) / FULL)) * 34)}%`);
        setAttr(node, "data-sign", value < 0 ? "negative" : "positive");
      }
      setAttr(box, "data-lit", light.part === part ? "hot" : "");
    },
    destroy() { owner.abort(); },
  };
}

/** What has been added up so far of a neuron's sum. @param {PassView} view @param {number} j @param {number} made */
function partial({ theta, at, a, layer }, j, made) {
  let sum = 0;
  for (let k = 0; k < made; k++) sum += theta[at(j, k)] * a[layer][k];
  return sum;
}
