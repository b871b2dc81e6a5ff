"""Every number and claim in the prose of lesson 11, recomputed; its exercises take right answers and no wrong ones."""

import json
import re
from pathlib import Path

import numpy as np
import pytest

import nnwidgets as nw
from nnwidgets.core import logits as of
from nnwidgets.core.functions import sigmoid
from nnwidgets.core.race import race

LESSON = Path(__file__).parents[2] / "lessons" / "11_softmax.ipynb"
SEVEN = np.array([-0.8, -5.0, 0.5, 1.5, 3.4, -2.3, 2.5])


@pytest.fixture(scope="module")
def cells():
    return json.loads(LESSON.read_text("utf-8"))["cells"]


@pytest.fixture(scope="module")
def source(cells):
    return {c["id"]: "".join(c["source"]) for c in cells}


def test_the_numbers_in_bold(cells):
    prose = " ".join(" ".join("".join(c["source"]) for c in cells if c["cell_type"] == "markdown").split())
    bold = [b for b in re.findall(r"\*\*([^*]+)\*\*", prose) if re.match(r"[\d−]", b) and b != "1000 1001 1002"]
    p, run, three = of.probabilities(SEVEN), race(2.0, 2.0), np.log([0.2, 0.3, 0.5])
    chance = [of.loss(np.zeros(k), np.eye(k)[0]) for k in (10, 3)]
    y = np.array([0.75, 0.25])
    assert bold == [
        f"{p.max():.4f}", f"{np.sort(p)[-2]:.4f}", f"{of.probabilities(SEVEN, 10).max():.4f}", f"{of.probabilities(SEVEN, 0.1).max():.4f}",
        f"{of.probabilities(SEVEN, np.inf).max():.4f}", f"{of.entropy(np.full(7, 1 / 7)):.4f}", f"{sigmoid(SEVEN).sum():.2f}",
        *(f"{-np.log(q):.3f}" for q in (0.9, 0.5, 0.1, 0.01)), *(f"{one:.4f}" for one in chance), f"{of.entropy(y):.4f}",
        f"{of.gradient(three, np.eye(3)[1])[1]:.1f}".replace("-", "−"), f"{of.loss(three, np.eye(3)[1]):.3f}", f"{run.ratio:.1f}",
        f"{run.squared[300]:.4f}", f"{run.crossed[300]:.3f}",
    ]  # fmt: skip


def test_the_claims_in_words():
    assert of.loss(np.log([0.75, 0.25]), np.array([0.75, 0.25])) == pytest.approx(of.entropy(np.array([0.75, 0.25])))
    for T in (0.1, 1, 10):
        assert np.argsort(of.probabilities(SEVEN, T)).tolist() == np.argsort(SEVEN).tolist()
    assert race(2.0, 2.0).squared[0] == pytest.approx(0.982, abs=5e-4)
    assert race(0.6, 0.9).ratio < 7 and race(0.6, 0.9).squared[300] < 0.1
    rng = np.random.default_rng(0)
    moved = SEVEN + 0.1 * rng.normal() * np.eye(7)[2]
    assert (of.probabilities(moved) != of.probabilities(SEVEN)).all()  # one bar is dragged: every share moves


def test_what_the_predictions_hold(source):
    for name, right, wrong in (
        ("predict-shift", "nothing", "the largest grows"),
        ("predict-chance", "2.3026", "0.1"),
        ("predict-gradient", "-0.7", "0.3"),
        ("predict-overflow", "nan for all three", "0, 0, 1"),
    ):
        lab, said = nw.SoftmaxLab(), []
        for answer in (right, wrong):
            predict = eval(source[name], {"nw": nw, "lab": lab})
            predict.commit(answer)
            said.append(predict.right)
            predict.close()
        lab.close()
        assert said == [True, False]
