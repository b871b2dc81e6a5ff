"""ForwardLab: what is looked at and how far the pass has gone are values that Python and a page set and read."""

import re

import numpy as np
import pytest

import nnwidgets as nw
from nnwidgets.core.network import Network

A1, Z2, A2 = [0.645656, 0.622459, 0.310026], 0.378210, 0.593441


def test_V1_15_the_first_network_fits_on_paper(show):
    lab, page = show(nw.ForwardLab)
    trace = lab.net.forward(lab.x)
    np.testing.assert_allclose(trace.a[1][0], A1, atol=5e-7)
    assert trace.z[1].item() == pytest.approx(Z2, abs=5e-7) and trace.output.item() == pytest.approx(A2, abs=5e-7)
    assert page.frame.dials["x"] == [1.0, 2.0] and page.frame.dials["done"] is None
    assert repr(lab) == "ForwardLab([2, 3, 1])"


def test_V1_5_stepping_brings_the_eye_along(show):
    lab, page = show(nw.ForwardLab)
    seen = []
    for done in range(5):
        lab.done = done
        seen.append((lab.layer, lab.unit, lab.term))
    assert seen == [(0, 0, None), (0, 0, None), (0, 1, None), (0, 2, None), (1, 0, None)]
    lab.done = 2
    lab.by = "term"  # the same is known: two neurons with two products, a bias and an activation each
    assert lab.done == 8 and page.frame.dials["done"] == 8
    lab.by = "layer"
    assert lab.done == 0


def test_V1_13_shapes_and_counts_are_the_networks_own(show):
    lab, page = show(nw.ForwardLab)
    page.do("sizes", [784, 16, 16, 10])
    assert lab.net.n_params == 13_002 and lab.sizes == [784, 16, 16, 10]
    assert page.frame.settings["sizes"] == [784, 16, 16, 10] and len(lab.x) == 784
    page.do("sizes", [2, 3, 1])
    assert lab.net.n_params == 13


def test_weights_stay_where_they_have_a_place(show):
    lab, _ = show(nw.ForwardLab)
    W, b = lab.net.W[0].copy(), lab.net.b[0].copy()
    lab.sizes = [2, 4, 1]
    np.testing.assert_array_equal(lab.net.W[0][:3], W)
    np.testing.assert_array_equal(lab.net.b[0][:3], b)
    assert lab.x == [1.0, 2.0]


def test_an_input_and_a_weight_by_hand(show):
    lab, page = show(nw.ForwardLab)
    page.do("dial", {"view": page.view, "id": 1, "values": {"x": [0.5, -1]}})
    page.edit({2: 0.7})
    assert lab.x == [0.5, -1.0] and lab.net.b[0][0] == 0.7
    a = 1 / (1 + np.exp(-(lab.net.W[0] @ lab.x + lab.net.b[0])))
    np.testing.assert_allclose(lab.net.forward(lab.x).a[1][0], a)


def test_another_example_brings_its_input(show):
    X, y = np.array([[1.0, 2.0], [3.0, 4.0]]), [0, 1]
    lab, page = show(nw.ForwardLab, Network([2, 2, 1]), (X, y))
    lab.example = 1
    assert lab.x == [3.0, 4.0] and page.frame.dials["x"] == [3.0, 4.0]
    with pytest.raises(ValueError, match=re.escape("the data have 2 inputs and 1 outputs: sizes must begin and end so, got [3, 1]")):
        lab.sizes = [3, 1]


def test_several_dials_at_once_or_none(show):
    lab, page = show(nw.ForwardLab)
    frames = len(page.frames)
    lab.turn(term=3, unit=0, layer=1, by="term")  # a term that only layer 1 has: 3 is its bias
    assert (lab.layer, lab.unit, lab.term, lab.by) == (1, 0, 3, "term") and len(page.frames) == frames + 1
    with pytest.raises(ValueError, match=r"^unit must be below 1, the number of neurons in this layer, got 2$"):
        lab.turn(layer=1, unit=2)
    assert (lab.layer, lab.unit) == (1, 0)


@pytest.mark.parametrize(
    ("dials", "sentence"),
    [
        ({"layer": 2}, "layer must be below 2, the number of layers of weights, got 2"),
        ({"x": [1]}, "x must hold 2 numbers, one for each input, got shape (1,)"),
        ({"done": 5}, "done must be at most 4, the steps of this network by neuron, got 5"),
        ({"by": "epoch"}, "unknown by 'epoch'; choose one of layer, operation, neuron, term"),
        ({"term": 4}, "term must be None, from 0 to 1 for an input, 2 for the bias or 3 for the activation, got 4"),
        ({"notation": 1}, "notation must be a name, got 1; choose one of layers, relative, numpy"),
        ({"corner": [1]}, "corner must be None or [row, column], got [1]"),
        ({"counts": 1}, "counts must be True or False, got 1"),
    ],
)
def test_what_does_not_fit_is_said_and_changes_nothing(show, dials, sentence):
    lab, page = show(nw.ForwardLab)
    before = lab.dials()
    page.do("dial", {"view": page.view, "id": 1, "values": dials})
    assert page.errors[-1] == sentence and lab.dials() == before


@pytest.mark.parametrize(
    ("arguments", "error", "sentence"),
    [
        ({"net": 3}, TypeError, "net must be a Network, got int"),
        ({"net": Network([2, 1]), "sizes": [2, 1]}, ValueError, "net= brings its own sizes; pass it without sizes"),
        ({"sizes": "23"}, TypeError, "sizes must be a list such as [2, 3, 1], got '23'"),
        ({"sizes": [2000, 1]}, ValueError, "the ForwardLab shows 2 to 7 layers of up to 1,024 neurons, got [2000, 1]"),
    ],
)
def test_what_cannot_be_shown_is_said(lines, arguments, error, sentence):
    with pytest.raises(error, match=f"^{re.escape(sentence)}$"):
        nw.ForwardLab(**arguments)


def test_how_it_is_shown_comes_back(show):
    lab, _ = show(nw.ForwardLab)
    lab.turn(by="term", done=9, x=[3, 4], notation="numpy", symbols=False)
    value, _ = lab.views()["dials"]
    other, _ = show(nw.ForwardLab)
    other.views()["dials"][1](value)()
    assert other.dials() == lab.dials()


def test_readers_without_a_kernel_see_the_pass(show):
    lab, _ = show(nw.ForwardLab)
    image, said = lab.fallback()
    assert image.startswith(b"\x89PNG") and "0.5934" in said


def half(W, b, X):
    """Right in the first layer, without the bias in the second."""
    a = 1 / (1 + np.exp(-(X @ W[0].T + b[0])))
    return [X, a, 1 / (1 + np.exp(-(a @ W[1].T)))]


def test_E9_the_picture_runs_on_a_function_of_ones_own(show):
    lab, page = show(nw.ForwardLab)
    assert not hasattr(page.frame, "own") and lab.own is None
    report = lab.use(half)
    assert (report.outcome, report.slip, report.first_wrong) == ("wrong_value", "no_bias", 1)
    own = page.frame.own
    assert own["x"] == [1.0, 2.0] and own["wrong"] == [[False] * 3, [True]] and own["outcome"] == "wrong_value"
    np.testing.assert_allclose(own["a"][0], A1, atol=5e-7)
    assert own["text"].startswith("Wrong in 1 neuron; the first is neuron 1 of layer 2: ") and own["text"].endswith(report.remedy)
    lab.x = [0.5, -1.0]
    np.testing.assert_allclose(page.frame.own["a"][1], half(lab.net.W, lab.net.b, np.array([lab.x]))[2][0])
    page.edit({lab.net.n_params - 1: 0.0})  # without a bias there, the function is right
    assert lab.own.passed and page.frame.own["text"] == "Right in 4 neurons."
    lab.sizes = [2, 3, 3, 1]
    assert lab.own.outcome == "wrong_shape" and page.frame.own["a"] == []
    page.do("use", None)
    assert lab.own is None and not hasattr(page.frame, "own")


def test_E9_a_function_that_fails_is_told_and_what_is_none_is_refused(show):
    lab, page = show(nw.ForwardLab)
    assert lab.use(lambda W, b, X: None).outcome == "not_attempted"
    assert lab.use(lambda W, b, X: 1 / 0).sentence.startswith("forward raised ZeroDivisionError")
    assert page.frame.own["outcome"] == "error"
    with pytest.raises(TypeError, match=r"^forward must be a function, got 3$"):
        lab.use(3)
    assert lab.own.outcome == "error"  # the one before stays
    assert lab.use() is None and lab.own is None
