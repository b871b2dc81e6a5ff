"""The data sets that a Playground has buttons for: by problem, with their variants, and a picture of each."""

from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from nnwidgets.core.curves import FUNCTIONS
from nnwidgets.core.datasets import DATASETS, SQUARE, Dataset
from nnwidgets.core.gates import GATES
from nnwidgets.core.registry import Array, pick
from nnwidgets.core.streams import Stream

THUMB = 60  # points in a thumbnail
CLASS = 2  # in a thumbnail, from here on a value is a class


@dataclass(frozen=True)
class Variant:
    """What else a data set can be: `argument` is its maker's, `label` stands on the menu."""

    argument: str
    label: str
    choices: tuple[Any, ...]
    usual: Any

    def chosen(self, value: object) -> Any:
        """The choice that `value`, or its name, stands for; raises ValueError with the names."""
        name = str(value) if isinstance(value, int) else value
        return self.usual if value is None else pick({str(c): c for c in self.choices}, name, self.label.lower())


GALLERY: dict[str, tuple[str, ...]] = {
    "binary": ("circle", "xor", "gauss", "spiral", "moons", "checkerboard", "gate"),
    "multiclass": ("three_arms", "blobs"),
    "regression": ("reg_plane", "reg_gauss", "curve"),
}
SETS = {name: DATASETS[name] for names in GALLERY.values() for name in names}
VARIANTS = {
    "gate": Variant("name", "Gate", tuple(GATES), "and"),
    "blobs": Variant("classes", "Classes", (2, 3, 4, 5, 6), 3),
    "curve": Variant("f", "Function", tuple(FUNCTIONS), "sine"),
}
WHOLE = ("gate",)  # nothing is set aside: every row is needed


def problem_of(name: str) -> str:
    """The problem under which the data set stands."""
    return next(problem for problem, names in GALLERY.items() if name in names)


def make(name: str, variant: object, **arguments: Any) -> Dataset:
    """The data set of this name; raises ValueError for a name or a variant that there is not."""
    maker = pick(SETS, name, "data")
    if name in VARIANTS:
        arguments[VARIANTS[name].argument] = VARIANTS[name].chosen(variant)
    elif variant is not None:
        raise ValueError(f"{name} has no variants, got {variant!r}; {', '.join(VARIANTS)} have")
    made: Dataset = maker(**arguments)
    return made


@cache
def thumbnails(problem: str) -> Array:
    """What the buttons of a problem show, (sets, THUMB, 3) float32: x and y from −1 to 1, and −1 … 1, or CLASS + k, for the color."""
    return np.array([_points(name) for name in GALLERY[problem]], np.float32)


def _points(name: str) -> Array:
    data = make(name, None)
    rows = np.resize(Stream(data.seed, "data", 1).order(len(data)), THUMB)  # again and again where there are fewer
    X, y = data.X[rows], data.y[rows]
    color = y + CLASS if data.task == "multiclass" else y * 2 - 1 if data.classes else y / np.abs(y).max()
    if name in SQUARE:
        return np.column_stack([X / 6, color])
    X = X if X.shape[1] > 1 else np.column_stack([X[:, 0], y])
    low, high = X.min(axis=0), X.max(axis=0)
    return np.column_stack([1.5 * (X - low) / (high - low) - 0.75, color])
