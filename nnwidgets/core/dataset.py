"""Dataset: examples that a network learns from, and what of them it is given."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import numpy as np

from nnwidgets.core.arrays import labels, numbers
from nnwidgets.core.features import Feature, as_feature
from nnwidgets.core.recipe import Recipe
from nnwidgets.core.registry import Array, number, whole
from nnwidgets.core.scaling import Scale
from nnwidgets.core.streams import Stream


@dataclass(frozen=True, eq=False)
class Dataset:
    """Examples: `X` (n, d) raw, `y` labels (n,) or targets (n,) or (n, k); `inputs` (n, m) is what the network takes of X.

    `task` is binary, multiclass or regression; `columns` and `units` are X's, `names` the inputs', `classes` the labels'.
    `recipe` is how the set was made, where that is known.
    """

    X: Array
    y: Array
    task: str
    columns: tuple[str, ...]
    classes: tuple[str, ...] = ()
    name: str = "own"
    seed: int = 0
    units: tuple[str, ...] = ()
    features: tuple[Feature, ...] = ()
    scale: Scale | None = None
    recipe: Recipe | None = field(default=None, repr=False)

    def __len__(self) -> int:
        return len(self.X)

    # --- what the network is given
    @cached_property
    def inputs(self) -> Array:
        """(n, m): features, then scaling, of X."""
        return self._applied(self.X)

    @property
    def names(self) -> tuple[str, ...]:
        """Of the inputs: the features', else the columns', with their units where nothing is scaled."""
        if self.features:
            return tuple(feature.name for feature in self.features)
        if self.units and self.scale is None:
            return tuple(f"{column} ({unit})" for column, unit in zip(self.columns, self.units, strict=True))
        return self.columns

    def transform(self, X: Any) -> Array:
        """New raw rows (n, d) as the network takes them, (n, m): the same features, and the scaling that is remembered."""
        d = len(self.columns)
        rows = numbers(X, "X")
        if rows.ndim == 1 and d == 1:
            rows = rows[:, None]
        if rows.ndim != 2 or rows.shape[1] != d:
            raise ValueError(f"X must have shape (n, {d}), one row per example, got {rows.shape}")
        return self._applied(rows)

    def over(self, X: Array) -> Array:
        """Raw rows (n, d) that need not be examples as the network takes them, (n, m): NaN where a feature has no finite value."""
        Z = np.column_stack([feature.over(X) for feature in self.features]) if self.features else np.asarray(X, float)
        return Z if self.scale is None else self.scale.apply(Z)

    def with_features(self, *features: Any) -> "Dataset":
        """The same examples, given to the network by these features; by the columns of X where there are none.

        Each is a column's name, one of FEATURES, or (name, f) with f mapping X (n, d) to (n,). A scaling that was fitted is fitted anew.
        """
        X = self._floats(self.X)
        found = tuple(as_feature(given, self.columns).tested(X) for given in features)
        names = [feature.name for feature in found]
        twice = [name for k, name in enumerate(names) if name in names[:k]]
        if twice:
            raise ValueError(f"features must have different names, got {twice[0]!r} twice")
        made = replace(self, features=found)
        return made.standardize() if self._fits else made

    def standardize(self, like: "Dataset | None" = None) -> "Dataset":
        """The same examples with inputs of mean 0 and standard deviation 1; `scale` remembers the statistics.

        Fitted to these examples; `split` fits it anew to the training part, so that nothing of the test part is known in training.
        A test set that came by itself takes the training set's: `test.standardize(train)`.
        """
        if like is not None:
            if (like.columns, *map(repr, like.features)) != (self.columns, *map(repr, self.features)):
                raise ValueError(f"like must have the same inputs, {', '.join(self.names)}; it has {', '.join(like.names)}")
            return replace(self, scale=(like if like._fits else like.standardize()).scale)
        if not len(self):
            raise ValueError("there are no examples to take a mean of")
        return replace(self, scale=Scale.of(replace(self, scale=None).inputs))

    @property
    def _fits(self) -> bool:
        return self.scale is not None and self.scale.fitted and len(self) > 0

    def _floats(self, X: Array) -> Array:
        return X.astype(np.float32 if self.X.dtype == np.uint8 else float, copy=False)  # bytes are pixels: many, and of few digits

    def _applied(self, X: Array) -> Array:
        Z = self._floats(X)
        if self.features:
            Z = np.column_stack([feature.of(Z) for feature in self.features])
        return Z if self.scale is None else self.scale.apply(Z)

    # --- other examples of the same kind
    def split(self, test: float = 0.5, seed: int | None = None) -> "tuple[Dataset, Dataset]":
        """(train, test): the share `test` of the examples is set aside at random, the same ones first whatever the share.

        Training examples stay in their order. Inputs that are standardized are so by the training part's mean and deviation, in both.
        """
        share = number(test, "test", low=0, high=0.9)
        seed = self.seed if seed is None else whole(seed, "seed")
        order = Stream(seed, "data", 1).order(len(self))
        cut = round(share * len(self))
        whole_set = replace(self, recipe=replace(self.recipe or Recipe(self.name), test=share, seed=seed))
        train, aside = whole_set.take(np.sort(order[cut:])), whole_set.take(order[:cut])
        if train._fits:
            train = train.standardize()
            aside = replace(aside, scale=train.scale)
        return train, aside

    def take(self, rows: Any) -> "Dataset":
        """The examples of these rows, scaled as they were."""
        return replace(self, X=self.X[rows], y=self.y[rows])

    def join(self, other: "Dataset") -> "Dataset":
        """These examples followed by the other's, given to the network as these are."""
        return replace(self, X=np.concatenate([self.X, other.X]), y=np.concatenate([self.y, other.y]))

    def like(self, X: Any, y: Any) -> "Dataset":
        """Other examples of the same kind, such as a test set: labels are numbered, inputs made and scaled as here."""
        other = from_arrays(X, numbers(y, "y") if self.task == "regression" else y, classes=self.classes)
        if other.X.shape[1] != self.X.shape[1]:
            raise ValueError(f"X must have {self.X.shape[1]} columns as the training examples have, got {other.X.shape[1]}")
        return replace(self, X=other.X, y=other.y)

    def __repr__(self) -> str:
        classes = f", {len(self.classes)} classes" if self.classes else ""
        inputs = f"{len(self.names)} input{'s' * (len(self.names) != 1)}"
        return f"Dataset({self.name!r}, {len(self)} examples, {inputs}, {self.task}{classes})"


def from_arrays(X: Any, y: Any, *, names: Sequence[str] | None = None, name: str = "own", classes: Sequence[str] = ()) -> Dataset:
    """Anybody's arrays: X (n, d) numbers, y labels of any kind (they keep their names) or float targets (n,) or (n, k).

    `classes` numbers the labels as in another set, of which this one may hold a part: a test set's labels are the training set's.
    Raises TypeError or ValueError for no numbers, NaN, no examples or lengths that differ.
    """
    names = names if names is not None else [str(c) for c in X.columns] if hasattr(X, "columns") else None
    x, t = numbers(X, "X"), np.asarray(y)
    if x.ndim == 1:
        x = x[:, None]
    if x.ndim != 2:
        raise ValueError(f"X must have shape (n, d), got {x.shape}")
    if x.size == 0:
        raise ValueError(f"X holds no examples: its shape is {x.shape}; a network needs at least one row and one column")
    if t.ndim == 2 and t.shape[1] == 1:
        t = t[:, 0]
    if len(np.atleast_1d(t)) != len(x) or t.ndim not in (1, 2):
        raise ValueError(f"X has {len(x)} examples, y has shape {t.shape}; they need the same number of rows")
    if names is not None and len(names) != x.shape[1]:
        raise ValueError(f"X has {x.shape[1]} columns, got {len(names)} names")
    columns = tuple(str(n) for n in names) if names is not None else tuple(f"x{k + 1}" for k in range(x.shape[1]))
    if t.ndim == 1 and t.dtype.kind in "iubUSO":
        y, known = labels(t, tuple(classes))
        return Dataset(x, y, "binary" if len(known) == 2 else "multiclass", columns, known, name)
    return Dataset(x, numbers(t, "y"), "regression", columns, (), name)
