"""Weights as a picture: a grid of 8 × 8, four images that it is laid over, and the sum of what lies under the light."""

from dataclasses import dataclass

import numpy as np

from nnwidgets.core.arrays import numbers
from nnwidgets.core.registry import Array, pick

SIDE = 8


def _block(rows: slice, columns: slice, value: float = 1.0) -> Array:
    image = np.zeros((SIDE, SIDE))
    image[rows, columns] = value
    return image


ALL = slice(None)
PATCH = _block(slice(2, 6), slice(1, 7))
PAINTINGS: dict[str, Array] = {
    "empty": np.zeros((SIDE, SIDE)),
    "patch": PATCH,
    "patch + surround": 2 * PATCH - _block(slice(1, 7), ALL),
}
# a bar that stands, a bar that lies as the patch does, light everywhere, a bar that is too thick
PROBES: dict[str, Array] = {
    "A": _block(ALL, slice(2, 5)),
    "B": PATCH,
    "C": np.ones((SIDE, SIDE)),
    "D": _block(slice(1, 6), ALL),
}


@dataclass(frozen=True)
class Sum:
    """Σ w·x over the pixels; how many of them count for the sum, and how many against it."""

    total: float
    positive: int
    negative: int


def painting(value: object) -> Array:
    """A painting by name, or any (8, 8) numbers from −1 to 1. Raises ValueError or TypeError with what would do."""
    if isinstance(value, str):
        return np.array(pick(PAINTINGS, value, "painting"))
    pixels = numbers(value, "pixels")
    if pixels.shape != (SIDE, SIDE):
        raise ValueError(f"pixels must be {SIDE} rows of {SIDE} numbers, or one of {', '.join(PAINTINGS)}, got shape {pixels.shape}")
    if np.abs(pixels).max() > 1:
        raise ValueError(f"pixels must be from -1 to 1, got {pixels.flat[np.abs(pixels).argmax()]:g}")
    return pixels


def weigh(pixels: Array, image: Array) -> Sum:
    """Σ over the pixels of w·x, where both are (8, 8); and how many products are above and below 0."""
    products = pixels * image
    return Sum(float(products.sum()), int((products > 0).sum()), int((products < 0).sum()))


def ranking(pixels: Array) -> list[str]:
    """The names of the four images, the largest sum first; those that are equal in the order of the alphabet."""
    return sorted(PROBES, key=lambda name: -weigh(pixels, PROBES[name]).total)
