"""What can be read from a fan: its records, how many runs solved it, the band in which most of them lie."""

from collections.abc import Iterable
from typing import Any

import numpy as np

from nnwidgets.core.bench import undisturbed
from nnwidgets.core.dataset import Dataset
from nnwidgets.core.plan import Member
from nnwidgets.core.registry import Array, number, pick, whole
from nnwidgets.core.spread import Band, Solved, band
from nnwidgets.core.stack_run import StackRun


class FanReadings:
    """The dials of a Fan."""

    data: tuple[Dataset, Dataset]
    _members: list[Member]
    _stacks: list[StackRun]
    _records: list[tuple[int, Array, Array]]

    @property
    def steps(self) -> int:
        """How many updates there were; the Fan tells."""
        raise NotImplementedError

    @property
    def runs(self) -> tuple[dict[str, Any], ...]:
        """What makes each run different: {"seed": 3, "learning_rate": 0.1}."""
        return tuple(dict(member.told) for member in self._members)

    @property
    def recorded(self) -> Array:
        """The steps of the records, (records,)."""
        return np.array([step for step, _, _ in self._kept()])

    @property
    def train_loss(self) -> Array:
        """Mean loss over the training examples, (N, records), penalties included; NaN once a run has diverged."""
        return np.array([train for _, train, _ in self._kept()]).T

    @property
    def test_loss(self) -> Array:
        """The same over the examples set aside; NaN where there are none."""
        return np.array([test for _, _, test in self._kept()]).T

    @property
    def diverged(self) -> dict[int, str]:
        """The runs that left the finite numbers, each with what stopped it."""
        _, stopped = self.steps, {i: t for stack in self._stacks for i, t in stack.stand.stopped.items()}
        return {i: f"run {i} ({self._members[i]}): {stopped[i].reason}" for i in sorted(stopped)}

    def losses(self, part: str | None = None) -> Array:
        """The mean loss of every run now, (N,): of `test` where examples are set aside, else of `train`; NaN for the diverged."""
        _, at, out = self.steps, self._part(part), np.full(len(self), np.nan)
        with undisturbed():
            for stack in self._stacks:
                out[list(stack.members)] = stack.losses(at)
        return out

    def solved(self, loss: float, part: str | None = None, runs: Iterable[int] | None = None) -> Solved:
        """Which runs have a loss of at most `loss` now; printed: solved 7 of 20. `runs` are those to look at, such as `where(…)`."""
        number(loss, "loss")
        chosen, now = self._chosen(runs), self.losses(part)
        return Solved(tuple(i for i in chosen if now[i] <= loss), len(chosen))

    def band(self, low: float = 0.1, high: float = 0.9, part: str | None = None, runs: Iterable[int] | None = None) -> Band:
        """Where most runs are at every record: `.steps`, `.low`, `.middle`, `.high`, (records,) each; see `Band`."""
        losses = self.test_loss if self._part(part) else self.train_loss
        return band(self.recorded, losses[self._chosen(runs)], low, high)

    def where(self, **told: Any) -> list[int]:
        """The runs of which this is true: where(learning_rate=0.1)."""
        for name in told:
            pick(self._members[0].told, name, "difference")
        return [i for i, run in enumerate(self.runs) if all(run[name] == value for name, value in told.items())]

    def _chosen(self, runs: Iterable[int] | None) -> list[int]:
        found = list(range(len(self))) if runs is None else [whole(i, "run") for i in runs]
        if not found or max(found) >= len(self):
            raise ValueError(f"runs are numbered 0 to {len(self) - 1}, got {max(found) if found else 'none'}")
        return found

    def _part(self, part: str | None) -> int:
        at: int = pick({"train": 0, "test": 1}, part, "part") if part is not None else int(len(self.data[1]) > 0)
        if at and not len(self.data[1]):
            raise ValueError("no examples are set aside; pass test=0.5 or a (train, test) pair")
        return at

    def _kept(self) -> list[tuple[int, Array, Array]]:
        _ = self.steps
        return self._records

    def __len__(self) -> int:
        return len(self._members)
