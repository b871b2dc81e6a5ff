"""Features: what a network is given of an example, which need not be the numbers as they were measured."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from nnwidgets.core.registry import Array, pick


@dataclass(frozen=True)
class Feature:
    """A number for every row: `f` maps X (n, d) to (n,); `needs` is how many columns X must have, `column` the one it is, if any."""

    name: str
    f: Callable[[Array], Array]
    latex: str = ""
    needs: int = 1
    column: int | None = None

    def of(self, X: Array) -> Array:
        """The feature of these rows, (n,); raises ValueError unless it is one finite number for each."""
        if not len(X):
            return np.empty(0, X.dtype)
        with np.errstate(all="ignore"):  # said below, in a sentence
            values = np.asarray(self.f(X))
        if values.shape != (len(X),):
            raise ValueError(f"feature {self.name!r} must give one number per row, shape ({len(X)},), got {values.shape}")
        if values.dtype.kind not in "fiub":
            raise TypeError(f"feature {self.name!r} must give numbers, got {values.dtype}")
        bad = np.flatnonzero(~np.isfinite(values))
        if len(bad):
            where = f"the first for row {bad[0]}: {values[bad[0]]}"
            raise ValueError(f"feature {self.name!r} gives {len(bad)} number(s) that are not finite, {where}")
        return values.astype(X.dtype)

    def over(self, X: Array) -> Array:
        """The feature of rows (n, d) that need not be examples, (n,): NaN where it is no finite number there."""
        with np.errstate(all="ignore"):
            values = np.asarray(self.f(X), float)
        return np.where(np.isfinite(values), values, np.nan)

    def tested(self, X: Array) -> "Feature":
        """This feature, found to give what it should for X; raises ValueError where a row's number depends on other rows."""
        if X.shape[1] < self.needs:
            raise ValueError(f"feature {self.name!r} needs {self.needs} inputs, the data has {X.shape[1]}")
        half = -(-len(X) // 2)
        if not np.allclose(self.of(X)[:half], self.of(X[:half]), rtol=1e-9, atol=1e-12):
            raise ValueError(f"feature {self.name!r} must treat every row by itself; with half of the rows it gives other numbers for them")
        return self

    def __repr__(self) -> str:
        return f"Feature({self.name!r})"


def column(name: str, k: int, latex: str = "") -> Feature:
    """Column k of X."""
    return Feature(name, lambda X: X[:, k], latex or name, k + 1, k)


# TensorFlow Playground's seven, in its order
FEATURES: dict[str, Feature] = {
    feature.name: feature
    for feature in (
        column("x1", 0, r"x_1"),
        column("x2", 1, r"x_2"),
        Feature("x1²",    lambda X: X[:, 0] ** 2,      r"x_1^2"),
        Feature("x2²",    lambda X: X[:, 1] ** 2,      r"x_2^2",    2),
        Feature("x1x2",   lambda X: X[:, 0] * X[:, 1], r"x_1 x_2",  2),
        Feature("sin x1", lambda X: np.sin(X[:, 0]),   r"\sin x_1"),
        Feature("sin x2", lambda X: np.sin(X[:, 1]),   r"\sin x_2", 2),
    )
}  # fmt: skip


def as_feature(given: Any, columns: tuple[str, ...]) -> Feature:
    """A Feature from a column's name, one of FEATURES (`x1^2` and `x1*x2` do, too), (name, f), or itself."""
    if isinstance(given, Feature):
        return given
    if isinstance(given, tuple):
        if len(given) != 2 or not isinstance(given[0], str) or not given[0] or not callable(given[1]):
            raise TypeError(f"a feature of your own is (name, f), such as ('r', lambda X: np.hypot(X[:, 0], X[:, 1])), got {given!r}")
        return Feature(given[0], given[1], given[0], 0)
    table = {name: column(name, k) for k, name in enumerate(columns)}
    if isinstance(given, str) and given not in table:
        given = given.replace("^2", "²").replace("**2", "²").replace("*", "")
    found: Feature = pick({**FEATURES, **table}, given, "feature")
    return found
