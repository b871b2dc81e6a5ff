"""What a run works with under its present settings: the feed that deals, the engine that steps, the measures of its losses."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import numpy as np
from threadpoolctl import ThreadpoolController

from nnwidgets.core.engine import Engine
from nnwidgets.core.feed import Feed, rows
from nnwidgets.core.learner import Learner, LearnerMeasure
from nnwidgets.core.losses import Loss
from nnwidgets.core.measure import Measure
from nnwidgets.core.network import Network
from nnwidgets.core.optimizers import Optimizer
from nnwidgets.core.regularizers import penalty
from nnwidgets.core.settings import Settings

LARGE = 1_000_000  # products of weights and examples: below, setting the threads costs more than it saves
_threads: list[ThreadpoolController] = []  # made at the first training: looking for BLAS libraries takes milliseconds


@contextmanager
def undisturbed() -> Iterator[None]:
    """One BLAS thread, so that a replay gives the same bits, and no warnings: what overflows is looked for afterwards."""
    if not _threads:
        _threads.append(ThreadpoolController())
    with np.errstate(all="ignore"), _threads[0].limit(limits=1):
        yield


class Bench:
    """`bind` takes up settings; then nothing is looked up. `memory` is the optimizer's, `feed` knows the place, `clock` the step."""

    def __init__(self, net: Network, loss: Loss, optimizer: Optimizer, seed: int, clock: Callable[[], int]):
        self.net, self.loss, self.optimizer = net, loss, optimizer
        self.memory = optimizer.memory(net.n_params, net.theta.dtype)
        self.feed, self._clock = Feed(seed), clock
        self._learner: Learner | None = None

    def bind(self, settings: Settings, reload: bool) -> None:
        """Take up the settings: with `reload`, examples are encoded and dealt anew, and their epoch begins.

        Another optimizer begins with an empty memory.
        """
        s = self.settings = settings
        if s.optimizer != self.optimizer:
            self.optimizer, self.memory = s.optimizer, s.optimizer.memory(self.net.n_params, self.net.theta.dtype)
        self.net.activation, self.net.output = s.activation, s.output
        if reload:
            parts = [rows(self.net, part) for part in s.data]
            self.feed.load(*parts[0], s.shuffle)
            self._parts = parts
        if reload or s.learner is not self._learner:
            self._learner, by_own = s.learner, s.learner is not None and s.learner.forward is not None
            self._measures = [(LearnerMeasure if by_own else Measure)(self.net, self.loss, X, Y) for X, Y in self._parts]
        for part in self._measures:
            part.bind()
            if isinstance(part, LearnerMeasure) and s.learner:
                part.learner = s.learner
        given = s.learning_rate, s.l1, s.l2, s.still, s.schedule, self._clock
        self.engine = Engine(self.net, self.loss, self.optimizer, self.memory, *given)
        self._views: dict[int, list[Any]] = {}

    def batches(self) -> list[Any]:
        """(step, X, X.T, Y) for the rest of this epoch."""
        own = self.settings.learner
        by_own = own.step(self.net, self.engine) if own and own.backward else None
        return self.feed.batches(self.settings.batch_size, self._views, lambda n: by_own or self.engine.batch(n).step)

    def loss_now(self, part: int) -> float:
        """Mean loss over the training examples (0) or those set aside (1), penalties included; NaN without any."""
        with self._calm():
            return self._measures[part].loss_now() + self._penalty() if self._measures[part].n else float("nan")

    def measure(self) -> dict[str, float | None]:
        """train_loss, test_loss, train_accuracy, test_accuracy; None where there is nothing to measure."""
        out: dict[str, float | None] = {}
        with self._calm():
            for name, part in zip(("train", "test"), self._measures, strict=True):
                loss, right = part.loss_and_accuracy() if part.n else (None, None)
                out[f"{name}_loss"] = None if loss is None else loss + self._penalty()
                out[f"{name}_accuracy"] = right if self.settings.data[0].task != "regression" else None
        return out

    def surely_finite(self) -> bool:
        """Whether all is known to be finite without the training loss being measured: False only sends one to measure it."""
        s, largest = self.settings, float(np.abs(self.net.theta).max())
        calm = self._measures[0].surely_finite() and (s.l1 + s.l2 * largest) * largest * self.net.n_params < 1e30
        return calm and bool(np.isfinite(self.memory).all())

    def _calm(self) -> AbstractContextManager[None]:
        """Products so large that BLAS would share them out are measured on one thread too: the same bits, no waiting for a busy core."""
        if sum(part.n for part in self._measures) * self.net.n_params > LARGE:
            return undisturbed()
        return np.errstate(all="ignore")

    def _penalty(self) -> float:
        s = self.settings
        return penalty(self.net.W, s.l1, s.l2) if s.l1 or s.l2 else 0.0
