"""One run from its first step on: what happened, and how to make it happen again, bit for bit."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import numpy as np

from nnwidgets.core.bench import Bench, undisturbed
from nnwidgets.core.goal import Goal
from nnwidgets.core.history import Event, History, Snapshot
from nnwidgets.core.losses import Loss
from nnwidgets.core.network import Network
from nnwidgets.core.registry import Array
from nnwidgets.core.settings import Settings

Place = tuple[int, int, Event | None]  # which run, its step, its last event
CHUNK = 64  # steps between two looks at the clock


class Run:
    """Everything that moves while a network learns; the weights are `net.theta` itself, which is written in place."""

    def __init__(self, net: Network, loss: Loss, settings: Settings, record_every: int | None, seed: int):
        self.net, self.record_every, self.steps, self.history, self._seed = net, record_every, 0, History(), seed
        self.bench = Bench(net, loss, settings.optimizer, seed, lambda: self.steps)
        self.bench.bind(settings, reload=True)
        self.history.keep(self._snapshot(0))
        self.record(0)

    def advance(self, most: int, note: bool = True) -> None:
        """Up to `most` steps, to the next snapshot, record or epoch's end at the furthest, and no more than CHUNK; unless it is to `note`
        what it does, the history stays as it is.
        """
        gap, every, bench = self.history.gap, self.record_every, self.bench
        most = min(most, CHUNK, gap - self.steps % gap, every - self.steps % every if every else most)
        batches = bench.batches()[:most]
        first, update = self.steps, bench.engine.update
        for self.steps, (step, X, XT, Y) in enumerate(batches, first):  # a step counts when the next begins, the last when all is noted
            step(X, XT, Y, update)
        end = first + len(batches)
        epoch = bench.feed.advance(len(batches) * bench.settings.batch_size)
        if note and (epoch or (every and end % every == 0)):
            self.record(end)
        if note and end % gap == 0:
            self.history.keep(self._snapshot(end))
        self.steps = end

    def go_on(self, step: int, note: bool) -> None:
        """Train until `step`; a replay takes no note, for it must not write into what it reads."""
        while self.steps < step:
            self.advance(step - self.steps, note)

    def happen(self, kind: str, value: Any) -> None:
        """Something other than training, between two steps: it is done and logged, so that a replay meets it again."""
        try:
            self._apply(Event(self.steps, kind, value))
            self.history.log(self.steps, kind, value)
            self.record(self.steps)
        except KeyboardInterrupt:  # nothing is half done
            self.restore(self.steps)
            raise

    def _apply(self, event: Event) -> None:
        if event.kind == "set":
            self.net.theta[list(event.value)] = list(event.value.values())
        elif event.kind == "write":
            self.net.theta[:] = event.value
        else:
            before = self.bench.settings
            reload = any(getattr(before, name) != getattr(event.value, name) for name in ("data", "shuffle", "output"))
            self.bench.bind(event.value, reload)

    def restore(self, step: int) -> None:
        """To `step` and its events, by training on from the last snapshot; if that is interrupted, to the snapshot."""
        past = self.history
        try:
            past.forget_after(step)
            found = past.snapshots[-1]
            with undisturbed():
                self._take_up(found)
                for event in past.events[found.events :]:
                    self.go_on(event.step, note=False)
                    self._apply(event)
                self.go_on(step, note=False)
        except BaseException:
            past.forget_after(step)
            found = past.snapshots[-1]
            past.forget_after(found.step, found.events)
            self._take_up(found)
            raise

    def stand(self, found: Snapshot, rows: Iterable[tuple[int, float, float]]) -> None:
        """Go to where a run that began as this one has come elsewhere; `rows` (step, train_loss, test_loss) were recorded on the way."""
        for row in rows:
            self.history.record(*row)
        self.history.keep(found)
        self._take_up(found)

    def branch(self, net: Network) -> "Run":
        """A run of `net`, which holds the same numbers, that goes on as this one would."""
        bench = self.bench
        other = Run(net, bench.loss, bench.settings, self.record_every, self._seed)
        other.history = self.history.copy()
        other._take_up(self._snapshot(self.steps))
        return other

    def take_over(self, other: "Run") -> None:
        """Stand where `other`, a run of the same kind, does, with its history."""
        self.history = other.history.copy()
        self._take_up(other._snapshot(other.steps))

    def standing(self, theta: Array) -> Snapshot:
        """All of the present place, with these parameters: to `take_up` after the network has run elsewhere."""
        return replace(self._snapshot(self.steps), theta=theta.copy())

    def take_up(self, found: Snapshot) -> None:
        """Stand where `standing` was."""
        self._take_up(found)

    def _snapshot(self, step: int) -> Snapshot:
        bench = self.bench
        return Snapshot(step, bench.feed.place(), self.net.theta.copy(), bench.memory.copy(), bench.settings, len(self.history.events))

    def _take_up(self, found: Snapshot) -> None:
        self.bench.bind(found.settings, reload=True)  # first: the memory is its optimizer's
        self.net.theta[:], self.bench.memory[...], self.steps = found.theta, found.memory, found.step
        self.bench.feed.go(*found.place)

    def record(self, step: int) -> None:
        """Note the losses in the history."""
        self.history.record(step, self.bench.loss_now(0), self.bench.loss_now(1))

    def reaches(self, goal: Goal) -> bool:
        """Whether the goal is reached, by the record of this very step if there is one."""
        step, loss, _ = self.history.last
        return goal.look(self.steps, loss) if step == self.steps else goal.reason is not None

    def place(self) -> Place:
        """Equal as long as nothing has happened."""
        events = self.history.events
        return id(self), self.steps, events[-1] if events else None

    def finite(self) -> bool:
        """Whether all parameters, the optimizer's memory and the training loss are numbers."""
        if self.bench.surely_finite():
            return True
        arrays = self.net.theta, self.bench.memory, self.bench.loss_now(0)
        return all(bool(np.isfinite(x).all()) for x in arrays)
