"""What a DepthLab has seen of its layers: at the start, now, and on the way."""

from typing import Any

import numpy as np

from nnwidgets.core.registry import Array
from nnwidgets.core.statistics import Statistics, statistics
from nnwidgets.core.trainer import Trainer
from nnwidgets.widgets.wire import finite

LOGGED = {
    "gradient_rms": "gradient",
    "std": "std of a",
    "weight_norm": "‖W‖",
}  # what is above 0: bars and lines on a logarithmic scale
SHOWN = ("gradient_rms", "mean", "std", "weight_norm", "dead")
KEPT, POINTS = 4, 40  # earlier runs, and points of each
MOST = 120  # rows; then every second one goes: they are sent with every frame


class DepthHistory:
    """`first` and `now` are Statistics, `at` the step of `now`; `rows(measure)` what was seen on the way; `runs` earlier ones, by label."""

    def __init__(self, trainer: Trainer, label: str, before: "DepthHistory | None" = None) -> None:
        self.trainer, self.label, self.at = trainer, label, -1
        self.runs: dict[str, list[list[float | None]]] = {} if before is None else before.kept(label)
        self._theta: Array = np.empty(0)
        self._seen: list[tuple[int, float | None, dict[str, list[float | None]]]] = []
        self.first: Statistics = statistics(trainer)
        self.now = self.first
        self.look(trainer)

    def look(self, trainer: Trainer) -> None:
        """Measure all layers of the network as it is, unless that has been done; what lay ahead of this step is forgotten."""
        net = trainer.net
        if trainer.steps == self.at and np.array_equal(net.theta, self._theta):
            return
        if not np.isfinite(net.theta).all():
            return  # the last picture stays
        self.now, self.at, self._theta = statistics(trainer), trainer.steps, net.theta.copy()
        if self.at == 0:
            self.first = self.now
        numbers = {name: [finite(float(f"{v:.4g}")) for v in getattr(self.now, name)] for name in LOGGED}
        accuracy = finite(trainer.measure()["test_accuracy"])
        self._seen = [*(row for row in self._seen if row[0] < self.at), (self.at, accuracy, numbers)]
        if len(self._seen) > MOST:
            self._seen = self._seen[::2]

    def rows(self, measure: str) -> list[list[float | None]]:
        """[step, test accuracy, the measure of each layer …] for every state that was looked at; the measure is one of LOGGED."""
        return [[step, accuracy, *numbers[measure]] for step, accuracy, numbers in self._seen]

    def accuracies(self) -> list[list[float | None]]:
        """[step, test accuracy] for every state that was looked at."""
        return [[step, accuracy] for step, accuracy, _ in self._seen]

    def kept(self, label: str) -> dict[str, list[list[float | None]]]:
        """The accuracies of this run, if it has taken a step, and of those before it but one of this label; the newest first."""
        rows = self.accuracies()
        few = [rows[round(i * (len(rows) - 1) / (POINTS - 1))] for i in range(POINTS)] if len(rows) > POINTS else rows
        newest = {self.label: few} if self.at > 0 else {}
        return dict([(name, rows) for name, rows in (newest | self.runs).items() if name != label][:KEPT])

    def told(self, measure: str) -> dict[str, Any]:
        """What a page shows: the numbers by layer `now` and at `first`, the `rows` of a measure, and the `runs` before this one."""
        numbers = {
            when: {name: [finite(v) for v in getattr(stats, name)] for name in SHOWN}
            for when, stats in (("now", self.now), ("first", self.first))
        }
        runs = [{"label": label, "rows": rows} for label, rows in self.runs.items()]
        return numbers | {"rows": self.rows(measure), "at": self.at, "label": self.label, "runs": runs}
