"""Every number and claim in the prose of lesson 13, recomputed."""

import json
import re
from pathlib import Path

import numpy as np
import pytest

import nnwidgets as nw
from nnwidgets.core import digit_parts
from nnwidgets.core.convnet import trained
from nnwidgets.core.deep import deep_digits
from nnwidgets.core.measured import unseen_digits

LESSON = Path(__file__).parents[2] / "lessons" / "13_deep_learning.ipynb"
CELLS = json.loads(LESSON.read_text("utf-8"))["cells"]
SOURCES = {c["id"]: "".join(c["source"]) for c in CELLS}
PROSE = {c["id"]: " ".join("".join(c["source"]).split()) for c in CELLS if c["cell_type"] == "markdown"}


def bold(cell):
    return [text for text in re.findall(r"\*\*([^*]+)\*\*", PROSE[cell]) if re.match(r"[.\d]", text)]


def short(value):
    return f"{value:.2f}".removeprefix("0")


def accuracy(layers, activation, init="xavier", epochs=20, **more):
    return deep_digits(layers, activation, init, **more).train(epochs=epochs).measure()["test_accuracy"]


@pytest.mark.slow
def test_depth_and_what_it_costs():
    sigmoids = [accuracy(n, "sigmoid") for n in (1, 2, 4, 8)]
    assert bold("vanish-words") == [", ".join(map(short, sigmoids))] and f"gets {short(sigmoids[0])} of" in PROSE["commit-depth"]
    assert bold("deeper-words") == [".94"] and all(accuracy(n, "tanh") > 0.94 for n in (1, 2, 4, 8))
    relu = [accuracy(n, "relu", "he", rate=r) for n, r in ((1, 0.1), (8, 0.1), (8, 0.03))]
    assert "One layer passes .9, eight do not" in PROSE["zeros-words"] and [v > 0.9 for v in relu] == [True, False, True]


def test_the_gradient_of_six_sigmoids():
    g = nw.statistics(deep_digits(6, "sigmoid")).gradient_rms
    assert bold("cure-words") == [f"{g[0] / g[-1]:.5f}".removeprefix("0")]
    assert 0.2 < (g[0] / g[-1]) ** (1 / 6) < 0.25 and "a little over a fifth" in PROSE["cure-words"]
    assert np.isclose(nw.Network([1, 1], "sigmoid", "sigmoid").output.df(np.zeros(1))[0], 0.25)


def test_how_weights_begin():
    found = {}
    for init in ("normal 0.01", "normal 1", "xavier"):
        found[init] = deep_digits(2, "tanh", init).measure()["train_loss"], accuracy(2, "tanh", init, 5)
    assert bold("init-words") == [short(found["normal 0.01"][1]), f"{found['normal 1'][0]:.2f}", short(found["normal 1"][1])]
    assert found["xavier"][1] > 0.9
    zeros = deep_digits(2, "relu", "zeros").train(epochs=30)
    assert zeros.measure()["train_loss"] == pytest.approx(np.log(10), abs=0.02) and "2.303" in PROSE["scale-words"]
    assert not zeros.net.W[0].any()


def test_what_was_learned_and_what_was_hoped():
    net, (images, labels) = trained(), unseen_digits()
    assert (
        bold("learned-words") == [f"{net.right(images, labels):,}"]
        and f"{sum(p.size for p in net.parameters):,} weights" in PROSE["learned-words"]
    )
    lab = nw.DepthLab()
    assert bold("ladder-words") == [str(int((lab.seen.a2[0].max(axis=(1, 2)) > 1).sum()))] and lab.seen.a[0].argmax() == 7
    lab.close()
    real = digit_parts.score(digit_parts.read_off())
    assert real.hits == 10 and bold("history") == [str(real.real), "1,797"] and abs(real.real / 1797 - 1 / 3) < 0.01


def test_the_timeline_goes_on():
    years = [int(year) for year in re.findall(r"\| (\d{4}) \|", PROSE["history"])]
    assert years == sorted(set(years)) and len(years) == 10


PREDICTED = {
    "predict-depth": ("about one in ten", "about half"),
    "predict-first": ("about 1/10,000", "about 1/10"),
    "predict-tanh": ("over nine in ten", "about one in ten"),
    "predict-deeper": ("eight are worse", "eight are better"),
    "predict-zeros": ("2.3", "0.1"),
    "predict-flat": ("0", ".55"),
    "predict-scramble": ("only the face unit", "the edges"),
}


@pytest.mark.parametrize(("name", "said"), PREDICTED.items())
def test_a_prediction_knows_right_from_wrong(name, said):
    for answer, right in zip(said, (True, False), strict=True):
        predict = eval(SOURCES[name], {"nw": nw})
        predict.commit(answer)
        assert predict.right is right
        predict.close()
    assert sorted(PREDICTED) == sorted(name for name in SOURCES if name.startswith("predict-"))
