"""What many runs say together: how many reached a loss, and between which losses most of them lie."""

from dataclasses import dataclass
from math import ceil

import numpy as np

from nnwidgets.core.registry import Array, number


@dataclass(frozen=True)
class Solved:
    """`runs` are those that reached the loss, of `of`; printed it is a sentence."""

    runs: tuple[int, ...]
    of: int

    @property
    def count(self) -> int:
        """How many."""
        return len(self.runs)

    def __str__(self) -> str:
        return f"solved {self.count} of {self.of}"


@dataclass(frozen=True, eq=False)
class Band:
    """Losses at the recorded `steps`, (records,) each: the shares `low`, one half and `high` of the runs are at or below these."""

    steps: Array
    low: Array
    middle: Array
    high: Array


def band(steps: Array, losses: Array, low: float, high: float) -> Band:
    """The band of losses (N, records): of the sorted ones the ⌈q N⌉-th (definition; Hyndman and Fan 1996, number 1).

    A run that has diverged, NaN, counts as above all others. Raises ValueError for shares out of order.
    """
    if number(low, "low", low=0, high=1) > number(high, "high", low=0, high=1):
        raise ValueError(f"low must be at most high, got {low!r} and {high!r}")
    ordered = np.sort(np.where(np.isnan(losses), np.inf, losses), axis=0)
    n = len(ordered)
    return Band(steps, *(ordered[max(1, ceil(round(q * n, 9))) - 1] for q in (low, 0.5, high)))
