/** An operation of backpropagation as MathML, in the book's letters and in matrix form. */
import { expression, letterOf } from "./expression.js";

/** @typedef {import("./expression.js").Tree} Tree */

/** @param {string} text @returns {Tree} */
const sign = (text) => ["mo", text];
/** @param {Tree[]} parts @returns {Tree} */
const row = (...parts) => ["mrow", ...parts];
/** @type {Tree} */ const SPACE = ["mspace", { width: "0.25em" }];

/** @param {string} kind @param {number} layer */
const one = (kind, layer) => expression(kind, layer).math;
/** ∂C/∂a of what layer l makes. @param {number} l @returns {Tree} */
const asked = (l) => ["mfrac", row(sign("∂"), ["mi", "C"]), row(sign("∂"), one("a", l + 1))];
/** @param {Tree} base @returns {Tree} */
const turned = (base) => ["msup", row(sign("("), base, sign(")")), ["mi", "T"]];

/** @param {{kind: string, layer: number}} op @param {{last: number, acts: string[], settings: Record<string, any>}} view @returns {Tree} */
export function opMath({ kind, layer: l }, { last, acts, settings }) {
  const f = letterOf(acts[l]);
  /** @type {Tree} */ const slope = row(["mi", `${f}′`], sign("("), one("z", l), sign(")"));
  /** @type {Record<string, () => Tree>} */
  const forms = {
    z: () => row(one("z", l), sign("="), one("W", l), SPACE, one("a", l), sign("+"), one("b", l)),
    a: () => row(one("a", l + 1), sign("="), ...(acts[l] === "linear" ? [one("z", l)] : [/** @type {Tree} */ (["mi", f]), sign("("), one("z", l), sign(")")])),
    C: () => row(["mi", "C"], sign("="), ["mi", "C"], sign("("), one("a", l + 1), sign(","), ["mi", "y"], sign(")")),
    pull: () => (l < last ? row(asked(l), sign("="), turned(one("W", l + 1)), SPACE, one("delta", l + 1)) : asked(l)),
    delta: () => row(one("delta", l), sign("="), ...(l === last && settings.pair ? [one("a", l + 1), sign("−"), /** @type {Tree} */ (["mi", "y"])] : [asked(l), sign("⊙"), slope])),
    dW: () => row(one("dW", l), sign("="), one("delta", l), SPACE, turned(one("a", l))),
    db: () => row(one("db", l), sign("="), one("delta", l)),
  };
  return forms[kind]();
}

/** The name alone, for a list. @param {{kind: string, layer: number}} op @returns {Tree} */
export const opName = ({ kind, layer: l }) => (kind === "C" ? ["mi", "C"] : kind === "pull" ? asked(l) : one(kind, kind === "a" ? l + 1 : l));

/** The name in words. @param {{kind: string, layer: number}} op */
export function opWords({ kind, layer: l }) {
  return { z: `z of layer ${l + 1}`, a: `a of layer ${l + 1}`, C: "the cost", pull: `slope of the cost by a of layer ${l + 1}`, delta: `delta of layer ${l + 1}`, dW: `slopes by the weights of layer ${l + 1}`, db: `slopes by the biases of layer ${l + 1}` }[kind] ?? kind;
}
