import assert from "node:assert/strict";
import { test } from "node:test";
import { equationOf, expression, KINDS, letterOf, lineOf } from "../../nnwidgets/frontend/lib/expression.js";

const flat = (tree) => (typeof tree === "string" ? tree : Array.isArray(tree) ? tree.slice(1).map(flat).join("") : "");

test("one entry in NumPy, in LaTeX and in MathML: NumPy counts from 0, books from 1", () => {
  const { numpy, latex, math } = expression("W", 0, [1, 2]);
  assert.equal(numpy, "net.W[0][1, 2]");
  assert.equal(latex, "W^{(1)}_{23}");
  assert.deepEqual(math, ["msubsup", ["mi", "W"], ["mn", "23"], ["mrow", ["mo", { stretchy: "false" }, "("], ["mn", "1"], ["mo", { stretchy: "false" }, ")"]]]);
  assert.equal(expression("W", 0, [1, 395]).latex, "W^{(1)}_{2,396}");
});

test("z and b are numbered with their layer, a from the input on", () => {
  const all = ["W", "b", "z", "a", "delta", "dW", "db"];
  assert.deepEqual(all, Object.keys(KINDS));
  assert.deepEqual(all.map((kind) => expression(kind, 1, [0]).numpy), ["net.W[1][0]", "net.b[1][0]", "z[1][0]", "a[1][0]", "delta[1][0]", "grads.W[1][0]", "grads.b[1][0]"]);
  assert.deepEqual(all.map((kind) => expression(kind, 1).latex), ["W^{(2)}", "b^{(2)}", "z^{(2)}", "a^{(1)}", "\\delta^{(2)}", "\\partial C / \\partial W^{(2)}", "\\partial C / \\partial b^{(2)}"]);
});

test("the same counted back from the last layer, and by NumPy's names", () => {
  const options = { notation: "relative", last: 3 };
  assert.deepEqual([0, 1, 2].map((l) => flat(expression("W", l, [], options).math)), ["W(L−2)", "W(L−1)", "W(L)"]);
  assert.deepEqual([0, 1, 2, 3].map((l) => flat(expression("a", l, [], options).math)), ["a(L−3)", "a(L−2)", "a(L−1)", "a(L)"]);
  assert.equal(expression("a", 2, [], options).latex, "a^{(L-1)}");
  assert.deepEqual(expression("b", 2, [4], { notation: "numpy" }).math, ["mtext", "net.b[2][4]"]);
  assert.throws(() => expression("V", 0), { message: "unknown quantity 'V'; choose one of W, b, z, a, delta, dW, db" });
});

test("the line of NumPy of a layer", () => {
  const line = (l, act) => lineOf(l, act).map(({ text }) => text).join("");
  assert.equal(line(0, "sigmoid"), "a[1] = sigmoid(net.W[0] @ a[0] + net.b[0])");
  assert.equal(line(2, "tanh"), "a[3] = np.tanh(net.W[2] @ a[2] + net.b[2])");
  assert.equal(line(1, "linear"), "a[2] = net.W[1] @ a[1] + net.b[1]");
  assert.equal(line(0, "cube (yours 2)"), "a[1] = cube(net.W[0] @ a[0] + net.b[0])");
  assert.deepEqual(lineOf(0, "relu").flatMap(({ part }) => part ?? []), ["a", "f", "W", "in", "b", "f"]);
});

test("the equation of a layer in letters", () => {
  assert.equal(flat(equationOf(0, "sigmoid", { last: 2 })), "a(1)=σ(W(1)a(0)+b(1))");
  assert.equal(flat(equationOf(1, "sigmoid", { notation: "relative", last: 2 })), "a(L)=σ(W(L)a(L−1)+b(L))");
  assert.equal(flat(equationOf(1, "linear", { notation: "numpy", last: 2 })), "a[2]=net.W[1]a[1]+net.b[1]");
  assert.deepEqual(["sigmoid", "leaky_relu", "sin (yours)"].map(letterOf), ["σ", "leaky relu", "sin"]);
});
