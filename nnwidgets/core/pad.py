"""From strokes of a pen to the pixels of a digit, made the way the data sets were; nnwidgets/frontend/lib/pad.js does the same."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from nnwidgets.core.registry import Array

Strokes = Sequence[Sequence[Sequence[float]]]  # each stroke is a list of points (x, y), from 0 to 1 over the pad, y downwards
PEN, BOX = 1.1 / 28, 20 / 28  # half the pen's width, and the box a digit is scaled to: shares of an MNIST image
FINE, BLOCK, THICK = 32, 4, 2.0  # UCI's bitmap, its blocks, and half the pen's width in pixels of the bitmap


def rasterize(strokes: Strokes, side: int, fit: bool = True) -> Array:
    """Strokes as the network is given them, (side²,) from 0 to 1, row by row.

    An image of 8 × 8 is a bitmap of 32 × 32 whose blocks of 4 × 4 are counted, as UCI's were made (Alpaydin and Kaynak 1998). Any other
    is grey where the pen's edge cuts a pixel; with `fit` the larger of its width and height becomes 20/28 of the side, and its centre
    of mass the middle, as MNIST's were made (LeCun, Cortes and Burges). Without `fit` the pad is the image, as it is.
    """
    points = [np.asarray(stroke, float).reshape(-1, 2) for stroke in strokes if len(stroke)]
    if not points:
        return np.zeros(side * side)
    if side == 8:
        far = _far(_placed(points, FINE, FINE, THICK, fit), FINE)
        return (far <= THICK).reshape(side, BLOCK, side, BLOCK).sum(axis=(1, 3)).ravel() / BLOCK**2
    pen = PEN * side
    placed = _placed(points, side, BOX * side, pen, fit)
    image = _inked(placed, side, pen)
    if fit:
        middle = np.arange(side) + 0.5
        mass = np.array([image.sum(axis=0) @ middle, image.sum(axis=1) @ middle]) / image.sum()
        image = _inked([stroke + (side / 2 - mass) for stroke in placed], side, pen)
    return image.ravel()


def until(strokes: Strokes, share: float) -> list[list[list[float]]]:
    """The first part of all strokes, by length of the pen's way: share 0 is the first touch, 1 is all."""
    left = share * sum(_length(stroke) for stroke in strokes)
    shown: list[list[list[float]]] = []
    for stroke in strokes:
        if left < 0 or not len(stroke):
            continue
        shown.append([list(map(float, stroke[0]))])
        for (x0, y0), (x1, y1) in pairwise(stroke):
            way = float(np.hypot(x1 - x0, y1 - y0))
            part = 1.0 if way <= left else left / way
            if left >= 0:
                shown[-1].append([x0 + part * (x1 - x0), y0 + part * (y1 - y0)])
            left -= way
        left -= 1e-12  # a stroke that is just complete does not begin the next
    return shown


def _length(stroke: Sequence[Sequence[float]]) -> float:
    return sum(float(np.hypot(x1 - x0, y1 - y0)) for (x0, y0), (x1, y1) in pairwise(stroke))


def _placed(points: list[Array], side: int, box: float, pen: float, fit: bool) -> list[Array]:
    """Points in pixels: the pad's, or those of a box in the middle that the ink just fills."""
    if not fit:
        return [stroke * side for stroke in points]
    low = np.min([stroke.min(axis=0) for stroke in points], axis=0)
    high = np.max([stroke.max(axis=0) for stroke in points], axis=0)
    size = float((high - low).max())
    scale = (box - 2 * pen) / size if size > 0 else side
    return [(stroke - (low + high) / 2) * scale + side / 2 for stroke in points]


def _inked(points: list[Array], side: int, pen: float) -> Array:
    return np.clip(pen + 0.5 - _far(points, side), 0, 1)


def _far(points: list[Array], side: int) -> Array:
    """How far the middle of each pixel is from the pen's way, (side, side)."""
    middle = np.arange(side) + 0.5
    x, y = middle[None, :], middle[:, None]
    far = np.full((side, side), np.inf)
    for stroke in points:
        for (x0, y0), (x1, y1) in zip(stroke, stroke[1:] if len(stroke) > 1 else stroke, strict=False):
            dx, dy = x1 - x0, y1 - y0
            square = dx * dx + dy * dy
            t = np.clip(((x - x0) * dx + (y - y0) * dy) / square, 0, 1) if square > 0 else 0.0
            far = np.minimum(far, np.sqrt((x - x0 - t * dx) ** 2 + (y - y0 - t * dy) ** 2))
    return far
