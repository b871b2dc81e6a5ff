"""Is it luck? The network on screen from other starts, all at once: where most of them go, how many solve it, and any of them to open."""

from collections.abc import Callable
from typing import Any

import numpy as np

from nnwidgets.core.fan import Fan
from nnwidgets.core.registry import Array, whole
from nnwidgets.core.trainer import Trainer
from nnwidgets.widgets.jobs import Progress
from nnwidgets.widgets.loading import Loading
from nnwidgets.widgets.runs import ROWS
from nnwidgets.widgets.session import SLICE

LEAST, MOST = 1000, 64  # steps that every start goes at least; starts at once
GOOD = 0.95  # the share that is right, or R², from which on a run counts as solved
LOW, HIGH = 0.1, 0.9  # of the band
WHICH = {"best": 0, "worst": -1}


class Luck(Loading):
    """The part of a lab that trains its network from other starts."""

    _fan: tuple[Fan, Any] | None = None  # and what it was made of
    _told: tuple[dict[str, Any], Array]  # what a page is told of it
    _scores: tuple[float, ...] = ()

    @property
    def fan(self) -> Fan | None:
        """The runs from other starts, see `Fan`; None before `try_starts`, and when the network or its data are others."""
        return self._fan[0] if self._fan and self._fan[1] == self._kind() else None

    def _kind(self) -> Any:
        return id(self.data[0]), self.net.sizes, self.net.activation, self.net.output

    def try_starts(self, starts: int = 20) -> None:
        """Train this network, as it is set now, from so many other initial weights, as far as this run has gone and at least 1,000 steps.

        In the background; the page then shows the band in which the middle 80 % of them lie, and how many solve it: at least 95 % right,
        or R² of at least 0.95, on the examples set aside if there are any. `lab.fan` holds them. Raises ValueError for less than 2 or
        more than 64, and where weights are frozen or passes are the learner's own, which other starts would not have.
        """
        if not 2 <= whole(starts, "starts") <= MOST:
            raise ValueError(f"starts must be from 2 to {MOST}, got {starts}")
        t = self.trainer
        t.notice()
        s = t.settings
        if s.frozen or s.learner:
            what = "weights are frozen: unfreeze them" if s.frozen else "the passes are your own: go back to the kit's, trainer.use()"
            raise ValueError(f"other starts would not be like this one, for {what}")
        self.session.pause()
        fan = Fan(
            self.net, self.data, seeds=starts, loss=t.loss, optimizer=s.optimizer, learning_rate=s.learning_rate, schedule=s.schedule,
            batch_size=s.batch_size, l1=s.l1, l2=s.l2, shuffle=s.shuffle,
        )  # fmt: skip
        self.work(f"{starts} starts", self._go(fan, max(LEAST, t.steps)), lambda: self._keep_fan(fan))

    def open_start(self, which: int | str) -> None:
        """One of `lab.fan` on this screen, by its number, or the `best` or `worst`; what was there is kept as 'before'."""
        fan = self.fan
        if fan is None:
            raise ValueError("there are no other starts yet: lab.try_starts() trains some")
        losses = fan.losses()
        order = sorted(range(len(fan)), key=lambda i: (-self._scores[i], losses[i]))
        if isinstance(which, str) and which not in WHICH:
            raise ValueError(f"which must be best, worst or the number of a run, got {which!r}")
        trainer = fan.open(order[WHICH[which]] if isinstance(which, str) else which)
        self.session.pause()
        self.put_on(trainer)

    def forget_starts(self) -> None:
        """Take the band off the chart."""
        self._fan = None
        self._show_runs()

    def _go(self, fan: Fan, steps: int) -> Progress:
        while fan.steps < steps:
            fan.run(steps - fan.steps, SLICE)
            yield fan.steps, steps

    def _keep_fan(self, fan: Fan) -> None:
        gone = fan.diverged
        self._scores = tuple(-np.inf if i in gone else score(fan.open(i)) for i in range(len(fan)))
        solved = sum(score >= GOOD for score in self._scores)
        part = "test" if len(self.data[1]) else "train"
        self._told = {"solved": solved, "of": len(fan), "steps": fan.steps, "part": part}, rows(fan)
        self._fan = fan, self._kind()
        self._show_runs()

    def commands(self) -> dict[str, Callable[[Any], Any]]:
        return super().commands() | {
            "starts": self.try_starts, "open_start": self.open_start, "forget_starts": lambda _: self.forget_starts(),
        }  # fmt: skip

    def describe(self) -> Any:
        settings, arrays = super().describe()
        if self.fan is None:
            return settings, arrays
        told, band = self._told
        return settings | {"starts": told}, arrays | {"starts": band}


def rows(fan: Fan) -> Array:
    """(step, low, middle, high) of the band, at most ROWS of them; where a tenth has diverged it ends."""
    band = fan.band(LOW, HIGH)
    at = np.unique(np.linspace(0, len(band.steps) - 1, ROWS).astype(int))
    made = np.column_stack([band.steps, band.low, band.middle, band.high]).astype(float)[at]
    return np.where(np.isfinite(made), made, np.nan)


def score(trainer: Trainer) -> float:
    """The share that is right, or R²: of the examples set aside if there are any."""
    part = trainer.data[1] if len(trainer.data[1]) else trainer.data[0]
    if part.task != "regression":
        measured = trainer.measure()
        return float(measured["test_accuracy" if len(trainer.data[1]) else "train_accuracy"] or 0.0)
    y = part.y.reshape(len(part), -1)
    left = ((trainer.net.forward(part.inputs).a[-1] - y) ** 2).sum()
    return float(1 - left / ((y - y.mean(axis=0)) ** 2).sum())
