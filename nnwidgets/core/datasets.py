"""Data sets: what a network learns from. The six of TensorFlow Playground, and anybody's arrays."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from nnwidgets.core.registry import Array, number, pick, whole
from nnwidgets.core.streams import Stream


@dataclass(frozen=True, eq=False)
class Dataset:
    """Examples: `X` (n, d) raw, `inputs` (n, m) as the network takes them, `y` labels (n,) or targets (n,) or (n, k).

    `task` is binary, multiclass or regression; `names` are the inputs', `classes` the labels'.
    """

    X: Array
    inputs: Array
    y: Array
    task: str
    names: tuple[str, ...]
    classes: tuple[str, ...] = ()
    name: str = "own"
    seed: int = 0

    def __len__(self) -> int:
        return len(self.X)

    def split(self, test: float = 0.5, seed: int | None = None) -> "tuple[Dataset, Dataset]":
        """(train, test): the share `test` of the examples is set aside, the same ones first whatever the share."""
        share = number(test, "test", low=0, high=0.9)
        order = Stream(self.seed if seed is None else whole(seed, "seed"), "data", 1).order(len(self))
        cut = round(share * len(self))
        return self.take(order[cut:]), self.take(order[:cut])

    def take(self, rows: Array) -> "Dataset":
        """The examples of these rows."""
        return replace(self, X=self.X[rows], inputs=self.inputs[rows], y=self.y[rows])

    def join(self, other: "Dataset") -> "Dataset":
        """These examples followed by the other's."""
        X, inputs = np.concatenate([self.X, other.X]), np.concatenate([self.inputs, other.inputs])
        return replace(self, X=X, inputs=inputs, y=np.concatenate([self.y, other.y]))

    def transform(self, X: object) -> Array:
        """Raw rows (n, d) as the network takes them, (n, m)."""
        return np.asarray(X, float)

    def __repr__(self) -> str:
        classes = f", {len(self.classes)} classes" if self.classes else ""
        return f"Dataset({self.name!r}, {len(self)} examples, {self.X.shape[1]} inputs, {self.task}{classes})"


def from_arrays(X: Any, y: Any, *, names: Sequence[str] | None = None, name: str = "own", classes: Sequence[str] = ()) -> Dataset:
    """Anybody's arrays: X (n, d) numbers, y labels of any kind (they keep their names) or float targets (n,) or (n, k).

    `classes` numbers the labels as in another set, of which this one may hold a part: a test set's labels are the training set's.
    Raises TypeError or ValueError for no numbers, NaN, no examples or lengths that differ.
    """
    names = names if names is not None else [str(c) for c in X.columns] if hasattr(X, "columns") else None
    x, t = _numbers(X, "X"), np.asarray(y)
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
        labels, known = _labels(t, tuple(classes))
        return Dataset(x, x, labels, "binary" if len(known) == 2 else "multiclass", columns, known, name)
    return Dataset(x, x, _numbers(t, "y"), "regression", columns, (), name)


def _labels(y: Array, classes: tuple[str, ...]) -> tuple[Array, tuple[str, ...]]:
    """y (n,) as numbers 0, 1, …, and the names that these stand for."""
    try:
        found, labels = np.unique(y, return_inverse=True)
    except TypeError:
        raise TypeError("labels in y must be of one kind, got a mixture; try y.astype(str)") from None
    names = tuple(str(c) for c in found)
    if not classes:
        if len(found) < 2:
            raise ValueError(f"y holds the one label {names[0]!r}; a classifier needs two or more")
        return labels.astype(int), names
    unknown = [name for name in names if name not in classes]
    if unknown:
        raise ValueError(f"y holds the label {unknown[0]!r}, which is none of the training examples'; they are {', '.join(classes)}")
    return np.array([classes.index(name) for name in names])[labels], classes


def _numbers(values: Any, what: str) -> Array:
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


def _labeled(name: str, X: Array, positive: Array, seed: int) -> Dataset:
    return Dataset(X, X, positive.astype(int), "binary", ("x1", "x2"), ("orange", "blue"), name, seed)


def _streams(n: object, noise: object, seed: object) -> tuple[int, float, Stream, Stream]:
    s = whole(seed, "seed")
    return whole(n, "n", 2), number(noise, "noise", low=0, high=0.5), Stream(s, "data"), Stream(s, "noise")


def circle(n: int = 500, noise: float = 0, seed: int = 0) -> Dataset:
    """A disc in a ring: half r ~ U(0, 2.5), half U(3.5, 5); noise displaces the point that decides the label (TensorFlow Playground)."""
    n, noise, place, shake = _streams(n, noise, seed)
    half = n // 2
    r = np.concatenate([place.uniform(0, 2.5, half), place.uniform(3.5, 5, n - half)])
    angle = place.uniform(0, 2 * np.pi, n)
    X = np.column_stack([r * np.sin(angle), r * np.cos(angle)])
    moved = X + shake.uniform(-5, 5, (n, 2)) * noise
    return _labeled("circle", X, np.hypot(*moved.T) < 2.5, seed)


def xor(n: int = 500, noise: float = 0, seed: int = 0) -> Dataset:
    """Four quadrants 0.3 apart, positive where x1 x2 ≥ 0; noise displaces the point that decides the label (TensorFlow Playground)."""
    n, noise, place, shake = _streams(n, noise, seed)
    X = place.uniform(-5, 5, (n, 2))
    X += np.where(X > 0, 0.3, -0.3)
    moved = X + shake.uniform(-5, 5, (n, 2)) * noise
    return _labeled("xor", X, moved[:, 0] * moved[:, 1] >= 0, seed)


def gauss(n: int = 500, noise: float = 0, seed: int = 0) -> Dataset:
    """Two normal clouds at (2, 2) and (−2, −2); noise widens their variance from 0.5 to 4 (TensorFlow Playground)."""
    n, noise, place, _ = _streams(n, noise, seed)
    positive = np.arange(n) < n // 2
    spread = np.sqrt(0.5 + (4 - 0.5) * noise / 0.5)
    X = np.where(positive, 2.0, -2.0)[:, None] + spread * place.normal((n, 2))
    return _labeled("gauss", X, positive, seed)


def spiral(n: int = 500, noise: float = 0, seed: int = 0) -> Dataset:
    """Two arms, r = 5 i/m, angle 1.75 · 2π i/m (+ π); noise displaces the points (TensorFlow Playground)."""
    n, noise, _, shake = _streams(n, noise, seed)
    half = n // 2
    i = np.concatenate([np.arange(half) / half, np.arange(n - half) / (n - half)])
    positive = np.arange(n) < half
    t = 1.75 * 2 * np.pi * i + np.where(positive, 0, np.pi)
    X = np.column_stack([5 * i * np.sin(t), 5 * i * np.cos(t)]) + shake.uniform(-1, 1, (n, 2)) * noise
    return _labeled("spiral", X, positive, seed)


def reg_plane(n: int = 1200, noise: float = 0, seed: int = 0) -> Dataset:
    """The plane (x1 + x2) / 10 over U(−6, 6)²; noise displaces the point that decides the target (TensorFlow Playground)."""
    n, noise, place, shake = _streams(n, noise, seed)
    X = place.uniform(-6, 6, (n, 2))
    moved = X + shake.uniform(-6, 6, (n, 2)) * noise
    return Dataset(X, X, moved.sum(axis=1) / 10, "regression", ("x1", "x2"), (), "reg_plane", seed)


def reg_gauss(n: int = 1200, noise: float = 0, seed: int = 0) -> Dataset:
    """Six bumps of height ±1 and radius 2 over U(−6, 6)²; noise displaces the point that decides the target (TensorFlow Playground)."""
    n, noise, place, shake = _streams(n, noise, seed)
    X = place.uniform(-6, 6, (n, 2))
    moved = X + shake.uniform(-6, 6, (n, 2)) * noise
    centres = np.array([(-4, 2.5), (0, 2.5), (4, 2.5), (-4, -2.5), (0, -2.5), (4, -2.5)])
    height = np.clip(1 - np.linalg.norm(moved[:, None] - centres, axis=2) / 2, 0, 1) * [1, -1, 1, -1, 1, -1]
    y = height[np.arange(n), np.abs(height).argmax(axis=1)]
    return Dataset(X, X, y, "regression", ("x1", "x2"), (), "reg_gauss", seed)


DATASETS: dict[str, Callable[..., Dataset]] = {f.__name__: f for f in (circle, xor, gauss, spiral, reg_plane, reg_gauss)}


def as_dataset(data: object) -> Dataset:
    """A Dataset from a name, a Dataset or a pair (X, y)."""
    if isinstance(data, tuple | list) and len(data) == 2:
        return from_arrays(*data)
    if isinstance(data, Dataset):
        return data
    made: Dataset = pick(DATASETS, data, "data")()
    return made
