import { test } from "node:test";
import assert from "node:assert/strict";
import { latexTree } from "../../nnwidgets/frontend/lib/latex.js";

const inner = (source) => latexTree(source).slice(1);
const minus = ["mo", { stretchy: "false" }, "\u2212"];

test("fractions, scripts, letters and numbers", () => {
  assert.deepEqual(inner("\\frac{1}{1 + e^{-z}}"), [["mfrac", ["mn", "1"], ["mrow", ["mn", "1"], ["mo", { stretchy: "false" }, "+"], ["msup", ["mi", "e"], ["mrow", minus, ["mi", "z"]]]]]]);
  assert.deepEqual(inner("z_j^2"), [["msubsup", ["mi", "z"], ["mi", "j"], ["mn", "2"]]]);
  assert.deepEqual(inner("\\tfrac12 z"), [["mfrac", ["mn", "1"], ["mn", "2"]], ["mi", "z"]]);
  assert.deepEqual(inner("0.01\\,z"), [["mn", "0.01"], ["mspace", { width: "0.17em" }], ["mi", "z"]]);
});

test("text keeps its spaces, names stay whole, a root holds its argument", () => {
  assert.deepEqual(inner("1 \\text{ if } z"), [["mn", "1"], ["mtext", "\u00a0if\u00a0"], ["mi", "z"]]);
  assert.deepEqual(inner("\\tanh^2(z)")[0], ["msup", ["mi", "tanh"], ["mn", "2"]]);
  assert.deepEqual(inner("\\sqrt{2/\\pi}")[0][0], "msqrt");
});

test("what is not known is said", () => {
  assert.throws(() => latexTree("\\oint z"), /^Error: unknown LaTeX \\oint in \\oint z$/);
});
