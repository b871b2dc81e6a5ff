"""Every number and claim in the prose of lesson 04, recomputed; its exercises take right answers and no wrong ones."""

import json
import re
from pathlib import Path

import numpy as np
import pytest

import nnwidgets as nw

LESSON = Path(__file__).parents[2] / "lessons" / "04_hidden_layers.ipynb"
X, Y = np.array([[0, 0], [0, 1], [1, 0], [1, 1.0]]), np.array([0, 1, 1, 0])


@pytest.fixture(scope="module")
def cells():
    return json.loads(LESSON.read_text("utf-8"))["cells"]


@pytest.fixture(scope="module")
def source(cells):
    return {c["id"]: "".join(c["source"]) for c in cells}


@pytest.fixture(scope="module")
def fans():
    def fan(activation, units):
        settings = {"seeds": 50, "learning_rate": 0.5, "batch_size": 4, "record_every": 2000}
        return nw.Fan(nw.Network([2, units, 1], activation), (X, Y), **settings).train(steps=2000)

    return [fan(*kind) for kind in (("relu", 2), ("sigmoid", 2), ("relu", 8), ("tanh", 2))]


def best_line():
    """The most corners that a threshold unit gets right, of many lines."""
    draw = np.random.default_rng(0).normal(size=(20_000, 3))
    return int(((X @ draw[:, :2].T + draw[:, 2] > 0) == Y[:, None]).sum(axis=0).max())


def test_the_numbers_in_bold(cells, source, fans):
    prose = " ".join(" ".join("".join(c["source"]) for c in cells if c["cell_type"] == "markdown").split())
    bold = [b for b in re.findall(r"\*\*([^*]+)\*\*", prose) if re.match(r"\d", b)]
    here = {"np": np, "nw": nw}
    exec(source["circle"].rsplit("\n", 1)[0], here)
    circles = [str(here["accuracy"](units)) for units in (1, 2, 3)]
    assert bold == [str(best_line()), f"{np.log(2):.4f}", *(str(len(fan.solved(0.1).runs)) for fan in fans), *circles]


def test_a_linear_network_is_one_line():
    net = nw.Network([2, 4, 1], "linear")
    trainer = nw.Trainer(net, (X, Y), learning_rate=0.5, batch_size=4).train(steps=2000)
    assert trainer.measure()["train_loss"] == pytest.approx(np.log(2), abs=1e-9)
    np.testing.assert_allclose(net.forward(X).output, 0.5, atol=1e-6)


def test_where_the_others_are_stuck(fans):
    """Two, three or four corners with one answer: the mean of their targets, and its loss."""
    places = [np.log(2) / 2, (np.log(3) + 2 * np.log(1.5)) / 4, np.log(2)]
    assert [f"{place:.2f}" for place in places] == ["0.35", "0.48", "0.69"]
    relu = fans[0]
    stuck, silent = [i for i in range(50) if i not in relu.solved(0.1).runs], 0
    for i in stuck:
        net = relu.open(i).net
        loss = relu.open(i).measure()["train_loss"]
        assert min(abs(loss - place) for place in places) < 0.01
        assert np.abs(net.backward(net.forward(X), Y[:, None].astype(float)).theta).max() < 0.02
        silent += bool((net.forward(X).z[0] <= 0).all(axis=0).any())
    assert len(stuck) / 2 < silent < len(stuck)  # "in more than half of these"


def test_the_network_that_the_lesson_builds_answers_all_corners(source):
    here = {"nw": nw, "X": X, "y": Y, "np": np}
    exec(source["two-lab"], here)
    lab = here["lab"]
    trace = lab.net.forward(lab.data[0].inputs)
    np.testing.assert_allclose(trace.z[-1].ravel(), 8 * Y - 4)
    lab.close()
    one = eval(source["one-line"].splitlines()[0].split("=", 1)[1], {"nw": nw})
    assert "3 is the most" in one.hint
    one.close()


def test_what_the_predictions_hold(source):
    for name, right, wrong in (
        ("predict-linear", "one half every time", "0, 1, 1 and 0"),
        ("predict-luck", "fewer than 15", "nearly all"), ("predict-circle", "3", "2"),
    ):  # fmt: skip
        said = []
        for answer in (right, wrong):
            predict = eval(source[name], {"nw": nw})
            predict.commit(answer)
            said.append(predict.right)
            predict.close()
        assert said == [True, False]
