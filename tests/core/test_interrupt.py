"""■ at any moment leaves a step that was done, from which all goes on as if nothing had been."""

import numpy as np
import pytest
from interrupts import interrupted_at

import nnwidgets as nw
from nnwidgets.core import history
from nnwidgets.core.engine import Batch
from nnwidgets.core.feed import Feed
from nnwidgets.core.run import Run


def make():
    net = nw.Network([2, 3, 1])
    return nw.Trainer(net, nw.datasets.xor(17), learning_rate=0.5, batch_size=5, record_every=3, test=0.2)


@pytest.fixture
def small(monkeypatch):
    """A snapshot after every second step, and soon too many."""
    monkeypatch.setattr(history.History.__init__, "__defaults__", (2,))
    monkeypatch.setattr(history, "SNAPSHOTS", 1)


def whole(t, trace):
    """The state is that after some step, and the run goes on from there as it would have."""
    np.testing.assert_array_equal(t.net.theta, trace[t.steps])
    straight = make()
    straight.train(max(trace))
    t.train(max(trace) - t.steps)
    np.testing.assert_array_equal(t.net.theta, straight.net.theta)
    assert t._run.bench.feed.place() == straight._run.bench.feed.place()
    losses = dict(zip(t.history.steps, t.history.train_loss, strict=True))
    for step, loss in zip(straight.history.steps, straight.history.train_loss, strict=True):
        assert losses[step] == loss
    for step in (7, 0):
        np.testing.assert_array_equal(t.rewind(step).net.theta, trace[step])


def steps_of(t, steps):
    return {0: t.net.theta.copy()} | {t.train(1).steps: t.net.theta.copy() for _ in range(steps)}


def test_at_every_line_of_a_training(small):
    trace, line, at = steps_of(make(), 12), 0, set()
    while True:
        t = make()
        if not interrupted_at(line, lambda t=t: t.train(12)):
            break
        at.add(t.steps)
        whole(t, trace)
        line += 1 if line < 60 else 5
    assert line > 300
    assert at == set(range(13))


def test_at_every_line_of_a_rewind(small):
    trace, line = steps_of(make(), 12), 0
    while True:
        t = make().train(12)
        if not interrupted_at(line, lambda t=t: t.rewind(7)):
            break
        whole(t, trace)
        line += 1
    assert line > 100
    assert t.steps == 7


@pytest.mark.parametrize(
    "act",
    [
        lambda t: t.set({0: 5, 4: 1}),
        lambda t: t.change(activation="relu", learning_rate=0.1),
        lambda t: t.change(shuffle=False),
        lambda t: t.hold([1, 2]),
        lambda t: (t.net.theta.__setitem__(3, 9), t.notice()),
    ],
)
def test_at_every_line_of_a_change(act, small):
    """It has happened or it has not; either way the run can be gone over again."""
    line = 0
    while True:
        t, done, not_done = (make().train(7) for _ in range(3))
        act(done)
        if not interrupted_at(line, lambda t=t: act(t)):
            break
        t.train(9)
        np.testing.assert_array_equal(t.rewind(7).train(9).net.theta, t.net.theta)
        assert any(np.array_equal(t.net.theta, other.train(16 - other.steps).net.theta) for other in (done, not_done))
        np.testing.assert_array_equal(t.rewind(0).net.theta, make().net.theta)
        line += 1 if line < 30 else 6
    assert line > 20


@pytest.mark.parametrize(
    ("owner", "name"), [(Batch, "step"), (Feed, "advance"), (Feed, "_deal"), (Run, "record"), (history.History, "keep")]
)
@pytest.mark.parametrize("presses", [1, 2])
def test_pressed_again_and_again(owner, name, presses, small, monkeypatch):
    """A second ■ interrupts the replay that follows the first: the state is then that of a snapshot."""
    trace, original = steps_of(make(), 40), getattr(owner, name)
    for after in range(6):
        t, left = make(), [after + k for k in range(presses)]

        def nasty(*args, left=left):
            result = original(*args)
            for k in range(len(left)):
                left[k] -= 1
            if -1 in left:
                raise KeyboardInterrupt
            return result

        with monkeypatch.context() as patch:
            patch.setattr(owner, name, nasty)
            with pytest.raises(KeyboardInterrupt):
                t.train(1000)
        whole(t, trace)


def test_a_change_at_a_snapshot_is_in_the_state_and_in_the_log_or_in_neither(small, monkeypatch):
    step, left = Batch.step, []

    def nasty(*args):
        step(*args)
        left[:] = [k - 1 for k in left]
        if 0 in left:
            raise KeyboardInterrupt

    monkeypatch.setattr(Batch, "step", nasty)
    for after in range(1, 5):
        t = make().train(8)
        t.set({0: 5})
        left[:] = [after, after + 1]  # the second in the replay that follows the first
        with pytest.raises(KeyboardInterrupt):
            t.train(1000)
        left.clear()
        there, end = t.train(5).net.theta.copy(), t.steps
        np.testing.assert_array_equal(t.rewind(8).train(end - 8).net.theta, there)
