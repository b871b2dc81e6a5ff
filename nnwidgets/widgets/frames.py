"""Frames: what the pages were told last, and what the next message holds."""

from collections.abc import Callable
from time import perf_counter
from typing import Any

import numpy as np

from nnwidgets.core.history import Event
from nnwidgets.core.registry import Array
from nnwidgets.core.schedules import CONSTANT
from nnwidgets.core.trainer import Trainer
from nnwidgets.widgets.marks import marks
from nnwidgets.widgets.wire import finite, pack

Describe = Callable[[], tuple[dict[str, Any], dict[str, Array]]]
ROWS, ROWS_OF_ALL = 64, 2000  # losses in a frame, in a full frame
MEASURE_SHARE = 10  # while playing, measuring takes one part in so many of the time


class Frames:
    """Makes frames of a trainer. `describe` returns the settings and arrays that only a full frame carries."""

    def __init__(self, describe: Describe):
        self._describe = describe
        self._theta, self._at, self.settings = np.empty(0), (-1, None), None
        self._row, self._measure_after = -1.0, 0.0

    def stale(self, trainer: Trainer) -> bool:
        """Has anything happened that no frame has shown?"""
        return self._at != _place(trainer) or not np.array_equal(trainer.net.theta, self._theta)

    def make(self, trainer: Trainer, state: dict[str, Any], full: bool) -> tuple[dict[str, Any], bytes]:
        """(header, payload): theta and the losses recorded since the last frame; with `full` all that a new page needs.

        The losses are those of this theta, but while playing they may be some steps old, unless anything else has happened since.
        Where a cell has written numbers that are not finite, the last finite picture stays.
        """
        theta, place = trainer.net.theta, _place(trainer)
        if len(self._theta) and not np.isfinite(theta).all():
            theta = self._theta
        elif full or not state["running"] or place[1] is not self._at[1] or perf_counter() > self._measure_after:
            begun = perf_counter()
            self._measured = trainer.measure()
            self._measure_after = begun + MEASURE_SHARE * (perf_counter() - begun)
        seen = self._measured
        header: dict[str, Any] = {
            "kind": "full" if full else "frame", "step": trainer.steps, "epoch": trainer.epoch, **state,
            "loss": {part: finite(seen[f"{part}_loss"]) for part in ("train", "test")},
            "accuracy": {part: finite(seen[f"{part}_accuracy"]) for part in ("train", "test")},
        }  # fmt: skip
        if trainer.example:
            header["example"] = {"number": trainer.example.number, "of": trainer.example.of, "row": trainer.example.index}
        if trainer.settings.schedule != CONSTANT:
            header["rate"] = trainer.rate
        header["undo"] = trainer.undoable
        if full or place[1] is not self._at[1]:
            header["marks"] = marks(trainer)
        # the last row sent goes again: an edit at the same step may have replaced it
        since = -1.0 if full else min(self._row, trainer.steps) - 0.5
        arrays = {"theta": theta, "records": trainer.history.rows(since, ROWS_OF_ALL if full else ROWS)}
        if full:
            header["settings"], more = self._describe()
            arrays |= more
        header["arrays"], payload = pack(arrays)
        return header, payload

    def note_shown(self, trainer: Trainer) -> None:
        """This state of the trainer is on its way to the pages."""
        if np.isfinite(trainer.net.theta).all():
            self._theta = trainer.net.theta.copy()
        self._at = _place(trainer)
        self.settings, self._row = trainer.settings, float(trainer.history.steps[-1])


def _place(trainer: Trainer) -> tuple[int, Event | None]:
    """How far the trainer is: its steps, and the last event."""
    events = trainer.history.events
    return trainer.steps, events[-1] if events else None
