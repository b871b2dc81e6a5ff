"""Deals the training examples to N runs at once, to each in the order of its own seed."""

from collections.abc import Callable
from typing import Any

import numpy as np

from nnwidgets.core.registry import Array
from nnwidgets.core.streams import Stream

BUFFER = 4_000_000  # bytes of examples laid ready


class StackFeed:
    """What N feeds do side by side: their places are one place, since all runs take batches of `size` from as many examples.

    Examples are gathered for some batches in advance, run after run: X (N, n, n_in + 1) and Y (n_out, N, n) of a batch are contiguous.
    """

    def __init__(self, seeds: list[int], X: Array, Y: Array, size: int, shuffle: bool, step: Callable[[int], Any]):
        """X (n, n_in + 1) and Y (n, n_out); `step(n)` is what takes a batch of n examples of each run."""
        self._streams = [Stream(seed, "batches") for seed in seeds] if shuffle else []
        self._X, self._YT, self.size, self._step = X, np.ascontiguousarray(Y.T), min(size, len(X)), step
        self._orders = np.tile(np.arange(len(X)), (len(seeds), 1))
        self.epoch = self.cursor = self.drawn = 0
        room = BUFFER // (len(seeds) * self.size * (X.shape[1] + Y.shape[1]) * X.itemsize)
        self._ahead = max(1, min(room, len(X) // self.size))
        examples = self._ahead * len(seeds) * self.size
        self._rows, self._aims = np.empty((examples, X.shape[1]), X.dtype), np.empty(examples * Y.shape[1], Y.dtype)
        self._views: dict[tuple[int, int], list[Any]] = {}
        self._deal()

    def place(self) -> tuple[int, int, int]:
        """(epoch, cursor, drawn), as a Feed has it."""
        return self.epoch, self.cursor, self.drawn

    def go(self, epoch: int, cursor: int, drawn: int) -> None:
        """Return to a place: the orders of that epoch are drawn again."""
        for stream in self._streams:
            stream.seek(drawn)
        self._deal()
        self.epoch, self.cursor = epoch, cursor

    def take(self, most: int) -> list[Any]:
        """(step, X, XT, Y) of the next batches: at least one and at most `most`, none of the epoch after this one."""
        runs, left = len(self._orders), len(self._X) - self.cursor
        count, n = (min(most, self._ahead, left // self.size), self.size) if left >= self.size else (1, left)
        rows = self._orders[:, self.cursor : self.cursor + count * n].reshape(runs, count, n).transpose(1, 0, 2).ravel()
        self._X.take(rows, 0, self._rows[: len(rows)], "clip")
        self._YT.take(rows, 1, self._aims[: self._YT.shape[0] * len(rows)].reshape(-1, len(rows)), "clip")
        self.cursor += count * n
        if (count, n) not in self._views:
            self._views[count, n] = self._batches(count, n)
        return self._views[count, n]

    def turn(self) -> bool:
        """True at the end of an epoch: the next one is then dealt."""
        if self.cursor < len(self._X):
            return False
        self.epoch, self.cursor = self.epoch + 1, 0
        self._deal()
        return True

    def _batches(self, count: int, n: int) -> list[Any]:
        runs, n_out = len(self._orders), len(self._YT)
        X = self._rows[: count * runs * n].reshape(count, runs, n, -1)
        Y = self._aims[: n_out * count * runs * n].reshape(n_out, count, runs, n)
        return [(self._step(n), X[k], X[k].transpose(0, 2, 1), Y[:, k]) for k in range(count)]

    def _deal(self) -> None:
        if self._streams:
            self.drawn = self._streams[0].position
            n = len(self._X)
            self._orders = np.array([stream.uniform(0, 1, n) for stream in self._streams]).argsort(axis=1)
