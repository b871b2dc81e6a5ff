"""The features that the browser makes by itself equal NumPy's, to 1e-12, alone and as inputs of a network, scaled or not."""

import base64

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from nnwidgets.core.datasets import from_arrays
from nnwidgets.core.features import FEATURES
from nnwidgets.core.plane import plane_of
from nnwidgets.widgets.wire import pack

PROGRAM = """
import { readFileSync } from "node:fs";
import { decode } from "./lib/frame.js";
import { createEvaluator } from "./lib/evaluate.js";
const all = JSON.parse(readFileSync(0, "utf8")).map(({ arrays, payload, settings }) => {
  const { X, Y, ...more } = decode({ arrays }, Buffer.from(payload, "base64"));
  const evaluator = createEvaluator(settings, X, Y, more);
  const { pass } = evaluator.grid(new Float64Array(settings.sizes[0] + 1), 50);
  const points = [...evaluator.inputsOf(evaluator.drawn)];
  return { points, cells: [...pass.a[0]], places: Array.from(evaluator.drawn, i => evaluator.place(i)).flat() };
});
console.log(JSON.stringify(all));
"""


def case(X, names, scaled, choice):
    """(what the page gets, what it should find): inputs of the points and of the plane's cells, and where the points stand."""
    data = from_arrays(X, np.arange(len(X)) % 2, names=[f"x{k + 1}" for k in range(X.shape[1])]).with_features(*names)
    data = data.standardize() if scaled else data
    plane = plane_of((data, data.take([])), np.zeros((len(X), 1)), False, choice)
    given = {"X": data.X, "Y": np.zeros((len(X), 1)), "plane": plane.table}
    if scaled:
        given["scale"] = np.array([data.scale.center, data.scale.spread])
    described, payload = pack(given)
    takes = [f.name if f.column is None else f.column for f in data.features]
    page = {"sizes": [len(names), 1], "hidden": [], "output": "linear", "loss": "squared_error", "task": "binary", "data": None,
            "n_train": len(X), "takes": takes,
            "plane": {"names": plane.names, "domain": plane.domain, "rest": "", "choice": 0, "columns": []}}  # fmt: skip
    sent = {"arrays": described, "payload": base64.b64encode(payload).decode(), "settings": page}
    return sent, (data.inputs.T.ravel(), data.over(plane.points(50)).T.ravel(), plane.project(data.X).ravel())


def test_T8_the_browsers_features_equal_numpys(node):
    drawn = []

    @given(arrays(float, (6, 3), elements=st.floats(-8, 8, width=32)), st.permutations(list(FEATURES)), st.booleans(), st.booleans())
    @settings(max_examples=40, database=None, derandomize=True)
    def collect(X, names, scaled, pca):
        X = X + np.arange(18).reshape(6, 3) % 5 / 7  # no two columns and no two rows alike
        drawn.append(case(X, names[: 1 + len(drawn) % 7], scaled, "pca" if pca else (2, 0)))

    collect()
    assert len(drawn) >= 20
    for (_, expected), got in zip(drawn, node(PROGRAM, [sent for sent, _ in drawn]), strict=True):
        for ours, theirs in zip(expected, (got["points"], got["cells"], got["places"]), strict=True):
            np.testing.assert_allclose(theirs, ours, rtol=1e-12, atol=1e-12 * max(1, np.abs(ours).max()))
