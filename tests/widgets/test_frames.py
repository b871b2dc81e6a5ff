"""What a frame holds, and when there is a new one to send."""

import json

import numpy as np
import pytest

from nnwidgets.widgets.frames import ROWS, ROWS_OF_ALL, Frames
from nnwidgets.widgets.marks import MOST as MARKS

PAUSED = {"generation": 2, "running": False, "reason": "ready", "applied": {"A": 3}}
PLAYING = PAUSED | {"running": True, "reason": "playing"}


@pytest.fixture
def frames(trainer, decode):
    """frames(state, full) makes a frame of `trainer`, decoded, and notes that it was shown."""
    made = Frames(lambda: ({"speed": "full"}, {"X": np.arange(6.0).reshape(3, 2)}))

    def frame(state=PAUSED, full=False, shown=True):
        header, payload = made.make(trainer, state, full)
        if shown:
            made.note_shown(trainer)
        return decode(json.loads(json.dumps(header, allow_nan=False)), payload)

    frame.of = made
    frame(full=True)
    return frame


def test_a_frame_is_the_network_and_its_losses_of_one_step(frames, trainer):
    trainer.train(5)
    frame, seen = frames(), trainer.measure()
    assert (frame.kind, frame.step, frame.epoch) == ("frame", 5, 5)
    assert (frame.generation, frame.running, frame.reason, frame.applied) == (2, False, "ready", {"A": 3})
    assert frame.loss == {"train": seen["train_loss"], "test": seen["test_loss"]}
    assert frame.accuracy == {"train": seen["train_accuracy"], "test": seen["test_accuracy"]}
    np.testing.assert_array_equal(frame.theta, trainer.net.theta)
    assert not hasattr(frame, "settings") and not hasattr(frame, "X")


def test_a_full_frame_is_all_that_a_new_page_needs(frames, trainer):
    trainer.train(5)
    frame = frames(full=True)
    assert frame.kind == "full" and frame.settings == {"speed": "full"} and frame.marks == []
    np.testing.assert_array_equal(frame.X, np.arange(6.0).reshape(3, 2))
    np.testing.assert_array_equal(frame.records, np.column_stack(list(trainer.history.to_dict().values())))


def test_records_come_once_but_for_the_last_which_may_have_changed(frames, trainer):
    trainer.train(3)
    assert frames().records[:, 0].tolist() == [0, 1, 2, 3]
    assert frames().records[:, 0].tolist() == [3]
    trainer.set({0: 2.0})
    changed = frames().records
    assert changed[:, 0].tolist() == [3] and changed[0, 1] == trainer.train_loss
    trainer.train(2)
    assert frames().records[:, 0].tolist() == [3, 4, 5]
    trainer.rewind(1)
    assert frames().records[:, 0].tolist() == [1]
    trainer.train(1)
    assert frames().records[:, 0].tolist() == [1, 2]


def test_many_records_are_thinned(frames, trainer):
    trainer.train(3000)
    frame = frames()
    full = frames(full=True)
    for records, most in ((frame.records, ROWS), (full.records, ROWS_OF_ALL)):
        assert most / 4 <= len(records) <= most and (records[0, 0], records[-1, 0]) == (0, 3000)
        assert records[:, 1].max() == trainer.history.train_loss.max()  # no spike goes
        assert records[:, 1].min() == trainer.history.train_loss.min()


def test_marks_come_when_something_was_changed_by_hand(frames, trainer):
    assert not hasattr(frames(), "marks")
    trainer.set({0: 1.0})
    assert frames().marks == [[0, "W[0][0, 0] set"]]
    trainer.train(4)
    assert not hasattr(frames(), "marks")
    trainer.change(learning_rate=0.1)
    trainer.set({0: 2.0})
    assert frames().marks == [[0, "W[0][0, 0] set"], [4, "learning rate 0.1, W[0][0, 0] set"]] == frames(full=True).marks
    for _ in range(MARKS + 10):
        trainer.train(1)
        trainer.set({0: 1.0})
    assert [step for step, _ in frames().marks] == list(range(trainer.steps - MARKS + 1, trainer.steps + 1))


@pytest.mark.parametrize(
    "happening",
    [
        lambda t: t.train(1),
        lambda t: t.set({0: t.net.theta[0]}),
        lambda t: t.change(learning_rate=0.1),
        lambda t: t.net.theta.__setitem__(0, 9.0),
        lambda t: t.train(3).rewind(1),
    ],
)
def test_what_no_frame_has_shown_is_noticed(frames, trainer, happening):
    trainer.set({0: 1.0})
    frames()
    assert not frames.of.stale(trainer)
    happening(trainer)
    assert frames.of.stale(trainer)
    frames()
    assert not frames.of.stale(trainer)


def test_while_playing_measuring_takes_a_share_of_the_time(frames, trainer, monkeypatch):
    now = iter([10.0, 11.0])  # measuring takes a second
    monkeypatch.setattr("nnwidgets.widgets.frames.perf_counter", lambda: next(now))
    trainer.train(1)
    frames(PAUSED)
    seen = []
    for moment in range(12, 26):
        now = iter([float(moment)] * 3)
        trainer.train(1)
        seen.append(frames(PLAYING).loss["train"] == trainer.train_loss)
    assert seen == [False] * 9 + [True] * 5  # ten seconds after it had begun


def test_an_edit_while_playing_is_measured_at_once(frames, trainer, monkeypatch):
    monkeypatch.setattr("nnwidgets.widgets.frames.perf_counter", lambda: -1.0)  # it is never time to measure
    trainer.train(1)
    assert frames(PLAYING).loss["train"] != trainer.train_loss
    for value in (1.0, 2.0):  # the second is merged with the first in the log
        trainer.set({0: value})
        assert frames(PLAYING).loss["train"] == trainer.train_loss


def test_the_last_finite_picture_stays_where_a_cell_wrote_nan(frames, trainer):
    trainer.train(2)
    good = frames()
    trainer.net.theta[3] = np.nan
    for full in (False, True, False):
        frame = frames(full=full)
        np.testing.assert_array_equal(frame.theta, good.theta)
        assert frame.loss == good.loss and frame.accuracy == good.accuracy
    trainer.net.theta[3] = 0.25
    np.testing.assert_array_equal(frames().theta, trainer.net.theta)


def test_what_is_not_there_is_null(decode):
    from nnwidgets.core.network import Network
    from nnwidgets.core.trainer import Trainer

    regression = Trainer(Network([1, 1], output="linear"), (np.arange(4.0), np.arange(4.0)))
    frame = decode(*Frames(lambda: ({}, {})).make(regression, PAUSED, full=False))
    assert frame.loss["train"] > 0 and frame.loss["test"] is None and frame.accuracy == {"train": None, "test": None}
    assert np.isnan(frame.records[0, 2])
