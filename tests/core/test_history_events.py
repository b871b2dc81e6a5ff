"""What is done by hand is kept whole, however much of it there is, and memory stays bounded."""

import tracemalloc

import numpy as np
import pytest

import nnwidgets as nw
from nnwidgets.core import history, share, spill
from nnwidgets.core.history import History, Snapshot


def test_a_million_steps_with_many_edits_stay_under_64_mb():
    """50,000 edits of one weight, 2,000 writes of 13,002 numbers, and the snapshots and records of such a run."""
    n = 13_002
    tracemalloc.start()
    try:
        before = tracemalloc.get_traced_memory()[0]
        h = History()
        for step in range(0, 1_000_000, 10):
            if step % h.gap == 0:
                h.keep(Snapshot(step, (0, 0, 0), np.ones(n), np.ones((2, n)), None, len(h.events)))
            if step % 20 == 0:
                h.log(step, "set", {step % n: step / 7})
            if step % 500 == 0:
                h.log(step, "write", np.full(n, step / 3))
            if step % 20 == 0:
                h.record(step, 1.0, 1.0)
        held = tracemalloc.get_traced_memory()[0] - before
    finally:
        tracemalloc.stop()
    assert len(h.events) == 52_000
    assert held < 64_000_000
    writes = [event for event in h.events if event.kind == "write"]
    assert all(np.array_equal(np.asarray(event.value), np.full(n, event.step / 3)) for event in writes[::100])


@pytest.fixture
def little(monkeypatch):
    monkeypatch.setattr(history, "WRITE_BYTES", 500)


def written(steps=30):
    """A run into whose network something else writes before every step; and what stood there before and after training."""
    net = nw.Network([2, 3, 1], seed=1)
    t, wrote = nw.Trainer(net, "xor", learning_rate=0.1), []
    for step in range(steps):
        net.theta = net.theta + np.linspace(1e-3, 1e-2, net.n_params) * (step + 1)
        wrote.append(net.theta.copy())
        t.train(1)
    return t, wrote, net.theta.copy()


def test_writes_that_were_put_away_come_back_bit_for_bit(little):
    t, wrote, last = written()
    put_away = [isinstance(event.value, spill.Spilled) for event in t.history.events]
    assert put_away == [False] * 4 + [True] * 26  # 13 numbers of 8 bytes each
    other = t.branch()
    for step in (29, 12, 5):
        assert np.array_equal(t.rewind(step).net.theta, wrote[step])
    del t
    assert np.array_equal(other.net.theta, last)
    assert np.array_equal(other.rewind(20).net.theta, wrote[20])


def test_writes_that_were_put_away_are_shared(little):
    t, _, last = written()
    assert np.array_equal(share.load(share.share(t)).net.theta, last)


def test_where_no_file_can_be_written_they_stay_in_memory(little, monkeypatch):
    def none(**_):
        raise OSError("read-only file system")

    monkeypatch.setattr(spill, "TemporaryFile", none)
    t, wrote, _ = written()
    assert all(isinstance(event.value, np.ndarray) for event in t.history.events)
    assert np.array_equal(t.rewind(17).net.theta, wrote[17])


def test_two_arrays_in_one_file():
    away = spill.Spill()
    first, second = np.arange(5.0), np.arange(3, dtype=np.float32)
    there = away.put(first), away.put(second)
    assert [np.asarray(x).tobytes() for x in there] == [first.tobytes(), second.tobytes()]
    assert there[1].tolist() == [0, 1, 2]
