"""What stock ipywidgets cannot do on a lab, and say."""

import numpy as np
import pytest

import nnwidgets as nw


@pytest.fixture
def lab(make_lab, time):
    return make_lab(learning_rate=0.5)[0]


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda lab: nw.controls.weight_slider(lab, layer=3), "the network has 3 layers of weights, got 3; counting starts at 0"),
        (lambda lab: nw.controls.weight_slider(lab, to=4), "W[0] has 4 rows (to), got 4; counting starts at 0"),
        (lambda lab: nw.controls.weight_slider(lab, source=2), "W[0] has 2 columns (source), got 2; counting starts at 0"),
        (lambda lab: nw.controls.bias_slider(lab, layer=1, to=2), "b[1] has 2 entries (to), got 2; counting starts at 0"),
        (lambda lab: nw.controls.activation_dropdown(lab, 3), "the network has 3 layers of weights, got 3; counting starts at 0"),
    ],
)
def test_there_is_no_such_parameter(lab, make, sentence):
    with pytest.raises(IndexError) as caught:
        make(lab)
    assert str(caught.value) == sentence


@pytest.mark.parametrize("index", [-1, 1.0, "0", None])
def test_an_index_is_a_whole_number(lab, index):
    with pytest.raises((ValueError, TypeError)) as caught:
        nw.controls.weight_slider(lab, to=index)
    assert str(caught.value) == f"index must be a whole number of at least 0, got {index!r}"


def test_a_control_of_another_network_says_so_and_stays_as_it_is(lab, time, said):
    slider, menu, sentences = nw.controls.weight_slider(lab, layer=1, source=2), nw.controls.activation_dropdown(lab, 1), said(lab)
    time(2)
    lab.set_hidden([1])
    value, theta = slider.value, lab.net.theta.copy()
    lab.train(steps=5)
    assert (slider.value, menu.value) == (value, "tanh")
    lab.reset()
    slider.value, menu.value = 3.0, "relu"
    np.testing.assert_array_equal(lab.net.theta, theta)
    assert sentences == [
        "the slider for W[1][0, 2] belongs to a network of sizes [2, 4, 2, 1]; make a new one",
        "the menu for the activation of layer 1 belongs to a network of sizes [2, 4, 2, 1]; make a new one",
    ]


def test_a_control_of_a_closed_lab_does_no_harm(lab, time):
    slider = nw.controls.weight_slider(lab)
    time(2)
    lab.close()
    slider.value = 2.0
    lab.train(steps=5)
    assert slider.value == 2.0


def test_not_a_number_is_no_place_on_a_slider(lab, time, said):
    slider = nw.controls.weight_slider(lab)
    value = slider.value
    lab.net.W[0][0, 0] = np.nan
    time(2)
    lab.refresh()
    lab.pause()
    assert slider.value == value
    sentences = said(lab)
    slider.value = 1.0
    assert sentences == ["net.W[0][0, 0] is nan; training needs finite numbers: write one there, or reset()"]


def test_an_activation_of_ones_own_is_put_on_the_menu(lab, time):
    menu = nw.controls.activation_dropdown(lab, 0)
    time(2)
    lab.net.activation = [(np.arctan, lambda z: 1 / (1 + z * z)), "tanh"]
    lab.refresh()
    assert menu.value == "arctan (yours)" == menu.options[-1]
