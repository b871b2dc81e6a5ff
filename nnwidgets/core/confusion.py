"""What is taken for what: the confusion matrix, and the examples behind a cell of it."""

import numpy as np

from nnwidgets.core.registry import Array


def confusion(truth: Array, said: Array, k: int) -> Array:
    """Counts (k, k) of labels (n,): row the true class, column what was said."""
    counts = np.zeros((k, k), int)
    np.add.at(counts, (truth, said), 1)
    return counts


def behind(truth: Array, outputs: Array, row: int, column: int) -> Array:
    """The examples of class `row` that are taken for `column`, by number, the most certain first."""
    found = np.flatnonzero((truth == row) & (outputs.argmax(axis=1) == column))
    return found[np.argsort(-outputs[found, column], kind="stable")]


def accuracies(truth: Array, said: Array, digit: int | None) -> tuple[float, float, float]:
    """The share that is right: of all, of those that are not `digit`, and of `digit`; NaN where there are none."""
    right = truth == said
    own = truth == digit if digit is not None else np.zeros(len(truth), bool)
    return tuple(float(right[part].mean()) if part.any() else float("nan") for part in (np.ones_like(own), ~own, own))  # type: ignore[return-value]
