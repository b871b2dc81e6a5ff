"""What a page may ask for by name: effects on network, trainer, generation and the settings of the next full frame."""

import numpy as np
import pytest

import nnwidgets as nw
from nnwidgets.widgets.gallery import SETS


def settings(page):
    """Of the newest full frame."""
    return next(frame.settings for frame in reversed(page.frames) if frame.kind == "full")


@pytest.mark.parametrize(
    ("what", "value", "read", "result"),
    [
        ("learning_rate", 0.3, lambda lab: lab.trainer.learning_rate, 0.3),
        ("batch_size", 25, lambda lab: lab.trainer.batch_size, 25),
        ("activation", "relu", lambda lab: lab.net.activation[1].name, "relu"),
        ("activation", ["relu", "tanh"], lambda lab: [a.name for a in lab.net.activation], ["relu", "tanh"]),
        ("output", "sigmoid", lambda lab: lab.net.output.name, "sigmoid"),
        ("speed", "10/s", lambda lab: lab.session.speed, 10.0),
        ("speed", "full", lambda lab: lab.session.speed, None),
        ("noise", 0.2, lambda lab: lab.data[0].y.tolist() != nw.datasets.circle().split()[0].y.tolist(), True),
        ("test", 0.1, lambda lab: len(lab.data[1]), 50),
        ("data", "xor", lambda lab: lab.data[0].name, "xor"),
    ],
)
def test_a_setting_changes_between_two_steps_and_the_weights_stay(make_lab, what, value, read, result):
    lab, page = make_lab()
    lab.train(steps=30)
    theta, count = lab.net.theta.copy(), len(page.frames)
    page.do(what, value)
    (frame,) = page.frames[count:]
    assert read(lab) == result and page.errors == []
    np.testing.assert_array_equal(lab.net.theta, theta)
    assert (frame.kind, frame.step, frame.generation) == ("full", 30, 0) and page.kept(lab).settings == frame.settings
    assert frame.settings.get("hidden" if isinstance(value, list) else what, value) == value
    assert frame.loss["train"] == lab.trainer.train_loss and len(frame.X) == 500
    page.do("step")
    assert lab.trainer.steps == 31


def test_step_and_epoch(make_lab):
    lab, page = make_lab()
    page.do("step")
    assert (page.frame.step, page.frame.kind) == (1, "frame")
    page.do("step", "epoch")
    assert (page.frame.step, page.frame.epoch) == (25, 1)
    page.do("step", "batch")
    assert page.frame.step == 26 == lab.step_count


def test_reset_and_rewind_are_exact_and_stop_playing(make_lab, clock, run):
    async def work():
        lab, page = make_lab()
        start = lab.net.theta.copy()
        lab.train(steps=40)
        there = lab.net.theta.copy()
        for what, value, step, theta, reason in (("rewind", 40, 40, there, "rewound"), ("reset", None, 0, start, "reset")):
            page.do("play")
            await clock.pass_(0.5)
            assert lab.trainer.steps > 100
            page.do(what, value)
            frame = page.frame
            assert (frame.step, frame.running, frame.reason) == (step, False, reason) and not lab.running
            np.testing.assert_array_equal(frame.theta, theta)
            await clock.pass_(1)
            assert lab.trainer.steps == step
        lab.close()

    run(work())


def test_new_weights_are_others_each_time_and_reset_comes_back_to_them(make_lab):
    lab, page = make_lab()
    drawn = [lab.net.theta.copy()]
    for _ in range(2):
        lab.train(steps=5)
        page.do("new_weights")
        assert page.frame.step == 0 and page.frame.reason == "new weights"
        assert all((lab.net.theta != theta).any() for theta in drawn)
        drawn.append(lab.net.theta.copy())
    lab.train(steps=5)
    page.do("reset")
    np.testing.assert_array_equal(lab.net.theta, drawn[-1])


def test_other_hidden_layers_are_another_network_and_keep_what_they_can(make_lab, clock, run):
    async def work():
        lab, page = make_lab(learning_rate=0.2, batch_size=5, l2=0.001)
        lab.train(steps=10)
        old, page.edits = lab.net, 4
        page.edit({0: 1.0}, hold=[0])
        page.do("play")
        page.do("hidden", [4, 3, 2])
        frame, t = page.frame, lab.trainer
        assert list(lab.net.sizes) == settings(page)["sizes"] == [2, 4, 3, 2, 1] and frame.generation == 1 and lab.running
        assert (t.learning_rate, t.batch_size, t.l2, t.settings.frozen) == (0.2, 5, 0.001, ())
        np.testing.assert_array_equal(lab.net.W[0], old.W[0])
        page.send("edit", id=6, generation=0, set={"0": 9.0}, hold=[0])
        assert lab.net.theta[0] == 1.0 and (page.frame.kind, page.frame.applied) == ("full", {"A": 6})
        await clock.pass_(0.5)
        assert lab.trainer.steps > 100
        lab.close()

    run(work())


def test_numbers_that_are_not_finite_are_not_taken_over(make_lab):
    lab, page = make_lab()
    net, lab.net.theta[14] = lab.net, np.nan
    page.do("hidden", [4, 2, 2])
    assert page.errors[0].startswith("net.W[1][0, 2] is nan; ") and lab.net is net and page.frame.generation == 0
    page.do("reset")
    page.do("hidden", [4, 2, 2])
    assert len(page.errors) == 1 and page.frame.generation == 1


@pytest.mark.parametrize("hidden", [[], [1], [8] * 6])
def test_as_many_layers_as_the_panel_has(make_lab, hidden):
    _, page = make_lab()
    page.do("hidden", hidden)
    assert settings(page)["sizes"] == [2, *hidden, 1] and page.errors == []
    page.do("step")
    page.do("hidden", [4, 2])
    assert settings(page)["hidden"] == ["tanh", "tanh"]


NAMES = "linear, sigmoid, tanh, relu, leaky_relu, elu, softplus, gelu, swish, sin, step"
HIDDEN = "hidden must be a list of sizes such as [4, 2], got "
LIMITS = "the panel goes to 6 hidden layers of 8, got {}; from Python any network works: nw.Playground(net=…)"


@pytest.mark.parametrize(
    ("what", "value", "sentence"),
    [
        ("learning_rate", "fast", "learning_rate must be a number above 0, got 'fast'; 0.03 is a usual start"),
        ("learning_rate", 0, "learning_rate must be a number above 0, got 0; 0.03 is a usual start"),
        ("batch_size", None, "batch_size must be a whole number of at least 1, got None; 10 is a usual start"),
        ("activation", "softmax", f"softmax is for outputs only; choose one of {NAMES} for hidden layers"),
        ("activation", ["tanh"], "activation must be one name or 2, one per hidden layer; got 1"),
        ("output", "relus", f"unknown activation 'relus'; choose one of {NAMES}, softmax (did you mean 'relu'?)"),
        ("output", "softmax", "softmax over one output is always 1; use output='sigmoid', or two outputs"),
        ("speed", "warp", "unknown speed 'warp'; choose one of 1 step/s, 10/s, 100/s, 1,000/s, 10,000/s, full"),
        ("speed", 10, "speed must be a name, got 10; choose one of 1 step/s, 10/s, 100/s, 1,000/s, 10,000/s, full"),
        ("data", "mons", f"unknown data 'mons'; choose one of {', '.join(SETS)} (did you mean 'moons'?)"),
        ("noise", 0.7, "noise must be a number from 0 to 0.5, got 0.7"),
        ("test", 1, "test must be a number from 0 to 0.9, got 1"),
        ("hidden", "42", HIDDEN + "'42'"),
        ("hidden", None, HIDDEN + "None"),
        ("hidden", [4, -1], "every hidden size must be a whole number of at least 1, got -1"),
        ("hidden", [9], LIMITS.format([9])),
        ("hidden", [1] * 7, LIMITS.format([1] * 7)),
        ("step", "minute", "unknown step 'minute'; choose one of example, batch, epoch"),
        ("rewind", "start", "step must be a whole number of at least 0, got 'start'"),
        ("rewind", 10**6, None),
    ],
)
def test_a_wrong_value_is_said_to_that_page_and_nothing_changes(make_lab, another, clock, run, what, value, sentence):
    async def work():
        lab, page = make_lab()
        other = another(page)
        lab.train(steps=9)
        page.do("play")
        net, trainer, before, theta = lab.net, lab.trainer, page.kept(lab).settings, lab.net.theta.copy()
        page.do(what, value)
        (told,) = page.errors
        assert sentence in (None, told) and other.errors == []
        assert lab.net is net and lab.trainer is trainer and page.frame.generation == 0 and settings(page) == before
        np.testing.assert_array_equal(net.theta, theta)
        await clock.pass_(0.25)
        assert lab.running and trainer.steps > 100  # it plays on
        lab.close()

    run(work())
