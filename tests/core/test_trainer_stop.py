"""Stop conditions: tested at recorded steps only, so the same run ends at the same step however it is cut up."""

import numpy as np
import pytest

import nnwidgets as nw
from nnwidgets.core import run, trainer
from nnwidgets.core.goal import Goal


def make(**settings):
    given = {"test": 0.3, "learning_rate": 0.3, "record_every": 5, "seed": 3} | settings
    return nw.Trainer(nw.Network([2, 4, 2, 1], seed=3), nw.datasets.circle(103, noise=0.1), **given)


@pytest.mark.parametrize(("chunk", "seconds"), [(64, 0.02), (1, 0.02), (7, 1e-9)])
def test_a_target(monkeypatch, chunk, seconds):
    """The first record that is low enough ends it: the same with any slices."""
    monkeypatch.setattr(run, "CHUNK", chunk)
    monkeypatch.setattr(trainer, "SLICE", seconds)
    whole = make().train(3000)
    first = whole.history.steps[np.flatnonzero(whole.history.train_loss <= 0.3)[0]]
    assert 0 < first < 3000
    t = make().train(3000, target=0.3)
    assert t.steps == first
    assert (t.reason.kind, t.history.steps[-1]) == ("target", first)
    assert str(t.reason) == f"target reached: the training loss is {t.train_loss:.4g} at step {first}, at most 0.3"
    np.testing.assert_array_equal(t.net.theta, make().train(int(first)).net.theta)
    assert make().train(epochs=400, target=0.3).steps == first
    assert t.train(10, target=0.3).steps == first  # it stands there already
    assert t.train(10).steps == first + 10
    assert (t.reason.kind, str(t.reason)) == ("steps", f"all 10 steps are done; the run stands at step {first + 10}")


@pytest.mark.parametrize("seconds", [0.02, 1e-9])
def test_a_plateau(monkeypatch, seconds):
    """Counted here by hand: so many records in a row that are not 0.1 % below the lowest before them."""
    monkeypatch.setattr(trainer, "SLICE", seconds)
    whole, lowest, since, stop = make(l2=0.1).train(20_000).history, np.inf, 0, None
    for step, loss in zip(whole.steps, whole.train_loss, strict=True):
        lowest, since = (loss, 0) if loss < lowest * 0.999 else (lowest, since + 1)
        if since == 15:
            stop = step
            break
    t = make(l2=0.1).train(20_000, plateau=15)
    assert t.steps == stop
    assert t.reason.kind == "plateau"
    assert str(t.reason).startswith("plateau: the training loss has not fallen by 0.1% in the last 15 records; it was ")
    assert str(t.reason).endswith(f" and is {t.train_loss:.4g} at step {stop}")


def test_between_records_nothing_stops():
    t = make(record_every=None, batch_size=1).train(30, target=10)
    assert t.steps == 0  # step 0 is a record
    assert t.train(1).train(71, target=10).steps == 72  # the next is the epoch's end
    assert t.reason.kind == "target"


def test_divergence_is_a_reason_too():
    t = nw.Trainer(nw.Network([2, 1], output="linear"), "reg_plane", learning_rate=5)
    assert t.reason is None
    with pytest.raises(nw.DivergenceError) as got:
        t.train(1000, target=1e-9)
    assert (t.reason.kind, str(t.reason)) == ("divergence", str(got.value))
    t.rewind(2).train(1)
    assert t.reason.kind == "steps"


def test_an_interrupt_has_no_reason(monkeypatch):
    t, advance = make().train(5), run.Run.advance

    def interrupted(self, most):  # once: the replay that follows is left alone
        monkeypatch.setattr(run.Run, "advance", advance)
        raise KeyboardInterrupt

    monkeypatch.setattr(run.Run, "advance", interrupted)
    with pytest.raises(KeyboardInterrupt):
        t.train(5)
    assert (t.reason, t.steps) == (None, 5)


@pytest.mark.parametrize(("call", "kind", "sentence"), [
    (lambda t: t.train(target=0.1), ValueError, "train takes either steps or epochs, such as train(steps=100)"),
    (lambda t: t.train(5, target="low"), TypeError, "target must be a number, got 'low'"),
    (lambda t: t.train(5, target=np.nan), ValueError, "target must be a number, got nan"),
    (lambda t: t.train(5, plateau=0), ValueError, "plateau must be a whole number of at least 1, got 0; 10 records are a usual patience"),
])  # fmt: skip
def test_refusals(refused, call, kind, sentence):
    t = make()
    with refused(kind, sentence):
        call(t)
    assert t.steps == 0


def test_a_goal_by_itself():
    goal = Goal(plateau=2)
    assert [goal.look(step, loss) for step, loss in enumerate([1, 0.9995, 0.998, 0.9979, 0.9978])] == [False, False, False, False, True]
    goal = Goal(plateau=2)
    assert [goal.look(step, 1.0) for step in (0, 0, 0, 1, 1, 2)] == [False, False, False, False, False, True]  # a step counts once
    goal = Goal(target=0)
    assert [goal.look(step, loss) for step, loss in enumerate([np.nan, np.inf, 1, -0.5])] == [False, False, False, True]
