"""Anybody's arrays: numbers that are finite, labels of any kind."""

from typing import Any

import numpy as np

from nnwidgets.core.registry import Array


def numbers(values: Any, what: str) -> Array:
    """`values` as a float array of its own; raises TypeError for anything but numbers, ValueError where one is not finite."""
    try:
        array = np.array(values.to_numpy() if hasattr(values, "to_numpy") else values, float)
    except (TypeError, ValueError):
        try:
            got = str(np.asarray(values).dtype)
        except ValueError:
            got = "rows of different lengths"
        raise TypeError(f"{what} must hold numbers only, got {got}") from None
    bad = np.argwhere(~np.isfinite(array))
    if len(bad):
        first = f"the first at [{', '.join(str(i) for i in bad[0])}]: {array[tuple(bad[0])]}"
        raise ValueError(f"{what} holds {len(bad)} number(s) that are not finite, {first}; drop or fill those rows")
    return array


def labels(y: Array, classes: tuple[str, ...]) -> tuple[Array, tuple[str, ...]]:
    """y (n,) as numbers 0, 1, …, and the names that these stand for: those of `classes`, or else the ones found, sorted."""
    try:
        found, number = np.unique(y, return_inverse=True)
    except TypeError:
        raise TypeError("labels in y must be of one kind, got a mixture; try y.astype(str)") from None
    names = tuple(str(c) for c in found)
    if not classes:
        if len(found) < 2:
            raise ValueError(f"y holds the one label {names[0]!r}; a classifier needs two or more")
        return number.astype(int), names
    unknown = [name for name in names if name not in classes]
    if unknown:
        raise ValueError(f"y holds the label {unknown[0]!r}, which is none of the training examples'; they are {', '.join(classes)}")
    return np.array([classes.index(name) for name in names])[number], classes
