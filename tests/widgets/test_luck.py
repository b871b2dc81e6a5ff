"""B10: the network on screen from other starts, how many solve it, the band on the chart, and any of them to open."""

import numpy as np
import pytest

import nnwidgets as nw
from nnwidgets.widgets.luck import GOOD


def test_B10_so_many_starts_solve_it_as_single_runs_do(make_lab):
    lab, page = make_lab("xor", hidden=[3], learning_rate=0.1)
    assert lab.fan is None and "starts" not in page.frame.settings
    lab.train(steps=1500)
    theta = lab.net.theta.copy()
    lab.try_starts(6)
    assert lab.fan.steps == 1500 and len(lab.fan) == 6 and (lab.net.theta == theta).all()

    right = []
    for seed in range(6):
        net = nw.Network([2, 3, 1], "tanh", "tanh", init="playground", seed=seed)
        run = nw.Trainer(net, lab.data, loss="squared_error", learning_rate=0.1, seed=seed).train(1500)
        right.append(run.measure()["test_accuracy"])
    assert page.frame.settings["starts"] == {"solved": sum(x >= GOOD for x in right), "of": 6, "steps": 1500, "part": "test"}
    assert 0 < page.frame.settings["starts"]["solved"] < 6  # else it would say nothing

    step, low, middle, high = page.frame.starts.reshape(-1, 4).T
    band = lab.fan.band(0.1, 0.9)
    assert (step[0], step[-1]) == (0, 1500)
    at = np.searchsorted(band.steps, step)
    for shown, of in ((low, band.low), (middle, band.middle), (high, band.high)):
        np.testing.assert_array_equal(shown, of[at])

    page.do("open_start", "worst")
    assert lab.trainer.steps == 1500 and lab.trainer.measure()["test_accuracy"] == min(right)
    assert "before" in lab.snapshots and lab.fan is not None  # the band stays: another can be opened
    page.do("open_start", "best")
    assert lab.trainer.measure()["test_accuracy"] == max(right)
    lab.restore("before")
    page.do("forget_starts")
    assert "starts" not in page.frame.settings and not hasattr(page.frame, "starts")


def test_B10_of_a_regression_by_r2_and_only_as_long_as_it_is_the_same_network(make_lab):
    lab, page = make_lab("reg_plane", hidden=[], test=0)
    lab.try_starts(3)
    assert lab.fan.steps == 1000 and page.frame.settings["starts"] == {"solved": 3, "of": 3, "steps": 1000, "part": "train"}
    lab.learning_rate = 0.1
    lab.refresh()
    assert lab.fan is not None  # the band tells what it was with the other rate
    page.do("hidden", [3])
    assert lab.fan is None and "starts" not in page.frame.settings


def test_B10_a_start_that_diverges_counts_as_not_solved_and_ends_the_band(make_lab):
    lab, page = make_lab("reg_plane", hidden=[4], activation="relu", learning_rate=1)
    lab.try_starts(4)
    assert len(lab.fan.diverged) > 0
    assert page.frame.settings["starts"]["solved"] <= 4 - len(lab.fan.diverged)
    assert np.isfinite(page.frame.starts.reshape(-1, 4)[0]).all()


@pytest.mark.parametrize(
    ("act", "sentence"),
    [
        (lambda lab: lab.try_starts(1), "starts must be from 2 to 64, got 1"),
        (lambda lab: lab.try_starts(65), "starts must be from 2 to 64, got 65"),
        (lambda lab: lab.open_start("best"), "there are no other starts yet: lab.try_starts() trains some"),
        (lambda lab: (lab.freeze(0), lab.try_starts()), "other starts would not be like this one, for weights are frozen: unfreeze them"),
        (lambda lab: (lab.try_starts(2), lab.open_start("luckiest")), "which must be best, worst or the number of a run, got 'luckiest'"),
        (lambda lab: (lab.try_starts(2), lab.open_start(2)), "runs are numbered 0 to 1, got 2"),
    ],
)
def test_what_cannot_be_done_is_said(make_lab, act, sentence):
    lab, _ = make_lab(hidden=[2])
    with pytest.raises(ValueError) as caught:
        act(lab)
    assert str(caught.value) == sentence
