"""Data sets by name: what a network learns from. `nw.datasets.circle()`, or anybody's arrays by `nw.datasets.from_arrays(X, y)`."""

from collections.abc import Callable
from typing import Any

from nnwidgets.core.curves import FUNCTIONS, curve
from nnwidgets.core.dataset import Dataset, from_arrays
from nnwidgets.core.features import FEATURES, Feature
from nnwidgets.core.gates import GATES, gate
from nnwidgets.core.measured import digits, iris, mnist
from nnwidgets.core.registry import pick
from nnwidgets.core.scaling import Scale
from nnwidgets.core.shapes import blobs, checkerboard, circle, gauss, moons, reg_gauss, reg_plane, spiral, three_arms, xor
from nnwidgets.core.vowels import VOWELS, vowels

__all__ = [
    "DATASETS", "FEATURES", "FUNCTIONS", "GATES", "GENERATED", "PLAYGROUND", "VOWELS", "Dataset", "Feature", "Scale", "as_dataset",
    "blobs", "checkerboard", "circle", "curve", "digits", "from_arrays", "gate", "gauss", "iris", "mnist", "moons", "reg_gauss",
    "reg_plane", "spiral", "three_arms", "vowels", "xor",
]  # fmt: skip

Maker = Callable[..., Any]  # a Dataset, or (train, test)


def _named(*makers: Maker) -> dict[str, Maker]:
    return {maker.__name__: maker for maker in makers}


# drawn from a seed: n, noise and seed are theirs
GENERATED = _named(circle, xor, gauss, spiral, reg_plane, reg_gauss, moons, checkerboard, three_arms, blobs, gate, curve, vowels)
DATASETS = {**GENERATED, **_named(iris, digits, mnist)}
PLAYGROUND = tuple(GENERATED)[:6]  # TensorFlow Playground's own
SQUARE = tuple(GENERATED)[:10]  # those that fill −6 … 6 in both directions


def as_dataset(data: object) -> Dataset:
    """A Dataset from a name, a Dataset or a pair (X, y)."""
    if isinstance(data, tuple | list) and len(data) == 2:
        return from_arrays(*data)
    if isinstance(data, Dataset):
        return data
    made = named(data)
    if not isinstance(made, Dataset):
        raise ValueError(f"{data} is a pair (train, test): train, test = nw.datasets.{data}()")
    return made


def named(name: object) -> Any:
    """What the data set of this name gives by itself: a Dataset, or (train, test)."""
    return pick(DATASETS, name, "data")()
