"""BackpropLab: every state of it is a value that Python and a page set and read, and its numbers are the network's."""

import re

import numpy as np
import pytest

import nnwidgets as nw
from nnwidgets.core.network import Network


def test_V4_5_it_begins_with_the_chain(show):
    lab, page = show(nw.BackpropLab)
    assert (lab.x, lab.y, lab.preset, lab.length) == ([0.6], [1.0], "chain", 1)
    assert (lab.done, lab.weight, repr(lab)) == (0, 0, "BackpropLab([1, 1])")
    assert lab.grads.W[0].item() == pytest.approx(-0.088280451, abs=6e-10)
    assert lab.nudge(h=1).ratio == pytest.approx(-0.0642, abs=5e-5)
    s = page.frame.settings
    assert [op["kind"] for op in s["ops"]] == ["z", "a", "C", "pull", "delta", "dW", "db"]
    assert s["presets"] == ["chain", "mazur", "3-3-2"] and list(s["views"]) == ["steps", "nudges", "gradient", "wishes", "table", "check"]


def test_V4_1_a_page_makes_the_chain_longer(show):
    lab, page = show(nw.BackpropLab)
    page.do("length", 4)
    assert lab.net.sizes == (1, 1, 1, 1, 1) and lab.trace.output.item() == pytest.approx(0.668187772, abs=6e-10)
    assert (lab.x, lab.weight, lab.layer) == ([0.5], 6, 3) and page.frame.dials["weight"] == 6
    page.do("length", 9)
    assert page.errors[-1] == "length must be from 1 to 6, got 9" and lab.length == 4


def test_mazurs_network_and_its_values(show):
    lab, page = show(nw.BackpropLab, preset="mazur")
    assert lab.value(6).round(9).tolist() == [[0.138498562, -0.038098237]] and lab.ops[6].kind == "delta"
    np.testing.assert_array_equal(lab.value(lab.ops[-2]), lab.grads.W[0])
    assert [route.product for route in lab.routes("W[0][0, 0]")] == pytest.approx([0.000668396, -0.000229828], abs=6e-10)
    page.do("preset", "3-3-2")
    assert lab.net.sizes == (3, 3, 2) and len(lab.data[0]) == 4 and lab.done == 0
    lab.example = 2
    assert lab.x == [0.7, 0.6, 0.0] and lab.y == [1.0, 0.0]


def test_x_y_weights_and_dials_by_hand(show):
    lab, page = show(nw.BackpropLab)
    page.do("dial", {"view": page.view, "id": 1, "values": {"x": [0.01], "view": "nudges", "h": 0.1}})
    page.edit({1: 6.0})
    assert lab.x == [0.01] and lab.view == "nudges" and lab.net.b[0][0] == 6
    assert abs(lab.grads.W[0].item()) < 1e-4  # V4.7: two factors are near 0
    lab.turn(done=7, y=[0.5])
    assert page.frame.dials["done"] == 7 and page.frame.dials["y"] == [0.5]


def test_V3_9_the_table_leaves_examples_out(show):
    lab, page = show(nw.BackpropLab, preset="3-3-2")
    page.do("dial", {"view": page.view, "id": 1, "values": {"without": [3, 1, 1]}})
    assert lab.without == [1, 3]
    page.do("dial", {"view": page.view, "id": 2, "values": {"without": [0, 1, 2, 3]}})
    assert page.errors[-1] == "without must leave one example" and lab.without == [1, 3]


def test_B4_a_learners_backward_is_run_marked_and_diagnosed(show):
    lab, page = show(nw.BackpropLab, preset="mazur")

    def no_slope(W, b, X, y):
        a1 = 1 / (1 + np.exp(-(X @ W[0].T + b[0])))
        a2 = 1 / (1 + np.exp(-(a1 @ W[1].T + b[1])))
        d2 = (a2 - y) * a2 * (1 - a2)
        d1 = d2 @ W[1]
        return [d1.T @ X, d2.T @ a1], [d1.sum(0), d2.sum(0)]

    report = lab.check(no_slope)
    assert report.outcome == "wrong_value" and report.first_wrong == 0 and lab.view == "check"
    told = page.frame.settings["answer"]
    assert told["outcome"] == "wrong_value" and told["sentence"] == report.diagnosis.sentence
    np.testing.assert_allclose(page.frame.answer[0], 0.001817515, atol=6e-10)  # no σ' in the hidden layer: CURRICULUM's table
    assert lab.check().passed and "answer" not in page.frame.settings
    stub = lab.check(lambda W, b, X, y: None)
    assert stub.outcome == "not_attempted" and np.isnan(page.frame.answer).all()
    assert lab.use(no_slope).outcome == "wrong_value" and lab.use().passed  # by the name that other labs have for it


@pytest.mark.parametrize(
    ("dials", "sentence"),
    [
        ({"view": "tree"}, "unknown view 'tree'; choose one of steps, nudges, gradient, wishes, table, check"),
        ({"done": 14}, "done must be at most 13, the operations of this network, got 14"),
        ({"x": [1]}, "x must hold 2 numbers, one for each input, got shape (1,)"),
        ({"y": [1, 2, 3]}, "y must hold 2 numbers, one for each output, got shape (3,)"),
        ({"weight": 12}, "weight must be below 12, the number of parameters, got 12"),
        ({"h": 2}, "h must be from 1e-15 to 1, got 2"),
        ({"layer": 2}, "layer must be below 2, the number of layers of weights, got 2"),
        ({"off": 1}, "off must be a list of numbers, got 1"),
        ({"hebb": 1}, "hebb must be True or False, got 1"),
        ({"stacked": -1}, "stacked must be a whole number of at least 0, got -1"),
    ],
)
def test_what_does_not_fit_is_said_and_changes_nothing(show, dials, sentence):
    lab, page = show(nw.BackpropLab, preset="mazur")
    before = lab.dials()
    page.do("dial", {"view": page.view, "id": 1, "values": dials})
    assert page.errors[-1] == sentence and lab.dials() == before


@pytest.mark.parametrize(
    ("arguments", "error", "sentence"),
    [
        ({"net": 3}, TypeError, "net must be a Network, got int"),
        ({"net": Network([2, 1]), "sizes": [2, 1]}, ValueError, "net= brings its own network; pass it without sizes"),
        ({"preset": "chain", "loss": "bce"}, ValueError, "a preset brings its own data and loss: pass net= with your own"),
        ({"preset": "nielsen"}, ValueError, "unknown preset 'nielsen'; choose one of chain, mazur, 3-3-2"),
        ({"sizes": [200, 1]}, ValueError, "the BackpropLab shows 2 to 7 layers of up to 128 neurons, got [200, 1]"),
    ],
)
def test_doors(arguments, error, sentence):
    with pytest.raises(error, match=f"^{re.escape(sentence)}$"):
        nw.BackpropLab(**arguments)


def test_any_network_any_loss_and_what_a_share_code_holds(show):
    net = Network([2, 3, 3], "tanh", "softmax", seed=1)
    lab, page = show(nw.BackpropLab, net, (np.array([[0.5, -1.0], [1, 1], [0, 1]]), [2, 0, 1]), loss="cross_entropy")
    assert lab.net is net and lab.y == [0, 0, 1] and not any(op.kind == "pull" and op.layer == 1 for op in lab.ops)
    assert page.frame.settings["pair"] is True and lab.preset == ""
    lab.turn(view="wishes", layer=1, stacked=2)
    other, _ = show(nw.BackpropLab, net, lab.data[0])
    for name in ("view", "layer", "stacked"):
        other.views()[name][1](lab.views()[name][0])()
    assert (other.view, other.layer, other.stacked) == ("wishes", 1, 2)


def test_B4_a_batch_is_the_mean_of_its_examples(show):
    lab, page = show(nw.BackpropLab, preset="3-3-2")
    page.do("dial", {"view": page.view, "id": 1, "values": {"batch": True, "done": 6}})
    assert lab.batch is True and page.frame.dials["batch"] is True
    each, costs = [], []
    for i in range(4):
        lab.example = i
        each.append(lab.grads.theta)
        costs.append(float(lab.value(4)))
    np.testing.assert_allclose(lab.mean_grads.theta, np.mean(each, axis=0), rtol=1e-12)
    assert lab.mean_cost == pytest.approx(np.mean(costs), rel=1e-12)
