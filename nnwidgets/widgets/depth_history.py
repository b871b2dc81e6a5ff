"""What a DepthLab has seen of its layers: at the start, now, and on the way."""

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
MOST = 120  # rows; then every second one goes: they are sent with every frame


class DepthHistory:
    """`first` and `now` are Statistics, `at` the step of `now`; `rows(measure)` what was seen on the way."""

    def __init__(self, trainer: Trainer) -> None:
        self.trainer, self.at = trainer, -1
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
