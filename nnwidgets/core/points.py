"""Examples changed by hand: one added, moved, deleted or given another label; (train, test) in, (train, test) out.

Example i counts the rows of the training part, then those of the test part. Scaling and features stay what they were.
"""

from dataclasses import replace
from typing import Any

import numpy as np

from nnwidgets.core.arrays import numbers
from nnwidgets.core.dataset import Dataset
from nnwidgets.core.plane import EDITED, Pair
from nnwidgets.core.registry import Array, whole


def added(data: Pair, x: Any, label: Any) -> Pair:
    """One more training example at x (d,)."""
    train, test = data
    row, y = _row(train, x), _label(train, label)
    return _edited(replace(train, X=np.concatenate([train.X, row[None]]), y=np.concatenate([train.y, y[None]])), test)


def moved(data: Pair, i: Any, x: Any) -> Pair:
    """Example i at x (d,)."""
    part, row = _find(data, i)
    X = data[part].X.copy()
    X[row] = _row(data[part], x)
    return _with(data, part, X=X)


def labelled(data: Pair, i: Any, label: Any) -> Pair:
    """Example i with another label: a class by its name or number, or a target."""
    part, row = _find(data, i)
    y = data[part].y.copy()
    y[row] = _label(data[part], label)
    return _with(data, part, y=y)


def deleted(data: Pair, i: Any) -> Pair:
    """Without example i; raises ValueError for the last one to train on."""
    part, row = _find(data, i)
    if part == 0 and len(data[0]) == 1:
        raise ValueError("this is the last example to train on; add another one first")
    keep = np.arange(len(data[part])) != row
    return _with(data, part, X=data[part].X[keep], y=data[part].y[keep])


def _edited(train: Dataset, test: Dataset) -> Pair:
    name = train.name.removesuffix(EDITED) + EDITED
    return replace(train, name=name, recipe=None), replace(test, name=name, recipe=None)


def _with(data: Pair, part: int, **values: Any) -> Pair:
    both = list(data)
    both[part] = replace(data[part], **values)
    return _edited(both[0], both[1])


def _find(data: Pair, i: Any) -> tuple[int, int]:
    """(part, row) of example i."""
    n = sum(map(len, data))
    if whole(i, "example") >= n:
        raise ValueError(f"example must be below {n}, the number of examples, got {i}")
    return (0, int(i)) if i < len(data[0]) else (1, int(i) - len(data[0]))


def _row(part: Dataset, x: Any) -> Array:
    row, d = np.atleast_1d(numbers(x, "x")), part.X.shape[1]
    if row.shape != (d,):
        raise ValueError(f"x must have {d} number{'s' * (d > 1)}, one for each column, got shape {row.shape}")
    return row.astype(part.X.dtype)


def _label(part: Dataset, label: Any) -> Array:
    if part.task == "regression":
        y = np.asarray(numbers(label, "label"), float).reshape(-1)
        wanted = part.y.shape[1:] or (1,)
        if y.shape != wanted:
            raise ValueError(f"label must have {wanted[0]} number{'s' * (wanted[0] > 1)}, got {y.size}")
        return y if part.y.ndim == 2 else y[0]
    known = [*part.classes]
    k = known.index(label) if label in known else label
    if isinstance(k, bool) or not isinstance(k, int | np.integer) or not 0 <= k < len(known):
        raise ValueError(f"label must be one of {', '.join(known)}, or a number from 0 to {len(known) - 1}, got {label!r}")
    return np.asarray(k, part.y.dtype)
