"""Draws: the numbers of an item, the same for the same skill and seed on every machine."""

from collections.abc import Sequence
from typing import Any, TypeVar
from zlib import crc32

from nnwidgets.core.streams import Stream

T = TypeVar("T")


class Draw:
    """A source of numbers with few digits; `attempt` counts how often an item's wrong answers were too near to each other."""

    def __init__(self, skill: str, seed: int, attempt: int = 0):
        self._stream = Stream(seed, "data", crc32(skill.encode()) + attempt)

    def whole(self, low: int, high: int) -> int:
        """A whole number, both ends included."""
        return low + min(int(self._stream.uniform(0, 1, 1)[0] * (high - low + 1)), high - low)

    def step(self, low: float, high: float, by: float = 0.1, nonzero: bool = True) -> float:
        """A number of the grid low, low + by, … high, rounded as it is written; 0 left out unless it may come."""
        while True:
            value = round(low + by * self.whole(0, round((high - low) / by)), 6)
            if value or not nonzero:
                return value + 0.0

    def steps(self, n: int, low: float, high: float, by: float = 0.1) -> list[float]:
        """n of them."""
        return [self.step(low, high, by) for _ in range(n)]

    def different(self, n: int, low: float, high: float, by: float = 0.1) -> list[float]:
        """n of them, no two equal."""
        found: list[float] = []
        while len(found) < n:
            value = self.step(low, high, by)
            if value not in found:
                found.append(value)
        return found

    def one(self, *options: T) -> T:
        """One of these."""
        return options[self.whole(0, len(options) - 1)]

    def mixed(self, values: Sequence[Any]) -> list[Any]:
        """The same in another order."""
        return [values[i] for i in self._stream.order(len(values))]
