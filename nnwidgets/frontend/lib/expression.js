/**
 * What a quantity is called: in NumPy, in LaTeX, and as a tree of MathML. One place, so that pictures, tables and lines of code agree.
 *
 * `layer` and `indices` count from 0, as in NumPy: expression("W", 0, [1, 2]) is `net.W[0][1, 2]`, and in books W⁽¹⁾₂₃, which count from 1.
 * Notations: "layers" numbers the layers, "relative" counts back from the last, L, "numpy" takes the names of NumPy.
 */
import { MINUS } from "./format.js";

/** @typedef {[tag: string, ...children: (Tree | string | Record<string, string>)[]]} Tree an element: its tag, attributes where it has some, children */
/** @typedef {"layers" | "relative" | "numpy"} Notation */
/** @typedef {{numpy: string, latex: string, math: Tree}} Expression */
/** @typedef {{letter: string, latex: string, numpy: string, above: number}} Kind above: what a book's superscript is more than NumPy's index */

/** @type {Record<string, Kind>} */
export const KINDS = {
  W:     { letter: "W", latex: "W",       numpy: "net.W",   above: 1 },
  b:     { letter: "b", latex: "b",       numpy: "net.b",   above: 1 },
  z:     { letter: "z", latex: "z",       numpy: "z",       above: 1 },
  a:     { letter: "a", latex: "a",       numpy: "a",       above: 0 },
  delta: { letter: "δ", latex: "\\delta", numpy: "delta",   above: 1 },
  dW:    { letter: "W", latex: "W",       numpy: "grads.W", above: 1 },
  db:    { letter: "b", latex: "b",       numpy: "grads.b", above: 1 },
};
const SLOPES = new Set(["dW", "db"]); // ∂C/∂ of the letter

/** "3", "L", "L−1": how a book numbers the layer that NumPy reaches at `layer`. @param {string} kind @param {number} layer @param {Notation} notation @param {number} last the number of the last layer */
export function superscript(kind, layer, notation, last) {
  const n = layer + KINDS[kind].above;
  if (notation !== "relative") return String(n);
  return n === last ? "L" : `L${MINUS}${last - n}`;
}

/**
 * @param {string} kind one of KINDS @param {number} layer @param {number[]} [indices] of one entry
 * @param {{notation?: Notation, last?: number}} [options] last: the number of the last layer, for "relative"
 * @returns {Expression}
 * @throws {Error} for another kind
 */
export function expression(kind, layer, indices = [], { notation = "layers", last = layer + 1 } = {}) {
  if (!Object.hasOwn(KINDS, kind)) throw new Error(`unknown quantity '${kind}'; choose one of ${Object.keys(KINDS).join(", ")}`);
  const { letter, latex, numpy } = KINDS[kind];
  const name = `${numpy}[${layer}]${indices.length ? `[${indices.join(", ")}]` : ""}`;
  const above = superscript(kind, layer, notation, last);
  const below = indices.map((i) => i + 1).join(indices.some((i) => i > 8) ? "," : "");
  const tex = `${latex}^{(${above.replace(MINUS, "-")})}${below && `_{${below}}`}`;
  return {
    numpy: name,
    latex: SLOPES.has(kind) ? `\\partial C / \\partial ${tex}` : tex,
    math: notation === "numpy" ? ["mtext", name] : SLOPES.has(kind) ? ["mfrac", ["mrow", ["mo", "∂"], ["mi", "C"]], ["mrow", ["mo", "∂"], scripted(letter, above, below)]] : scripted(letter, above, below),
  };
}

/** @param {string} letter @param {string} above @param {string} below @returns {Tree} */
function scripted(letter, above, below) {
  /** @type {Tree} */ const top = ["mrow", ["mo", { stretchy: "false" }, "("], ...numbered(above), ["mo", { stretchy: "false" }, ")"]];
  return below ? ["msubsup", ["mi", letter], ["mn", below], top] : ["msup", ["mi", letter], top];
}

/** "L−1" as its parts. @param {string} text @returns {Tree[]} */
function numbered(text) {
  const [first, ...rest] = text.split(MINUS);
  /** @type {Tree} */ const head = [/^\d/.test(first) ? "mn" : "mi", first];
  return rest.length ? [head, ["mo", MINUS], ["mn", rest[0]]] : [head];
}

const CALLED = /** @type {Record<string, string>} */ ({ tanh: "np.tanh", sin: "np.sin" }); // the rest are functions of the learner's own

/** The activation as books write it: σ for the sigmoid. @param {string} name */
export const letterOf = (name) => (name === "sigmoid" ? "σ" : name.replace(/ \(yours.*/, "").replaceAll("_", " "));

/** The line of NumPy that computes the layer, in pieces: `part` says what a piece stands for. @param {number} layer @param {string} act @returns {{text: string, part?: string}[]} */
export function lineOf(layer, act) {
  const own = act.replace(/ \(yours.*/, "");
  const [open, close] = own === "linear" ? ["", ""] : [`${CALLED[own] ?? own}(`, ")"];
  const name = (/** @type {string} */ kind, /** @type {number} */ l) => expression(kind, l).numpy;
  return [
    { text: name("a", layer + 1), part: "a" }, { text: " = " }, { text: open, part: "f" },
    { text: name("W", layer), part: "W" }, { text: " @ " }, { text: name("a", layer), part: "in" }, { text: " + " }, { text: name("b", layer), part: "b" },
    { text: close, part: "f" },
  ].filter(({ text }) => text);
}

/** a⁽ˡ⁾ = σ(W⁽ˡ⁾ a⁽ˡ⁻¹⁾ + b⁽ˡ⁾) of one layer; the parts have data-part. @param {number} layer @param {string} act @param {{notation?: Notation, last?: number}} options @returns {Tree} */
export function equationOf(layer, act, options) {
  /** @param {string} part @param {string} kind @param {number} l @returns {Tree} */
  const one = (part, kind, l) => ["mrow", { "data-part": part }, expression(kind, l, [], options).math];
  /** @type {Tree} */ const inner = ["mrow", one("W", "W", layer), ["mspace", { width: "0.25em" }], one("in", "a", layer), ["mo", "+"], one("b", "b", layer)];
  const f = letterOf(act);
  return ["mrow", one("a", "a", layer + 1), ["mo", "="], ...(act === "linear" ? [inner] : /** @type {Tree[]} */ ([["mi", { "data-part": "f" }, f], ["mo", "("], inner, ["mo", ")"]]))];
}
