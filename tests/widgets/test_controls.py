"""Stock ipywidgets on a lab: values in both directions, and who may write when."""

import numpy as np
import pytest

import nnwidgets as nw
from nnwidgets.widgets import controls


@pytest.fixture
def lab(make_lab, time):
    return make_lab(learning_rate=0.5)[0]


@pytest.mark.parametrize(
    ("make", "read"),
    [
        (lambda lab: nw.controls.weight_slider(lab, layer=1, to=0, source=2), lambda net: net.W[1][0, 2]),
        (lambda lab: nw.controls.weight_slider(lab), lambda net: net.W[0][0, 0]),
        (lambda lab: nw.controls.bias_slider(lab, layer=2, to=0), lambda net: net.b[2][0]),
        (lambda lab: nw.controls.bias_slider(lab, to=3), lambda net: net.b[0][3]),
    ],
)
def test_a_slider_and_a_parameter_follow_each_other(lab, time, make, read):
    slider = make(lab)
    assert slider.value == read(lab.net) and (slider.min, slider.max, slider.step) == (-5, 5, 0.01)
    theta = lab.net.theta.copy()
    slider.value = 1.25
    assert read(lab.net) == 1.25 and (lab.net.theta != theta).sum() == 1
    time(1)
    lab.train(steps=50)
    assert slider.value == read(lab.net) and abs(slider.value - 1.25) > 0.01


def test_a_slider_is_named_as_the_array_is(lab):
    assert nw.controls.weight_slider(lab, layer=1, to=0, source=2).description == "W[1][0, 2]"
    assert nw.controls.bias_slider(lab, layer=0, to=3).description == "b[0][3]"


def test_a_change_is_a_momentary_edit_in_the_next_frame(make_lab, time):
    lab, page = make_lab()
    slider, count = nw.controls.weight_slider(lab, layer=1), len(page.frames)
    slider.value = -2.0
    (frame,) = page.frames[count:]
    assert frame.theta[12] == lab.net.W[1][0, 0] == -2.0 and frame.loss["train"] == lab.trainer.train_loss
    assert lab.session.hands.held == () and [e.kind for e in lab.trainer.history.events] == ["set"]


def test_the_range_is_widened_before_the_value(lab, time):
    slider = nw.controls.weight_slider(lab)
    seen = []
    slider.observe(lambda change: seen.append((change.new, slider.min, slider.max)), "value")
    for value, expected in ((7.3, (-5, 7.3)), (-9.0, (-9.0, 7.3))):
        lab.net.W[0][0, 0] = value
        time(1)
        lab.refresh()
        assert seen.pop() == (value, *expected) and seen == []
        assert lab.net.W[0][0, 0] == value  # it did not come back as an edit


def test_a_wide_value_at_the_start_widens_the_range_too(lab):
    lab.net.W[0][0, 0] = 40.0
    slider = nw.controls.weight_slider(lab, low=-1, high=1)
    assert (slider.min, slider.max, slider.value) == (-1, 40, 40)


def test_on_a_loop_the_page_takes_the_new_range_before_the_value(make_lab, run, until, time, monkeypatch):
    monkeypatch.setattr(controls, "SETTLE", (0,))

    async def work():
        lab, _ = make_lab()
        slider = nw.controls.weight_slider(lab)
        time(2)
        before = slider.value
        lab.net.W[0][0, 0] = 7.3
        lab.refresh()
        assert (slider.max, slider.value) == (7.3, before)
        await until(lambda: slider.value == 7.3)
        assert lab.net.W[0][0, 0] == 7.3
        lab.close()

    run(work())


def test_nothing_is_written_back_while_the_user_is_at_it(lab, time):
    slider = nw.controls.weight_slider(lab)
    slider.value = 1.0
    for _ in range(4):
        time(0.1)
        lab.train(steps=50)
        assert slider.value == 1.0 != lab.net.W[0][0, 0]
    time(0.2)
    lab.train(steps=50)
    assert slider.value == lab.net.W[0][0, 0] != 1.0


def test_a_difference_that_a_slider_cannot_show_is_left_alone(lab, time):
    slider = nw.controls.weight_slider(lab)
    slider.value = 1.0
    time(2)
    for value, shown in ((1.005, 1.0), (1.006, 1.006)):
        lab.net.W[0][0, 0] = value
        lab.refresh()
        assert slider.value == shown and lab.net.W[0][0, 0] == value


def test_when_the_user_has_stopped_it_is_written_back_without_anything_new(make_lab, run, until, time, monkeypatch):
    monkeypatch.setattr(controls, "AT_IT", 0.01)

    async def work():
        lab, _ = make_lab(learning_rate=0.5)
        slider = nw.controls.weight_slider(lab)
        time(2)
        slider.value = 1.0
        lab.train(steps=50)
        assert slider.value == 1.0
        time(1)
        await until(lambda: slider.value == lab.net.W[0][0, 0] != 1.0)
        lab.close()

    run(work())


def test_an_echo_of_what_was_written_is_not_the_users(lab, time):
    slider = nw.controls.weight_slider(lab)
    time(2)
    lab.net.W[0][0, 0] = 0.123456
    lab.refresh()
    assert slider.value == 0.123456
    slider.value = 0.12  # the page's nearest step
    assert lab.net.W[0][0, 0] == 0.123456
    time(2)
    slider.value = 0.5
    slider.value = 0.12  # and now somebody means it
    assert lab.net.W[0][0, 0] == 0.12


def test_the_same_value_can_be_set_again_after_a_reset(lab, time):
    slider = nw.controls.weight_slider(lab)
    time(2)
    slider.value = 1.0
    time(2)
    lab.reset()
    assert slider.value == lab.net.W[0][0, 0] != 1.0
    time(2)
    slider.value = 1.0
    assert lab.net.W[0][0, 0] == 1.0


def test_a_menu_and_an_activation_follow_each_other(lab, time):
    menu, output = nw.controls.activation_dropdown(lab, 1), nw.controls.activation_dropdown(lab, 2)
    assert menu.value == "tanh"
    assert " ".join(menu.options) == "linear sigmoid tanh relu leaky_relu elu softplus gelu swish sin step"
    assert output.value == "tanh" and set(output.options) == set(lab.outputs())
    time(2)
    menu.value, output.value = "relu", "sigmoid"
    assert [a.name for a in lab.net.activation] == ["tanh", "relu"] and lab.net.output.name == "sigmoid"
    time(2)
    lab.activation = "leaky_relu"
    assert menu.value == "leaky_relu" and output.value == "sigmoid"


def test_the_outputs_on_a_menu_follow_the_data(lab, time, said):
    menu = nw.controls.activation_dropdown(lab, 2)
    time(2)
    lab.commands()["data"]("reg_plane")
    assert menu.value == lab.net.output.name == "linear" in menu.options
    time(2)
    lab.commands()["data"]("circle")
    time(2)
    sentences, theta = said(lab), lab.net.theta.copy()
    menu.options, menu.value = ("linear", "tanh"), "linear"  # labels cannot be what a linear output aims at
    assert lab.net.output.name == "tanh" and len(sentences) == 1 and sentences[0].startswith("a linear output needs numbers")
    np.testing.assert_array_equal(lab.net.theta, theta)
