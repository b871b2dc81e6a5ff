"""Training data tampered with on purpose: labels shuffled, pixels in another order, a class left out, or one example alone."""

from dataclasses import replace

import numpy as np

from nnwidgets.core.dataset import Dataset
from nnwidgets.core.pixels import order
from nnwidgets.core.registry import Array
from nnwidgets.core.streams import Stream


def relabeled(labels: Array, seed: int = 0) -> Array:
    """The same labels (n,), handed out anew by lot: as many of each as before, and nothing to learn from them."""
    return labels[Stream(seed, "data", 1).order(len(labels))]


def with_pixels(data: Dataset, X: Array) -> Dataset:
    """The same examples with other raw pixels X (n, d)."""
    return replace(data, X=X, recipe=None)


def permuted(data: Dataset) -> Dataset:
    """All images with their pixels in one other order, the same for each (see `order`)."""
    return with_pixels(data, np.ascontiguousarray(data.X[:, order(data.X.shape[1])]))


def tampered(train: Dataset, *, count: int | None = None, without: int | None = None, only: int | None = None,
             shuffled: bool = False, permute: bool = False) -> Dataset:  # fmt: skip
    """What is left of `train`: the first `count`, none of the class `without`, or the example `only` alone; then labels and pixels."""
    rows = np.arange(len(train))[:count] if only is None else np.array([only])
    if only is None and without is not None:
        rows = rows[train.y[rows] != without]
    data = train if len(rows) == len(train) else replace(train, X=train.X[rows], y=train.y[rows], recipe=None)
    if shuffled and only is None:
        data = replace(data, y=relabeled(data.y), recipe=None)
    return permuted(data) if permute else data
