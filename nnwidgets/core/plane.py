"""Plane: the flat cut through the columns of a data set that a map shows."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from nnwidgets.core.dataset import Dataset
from nnwidgets.core.registry import Array, whole

NAMED, AIR = 6.0, 0.08  # half of the side of the Playground's own data sets; what a map shows beyond other points
MANY = 12  # columns; from there on single ones say little
EDITED = ", edited"
PCA = "pca"

Pair = tuple[Dataset, Dataset]
Interval = tuple[float, float]


@dataclass(frozen=True, eq=False)
class Plane:
    """The points origin + u·axes[0] + v·axes[1] of a space of d columns; (u, v) of a point x are along @ (x − origin).

    `origin` (d,), `axes` and `along` (2, d), or (1, d) where there is one column; `domain` ((u0, u1), (v0, v1)) is what is shown,
    `choice` what was asked for: two columns or "pca"; `rest` says where the other columns stand.
    """

    origin: Array
    axes: Array
    along: Array
    names: tuple[str, str]
    domain: tuple[Interval, Interval]
    choice: tuple[int, int] | str
    rest: str = ""

    @property
    def table(self) -> Array:
        """(1 + 2·axes, d): origin, axes, along, as a page reads them."""
        return np.concatenate([self.origin[None], self.axes, self.along])

    def points(self, size: int) -> Array:
        """The centers of size × size cells, (size², d), rows from the top."""
        steps = (np.arange(size) + 0.5) / size
        (u0, u1), (v0, v1) = self.domain
        return self.at(np.tile(u0 + steps * (u1 - u0), size), np.repeat(v1 - steps * (v1 - v0), size))

    def at(self, u: Array, v: Array) -> Array:
        """The points of coordinates u (n,) and v (n,), (n, d)."""
        return np.asarray(self.origin + np.column_stack([u, v])[:, : len(self.axes)] @ self.axes)

    def project(self, X: Array) -> Array:
        """(u, v) of rows (n, d), (n, 2)."""
        return np.asarray((X - self.origin) @ self.along.T)


def span(values: Array, named: bool = False) -> Interval:
    """What a map shows along an axis: ±6 for the Playground's own data sets, else the values with some air."""
    if named:
        return -NAMED, NAMED
    low, high = float(values.min()), float(values.max())
    air = AIR * (high - low) or 1.0
    return low - air, high + air


def plane_of(data: Pair, targets: Array, named: bool, choice: Any = None, at: int | None = None) -> Plane:
    """The plane of two columns, the others at their mean or at those of example `at`; of the two principal components (`"pca"`).

    `targets` (n, k) are what a plane of one column shows upward; `named` data sets have a domain of their own. Without a
    `choice` it is the first two columns, and from 13 columns on the principal components. Raises ValueError for no such columns.
    Principal components: Pearson 1901, of the columns as they are scaled.
    """
    train = data[0]
    X = np.concatenate([np.asarray(part.X, float) for part in data])
    n, d = X.shape
    if d == 1:
        one = np.ones((1, 1))
        return Plane(np.zeros(1), one, one, (train.columns[0], "y"), (span(X, named), span(targets)), (0, 0))
    if choice is None:
        choice = (0, 1) if d <= MANY else PCA
    if at is not None and whole(at, "at") >= n:
        raise ValueError(f"at must be below {n}, the number of examples, got {at}")
    origin = X.mean(axis=0) if at is None else X[at]
    where = "their mean" if at is None else f"those of example {at}"
    if isinstance(choice, str) and choice == PCA:
        axes, along, share = _principal(X, train)
        names, rest = ("PC 1", "PC 2"), f"the plane of the two principal components, with {share:.0%} of the variance"
        rest += f", through example {at}" if at is not None else ""
        named = False
    else:
        choice = _columns(choice, train.columns)
        axes = along = np.eye(d)[list(choice)]
        names = (train.columns[choice[0]], train.columns[choice[1]])
        rest = f"the other {d - 2} column{'s' * (d > 3)} at {where}" if d > 2 else ""
        origin = np.where(axes.any(axis=0), 0, origin)
    places = (X - origin) @ along.T
    return Plane(origin, axes, along, names, (span(places[:, 0], named), span(places[:, 1], named)), choice, rest)


def _columns(choice: Any, columns: tuple[str, ...]) -> tuple[int, int]:
    given = list(choice) if isinstance(choice, tuple | list) else [choice]
    found = [columns.index(c) if c in columns else c for c in given]
    if len(found) != 2 or found[0] == found[1] or not all(isinstance(k, int) and 0 <= k < len(columns) for k in found):
        few = ", ".join(columns[:8]) + (", …" if len(columns) > 8 else "")
        raise ValueError(f"axes must be two different columns of {few}, or 'pca', got {choice!r}")
    return found[0], found[1]


def _principal(X: Array, train: Dataset) -> tuple[Array, Array, float]:
    """(axes, along, share of the variance) of the two directions of largest variance, each with its largest part positive."""
    d = X.shape[1]
    plain = not any(f.column is None for f in train.features) and len(train.names) == d
    spread = np.broadcast_to(train.scale.spread, (d,)) if train.scale is not None and plain else np.ones(d)
    values, vectors = np.linalg.eigh(np.atleast_2d(np.cov(X / spread, rowvar=False, bias=True)))
    V = vectors[:, ::-1][:, :2].T
    V = V * np.where(V[np.arange(2), np.abs(V).argmax(axis=1)] < 0, -1.0, 1.0)[:, None]
    return V * spread, V / spread, float(values[-2:].sum() / (values.sum() or 1))
