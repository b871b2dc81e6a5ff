"""History: rows in order, thinned without losing the newest; snapshots and events that lead back."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import nnwidgets as nw
from nnwidgets.core import history
from nnwidgets.core.history import History, Snapshot


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


@given(
    gaps=st.lists(st.integers(0, 3), max_size=120),
    most=st.sampled_from([4, 8, 10, 16]),
    forget=st.none() | st.tuples(st.integers(0, 119), st.integers(0, 200)),
)
def test_thinning_keeps_the_order_and_the_newest_row(gaps, most, forget):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(history, "MOST_RECORDS", most)
        h, step, true = History(), 0, {}
        for k, gap in enumerate(gaps):
            if forget and k == forget[0]:
                h.forget_after(min(forget[1], step))
                step = min(forget[1], step)
                true = {s: value for s, value in true.items() if s <= step}
            step += gap
            h.record(step, k, -k)
            true[step] = k
            steps = h.steps
            assert len(h) <= most
            assert (np.diff(steps) > 0).all()
            assert steps[-1] == step
            assert h.train_loss.tolist() == [true[s] for s in steps]  # each row as it was last recorded
            assert h.test_loss.tolist() == [-true[s] for s in steps]


def test_thinning_is_even(monkeypatch):
    monkeypatch.setattr(history, "MOST_RECORDS", 8)
    assert recorded(range(0, 80, 10)).steps.tolist() == [0, 10, 20, 30, 40, 50, 60, 70]
    assert recorded(range(0, 90, 10)).steps.tolist() == [0, 20, 40, 60, 80]
    assert recorded(range(0, 100, 10)).steps.tolist() == [0, 20, 40, 60, 80, 90]
    assert recorded(range(0, 110, 10)).steps.tolist() == [0, 20, 40, 60, 80, 100]
    assert recorded(range(0, 1000, 10)).steps.tolist() == [0, 160, 320, 480, 640, 800, 960, 990]
    h = recorded(range(0, 100, 10))
    h.forget_after(85)  # the row of 90 would have been replaced by the next; that of 80 stays
    h.record(87, 0, 0)
    assert h.steps.tolist() == [0, 20, 40, 60, 80, 87]


@given(n=st.integers(0, 60), after=st.integers(-1, 70), most=st.integers(1, 70))
def test_rows_after_a_step(n, after, most):
    h = recorded(range(n))
    rows = h.rows(after, most)
    wanted = range(after + 1, n)
    assert rows.shape == (min(len(wanted), most), 3)
    if len(wanted):
        assert rows[-1, 0] == n - 1
    if len(rows) > 1:
        assert rows[0, 0] == after + 1
        gaps = np.diff(rows[:, 0])
        assert gaps.min() >= 1
        assert gaps.max() - gaps.min() <= 1
    rows[:] = -1  # a copy
    assert h.steps.tolist() == list(range(n))


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
