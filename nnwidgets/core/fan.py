"""Fan: many runs at once that differ in their seed or in a setting, to see what is luck and what is not."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from time import perf_counter
from typing import Any, Self

import numpy as np

from nnwidgets.core.bench import undisturbed
from nnwidgets.core.fan_readings import FanReadings
from nnwidgets.core.history import Snapshot
from nnwidgets.core.network import Network
from nnwidgets.core.plan import members, seeded
from nnwidgets.core.registry import Array, whole
from nnwidgets.core.run import CHUNK
from nnwidgets.core.settings import train_and_test
from nnwidgets.core.stack_run import StackRun
from nnwidgets.core.trainer import SLICE, Trainer

WORK = 20_000_000  # products of weights and examples between two looks at the clock


class Fan(FanReadings):
    """N runs as one stacked computation, each equal to a Trainer of its own but for rounding (1e-9 after 100 steps of a tanh net).

    `net` is a Network or its sizes. `seeds` is how many, or which: a seed draws the weights and the order of the examples; without it
    all begin with the numbers of `net` and the order of `seed`. A setting of the Trainer that is a list, such as learning_rate=[0.01, 0.1],
    varies too: every combination runs. Losses are recorded at step 0 and every `record_every` steps (None: the longest epoch).
    Raises ValueError or TypeError as a Trainer does, and ValueError where nothing varies.
    """

    def __init__(self, net: Network | Iterable[int], data: Any, *, seeds: int | Iterable[int] | None = None, loss: object = None,
                 optimizer: object = "sgd", learning_rate: Any = 0.03, schedule: object = None, batch_size: Any = 10, l1: Any = 0,
                 l2: Any = 0, test: float = 0, shuffle: Any = True, record_every: int | None = None, seed: int = 0):  # fmt: skip
        self._net = net.copy() if isinstance(net, Network) else Network(net)
        settings = {"loss": loss, "optimizer": optimizer, "learning_rate": learning_rate, "schedule": schedule,
                    "batch_size": batch_size, "l1": l1, "l2": l2, "shuffle": shuffle}  # fmt: skip
        self._drawn = seeds is not None
        self.data, self._given = train_and_test(data, test), record_every
        self._members = members(self._net, self.data, seeds, seed, settings)
        groups: dict[Any, list[int]] = {}
        for i, member in enumerate(self._members):
            groups.setdefault(member.key, []).append(i)
        self._stacks = [StackRun({i: self._members[i] for i in group}, self._begun(group[0]), self._open_at) for group in groups.values()]
        self._of = {i: stack for stack, group in zip(self._stacks, groups.values(), strict=True) for i in group}
        n = len(self.data[0])
        sizes = [min(member.settings["batch_size"], n) for member in self._members]
        self._epochs = {-(-n // size) for size in sizes}
        self._every = max(self._epochs) if record_every is None else whole(record_every, "record_every", 1)
        self._chunk = max(1, min(CHUNK, WORK // (self._net.n_params * sum(sizes))))
        self._steps, self._whole = 0, True
        self._records = []
        with undisturbed():
            self._record()

    # --- learning
    def train(self, steps: int | None = None, epochs: int | None = None, *, progress: Callable[[int, int], None] | None = None) -> Self:
        """Train every run by count: deterministic, blocking; `progress(done, of)` is called some 50 times a second with the steps.

        A run that diverges stops at its last finite step, see `diverged`, and the others go on. An interrupt leaves whole steps.
        """
        if (steps is None) == (epochs is None):
            raise ValueError("train takes either steps or epochs, such as train(steps=100)")
        if epochs is not None and len(self._epochs) > 1:
            raise ValueError("epochs are of different length where batch_size varies; use train(steps=…)")
        most = whole(steps, "steps") if epochs is None else max(self._epochs) * whole(epochs, "epochs")
        first = self.steps
        while self.steps < first + most:
            self.run(first + most - self.steps, SLICE)
            if progress:
                progress(self.steps - first, most)
        return self

    def run(self, most: int, seconds: float) -> None:
        """At most `most` steps of every run and about `seconds`: the slice that a lab takes again and again."""
        end, deadline = self.steps + most, perf_counter() + seconds
        self._whole = False
        with undisturbed():
            while self._steps < end:
                step = min(end, self._steps + self._chunk, (self._steps // self._every + 1) * self._every)
                for stack in self._stacks:
                    stack.go_on(step)
                self._steps = step
                if step % self._every == 0:
                    self._record()
                if perf_counter() > deadline:
                    break
            self._settle()
        self._whole = True

    # --- readings
    @property
    def steps(self) -> int:
        """How many updates there were of every run that still goes on."""
        if not self._whole:  # an interrupt came: every stack to the furthest whole step that any has noted
            self._steps = max(self._steps, *(stack.stand.step for stack in self._stacks))
            with undisturbed():
                for stack in self._stacks:
                    stack.restore(self._steps)
                self._record() if self._steps % self._every == 0 else self._settle()
            self._whole = True
        return self._steps

    @property
    def theta(self) -> Array:
        """The parameters of every run, (N, P), a copy; of one that diverged those of its last finite step."""
        out, _ = np.empty((len(self), self._net.n_params), self._net.theta.dtype), self.steps
        for stack in self._stacks:
            out[list(stack.members)] = stack.stand.theta
            for i, trainer in stack.stand.stopped.items():
                out[i] = trainer.net.theta
        return out

    def open(self, i: int) -> Trainer:
        """Run i as an ordinary Trainer with a network of its own, which stands exactly there and goes on as the run would.

        Rewound, it trains from step 0 on by itself: equal but for rounding.
        """
        _ = self.steps
        return self._of[self._chosen([i])[0]].trainer(i)

    # --- inside
    def _record(self) -> None:
        self._settle()
        if not self._records or self._records[-1][0] < self._steps:
            row = np.full((2, len(self)), np.nan)
            for stack in self._stacks:
                row[:, list(stack.members)] = stack.losses(0), stack.losses(1)
            self._records.append((self._steps, row[0], row[1]))

    def _settle(self) -> None:
        for stack in self._stacks:
            stack.settle()

    def _begun(self, i: int) -> Trainer:
        """Run i as a Trainer at step 0."""
        member = self._members[i]
        net = seeded(self._net, member.seed) if self._drawn else self._net.copy()
        return Trainer(net, self.data, seed=member.seed, record_every=self._given, **member.settings)

    def _open_at(self, i: int, found: Snapshot) -> Trainer:
        trainer = self._begun(i)
        rows = [(step, train[i], test[i]) for step, train, test in self._records if 0 < step <= found.step]
        trainer._run.stand(replace(found, settings=trainer.settings), rows)
        trainer._known[:] = trainer.net.theta
        return trainer

    def __repr__(self) -> str:
        gone = f", {len(self.diverged)} diverged" if self.diverged else ""
        return f"Fan({len(self)} runs of {self._net!r}, step {self.steps}{gone})"
