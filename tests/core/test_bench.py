"""Every step, also a replayed one, runs on one BLAS thread; otherwise nothing of the process is changed."""

from contextlib import contextmanager

import numpy as np
import pytest
from threadpoolctl import threadpool_info

import nnwidgets as nw
from nnwidgets.core import bench
from nnwidgets.core.engine import Batch


@pytest.fixture
def alone(monkeypatch):
    """Tells of each step whether it ran under the limit."""
    depth, seen, step = [0], [], Batch.step

    class Controller:
        @contextmanager
        def limit(self, limits):
            assert limits == 1
            depth[0] += 1
            yield
            depth[0] -= 1

    def watched(*args):
        seen.append(depth[0] > 0)
        return step(*args)

    monkeypatch.setattr(bench, "_threads", [Controller()])
    monkeypatch.setattr(Batch, "step", watched)
    yield seen
    assert depth == [0]
    assert seen
    assert all(seen)


def test_training_alone(alone):
    t = nw.Trainer(nw.Network([2, 3, 1]), "circle").train(60)
    t.step("epoch")
    t.run(10, 1)


def test_rewinding_alone(alone):
    t = nw.Trainer(nw.Network([2, 3, 1]), "circle").train(60)
    del alone[:]
    t.rewind(44)
    assert len(alone) == 19  # from the snapshot at 25


def test_diagnosing_alone(alone):
    t = nw.Trainer(nw.Network([2, 1], output="linear"), "reg_plane", learning_rate=5)
    with pytest.raises(nw.DivergenceError):
        t.train(1000)


def test_the_process_is_as_before():
    def state():
        return [(lib["filepath"], lib["num_threads"]) for lib in threadpool_info()], np.geterr()

    before = state()
    t = nw.Trainer(nw.Network([2, 1], output="linear"), "reg_plane", learning_rate=5)
    with pytest.raises(nw.DivergenceError):
        t.train(1000)
    t.rewind(3)
    assert state() == before


def test_nothing_is_looked_up_before_the_first_training(monkeypatch):
    monkeypatch.setattr(bench, "_threads", [])
    t = nw.Trainer(nw.Network([2, 1]), "circle")
    assert bench._threads == []
    t.train(1)
    t.train(1)
    assert len(bench._threads) == 1
