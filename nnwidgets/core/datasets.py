"""Data sets by name: what a network learns from. `nw.datasets.circle()`, or anybody's arrays by `nw.datasets.from_arrays(X, y)`."""

from collections.abc import Callable

from nnwidgets.core.dataset import Dataset, from_arrays
from nnwidgets.core.features import FEATURES
from nnwidgets.core.registry import pick
from nnwidgets.core.shapes import circle, gauss, reg_gauss, reg_plane, spiral, xor

__all__ = ["DATASETS", "FEATURES", "Dataset", "as_dataset", "circle", "from_arrays", "gauss", "reg_gauss", "reg_plane", "spiral", "xor"]

DATASETS: dict[str, Callable[..., Dataset]] = {f.__name__: f for f in (circle, xor, gauss, spiral, reg_plane, reg_gauss)}


def as_dataset(data: object) -> Dataset:
    """A Dataset from a name, a Dataset or a pair (X, y)."""
    if isinstance(data, tuple | list) and len(data) == 2:
        return from_arrays(*data)
    if isinstance(data, Dataset):
        return data
    made: Dataset = pick(DATASETS, data, "data")()
    return made
