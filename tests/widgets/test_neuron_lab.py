"""NeuronLab: every row of the curriculum that is a neuron's is a state that Python and a page set and read."""

import re

import numpy as np
import pytest

import nnwidgets as nw
from nnwidgets.core.activations import HIDDEN
from nnwidgets.widgets.neuron_dials import MODES


def test_L01_the_first_neuron_says_yes_to_x(show):
    lab, page = show(nw.NeuronLab)
    seen = lab.reading
    assert (seen.z, round(seen.a, 4), seen.products.tolist()) == (1, 0.7311, [6, 0])
    assert page.frame.dials["mode"] == "sum" and page.frame.dials["x"] == [1, 0] and page.frame.theta.tolist() == [6, 2, -5]
    page.edit({0: 12, 1: 4, 2: -10})  # all doubled
    assert (lab.reading.z, round(lab.reading.a, 4)) == (2, 0.8808)
    assert repr(lab) == "NeuronLab(w=(12, 4), b=-10, activation='sigmoid')"


def test_L01_three_inputs(show):
    lab, page = show(nw.NeuronLab, w=(0.2, 0.8, -0.5), b=2, x=(1, 2, 3))
    assert round(lab.reading.z, 9) == 2.3 and round(lab.reading.a, 6) == 0.908877
    page.do("dial", {"view": page.view, "id": 1, "values": {"mode": "line"}})
    assert page.errors[-1] == "mode 'line' needs a neuron with two inputs, this one has 3; choose one of sum, bias, image, 1943"


@pytest.mark.parametrize("name", [*HIDDEN])
def test_any_activation(show, name):
    lab, page = show(nw.NeuronLab)
    page.do("activation", name)
    assert not page.errors and lab.activation == name == page.frame.settings["output"]
    assert lab.reading.a == pytest.approx(float(lab.net.forward([lab.x]).output[0, 0]))


def test_an_activation_of_ones_own(show):
    lab, page = show(nw.NeuronLab)
    lab.activation = (lambda z: z * z, lambda z: 2 * z)
    assert (lab.reading.a, lab.reading.slope) == (1, 2) and page.frame.settings["own_activations"] == [lab.activation]


def test_V1_12_the_share_that_fires_follows_the_bias(show):
    lab, page = show(nw.NeuronLab)
    X = page.frame.inputs
    for b in (-10, -5, 0):
        page.edit({2: b})
        assert lab.fires == pytest.approx(np.mean(6 * X[:, 0] + 2 * X[:, 1] > -b))
    page.edit({2: -20})
    assert lab.fires == 0


def test_V5_5_an_and_gate_by_relu(show):
    lab, page = show(nw.NeuronLab, w=(1, 1), b=-1, activation="relu", mode="gate")
    corners = np.array([(0, 0), (0, 1), (1, 0), (1, 1)])
    assert lab.net.forward(corners).output[:, 0].tolist() == [0, 0, 0, 1]
    assert lab.rows == [(False, False), (False, False), (False, False), (True, True)]
    page.do("activation", "linear")
    assert lab.net.forward(corners).output[:, 0].tolist() == [-1, 0, 0, 1]
    assert page.frame.hint.startswith("All four rows are right")


def test_a_hint_follows_the_hand(show):
    lab, page = show(nw.NeuronLab, mode="gate")
    assert page.frame.hint == lab.hint and "lower the bias (anything above −8 and at most −6 will do)" in lab.hint
    page.edit({2: -7})
    assert page.frame.hint == "All four rows are right. The nearest to changing its answer is (1, 0), with z = −1."
    lab.gate = "xor"
    assert "No line does it" in page.frame.hint


def test_V1_9_V1_10_painted_weights(show):
    lab, page = show(nw.NeuronLab, mode="image")
    assert [s.total for s in lab.sums.values()] == [12, 24, 24, 24]
    lab.pixels = "patch + surround"
    assert {name: s.total for name, s in lab.sums.items()} == {"A": 6, "B": 24, "C": 0, "D": 8}
    pixels = [list(row) for row in lab.pixels]
    pixels[0][0] = -0.5
    page.do("dial", {"view": page.view, "id": 1, "values": {"pixels": pixels, "probe": "C"}})
    assert lab.sums["C"].total == np.array(pixels).sum() == -0.5
    assert (lab.sums["C"].positive, lab.sums["C"].negative, lab.probe) == (24, 25, "C")


def test_1943_inputs_and_pulses_go_together(show):
    lab, page = show(nw.NeuronLab, mode="1943")
    assert not lab.fired and page.frame.called == "AND"
    lab.kinds = ["excitatory", "excitatory", "inhibitory"]
    assert lab.pulses == [1, 0, 0]
    lab.pulses = [1, 1, 0]
    assert lab.fired
    lab.pulses = [1, 1, 1]
    assert not lab.fired
    lab.pulses = [1]
    assert lab.kinds == ["excitatory"]


@pytest.mark.parametrize(
    ("dials", "sentence"),
    [
        ({"mode": "summ"}, f"unknown mode 'summ'; choose one of {', '.join(MODES)} (did you mean 'sum'?)"),
        ({"x": [1]}, "x must hold 2 numbers, one for each input, got shape (1,)"),
        ({"gate": "imp"}, "unknown gate 'imp'; choose one of and, or, nand, nor, xor, xnor"),
        ({"revealed": 1}, "revealed must be True or False, got 1"),
        ({"probe": "E"}, "unknown probe 'E'; choose one of A, B, C, D"),
        ({"kinds": []}, "kinds must be a list of 1 to 4, got 0"),
        ({"kinds": ["excitatory", "veto"]}, "unknown kind 'veto'; choose one of excitatory, inhibitory"),
        ({"pulses": [1, 2]}, "every pulse must be 0 or 1, all or none, got 2"),
        ({"threshold": 0}, "threshold must be a whole number of at least 1, got 0; a neuron that nothing excites does not fire"),
    ],
)
def test_what_does_not_fit_is_said_and_changes_nothing(show, dials, sentence):
    lab, page = show(nw.NeuronLab)
    before = lab.dials()
    page.do("dial", {"view": page.view, "id": 1, "values": dials})
    assert page.errors[-1] == sentence and lab.dials() == before


@pytest.mark.parametrize(
    ("arguments", "error", "sentence"),
    [
        ({"w": [[1, 2]]}, ValueError, "w must hold 1 to 6 numbers, one for each input, got shape (1, 2)"),
        ({"mode": "lines"}, ValueError, f"unknown mode 'lines'; choose one of {', '.join(MODES)} (did you mean 'line'?)"),
        ({"b": "5"}, TypeError, "b must be a number, got '5'"),
        ({"x": [1, 2, 3]}, ValueError, "x must hold 2 numbers, one for each input, got shape (3,)"),
        ({"data": "digits"}, ValueError, "the neuron takes 2 inputs, the data has 64; pass w and x with so many numbers"),
        ({"activation": "softmax"}, ValueError, "softmax over one output is always 1; use output='sigmoid', or two outputs"),
    ],
)
def test_what_cannot_be_shown_is_said(arguments, error, sentence):
    with pytest.raises(error, match=f"^{re.escape(sentence)}$"):
        nw.NeuronLab(**arguments)


def test_data_of_ones_own(show):
    lab, page = show(nw.NeuronLab, w=(1, 1), b=0, x=(1, 0), data="gauss")
    assert lab.fires == np.mean(nw.datasets.gauss().X.sum(axis=1) > 0)
    assert page.frame.settings["classes"] == [*nw.datasets.gauss().classes]
    lab.example = 3
    assert lab.x == page.frame.dials["x"] == nw.datasets.gauss().X[3].tolist()
    numbers, page = show(nw.NeuronLab, w=(1,), b=0, x=(1,), data=([[1.0], [-2.0]], [0.5, 0.7]))
    assert numbers.fires == 0.5 and page.frame.settings["classes"] == []


def test_how_it_is_shown_comes_back(show):
    lab, _ = show(nw.NeuronLab)
    lab.turn(
        mode="1943",
        x=[3, 4],
        gate="nor",
        pixels="empty",
        probe="A",
        revealed=False,
        kinds=["inhibitory"] * 3,
        pulses=[0, 1, 0],
        threshold=3,
    )
    other, _ = show(nw.NeuronLab)
    for name, (value, _) in lab.views().items():
        other.views()[name][1](value)()
    assert other.dials() == lab.dials()


def test_readers_without_a_kernel_see_the_neuron(show):
    lab, _ = show(nw.NeuronLab)
    image, said = lab.fallback()
    assert image.startswith(b"\x89PNG") and said == "One neuron: z = 6 · 1 + 2 · 0 + -5 = 1.00, and sigmoid of that is a = 0.7311."
