"""What a DepthLab has seen of its layers: at the start, now, and on the way."""

import numpy as np

from nnwidgets.core.registry import Array
from nnwidgets.core.statistics import Statistics, statistics
from nnwidgets.core.trainer import Trainer
from nnwidgets.widgets.wire import finite

MOST = 120  # rows; then every second one goes: they are sent with every frame


class DepthHistory:
    """`first` and `now` are Statistics, `at` the step of `now`; `rows` are [step, test accuracy, gradient rms of each layer]."""

    def __init__(self, trainer: Trainer) -> None:
        self.trainer, self.at = trainer, -1
        self._theta: Array = np.empty(0)
        self.first: Statistics = statistics(trainer)
        self.now, self.rows = self.first, []
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
        row = [self.at, finite(trainer.measure()["test_accuracy"]), *(finite(float(f"{v:.4g}")) for v in self.now.gradient_rms)]
        self.rows = [*(r for r in self.rows if r[0] < self.at), row]
        if len(self.rows) > MOST:
            self.rows = self.rows[::2]
