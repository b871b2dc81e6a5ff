"""Every number and claim in the prose of lesson 01, recomputed."""

import json
import re
from pathlib import Path

import numpy as np
import pytest

import nnwidgets as nw

LESSON = Path(__file__).parents[2] / "lessons" / "01_neuron.ipynb"
CORNERS = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])


@pytest.fixture(scope="module")
def cells():
    return json.loads(LESSON.read_text("utf-8"))["cells"]


@pytest.fixture(scope="module")
def source(cells):
    return {c["id"]: "".join(c["source"]) for c in cells}


@pytest.fixture(scope="module")
def prose(cells):
    return " ".join(" ".join("".join(c["source"]) for c in cells if c["cell_type"] == "markdown").split())


@pytest.fixture
def lab():
    made = nw.NeuronLab()
    yield made
    made.close()


@pytest.fixture(scope="module")
def trained():
    """The lesson's playground, as its cell trains it."""
    made = nw.Playground("gauss", hidden=[], output="sigmoid")
    made.train(epochs=20)
    yield made
    made.close()


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def best_of_xor():
    """Rows of XOR that a line can have right, by trying 2,197 of them."""
    grid, wants = np.arange(-3, 3.5, 0.5), np.array([0, 1, 1, 0], bool)
    return max(int(((CORNERS @ [u, v] + b > 0) == wants).sum()) for u in grid for v in grid for b in grid)


def test_the_numbers_in_bold(prose, lab):
    X = lab.data[0].inputs
    z = np.array([6.0, 2.0]) @ [1.0, 0.0] - 5
    claims = [
        f"{sigmoid(z):.4f}", f"{sigmoid(2 * z):.4f}", f"{int((X @ [6, 2] - 5 > 0).sum())}", f"{sigmoid(1) - sigmoid(0):.4f}",
        f"{sigmoid(6) - sigmoid(5):.4f}", f"{best_of_xor()}", "24", "0",
    ]  # fmt: skip
    assert [bold for bold in re.findall(r"\*\*([^*]+)\*\*", prose) if re.match(r"\d", bold)] == claims
    assert len(X) == 80 and "the 80 examples" in prose and not (X @ [6, 2] - 10 > 0).any()


def test_what_is_said_of_the_first_picture(lab):
    assert lab.x == [1, 0] and lab.reading.z == 1 > 0
    before = lab.reading.z
    lab.net.W[0] = [[6, -9]]
    assert lab.reading.z == before  # its input is 0
    lab.net.b[0] = [-1006]
    assert lab.reading.z == -1000 and lab.reading.a == 0


def test_what_is_said_of_the_line(lab):
    w, b = np.array([6.0, 2.0]), -5.0
    along = np.array([-w[1], w[0]])
    on_it = -b * w / (w @ w)
    for step in np.linspace(-3, 3, 7):
        assert w @ (on_it + step * along) + b == pytest.approx(0)
    assert along @ w == 0 and w @ (on_it + w) + b > 0
    X = np.random.default_rng(0).normal(size=(200, 2))
    assert np.array_equal(X @ w + b > 0, X @ (2 * w) + 2 * b > 0)
    fires = lab.net.predict(X)
    lab.activation = "tanh"
    assert np.array_equal(lab.net.predict(X), fires)


def test_what_the_predictions_hold(source):
    right = {
        "predict-double": "the decision stays, a grows",
        "predict-saturation": "from 0 to 1",
        "predict-gate": "AND at −1.5, OR at −0.5",
    }
    for name, answer in right.items():
        predict = eval(source[name], {"nw": nw})
        predict.commit(answer)
        assert predict.right is True
        other = eval(source[name], {"nw": nw})
        other.commit(next(choice for choice in other._kind.choices if choice != answer))
        assert other.right is False
    relu, wrong = (eval(source["predict-relu"], {"np": np, "nw": nw}) for _ in range(2))  # V5.7
    relu.commit("0")
    wrong.commit("1")
    assert relu.right is True and wrong.right is False and nw.Network([2, 1]).n_params == 3
    for gate, bias in (("and", -1.5), ("or", -0.5)):
        lab = nw.NeuronLab(w=(1, 1), b=bias, activation="step")
        lab.gate = gate
        assert lab.hint.startswith("All four rows are right")
        lab.close()
    assert not any((np.array([1, 1]) @ row + 1.5 > 0) != (np.array([1, 1]) @ row + 0.5 > 0) for row in CORNERS)  # 1.5 and 0.5 always fire


def test_nand_needs_negative_weights_and_xor_cannot_be_had():
    grid, wants = np.arange(-3, 3.5, 0.5), np.array([1, 1, 1, 0], bool)
    found = [(u, v) for u in grid for v in grid for b in grid if ((CORNERS @ [u, v] + b > 0) == wants).all()]
    assert found and all(u < 0 and v < 0 for u, v in found)
    assert best_of_xor() == 3


def test_what_is_said_of_the_images():
    painter = nw.NeuronLab(mode="image", pixels="patch + surround")
    assert [int(np.sum(np.array(painter.pixels) == value)) for value in (1, -1)] == [24, 24]
    sums = painter.sums
    assert sorted(sums, key=lambda name: -sums[name].total) == ["B", "D", "A", "C"]
    assert (sums["B"].total, sums["C"].total, sums["D"].positive, sums["D"].negative) == (24, 0, 24, 16)
    painter.pixels = "patch"
    assert sorted(found.total for found in painter.sums.values()) == [12, 24, 24, 24]
    painter.close()


def test_training_gets_every_point_right_and_the_loss_falls_on(trained):
    seen = trained.trainer.measure()
    assert seen["train_accuracy"] == seen["test_accuracy"] == 1
    assert (trained.net.W[0] > 0).all()
    before, border = trained.trainer.train_loss, trained.net.W[0] / np.linalg.norm(trained.net.W[0])
    trained.train(epochs=20)
    assert trained.trainer.train_loss < before
    assert float((trained.net.W[0] / np.linalg.norm(trained.net.W[0]) * border).sum()) > 0.98  # the border hardly turns
