"""A Playground that learns by a learner's own passes: what fits is used and told, what does not leaves the lab as it was."""

import numpy as np
import pytest

import nnwidgets as nw
from nnwidgets.exercises.coding.chain import backward
from nnwidgets.exercises.coding.forward import forward_batch

RIGHT, PASS = backward.reference, forward_batch.reference


@pytest.fixture
def lab(show):
    return show(lambda: nw.Playground("xor", hidden=[4], activation="sigmoid", output="sigmoid", learning_rate=1, seed=1))


def uphill(W, b, X, y):
    return tuple([-one for one in part] for part in RIGHT(W, b, X, y))


def test_B2_E9_it_learns_by_ones_own_backward_as_by_the_kits(lab):
    mine, page = lab
    kit = mine.trainer.branch()
    report = mine.use(backward=RIGHT)
    assert report.passed and page.frame.settings["own_passes"] == ["backward"]
    mine.train(steps=50)
    np.testing.assert_allclose(mine.net.theta, kit.train(50).net.theta, rtol=1e-9)
    both = mine.use(forward=PASS, backward=RIGHT)
    assert both.passed and page.frame.settings["own_passes"] == ["forward", "backward"]
    assert mine.use(forward=PASS).sentence == "Right in 5 neurons."
    assert mine.use() is None and page.frame.settings["own_passes"] == []


def test_a_wrong_gradient_is_named_and_used_all_the_same(lab):
    mine, page = lab
    report = mine.use(backward=uphill)
    assert (report.outcome, report.diagnosis.slips) == ("wrong_value", ("sign",))
    assert page.frame.settings["own_passes"] == ["backward"]
    before = mine.train_loss
    mine.train(steps=100)
    assert mine.train_loss > before


@pytest.mark.parametrize(("own", "outcome"), [
    ({"backward": lambda W, b, X, y: ...}, "not_attempted"),
    ({"forward": lambda W, b, X: None}, "not_attempted"),
    ({"backward": lambda W, b, X, y: (W[:1], b)}, "wrong_shape"),
    ({"backward": lambda W, b, X, y: 1 / 0}, "error"),
    ({"forward": lambda W, b, X: X, "backward": RIGHT}, "wrong_shape"),
])  # fmt: skip
def test_what_gives_no_numbers_that_fit_is_not_used(lab, own, outcome):
    mine, page = lab
    mine.use(backward=RIGHT)
    assert mine.use(**own).outcome == outcome
    assert page.frame.settings["own_passes"] == ["backward"] and mine.trainer.settings.learner.backward is RIGHT


def test_what_is_no_function_is_refused(lab):
    mine, _ = lab
    with pytest.raises(TypeError, match=r"^backward must be a function, got 3$"):
        mine.use(backward=3)
    assert mine.trainer.settings.learner is None
