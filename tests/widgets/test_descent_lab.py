"""DescentLab: its dials, what it reads off, and what its page is told."""

import re

import numpy as np
import pytest

import nnwidgets as nw
from nnwidgets.core import crowd
from nnwidgets.core.terrains import CURVES, SURFACES


def test_V2_6_V2_7_V2_8_balls_on_a_curve(show):
    lab, _ = show(nw.DescentLab)
    assert repr(lab) == "DescentLab(3b1b)"
    lab.drop()
    lab.turn(eta=0.02, steps=400)
    ends = [one.points[-1, 0] for one in lab.walks()]
    assert len(ends) == 11 and lab.balls[0] == -2.7 and lab.balls[-1] == pytest.approx(3.7)
    np.testing.assert_allclose(ends, [-2.0131] * 4 + [0.9195] * 4 + [2.9678] * 3, atol=2e-2)
    lab.turn(balls=[0.5], steps=5, constant=True)
    np.testing.assert_allclose(lab.walks()[0].lengths, 0.02)
    lab.turn(curve="line", balls=[0])
    assert lab.limit == pytest.approx(3 / 14) and lab.terrain is CURVES["line"]


def test_V2_9_V2_13_V5_9_surfaces_and_a_race(show):
    lab, _ = show(nw.DescentLab, view="surface", surface="valley", race=[["sgd", 0.01], ["momentum", 0.01], ["adam", 0.1]], steps=150)
    assert lab.point == [1, 1]
    assert [one.first_below(1e-6) for one in lab.walks()] == [None, 138, 82]
    assert set(lab.walks()[2].memory[-1]) == {"m", "v", "m_hat", "v_hat"}
    lab.turn(surface="bowl", steps=0)
    assert lab.terrain.gradient(np.array(lab.point)).tolist() == [3, 1] and lab.limit == pytest.approx(2 / 3)


def test_V2_3_V2_4_terms(show):
    lab, _ = show(nw.DescentLab, view="terms")
    assert lab.terms.sum() == pytest.approx(2.68) and lab.terms[1] == pytest.approx(0.64)  # L07: outputs 1 and 2 tie
    lab.turn(digit=4, outputs=[0.5] * 10)
    assert lab.terms.sum() == 2.5


def test_V3_11_two_walkers_at_equal_work(show):
    lab, _ = show(nw.DescentLab, view="batch", batch=8, work=192)
    careful, drunk = lab.walks()
    assert (len(careful.points) - 1, len(drunk.points) - 1) == (3, 24) and drunk.costs[-1] < careful.costs[-1] < careful.costs[0]
    assert lab.noise == crowd.noise(crowd.CROWD.start, 8) and lab.limit == crowd.CROWD.limit(crowd.CROWD.start)
    assert repr(lab) == "DescentLab(batches of 8)" and len(lab.describe()[1]["orders"]) == crowd.ORDERS.size
    for wrong, sentence in (
        ({"batch": 5}, "batch must divide 64 (1, 2, 4, 8, 16, 32 or 64), got 5"),
        ({"work": 2000}, "work must be at most 1280, got 2000"),
        ({"begin": [1]}, "begin must be a pair of numbers from -100 to 100, got [1.0]"),
    ):
        with pytest.raises(ValueError) as error:
            lab.turn(**wrong)
        assert str(error.value) == sentence


def test_the_real_loss_of_a_network(show):
    data = nw.datasets.circle()
    net = nw.Network([2, 2, 1], "tanh", "tanh")
    lab, _ = show(nw.DescentLab, net=net, data=data, along=[0, 3])
    assert lab.surface == "loss" and lab.landscape.names == ("W[0][0, 0]", "W[0][1, 0]")
    loss = float(nw.landscape(lab.trainer, [0, 3], over=[(0.5, 0.6), (0.1, 0.2)], points=2).loss[0, 0])
    assert lab.terrain.cost(np.array([0.5, 0.1])) == pytest.approx(loss, rel=0.02)
    assert lab.counted == [2, 2, 1] and lab.describe()[0]["examples"] == len(lab.data[0])
    lab.turn(steps=60, race=[["sgd", 0.5]])
    assert lab.walks()[0].costs[-1] < lab.walks()[0].costs[0]


@pytest.mark.parametrize(
    ("dials", "sentence"),
    [
        ({"curve": "hill"}, "unknown curve 'hill'; choose one of parabola, line, 3b1b, sigmoid, step"),
        ({"surface": "loss"}, "unknown surface 'loss'; choose one of bowl, valley, saddle, bumpy, fit"),
        ({"eta": 0}, "eta must be a number above 0, got 0"),
        ({"steps": 401}, "steps must be at most 400, got 401; nnwidgets.core.walk.walk takes more"),
        ({"point": [1]}, "point must be a pair of numbers from -100 to 100, got [1.0]"),
        ({"race": [["sgd"]]}, "every entry of race must be a pair (optimizer, rate), got ['sgd']"),
        ({"race": [["newton", 1]]}, "unknown optimizer 'newton'; choose one of sgd, momentum, nesterov, rmsprop, adam"),
        ({"outputs": [2] * 10}, "outputs must be 10 numbers from 0 to 1, got [2.0, 2.0, 2.0, 2.0, 2.0, 2.0, 2.0, 2.0, 2.0, 2.0]"),
        ({"floor": "roof"}, "unknown floor 'roof'; choose one of network, cost, gradient"),
        ({"counted": [3]}, "counted must be a list of 2 to 12 sizes of layers, got [3]"),
        ({"counted": [3, 200_000]}, "a size in counted must be at most 100,000, got 200,000"),
        ({"digit": 10}, "digit must be from 0 to 9, got 10"),
    ],
)
def test_what_does_not_fit_changes_nothing(show, dials, sentence):
    lab, _ = show(nw.DescentLab)
    before = lab.dials()
    with pytest.raises(ValueError) as error:
        lab.turn(**dials)
    assert str(error.value).startswith(sentence) and lab.dials() == before
    with pytest.raises(ValueError, match="net and data come together"):
        nw.DescentLab(net=lab.net)


def test_a_page_sets_it_and_readers_without_a_kernel_have_a_picture(show):
    lab, page = show(nw.DescentLab)
    page.send("do", what="dial", value={"view": "page", "id": 1, "values": {"balls": [1.0, 2.0], "steps": 3}})
    assert lab.balls == [1, 2] and lab.steps == 3
    for view, kind in (("curve", CURVES), ("surface", SURFACES)):
        for name in kind:
            lab.turn(view=view, **{view: name})
            png, words = lab.fallback()
            assert png[:8] == b"\x89PNG\r\n\x1a\n" and words.startswith("Gradient descent on ") and "3 steps" in words


def test_V2_11_V2_12_all_weights_sorted_chosen_and_nudged(show):
    data = nw.datasets.circle(40)
    lab, page = show(nw.DescentLab, net=nw.Network([2, 3, 1], "tanh", "sigmoid", seed=3), data=data, view="gradient")
    facts = page.frame.gradient
    assert [row[0] for row in facts["rows"]] == lab.components.ks.tolist() and facts["n"] == 13 and facts["share"] == pytest.approx(1)
    assert facts["one"]["k"] == facts["rows"][0][0] and (facts["examples"], facts["of"]) == (40, 40)
    k = facts["rows"][4][0]
    page.do("dial", {"view": page.view, "id": 1, "values": {"picked": k, "h": -0.25}})
    one = page.frame.gradient["one"]
    before = lab.trainer.measure()["train_loss"]
    theta = lab.net.theta.copy()
    assert (one["k"], one["name"], one["value"]) == (k, lab.net.name_of(k), theta[k])
    page.do("nudge", None)
    assert lab.net.theta[k] == pytest.approx(theta[k] - 0.25) and (np.delete(lab.net.theta - theta, k) == 0).all()
    assert lab.trainer.measure()["train_loss"] - before == pytest.approx(one["measured"], rel=1e-9)
    assert "gradient" not in vars(show(nw.DescentLab)[1].frame)  # only where it is looked at


@pytest.mark.parametrize(("dials", "sentence"), [
    ({"picked": 2}, "picked must be below 2, the number of weights and biases, got 2"),
    ({"h": 0}, "h must be a nudge from 1e-6 to 10, up or down, got 0"),
    ({"h": 11}, "h must be a nudge from 1e-6 to 10, up or down, got 11"),
])  # fmt: skip
def test_nudges_that_cannot_be_are_told_so(show, dials, sentence):
    lab, _ = show(nw.DescentLab)
    with pytest.raises(ValueError, match=f"^{re.escape(sentence)}$"):
        lab.turn(**dials)


def test_of_many_examples_the_first_thousand_count_and_it_says_so(show):
    data = nw.datasets.circle(1500)
    net = nw.Network([2, 3, 1], "tanh", "sigmoid", seed=3)
    lab, page = show(nw.DescentLab, net=net, data=data, view="gradient")
    assert (page.frame.gradient["examples"], page.frame.gradient["of"]) == (1000, 1500)
    few = nw.Trainer(net.copy(), data.take(range(1000)), test=0)
    assert lab.components.cost == pytest.approx(few.measure()["train_loss"], rel=1e-12)
    lab.view = "surface"
    assert lab.terrain.text == "the network's loss on the first 1,000 of 1,500 examples"
    assert lab.terrain.cost(lab.landscape.here) == pytest.approx(few.measure()["train_loss"], rel=1e-2)
