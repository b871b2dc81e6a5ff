"""Every number and claim in the prose of lesson 09, recomputed."""

import json
import re
from pathlib import Path

import numpy as np
import pytest

import nnwidgets as nw

LESSON = Path(__file__).parents[2] / "lessons" / "09_sgd.ipynb"


@pytest.fixture(scope="module")
def cells():
    return json.loads(LESSON.read_text("utf-8"))["cells"]


@pytest.fixture(scope="module")
def source(cells):
    return {c["id"]: "".join(c["source"]) for c in cells}


@pytest.fixture(scope="module")
def ran(source):
    """What each cell that computes gives, run in order."""
    here, given = {"np": np, "nw": nw}, {}
    for name in ("digits", "noise", "adds-up", "sweep", "faster", "sorted", "shuffled"):
        body, last = source[name].rsplit("\n", 1)
        exec(body, here)
        given[name] = eval(last, here)
    return given


@pytest.fixture(scope="module")
def one_by_one():
    """The share of test pictures right after five epochs of single examples at a rate of 1."""
    net, data = nw.Network([64, 30, 10], "sigmoid", "softmax"), nw.datasets.digits().split(test=0.2, seed=0)
    return round(nw.Trainer(net, data, learning_rate=1, batch_size=1).train(epochs=5).measure()["test_accuracy"], 2)


def test_the_numbers_in_bold(cells, ran, one_by_one):
    prose = " ".join(" ".join("".join(c["source"]) for c in cells if c["cell_type"] == "markdown").split())
    bold = [b for b in re.findall(r"\*\*([^*]+)\*\*", prose) if re.match(r"\d", b)]
    assert bold == [
        str(ran["adds-up"][0]), str(ran["noise"][0]), *map(str, ran["sweep"]), str(ran["faster"][1]), str(one_by_one),
        str(ran["sorted"][1]), *map(str, ran["shuffled"]),
    ]  # fmt: skip


def test_the_claims_in_words(ran):
    assert ran["digits"] == (1438, 359) and -(-1438 // 32) == 45 and 5 * 1438 == 7190
    assert ran["noise"][1] and ran["adds-up"][1]
    assert ran["sweep"] == sorted(ran["sweep"], reverse=True)
    assert ran["faster"][0] == 75 and ran["faster"][1] > 0.8
    assert ran["sorted"][0] == [9]


def test_the_noise_falls_like_the_root_of_the_batch():
    """E |g − G|² of B draws is that of one draw over B: no draws needed."""
    train, _ = nw.datasets.digits().split(test=0.2, seed=0)
    net, Y = nw.Network([64, 30, 10], "sigmoid", "softmax"), np.eye(10)[train.y]
    each = np.array([net.backward(net.forward(x[None]), y[None]).theta for x, y in zip(train.inputs, Y, strict=True)])
    G = each.mean(axis=0)
    one = np.sqrt(((each - G) ** 2).sum(axis=1).mean() / (G @ G))
    np.testing.assert_allclose(net.backward(net.forward(train.inputs), Y).theta, G, atol=1e-12)
    assert one > 1
    rng = np.random.default_rng(1)
    four = [((each[rng.integers(len(each), size=4)].mean(axis=0) - G) ** 2).sum() for _ in range(2000)]
    assert np.sqrt(np.mean(four) / (G @ G)) == pytest.approx(one / 2, rel=0.05)


def test_small_batches_give_a_jagged_curve():
    def rough(size):
        lab = nw.Playground("circle", batch_size=size, noise=0.2, learning_rate=0.1)
        lab.train(epochs=100)
        bends = np.abs(np.diff(lab.trainer.history.train_loss, 2))[10:].mean()
        lab.close()
        return bends

    assert rough(1) > 3 * rough(30)


def test_what_the_predictions_hold(source):
    for name, right, wrong in (("predict-steps", "45", "44"), ("predict-noise", "half", "a quarter"), ("predict-sweep", "1", "all 1,438")):
        said = []
        for answer in (right, wrong):
            predict = eval(source[name], {"nw": nw})
            predict.commit(answer)
            said.append(predict.right)
            predict.close()
        assert said == [True, False]
