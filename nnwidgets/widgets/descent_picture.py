"""The picture of a DescentLab for readers without a kernel: the curve with its balls, or the surface as shades with its walks."""

from collections.abc import Sequence

import numpy as np

from nnwidgets.core import png
from nnwidgets.core.registry import Array
from nnwidgets.core.terrains import Terrain
from nnwidgets.core.walk import Walk
from nnwidgets.widgets.fallback import INK, PALETTE, rgb

WIDE, HIGH, DOT = 420, 300, 5  # pixels


def words(terrain: Terrain, walks: Sequence[Walk]) -> str:
    """The picture in a sentence."""
    now = ", ".join(f"{one.costs[-1]:.4f}" for one in walks)
    return f"Gradient descent on {terrain.text} after {max(len(one.points) for one in walks) - 1} steps: the cost is {now}."


def picture(terrain: Terrain, walks: Sequence[Walk]) -> bytes:
    """A PNG."""
    page = np.full((HIGH, WIDE, 3), 255.0)
    (left, right), *other = terrain.over
    across = np.linspace(left, right, WIDE)
    if other:
        low, high = other[0]
        grid = np.stack(np.meshgrid(across, np.linspace(high, low, HIGH)), -1)
        heights = _level(terrain.cost(grid))
        page -= heights[..., None] * 110
    else:
        heights = terrain.cost(across[:, None])
        low, high = float(heights.min()), float(heights.max())
        rows = ((high - heights) / (high - low) * (HIGH - 1)).astype(int)
        for column, row in enumerate(rows):
            page[max(0, row - 1) : row + 2, column] = INK
    for one in walks:
        up = one.points[:, 1] if other else one.costs
        for x, y in zip(one.points[:, 0], up, strict=True):
            _dot(page, (x - left) / (right - left), (high - y) / (high - low))
    return png.encode(page.clip(0, 255).round().astype(np.uint8))


def _level(heights: Array) -> Array:
    """From 0 at the lowest to 1 at the highest."""
    low, high = float(np.nanmin(heights)), float(np.nanmax(heights))
    scaled: Array = np.nan_to_num((heights - low) / ((high - low) or 1))
    return scaled


def _dot(page: Array, x: float, y: float) -> None:
    if not (0 <= x <= 1 and 0 <= y <= 1):
        return
    row, column = np.ogrid[:HIGH, :WIDE]
    page[(row - y * (HIGH - 1)) ** 2 + (column - x * (WIDE - 1)) ** 2 <= DOT**2] = rgb(PALETTE["positive"])
