"""Kernels of 3 × 3 by name, and small images to slide them over; in order of what they need explaining."""

from typing import Any

import numpy as np

from nnwidgets.core.arrays import numbers
from nnwidgets.core.convolution import conv2d
from nnwidgets.core.measured import unseen_digits
from nnwidgets.core.registry import Array, number, pick

SIDE = 28  # pixels of the images here
MOST = 48  # pixels of a side of one's own: nine products at each of 2,116 places


def image(value: Any) -> Array:
    """An image by its name, or anybody's array (h, w) of numbers, 3 to 48 pixels a side; 0 is dark.

    Raises ValueError or TypeError with what would do.
    """
    if isinstance(value, str):
        found: Array = pick(IMAGES, value, "image")()
        return found
    x = numbers(value, "image")
    if x.ndim != 2 or not all(3 <= side <= MOST for side in x.shape):
        raise ValueError(f"an image of your own must have 3 to {MOST} rows and columns, got shape {x.shape}")
    return x


def kernel(value: Any) -> Array:
    """A kernel by its name, or any array (3, 3) of numbers from −100 to 100. Raises ValueError or TypeError with what would do."""
    if isinstance(value, str):
        return np.array(pick(KERNELS, value, "kernel"), float)
    k = numbers(value, "kernel")
    if k.shape != (3, 3):
        raise ValueError(f"the kernel must have 3 rows of 3 numbers, got shape {k.shape}")
    for one in k.flat:
        number(float(one), "every number of the kernel", low=-100, high=100)
    return k


def response(pixels: Array, weights: Array, place: tuple[int, int]) -> tuple[Array, float]:
    """The nine products (3, 3) of the kernel at `place` = (row, column) of the response, and their sum, the response there."""
    r, c = place
    products = weights * pixels[r : r + 3, c : c + 3]
    return products, float(conv2d(pixels, weights)[r, c])


def _grid() -> tuple[Array, Array]:
    rows, columns = np.mgrid[:SIDE, :SIDE]
    return rows, columns


def _square() -> Array:
    rows, columns = _grid()
    return ((abs(rows - 13.5) < 7) & (abs(columns - 13.5) < 7)).astype(float)


def _disc() -> Array:
    rows, columns = _grid()
    return np.clip(9.5 - np.hypot(rows - 13.5, columns - 13.5), 0, 1)  # its edge is smooth


def _slopes() -> Array:
    _, columns = _grid()
    return np.where(columns < 14, columns / 27, 1 - 0.5 * (columns - 14) / 13)


def _bars() -> Array:
    rows, columns = _grid()
    left = columns < 14
    return np.where(left, (rows // 2) % 2, (columns // 2) % 2).astype(float)


def _dots() -> Array:
    rows, columns = _grid()
    return ((rows % 6 == 3) & (columns % 6 == 3)).astype(float)


def _house() -> Array:
    rows, columns = _grid()
    wall = (rows >= 14) & (rows < 25) & (columns >= 6) & (columns < 22)
    roof = (rows >= 4) & (rows < 14) & (abs(columns - 13.5) <= rows - 3)
    door = (rows >= 18) & (rows < 25) & (columns >= 12) & (columns < 16)
    return np.where(door, 0.1, np.where(wall, 0.55, np.where(roof, 0.9, 0.0)))


def _digit(number: int) -> Array:
    images, labels = unseen_digits()
    return images[int(np.flatnonzero(labels == number)[0])].astype(float)


KERNELS = {
    "identity":         ((0, 0, 0), (0, 1, 0), (0, 0, 0)),
    "shift":            ((0, 0, 0), (1, 0, 0), (0, 0, 0)),
    "blur":             ((1 / 9,) * 3,) * 3,
    "sharpen":          ((0, -1, 0), (-1, 5, -1), (0, -1, 0)),
    "vertical edges":   ((-1, 0, 1), (-1, 0, 1), (-1, 0, 1)),
    "horizontal edges": ((-1, -1, -1), (0, 0, 0), (1, 1, 1)),
    "sobel x":          ((-1, 0, 1), (-2, 0, 2), (-1, 0, 1)),
    "sobel y":          ((-1, -2, -1), (0, 0, 0), (1, 2, 1)),
    "all edges":        ((-1, -1, -1), (-1, 8, -1), (-1, -1, -1)),
    "line /":           ((-1, -1, 2), (-1, 2, -1), (2, -1, -1)),
}  # fmt: skip
IMAGES = {
    "house": _house, "square": _square, "disc": _disc, "slopes": _slopes, "bars": _bars, "dots": _dots,
    "digit 3": lambda: _digit(3), "digit 5": lambda: _digit(5), "digit 8": lambda: _digit(8),
}  # fmt: skip
