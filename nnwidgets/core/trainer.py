"""The one place where learning happens: steps, rewind, and changes of settings on the way."""

from collections.abc import Iterable, Mapping
from time import perf_counter
from typing import Any, Self

import numpy as np
from threadpoolctl import ThreadpoolController

from nnwidgets.core.datasets import Dataset
from nnwidgets.core.divergence import DivergenceError, culprit, sentence
from nnwidgets.core.engine import Engine, Measure
from nnwidgets.core.feed import Feed, rows
from nnwidgets.core.history import Event, History, Snapshot
from nnwidgets.core.losses import loss_for
from nnwidgets.core.network import Network
from nnwidgets.core.optimizers import OPTIMIZERS, SGD
from nnwidgets.core.registry import Array, number, pick, whole
from nnwidgets.core.regularizers import penalty
from nnwidgets.core.settings import Settings, index, train_and_test

SLICE = 0.02  # seconds between two looks at whether all is finite
CHUNK = 64  # steps between two looks at the clock
_threads: list[ThreadpoolController] = []  # made at the first training: looking for BLAS libraries takes milliseconds


class Trainer:
    """Trains a network on data, one batch after the other, and can go back to any step exactly.

    `data` is a Dataset, (X, y), or a (train, test) pair of either; `test` is the share set aside when it is not a pair.
    `loss` None takes the output's partner. Losses are recorded at step 0 and at every epoch's end, or every `record_every`
    steps as well. Raises ValueError or TypeError for settings that do not fit, before anything changes.
    """

    def __init__(self, net: Network, data: Any, *, loss: object = None, optimizer: object = "sgd", learning_rate: float = 0.03, batch_size: int = 10,
                 l1: float = 0, l2: float = 0, test: float = 0, shuffle: bool = True, record_every: int | None = None, seed: int = 0):  # fmt: skip
        self.net, self.seed = net, whole(seed, "seed")
        self.loss = loss_for(net.output.name, loss)
        self.optimizer: SGD = pick(OPTIMIZERS, optimizer, "optimizer", SGD)
        self.record_every = None if record_every is None else whole(record_every, "record_every", 1)
        self.settings = Settings.checked(net, self.loss, data=train_and_test(data, test), learning_rate=learning_rate, batch_size=batch_size,
                                         l1=l1, l2=l2, shuffle=shuffle, activation=net.activation, output=net.output)  # fmt: skip
        self.reset(net.theta)

    # --- what there is to see
    learning_rate = property(lambda self: self.settings.learning_rate, lambda self, v: self.change(learning_rate=v), doc="The step size η.")
    batch_size = property(lambda self: self.settings.batch_size, lambda self, v: self.change(batch_size=v), doc="Examples per step.")
    l1 = property(lambda self: self.settings.l1, lambda self, v: self.change(l1=v), doc="Rate of the L1 penalty.")
    l2 = property(lambda self: self.settings.l2, lambda self, v: self.change(l2=v), doc="Rate of the L2 penalty.")
    data: tuple[Dataset, Dataset] = property(lambda self: self.settings.data, doc="(train, test).")  # type: ignore[assignment]
    epoch: int = property(lambda self: self._feed.epoch, doc="Whole passes over the training examples.")  # type: ignore[assignment]
    train_loss: float = property(lambda self: self._loss(0), doc="Mean loss over the training examples now, penalties included.")  # type: ignore[assignment]
    test_loss: float = property(lambda self: self._loss(1), doc="The same over the examples set aside; NaN without any.")  # type: ignore[assignment]

    def measure(self) -> dict[str, float | None]:
        """train_loss, test_loss, train_accuracy, test_accuracy now; None where there is nothing to measure."""
        out: dict[str, float | None] = {}
        for name, part in zip(("train", "test"), self._measure, strict=True):
            loss, right = part.loss_and_accuracy() if part.n else (None, None)
            out[f"{name}_loss"] = None if loss is None else loss + self._penalty()
            out[f"{name}_accuracy"] = right if self.data[0].task != "regression" else None
        return out

    # --- learning
    def step(self, kind: str = "batch") -> Self:
        """One update (`batch`), or all that is left of this epoch (`epoch`)."""
        left = -(-(len(self.data[0]) - self._feed.cursor) // self.batch_size)
        return self.train(pick({"batch": 1, "epoch": left}, kind, "step"))

    def train(self, steps: int | None = None, epochs: int | None = None) -> Self:
        """Train by count: deterministic, blocking. Raises DivergenceError at the last finite step; an interrupt leaves whole steps."""
        if (steps is None) == (epochs is None):
            raise ValueError("train takes either steps or epochs, such as train(steps=100)")
        if epochs is not None:
            for _ in range(whole(epochs, "epochs")):
                self.step("epoch")
            return self
        end = self.steps + whole(steps, "steps")
        while self.steps < end:
            self.run(end - self.steps, SLICE)
        return self

    def run(self, most: int, seconds: float) -> None:
        """At most `most` steps and about `seconds`: the slice that a session takes again and again."""
        self.notice()
        start, deadline, end = self.steps, perf_counter() + seconds, self.steps + most
        if not _threads:
            _threads.append(ThreadpoolController())
        try:
            with np.errstate(all="ignore"), _threads[0].limit(limits=1):
                while self.steps < end and perf_counter() < deadline:
                    self._advance(min(end - self.steps, CHUNK))
            if not self._finite():
                self._stop_at_last_finite(start)
        except KeyboardInterrupt:
            self._restore(self.steps)  # the step under way may be half done: replay exactly to the last one counted
            raise
        finally:
            self._known[:] = self.net.theta

    def _advance(self, most: int) -> None:
        """Up to `most` steps, to the next snapshot, record or epoch's end at the furthest."""
        gap, every, size = self.history.gap, self.record_every, self.batch_size
        most = min(most, gap - self.steps % gap, every - self.steps % every if every else most)
        batches = self._feed.batches(size, self._views, lambda n: self._engine.batch(n).step)[:most]
        first, update = self.steps, self._engine.update
        for self.steps, (step, X, XT, Y) in enumerate(batches, first):  # a step counts when the next begins: see KeyboardInterrupt
            step(X, XT, Y, update)
        self.steps = first + len(batches)
        if self._feed.advance(len(batches) * size) or (every and self.steps % every == 0):
            self._record()
        if self.steps % gap == 0:
            self.history.keep(self._snapshot())

    # --- changes, logged so that a replay meets them again
    def change(self, **settings: Any) -> None:
        """Change learning_rate, batch_size, l1, l2, shuffle, activation, data or frozen between two steps; the weights stay."""
        self._event("change", self.settings.changed(self.net, self.loss, **settings))

    def set(self, values: Mapping[int, float]) -> None:
        """Write entries of theta by hand: {index: value}. All are checked before any is written."""
        checked = {index(self.net, k): number(v, self.net.name_of(k)) for k, v in values.items()}
        self._event("set", checked)

    def hold(self, indices: Iterable[int]) -> None:
        """Keep these entries of theta out of training: their gradient is masked before the optimizer sees it. () frees all."""
        self.change(frozen=indices)

    def notice(self) -> bool:
        """Log it when somebody else wrote into theta since the last step or change; True if so. Raises ValueError for numbers not finite."""
        theta = self.net.theta
        if np.array_equal(theta, self._known):
            return False
        bad = np.flatnonzero(~np.isfinite(theta))
        if len(bad):
            raise ValueError(f"net.{self.net.name_of(bad[0])} is {theta[bad[0]]}; training needs finite numbers: write one there, or reset()")
        self._log("write", theta.copy())
        return True

    def _event(self, kind: str, value: Any) -> None:
        self.notice()
        self._apply(Event(self.steps, kind, value))
        self._log(kind, value)

    def _log(self, kind: str, value: Any) -> None:
        self.history.log(self.steps, kind, value)
        self._known[:] = self.net.theta
        self._record()

    def _apply(self, event: Event) -> None:
        if event.kind == "set":
            self.net.theta[list(event.value)] = list(event.value.values())
        elif event.kind == "write":
            self.net.theta[:] = event.value
        else:
            before, self.settings = self.settings, event.value
            self._bind(reload=any(getattr(before, name) != getattr(self.settings, name) for name in ("data", "shuffle", "output")))

    # --- going back
    def rewind(self, step: int) -> Self:
        """Go back to `step`: weights, optimizer memory, settings and order of examples are those of then; what came after is forgotten."""
        step = whole(step, "step")
        if step > self.steps:
            raise ValueError(f"step must be at most {self.steps}, the present one, got {step}; train(steps={step - self.steps}) goes there")
        self._restore(step)
        return self

    def reset(self, theta: Array | None = None) -> Self:
        """Back to step 0 with the weights that the run started from (or `theta`), under the present settings."""
        if theta is not None:
            self._start = np.array(theta, self.net.theta.dtype)
        self.net.theta[:] = self._start
        self.steps = 0
        self.settings = self.settings.changed(self.net, self.loss, frozen=())
        self._memory = self.optimizer.memory(self.net.n_params, self.net.theta.dtype)
        self._feed, self.history = Feed(self.seed), History()
        self._known = self.net.theta.copy()
        self._bind(reload=True)
        self.history.keep(self._snapshot())
        self._record()
        return self

    def _snapshot(self) -> Snapshot:
        return Snapshot(self.steps, self._feed.place(), self.net.theta.copy(), self._memory.copy(), self.settings, len(self.history.events))

    def _restore(self, step: int) -> None:
        past, self.history = self.history, History(gap=1 << 60)  # a replay must not write into what it reads
        past.forget_after(step)
        found = past.snapshots[-1]
        self.net.theta[:], self._memory[...], self.steps, self.settings = found.theta, found.memory, found.step, found.settings
        self._bind(reload=True)
        self._feed.go(*found.place)
        with np.errstate(all="ignore"):
            for event in [*past.events[found.events :], None]:
                while self.steps < (event.step if event else step):
                    self._advance(min((event.step if event else step) - self.steps, CHUNK))
                if event:
                    self._apply(event)
        self.history = past
        self._known[:] = self.net.theta

    def _finite(self) -> bool:
        return bool(np.isfinite(self.net.theta).all() and np.isfinite(self.train_loss))

    def _stop_at_last_finite(self, start: int) -> None:
        self._restore(start)
        good = start
        while self._finite():
            good = self.steps
            with np.errstate(all="ignore"):
                self._advance(1)
        self._restore(good)
        _, X, _, Y = self._feed.batches(self.batch_size, self._views, lambda n: self._engine.batch(n).step)[0]
        raise DivergenceError(sentence(good, culprit(self.net, X[:, :-1], Y.T, self.loss), self.learning_rate))

    # --- what is bound to the settings
    def _bind(self, reload: bool) -> None:
        """Take up the settings: with `reload`, examples are encoded and dealt anew, and their epoch begins."""
        s = self.settings
        self.net.activation, self.net.output = s.activation, s.output  # type: ignore[assignment]
        if reload:
            parts = [rows(self.net, part) for part in self.data]
            self._feed.load(*parts[0], s.shuffle)
            self._measure = [Measure(self.net, self.loss, X, Y) for X, Y in parts]
        self._engine = Engine(self.net, self.loss, self.optimizer, self._memory, s.learning_rate, s.l1, s.l2, s.frozen)
        self._views: dict[int, list[Any]] = {}
        for part in self._measure:
            part.bind()

    def _penalty(self) -> float:
        return penalty(self.net.W, self.l1, self.l2) if self.l1 or self.l2 else 0.0

    def _loss(self, part: int) -> float:
        with np.errstate(all="ignore"):
            return self._loss_now(part)

    def _loss_now(self, part: int) -> float:
        return self._measure[part].loss_now() + self._penalty() if self._measure[part].n else float("nan")

    def _record(self) -> None:
        self.history.record(self.steps, self._loss_now(0), self._loss_now(1))

    def __repr__(self) -> str:
        return f"Trainer({self.net!r}, step {self.steps}, epoch {self.epoch}, train loss {self.train_loss:.4g})"
