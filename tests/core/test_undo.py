"""Undo and redo: what was done by hand is taken back, what training has learnt is not, and nothing is lost."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import nnwidgets as nw
from nnwidgets.core import undo
from nnwidgets.core.log import log_of, replaying


def make(**more):
    net = nw.Network([2, 3, 1], seed=1)
    return nw.Trainer(net, nw.datasets.circle(40, noise=0.1), **{"learning_rate": 0.3, "batch_size": 8, "seed": 2} | more)


def by_cell(t):
    t.net.W[0] -= 0.25
    t.notice()


DEEDS = {
    "set": lambda t: t.set({3: 0.7, 11: -0.2}),
    "one": lambda t: t.set({0: t.net.theta[0] + 1}),
    "cell": by_cell,
    "freeze": lambda t: t.hold([k for k in (0, 4) if k not in t.settings.frozen]),
    "reset": lambda t: t.reset(),
    "new weights": lambda t: (t.net.new_weights(7), t.reset(t.net.theta)),
}


def state(t):
    return t.net.theta.tolist(), t.settings.frozen, t.steps, [v.tolist() for v in t.optimizer_state.values()]


@pytest.mark.parametrize("deed", DEEDS)
def test_undo_takes_back_and_redo_does_again(deed):
    t = make(optimizer="adam")
    t.train(7)
    before = state(t)
    DEEDS[deed](t)
    after = state(t)
    assert after != before
    t.undo()
    assert state(t) == before
    t.redo()
    assert state(t)[:3] == after[:3]
    t.undo()
    assert state(t) == before


def test_after_training_undo_takes_back_the_hand_alone_and_the_steps_go_on():
    t = make()
    t.train(5)
    was = t.net.theta[3]
    t.set({3: 2.0})
    t.train(20)
    learnt = t.net.theta.copy()
    t.undo()
    assert t.steps == 25 and t.net.theta[3] == was
    np.testing.assert_array_equal(np.delete(t.net.theta, 3), np.delete(learnt, 3))
    t.redo()
    np.testing.assert_array_equal(t.net.theta, learnt)  # also the way that training had moved it since


def test_a_gesture_is_one_and_what_moves_nothing_is_none():
    t = make()
    t.hold([3, 4])
    start = t.net.theta.copy()
    for value in (0.1, 0.2, 0.3):
        t.set({3: value}, gesture="drag")
        t.train(1)
        t.set({4: -value}, gesture="drag")
    t.set({5: 1.0}, gesture="another")
    t.set({6: t.net.theta[6]})
    t.set({5: 1.5}, gesture="back")
    t.set({5: 1.0}, gesture="back")
    assert t.undoable == (t.net.name_of(5), None)
    t.undo()
    assert t.undoable == ("2 weights and biases", t.net.name_of(5))
    t.undo()
    assert t.net.theta[[3, 4]].tolist() == start[[3, 4]].tolist()
    assert t.undoable == ("freezing 2 weights and biases", "2 weights and biases")


def test_what_is_newly_done_ends_redo_and_rewind_forgets_what_came_after():
    t = make()
    t.set({0: 1.0})
    t.train(10)
    t.set({1: 1.0})
    t.undo()
    t.set({2: 1.0})
    assert t.undoable == (t.net.name_of(2), None)
    t.rewind(5)
    assert t.undoable == (t.net.name_of(0), None)
    t.undo()
    assert t.undoable == (None, t.net.name_of(0))


def test_an_undone_reset_goes_on_as_if_it_had_not_been():
    t, straight = make(optimizer="momentum"), make(optimizer="momentum")
    for trainer in (t, straight):
        trainer.train(13)
        trainer.set({0: 1.0})
        trainer.train(4)
    t.reset()
    t.train(9)
    t.undo()
    assert t.undoable == (t.net.name_of(0), "reset")
    assert t.train(30).net.theta.tolist() == straight.train(30).net.theta.tolist()
    assert t.history.train_loss.tolist() == straight.history.train_loss.tolist()
    t.rewind(15)
    assert t.net.theta.tolist() == straight.rewind(15).net.theta.tolist()


def test_a_branch_has_its_own_and_other_data_end_the_way_to_a_run_that_was_left():
    t = make()
    t.set({0: 1.0})
    t.reset()
    t.set({1: 1.0})
    other = t.branch()
    other.undo()
    assert other.undoable == (None, t.net.name_of(1)) and t.undoable == (t.net.name_of(1), None) and t.net.theta[1] == 1
    t.change(data=nw.datasets.xor(40))
    t.undo()
    assert t.undoable == (None, t.net.name_of(1))


REFUSED = "there is nothing to undo: weights set by hand or by a cell, freezing and reset can be taken back"


def test_nothing_to_undo_is_said():
    t = make()
    t.train(3)
    with pytest.raises(ValueError) as caught:
        t.undo()
    assert str(caught.value) == REFUSED
    with pytest.raises(ValueError) as caught:
        t.redo()
    assert str(caught.value) == "there is nothing to redo: it does again what undo() took back"


def test_bounded(monkeypatch):
    monkeypatch.setattr(undo, "MOST", 4)
    monkeypatch.setattr(undo, "RUNS", 1)
    t = make()
    for i in range(9):
        t.set({0: float(i + 1)})
    t.reset()
    t.reset()
    for _ in range(4):
        if t.undoable[0]:
            t.undo()
    assert t.undoable[0] is None
    monkeypatch.setattr(undo, "NUMBERS", 20)
    for i in range(9):
        t.net.theta[:] = i + 1.0
        t.notice()
    t.undo()
    assert t.net.theta[0] == 8 and t.undoable[0] is None


ACTS = [*(name for name in DEEDS if name not in ("reset", "new weights")), "train", "undo", "redo"]


@settings(max_examples=60)
@given(acts=st.lists(st.sampled_from(ACTS), max_size=14))
def test_the_log_replays_whatever_was_undone(acts):
    """Undo is an event like any other: the same log makes the same run, and at rest undoing all gives back the start."""
    t, start = make(), make().net.theta.tolist()
    for act in acts:
        if act == "train":
            t.train(3)
        elif act in ("undo", "redo"):
            if t.undoable[act == "redo"]:
                getattr(t, act)()
        else:
            DEEDS[act](t)
    again = make()
    for _ in replaying(again, log_of(t, {}), t.steps, {}):
        pass
    assert again.net.theta.tolist() == t.net.theta.tolist() and again.settings.frozen == t.settings.frozen
    while t.undoable[0]:
        t.undo()
    if "train" not in acts:
        assert t.net.theta.tolist() == start and t.settings.frozen == ()
    while t.undoable[1]:
        t.redo()
    assert t.net.theta.tolist() == again.net.theta.tolist() or "undo" in acts
