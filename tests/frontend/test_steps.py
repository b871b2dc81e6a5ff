"""The page's steps through a forward pass equal the kernel's, and what it writes out for each is NumPy's own numbers."""

import numpy as np
import pytest

from nnwidgets.core.forward_steps import BY, convert, place, reached, steps_of
from nnwidgets.core.network import Network

NETS = [([2, 3, 1], "sigmoid"), ([3, 2, 4], "softmax"), ([1, 1], "linear"), ([4, 1, 1, 2], "softmax"), ([7, 9, 2], "tanh")]

STEPS = """
import { readFileSync } from "node:fs";
import { convert, countSteps, placeOf, reached } from "./lib/steps.js";
console.log(JSON.stringify(JSON.parse(readFileSync(0, "utf8")).map(([sizes, softmax, by, next]) =>
  Array.from({ length: countSteps(sizes, softmax, by) + 1 }, (_, done) =>
    [reached(sizes, softmax, by, done), Object.values(placeOf(sizes, softmax, by, done)), convert(sizes, softmax, by, next, done)]))));
"""

WRITTEN = """
import { readFileSync } from "node:fs";
import { createPassView } from "./lib/pass_view.js";
import { stepWords, writtenSum } from "./lib/written.js";
import { countSteps, placeOf } from "./lib/steps.js";
console.log(JSON.stringify(JSON.parse(readFileSync(0, "utf8")).map(({ settings, theta, x }) => {
  const read = createPassView();
  const { sizes } = settings, softmax = settings.output === "softmax";
  const arrays = { inputs: Float64Array.from(x), Y: new Float64Array(sizes[sizes.length - 1]) };
  return Array.from({ length: countSteps(sizes, softmax, "term") + 1 }, (_, done) => {
    const { layer, unit, term } = placeOf(sizes, softmax, "term", done);
    const dials = { by: "term", done, layer, unit: unit ?? 0, term, x, corner: null };
    const view = read({ settings, theta: Float64Array.from(theta), arrays, shape: 1, dials });
    return { layer, unit, term, written: writtenSum(view, unit ?? 0), words: stepWords(view) };
  });
})));
"""


def test_steps_equal_the_kernels(node):
    cases = [(sizes, output == "softmax", by, new) for sizes, output in NETS for by in BY for new in BY]
    for (sizes, softmax, by, new), got in zip(cases, node(STEPS, cases), strict=True):
        assert len(got) == sum(steps_of(sizes, softmax, by)) + 1
        for done, (known, where, other) in enumerate(got):
            assert known == [layer.tolist() for layer in reached(sizes, softmax, by, done)], (sizes, by, done)
            assert tuple(where) == place(sizes, softmax, by, done)
            assert other == convert(sizes, softmax, by, new, done), (sizes, by, new, done)


def shown(value, digits):
    return f"{round(float(value), digits) + 0:.{digits}f}".replace("-", "\u2212")  # + 0: no negative zero


@pytest.mark.parametrize(("sizes", "output"), NETS)
def test_a_sum_is_written_as_far_as_it_is_known(node, sizes, output):
    net = Network(sizes, "sigmoid", output, seed=4)
    net.theta[:] = np.random.default_rng(1).normal(size=net.theta.size).round(2)
    x = np.linspace(-1, 1.5, sizes[0]).round(2)
    hidden = ["sigmoid"] * (len(sizes) - 2)
    settings = {"sizes": sizes, "hidden": hidden, "output": output, "loss": "squared_error", "names": [], "classes": []}
    ((first, *steps),) = node(WRITTEN, [{"settings": settings, "theta": net.theta.tolist(), "x": x.tolist()}])
    assert first["words"].endswith(": nothing is computed yet.")
    trace = net.forward(x)
    for step in steps:
        l, j, k, written = step["layer"], step["unit"] or 0, step["term"], step["written"]
        a, n_in = trace.a[l][0], sizes[l]
        products = [*(net.W[l][j] * a), net.b[l][j]]
        made = n_in + 2 if k is None else k + 1
        window = [term["k"] for term in written["terms"]]
        assert window[-1] == n_in and (k is None or k >= n_in or k in window)
        for term in written["terms"]:
            digits = 2 if term["k"] == n_in else 4
            assert term["value"] == (shown(products[term["k"]], digits) if term["k"] < made else None)
        so_far = written["sumSoFar"]
        assert so_far == (pytest.approx(sum(products[:made])) if made <= n_in else None)
        assert written["z"] == (pytest.approx(trace.z[l][0, j]) if made > n_in else None)
        assert written["a"] == (pytest.approx(trace.a[l + 1][0, j]) if made == n_in + 2 else None)
        if k is not None and k < n_in:
            said = shown(products[k], 4).rstrip("0").rstrip(".").replace("\u2212", "minus ")
            assert f" is {said}; the sum so far is " in step["words"]
        elif k == n_in:
            assert ": plus the bias " in step["words"]
