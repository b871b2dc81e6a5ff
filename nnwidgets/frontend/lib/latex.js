/** The LaTeX of the registry's formulas as trees of MathML, see panels/math.js: fractions, roots, scripts, names, text; no more. */
import { MINUS } from "./format.js";

/** @typedef {import("./expression.js").Tree} Tree */

const NAMES = new Set(["sin", "cos", "tanh", "ln", "max", "min", "exp"]);
const LETTERS = /** @type {Record<string, string>} */ ({ sigma: "σ", pi: "π", delta: "δ", beta: "β", alpha: "α", Phi: "Φ" });
const SIGNS = /** @type {Record<string, string>} */ ({ cdot: "·", sum: "∑", le: "≤", ge: "≥" });
const SPACES = /** @type {Record<string, string>} */ ({ ",": "0.17em", ";": "0.28em", " ": "0.25em", quad: "1em" });
const TOKEN = /\\[a-zA-Z]+|\\.|\d+(?:\.\d+)?|[^\s]/gy;

/** @param {string} source @returns {string[]} a text's braces hold its spaces, and are one token */
function tokens(source) {
  const found = [];
  for (let at = 0; at < source.length;) {
    const text = /\\text\{([^}]*)\}/y;
    text.lastIndex = at;
    TOKEN.lastIndex = at;
    const [match] = text.exec(source) ?? TOKEN.exec(source) ?? [" "];
    if (match !== " ") found.push(match);
    at += match.length;
  }
  return found;
}

/**
 * @param {string} source
 * @returns {Tree} an mrow
 * @throws {Error} for a command that is not known
 */
export function latexTree(source) {
  const all = tokens(source);
  let at = 0;

  /** All up to a closing brace or the end. @returns {Tree[]} */
  function row() {
    const found = [];
    while (at < all.length && all[at] !== "}") found.push(scripted());
    return found;
  }

  /** In braces, or the next token; of a number its first digit, as LaTeX does. @returns {Tree} */
  function argument() {
    if (all[at] === "{") {
      at++;
      const inner = row();
      at++;
      return inner.length === 1 ? inner[0] : ["mrow", ...inner];
    }
    const digits = /^\d{2,}$/.exec(all[at] ?? "");
    if (digits) {
      const [first, ...rest] = all[at];
      all.splice(at, 1, first, rest.join(""));
    }
    return atom();
  }

  /** @returns {Tree} */
  function scripted() {
    const base = atom();
    /** @type {Record<string, Tree>} */ const scripts = {};
    while (all[at] === "^" || all[at] === "_") {
      const which = all[at++];
      scripts[which] = argument();
    }
    const [above, below] = [scripts["^"], scripts._];
    if (above && below) return ["msubsup", base, below, above];
    return above ? ["msup", base, above] : below ? ["msub", base, below] : base;
  }

  /** @returns {Tree} */
  function atom() {
    const token = all[at++] ?? "";
    if (token === "{") {
      at--;
      return argument();
    }
    if (token.startsWith("\\text{")) return ["mtext", token.slice(6, -1).replaceAll(" ", "\u00a0")];
    if (token.startsWith("\\")) return command(token.slice(1));
    if (/^\d/.test(token)) return ["mn", token];
    if (/^[a-zA-Z]$/.test(token)) return ["mi", token];
    return ["mo", { stretchy: "false" }, token === "-" ? MINUS : token === "'" ? "\u2032" : token];
  }

  /** @param {string} name @returns {Tree} */
  function command(name) {
    if (name === "frac" || name === "tfrac") return ["mfrac", argument(), argument()];
    if (name === "sqrt") return ["msqrt", argument()];
    if (name === "left" || name === "right") return ["mo", { fence: "true" }, all[at++]];
    if (NAMES.has(name)) return ["mi", name];
    if (Object.hasOwn(LETTERS, name)) return ["mi", LETTERS[name]];
    if (Object.hasOwn(SIGNS, name)) return ["mo", SIGNS[name]];
    if (Object.hasOwn(SPACES, name)) return ["mspace", { width: SPACES[name] }];
    throw new Error(`unknown LaTeX \\${name} in ${source}`);
  }

  return ["mrow", ...row()];
}
