"""A stack of runs that go side by side: one stacked computation, from which a run that diverges leaves at its last finite step."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from nnwidgets.core.activations import ACTIVATIONS
from nnwidgets.core.divergence import DivergenceError
from nnwidgets.core.feed import rows
from nnwidgets.core.history import Snapshot
from nnwidgets.core.losses import LOSSES
from nnwidgets.core.measure import loss_bound
from nnwidgets.core.plan import Member
from nnwidgets.core.registry import Array
from nnwidgets.core.stack import StackEngine
from nnwidgets.core.stack_feed import StackFeed
from nnwidgets.core.stack_measure import StackMeasure
from nnwidgets.core.trainer import Trainer


@dataclass(frozen=True, eq=False)
class Stand:
    """Where a stack was found finite: all that the next step depends on; `stopped` holds the runs that left."""

    step: int
    place: tuple[int, int, int]  # of the feed
    members: tuple[int, ...]
    theta: Array  # (members, P)
    memory: Array  # (rows, members × P, and what all share)
    stopped: dict[int, Trainer]


class StackRun:
    """Runs that differ in nothing but seed, start, learning rate, l1 and l2.

    `members` are their numbers in the fan, `open_at(i, snapshot)` gives run i as a Trainer that stands at the snapshot.
    """

    def __init__(self, members: dict[int, Member], like: Trainer, open_at: Callable[[int, Snapshot], Trainer]):
        self._all, self._like, self._open_at, self.steps = members, like, open_at, 0
        self._parts = [rows(like.net, part) for part in like.data]
        theta = np.array([member.start for member in members.values()], like.net.theta.dtype)
        self._largest = max((float(np.abs(A).max()) for A in self._parts[0] if A.size), default=0.0)
        self.stand = Stand(0, (0, 0, 0), tuple(members), theta, like.optimizer.memory(theta.size, theta.dtype), {})
        self.restore(0)

    @property
    def members(self) -> tuple[int, ...]:
        """The runs that still go on; those that left are in `stand.stopped`."""
        return self.stand.members

    def restore(self, step: int) -> None:
        """To `step`, by training on from where all was last found finite."""
        self._bind()
        self.go_on(step)

    def go_on(self, step: int) -> None:
        """Train until `step`; what overflows is looked for in `settle`."""
        update = self._engine.update if self.members else []
        while self.steps < step:
            if not self.members:
                self.steps = step
                break
            for batch, X, XT, Y in self._feed.take(step - self.steps):
                batch(X, XT, Y, update)
                self.steps += 1
            self._feed.turn()

    def losses(self, part: int) -> Array:
        """The mean losses of the members now over the training examples (0) or those set aside (1), (members,)."""
        return self._measures[part].losses() if self.members else np.empty(0)

    def settle(self) -> None:
        """Take note of this step as finite; a run that is not leaves, and stands at its last finite step."""
        if self.stand.step == self.steps:
            return
        fine = self._finite()
        if fine.all():
            self.stand = self._now()
            return
        stopped = dict(self.stand.stopped)
        for row in np.flatnonzero(~fine):
            trainer = self.trainer(self.members[row])
            try:
                trainer.train(self.steps - self.stand.step)
            except DivergenceError:
                stopped[self.members[row]] = trainer
            else:  # it was the order of a sum that made the difference
                state = trainer._run.bench.memory
                self.theta[row], self._memories()[:, row] = trainer.net.theta, state[:, : self.theta.shape[1]]
        self.stand = self._without(stopped)
        self._bind()

    def trainer(self, i: int) -> Trainer:
        """Run i as an ordinary Trainer that stands where the run was last found finite."""
        if i in self.stand.stopped:
            return self.stand.stopped[i].branch()
        s, row = self.stand, self.members.index(i)
        per_run = s.theta.shape[1]
        memory = np.concatenate([s.memory[:, row * per_run : (row + 1) * per_run], s.memory[:, s.theta.size :]], axis=1)
        return self._open_at(i, Snapshot(s.step, s.place, s.theta[row].copy(), memory, self._like.settings, 0))

    # --- between two steps
    def _bind(self) -> None:
        """Take up the stand: arrays, feed and engine for its members."""
        s, like = self.stand, self._like
        self.steps = s.step
        if not s.members:
            return
        kept = [self._all[i] for i in s.members]
        rates, l1, l2 = (np.array([getattr(m, name) for m in kept], float) for name in ("learning_rate", "l1", "l2"))
        self.theta, self.memory = s.theta.copy(), s.memory.copy()
        self._engine = StackEngine(like.net, self.theta, like.loss, like.optimizer, self.memory, rates, l1, l2,
                                   like.settings.schedule, lambda: self.steps)  # fmt: skip
        self._measures = [StackMeasure(like.net, self.theta, like.loss, X, Y, l1, l2) for X, Y in self._parts]
        seeds, s0 = [m.seed for m in kept], like.settings
        self._feed = StackFeed(seeds, *self._parts[0], s0.batch_size, s0.shuffle, lambda n: self._engine.batch(n).step)
        if s.step:
            self._feed.go(*s.place)
        self._decay = l1, l2

    def _memories(self) -> Array:
        """The optimizer's memory as (rows, members, P), without what all share: a view."""
        shape = len(self.memory), *self.theta.shape
        return self.memory[:, : self.theta.size].reshape(shape)

    def _now(self) -> Stand:
        if not self.members:
            return replace(self.stand, step=self.steps)
        return replace(self.stand, step=self.steps, place=self._feed.place(), theta=self.theta.copy(), memory=self.memory.copy())

    def _without(self, stopped: dict[int, Trainer]) -> Stand:
        """The present stand without those runs."""
        now = self._now()
        keep = [row for row, i in enumerate(self.members) if i not in stopped]
        kept = self._memories()[:, keep].reshape(len(self.memory), len(keep) * self.theta.shape[1])
        memory = np.concatenate([kept, self.memory[:, self.theta.size :]], axis=1)
        members = tuple(self.members[row] for row in keep)
        return replace(now, members=members, theta=now.theta[keep], memory=memory, stopped=stopped)

    def _finite(self) -> Array:
        """For every member, whether its parameters, the optimizer's memory and the training loss are numbers, (members,)."""
        if not self.members:
            return np.ones(0, bool)
        like, (l1, l2) = self._like, self._decay
        largest = np.abs(self.theta).max(axis=1)
        fine = np.isfinite(largest) & np.isfinite(self._memories()).all(axis=(0, 2))
        acts = (*like.net.activation, like.net.output)
        known = all(act in ACTIVATIONS.values() for act in acts) and like.loss in LOSSES.values()
        worst = len(self._parts[0][0]) * loss_bound(like.net, largest, self._largest) + (l1 + l2 * largest) * largest * like.net.n_params
        if known and (worst < 1e-6 * float(np.finfo(self.theta.dtype).max)).all():
            return fine
        return fine & np.isfinite(self.losses(0))
