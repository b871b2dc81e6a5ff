"""Deals the training examples: reshuffled every epoch from the seed, cut into batches, and able to return to any place."""

from collections.abc import Callable
from typing import Any

import numpy as np

from nnwidgets.core.datasets import Dataset
from nnwidgets.core.network import Network
from nnwidgets.core.registry import Array
from nnwidgets.core.streams import Stream
from nnwidgets.core.targets import encode


def rows(net: Network, part: Dataset) -> tuple[Array, Array]:
    """Inputs with their column of ones, (n, n_in + 1), and targets, (n, n_out)."""
    X = np.column_stack([part.inputs, np.ones(len(part))])
    return X.astype(net.theta.dtype, copy=False), encode(part.y, net.sizes[-1], net.output.name).astype(net.theta.dtype)


class Feed:
    """`epoch` counts whole passes, `cursor` the examples used of this one, `drawn` where its order begins in the stream.

    `order` (n,) tells which training example lies where in `X`. Targets lie as columns, as the engine takes them: `Y` is a view.
    """

    def __init__(self, seed: int):
        self.epoch = self.cursor = self.drawn = 0
        self._stream = Stream(seed, "batches")

    def place(self) -> tuple[int, int, int]:
        """(epoch, cursor, drawn): what `go` takes."""
        return self.epoch, self.cursor, self.drawn

    def load(self, X: Array, Y: Array, shuffle: bool) -> None:
        """Deal from these rows; the present epoch begins anew, in an order of its own."""
        self._given, self._shuffle = (X, np.ascontiguousarray(Y.T)), shuffle
        self.X, self._columns = map(np.empty_like, self._given)
        self.Y = self._columns.T
        self.cursor = 0
        self._deal()

    def go(self, epoch: int, cursor: int, drawn: int) -> None:
        """Return to a place: the order of that epoch is drawn again."""
        self._stream.seek(drawn)
        self._deal()
        self.epoch, self.cursor = epoch, cursor

    def advance(self, examples: int) -> bool:
        """Note that so many were used; True at the end of an epoch, when the next one has been dealt."""
        self.cursor += examples
        if self.cursor < len(self.X):
            return False
        self.epoch, self.cursor = self.epoch + 1, 0
        self._deal()
        return True

    def batches(self, size: int, views: dict[int, list[Any]], step: Callable[[int], Any]) -> list[Any]:
        """(step, X, X.T, Y) for the rest of this epoch; an incomplete last batch is a smaller one.

        The rows stay where they are when they are reshuffled, so `views` keeps the tuples, once per alignment of the batches.
        """
        origin = self.cursor % size
        if origin not in views:
            cuts = [slice(i, min(i + size, len(self.X))) for i in range(origin, len(self.X), size)]
            views[origin] = [(step(cut.stop - cut.start), self.X[cut], self.X[cut].T, self._columns[:, cut]) for cut in cuts]
        return views[origin][(self.cursor - origin) // size :]

    def look(self, number: int, size: int) -> tuple[int, int, Array, Array]:
        """Of the next batch its size, and its `number`-th example (from 1): the row in the data, inputs (1, n_in), targets (1, n_out)."""
        at = self.cursor + number - 1
        of = min(self.cursor + size, len(self.X)) - self.cursor
        return of, int(self.order[at]), self.X[at : at + 1, :-1].copy(), self.Y[at : at + 1].copy()

    def _deal(self) -> None:
        X, columns = self._given
        self.drawn = self._stream.position
        self.order = self._stream.order(len(X)) if self._shuffle else np.arange(len(X))
        if self._shuffle:
            X.take(self.order, 0, self.X, "clip")
            columns.take(self.order, 1, self._columns, "clip")  # "raise" would go through a buffer
        else:
            self.X[...], self._columns[...] = X, columns
