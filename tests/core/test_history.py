"""History: rows in order, thinned without losing the newest; snapshots and events that lead back."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import nnwidgets as nw
from nnwidgets.core import history
from nnwidgets.core.history import History, Snapshot
from nnwidgets.widgets.marks import marks


def recorded(steps):
    h = History()
    for step in steps:
        h.record(step, step / 10, float("nan"))
    return h


def test_rows():
    h = recorded([0, 50, 100])
    assert len(h) == 3
    assert h.steps.tolist() == [0, 50, 100]
    assert h.steps.dtype == int
    assert h.train_loss.tolist() == [0, 5, 10]
    assert np.isnan(h.test_loss).all()
    h.train_loss[:] = 9  # a copy
    assert h.train_loss.tolist() == [0, 5, 10]
    as_lists = h.to_dict()
    assert list(as_lists) == ["steps", "train_loss", "test_loss"]
    assert as_lists["steps"] == [0, 50, 100]
    assert as_lists["train_loss"] == [0, 5, 10]
    assert repr(h) == "History(3 records, train loss 10.0000)"
    assert repr(History()) == "History(0 records)"


def test_a_second_row_for_a_step_replaces_the_first():
    h = recorded([0, 10])
    h.record(10, 7, 8)
    assert h.steps.tolist() == [0, 10]
    assert (h.train_loss[-1], h.test_loss[-1]) == (7, 8)


def test_it_grows():
    assert recorded(range(1000)).steps.tolist() == list(range(1000))


def snapshot(step, n=3, events=0):
    return Snapshot(step, (0, 0, 0), np.zeros(n), np.empty((0, n)), None, events)


@given(steps=st.integers(0, 400), most=st.sampled_from([8, 9, 12]))
def test_snapshots_thin_out_evenly(steps, most):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(history, "SNAPSHOTS", most)
        h = History(gap=1)
        for step in range(steps + 1):
            if step % h.gap == 0:
                h.keep(snapshot(step))
        kept = [s.step for s in h.snapshots]
        assert kept == list(range(0, kept[-1] + 1, h.gap))
        assert steps - kept[-1] < 2 * h.gap
        assert len(kept) <= most


@pytest.mark.parametrize(("sizes", "rows", "every"), [([2, 4, 2, 1], 2, 1), ([784, 16, 16, 10], 0, 20), ([784, 16, 16, 10], 2, 20)])
def test_a_million_steps_stay_under_64_mb(sizes, rows, every):
    """By the keeping rule itself, and snapshots as large as the net and its optimizer's memory are."""
    n = sum((j + 1) * k for j, k in itertools.pairwise(sizes))
    h, most = History(), 0
    for step in range(1_000_001):
        if step % h.gap == 0:
            h.keep(Snapshot(step, (0, 0, 0), np.empty(n), np.empty((rows, n)), None, 0))
            most = max(most, h.nbytes)
        if step % every == 0:
            h.record(step, 1 / (step + 1), float("nan"))
    most = max(most, h.nbytes)
    assert sum(s.theta.nbytes + s.memory.nbytes for s in h.snapshots) > 0
    assert len(h.snapshots) >= 64
    assert len(h) >= 50_000
    assert most < 64_000_000


def test_large_snapshots_are_fewer(monkeypatch):
    monkeypatch.setattr(history, "SNAPSHOT_BYTES", 20 * 800)
    h = History(gap=1)
    for step in range(100):
        if step % h.gap == 0:
            h.keep(snapshot(step, n=100))
    assert len(h.snapshots) <= 20
    assert h.gap == 8


def test_what_is_set_at_rest_is_one_event():
    h = History()
    h.keep(snapshot(0))
    for k, value in ((1, 0.1), (1, 0.2), (2, 0.3), (1, 0.4)):
        h.log(5, "set", {k: value})
    assert [(e.step, e.kind, e.value) for e in h.events] == [(5, "set", {1: 0.4, 2: 0.3})]
    h.log(6, "set", {1: 1})  # at another step
    h.log(6, "change", "settings")
    h.log(6, "set", {1: 2})  # after another event
    h.keep(snapshot(6, events=4))
    h.log(6, "set", {1: 3})  # after a snapshot, which holds what came before
    assert [(e.kind, e.value) for e in h.events[1:]] == [("set", {1: 1}), ("change", "settings"), ("set", {1: 2}), ("set", {1: 3})]


def test_forgetting():
    h = recorded([0, 10, 20, 30])
    for step in (0, 10, 20, 30):
        h.keep(snapshot(step))
        h.log(step, "change", step)
    h.forget_after(20)
    assert h.steps.tolist() == [0, 10, 20]
    assert [s.step for s in h.snapshots] == [e.step for e in h.events] == [0, 10, 20]
    h.forget_after(19, events=1)
    assert h.steps.tolist() == [0, 10]
    assert [e.step for e in h.events] == [0]
    h.record(15, 1, 1)
    assert h.steps.tolist() == [0, 10, 15]


def test_what_is_recorded():
    """Step 0, every epoch's end, every `record_every` steps, and every change."""
    epochs = [0, 10, 20, 30]
    for every, expected in ((None, epochs), (4, [0, 4, 8, 10, 12, 16, 20, 24, 28, 30, 32]), (10, epochs), (50, epochs)):
        trainer = nw.Trainer(nw.Network([2, 1]), nw.datasets.circle(100), record_every=every, test=0.1, batch_size=9)
        assert trainer.train(33).history.steps.tolist() == expected
        trainer.set({0: 1})
        assert trainer.history.steps.tolist() == [*expected, 33]
        assert trainer.history.train_loss[-1] == trainer.train_loss
        assert trainer.history.test_loss[-1] == trainer.test_loss


def steps(trainer):
    return [step for step, _ in marks(trainer)]


def test_a_hand_that_moves_nothing_leaves_no_trace_and_no_mark():
    net = nw.Network([2, 2, 1])
    t = nw.Trainer(net, nw.datasets.circle(20))
    t.change(learning_rate=0.1)
    t.train(3)
    for held in ([4], [4, 5], [5], []):
        t.change(held=held)
    assert steps(t) == [0] and len(t.history.events) == 1
    t.change(held=[4])
    t.train(2)
    t.change(held=[])
    assert steps(t) == [0] and len(t.history.events) == 3  # training went on round it
    t.change(held=[4])
    t.set({4: 1.0})
    t.change(held=[])
    assert steps(t) == [0, 5]
    t.train(1)
    t.change(held=[1])
    t.change(learning_rate=0.2)
    assert steps(t) == [0, 5, 6]
