"""Every number and claim in the prose of lesson 03, recomputed."""

import json
import math
import re
from pathlib import Path

import numpy as np
import pytest

import nnwidgets as nw

LESSON = Path(__file__).parents[2] / "lessons" / "03_forward.ipynb"
X = np.array([[1.0, 2.0], [0.0, 0.0], [-1.0, 3.0], [2.0, -2.0]])


@pytest.fixture(scope="module")
def cells():
    return json.loads(LESSON.read_text("utf-8"))["cells"]


@pytest.fixture(scope="module")
def prose(cells):
    return " ".join(" ".join("".join(c["source"]) for c in cells if c["cell_type"] == "markdown").split())


@pytest.fixture(scope="module")
def lab():
    made = nw.ForwardLab()
    yield made
    made.close()


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def test_the_numbers_in_bold(prose, lab):
    W, b, x = lab.net.W, lab.net.b, np.array(lab.x)
    a = sigmoid(W[0] @ x + b[0])
    z = (W[1] @ a + b[1]).item()
    large, wider = (nw.Network([784, first, 16, 10]).n_params for first in (16, 17))
    claims = [
        f"{W[0].size + W[1].size}", f"{a[0]:.6f}, {a[1]:.6f} and {a[2]:.6f}", f"{z:.6f}", f"{sigmoid(z):.6f}",
        f"{math.factorial(3)}", f"{large:,}", f"{lab.net.n_params}", f"{wider - large}", str(nw.Network([64, 32, 10]).W[1].shape),
    ]  # fmt: skip
    assert [bold for bold in re.findall(r"\*\*([^*]+)\*\*", prose) if re.match(r"[(\d]", bold)] == claims
    assert "801** more: 784 weights and a bias for the new neuron, and one weight from it to each of the 16" in prose
    assert "(4, 3): four examples, three neurons" in prose and (X @ W[0].T + b[0]).shape == (4, 3)
    assert W[1].shape == (1, 3)


def test_what_the_predictions_hold(cells, lab):
    source = {c["id"]: "".join(c["source"]) for c in cells}
    predicted = [eval(source[name], {"nw": nw}) for name in ("predict-z", "predict-count")]
    for predict, right, wrong in zip(predicted, ("0.6", "13002"), ("0.5", "12960"), strict=True):
        again = eval(source["predict-z" if right == "0.6" else "predict-count"], {"nw": nw})
        predict.commit(right)
        again.commit(wrong)
        assert predict.right is True and again.right is False
    assert predicted[1]._state["answer"] == "13,002"
    assert 784 * 16 == 12_544 and 16 * 16 == 256 and 16 * 10 == 160 and 12_544 + 16 + 256 + 16 + 160 + 10 == 13_002
    assert (lab.net.W[0][0] @ [1, 2] + lab.net.b[0][0]).round(12) == 0.6


def test_what_comes_after_a_number_follows_it_and_nothing_else(lab):
    net, before = lab.net.copy(), lab.net.forward(lab.x)
    net.W[1][0, 1] += 0.5
    after = net.forward(lab.x)
    np.testing.assert_array_equal(after.a[1], before.a[1])
    assert after.output != before.output
    moved = lab.net.forward(np.add(lab.x, [0.5, 0]))
    assert (moved.a[1] != before.a[1]).all() and moved.output != before.output
