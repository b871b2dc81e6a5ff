"""Every number and claim in the prose of lesson 01, recomputed."""

import json
import re
from pathlib import Path

import numpy as np
import pytest

import nnwidgets as nw

LESSON = Path(__file__).parents[2] / "lessons" / "01_neuron.ipynb"


@pytest.fixture(scope="module")
def cells():
    return json.loads(LESSON.read_text("utf-8"))["cells"]


@pytest.fixture(scope="module")
def prose(cells):
    return " ".join(" ".join("".join(c["source"]) for c in cells if c["cell_type"] == "markdown").split())


@pytest.fixture(scope="module")
def trained():
    """The lesson's second playground, as its cell trains it."""
    lab = nw.Playground("gauss", hidden=[], output="sigmoid")
    lab.train(epochs=20)
    yield lab
    lab.close()


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def test_the_numbers_in_bold(prose):
    z = np.array([6.0, 2.0]) @ [1.0, 0.0] - 5
    claims = [f"{sigmoid(z):.4f}", f"{sigmoid(2 * z):.4f}", f"{sigmoid(z):.4f}", "seven in ten"]
    assert [bold for bold in re.findall(r"\*\*([^*]+)\*\*", prose) if bold[0] == "0" or bold == "seven in ten"] == claims


def test_doubling_keeps_the_border_and_sharpens_the_answer():
    w, b, X = np.array([6.0, 2.0]), -5.0, np.random.default_rng(0).normal(size=(200, 2))
    assert np.array_equal(X @ w + b > 0, X @ (2 * w) + 2 * b > 0)
    assert (np.abs(sigmoid(2 * (X @ w + b)) - 0.5) >= np.abs(sigmoid(X @ w + b) - 0.5)).all()


def test_the_border_is_the_same_for_tanh_and_sigmoid():
    net = nw.Network([2, 1], output="sigmoid")
    X = np.random.default_rng(0).normal(size=(200, 2))
    decided = net.predict(X)
    net.output = "tanh"
    assert np.array_equal(net.predict(X), decided)


def test_training_gets_every_point_right_and_the_loss_falls_on(trained):
    seen = trained.trainer.measure()
    assert seen["train_accuracy"] == seen["test_accuracy"] == 1
    assert (trained.net.W[0] > 0).all()
    before, border = trained.trainer.train_loss, trained.net.W[0] / np.linalg.norm(trained.net.W[0])
    trained.train(epochs=20)
    assert trained.trainer.train_loss < before
    assert float((trained.net.W[0] / np.linalg.norm(trained.net.W[0]) * border).sum()) > 0.98  # the border hardly turns


def test_the_best_line_gets_seven_in_ten_of_xor(prose):
    data = nw.datasets.xor()
    angles, offsets = np.linspace(0, np.pi, 181), np.linspace(-8, 8, 161)
    along = data.X @ np.array([np.cos(angles), np.sin(angles)])
    right = np.mean((along[:, :, None] > offsets) == data.y[:, None, None].astype(bool), axis=0)
    assert np.maximum(right, 1 - right).max() == pytest.approx(0.7, abs=0.04)
    lab = nw.Playground("xor", hidden=[], output="sigmoid")
    lab.train(epochs=50)
    assert 0.5 < lab.trainer.measure()["train_accuracy"] < 0.65
    lab.close()


def test_the_exercise_has_the_answer_that_the_check_expects(cells):
    check = next("".join(c["source"]) for c in cells if c["id"] == "neuron-check")
    x, w, b = np.array([1.0, 2.0, 3.0]), np.array([0.2, 0.8, -0.5]), 2.0
    expected = sigmoid(w @ x + b)
    assert f"{expected:.6f}" in check
    for answer, said in ((None, "not attempted yet"), (expected, True), (w @ x + b, False)):
        space = {"np": np, "neuron": lambda x, w, b, answer=answer: answer}
        exec(check.splitlines()[0], space)
        assert eval(check.splitlines()[1], space) == said


def test_the_lesson_is_in_style(cells):
    code = ["".join(c["source"]) for c in cells if c["cell_type"] == "code"]
    assert max(len(source.splitlines()) for source in code) <= 12
    assert sorted(len(source.splitlines()) for source in code)[len(code) // 2] <= 4
    assert not any(re.search(r"^\s*[%!]|import \*|play\(\)|;\s*$|\bawait\b", source, re.M) for source in code)
    assert all(re.fullmatch(r"[a-z0-9-]+", c["id"]) for c in cells)
    assert "widgets" not in json.loads(LESSON.read_text("utf-8"))["metadata"]
    assert not any("image/png" in o.get("data", {}) for c in cells for o in c.get("outputs", []))
