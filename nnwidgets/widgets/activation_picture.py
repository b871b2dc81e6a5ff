"""The picture of an ActivationLab for readers without a kernel: its functions above, their slopes below."""

from collections.abc import Mapping

import numpy as np

from nnwidgets.core import png
from nnwidgets.core.activations import Activation
from nnwidgets.core.registry import Array
from nnwidgets.widgets.fallback import INK, PALETTE, rgb

WIDE, HIGH, LOW, GAP = 480, 240, 120, 12  # pixels: the width, the two charts, the space between
VIEW = ((-2.2, 3.2), (-0.5, 1.3))  # of f and f'


def words(acts: Mapping[str, Activation], z: float) -> str:
    """The picture in a sentence."""
    with np.errstate(all="ignore"):
        read = [f"{name}({z:g}) = {_at(act.f, z):.4f} with slope {_at(act.df, z):.4f}" for name, act in acts.items()]
    return f"Activation functions and their slopes: {'; '.join(read)}."


def picture(acts: Mapping[str, Activation], z: float, reach: float) -> bytes:
    """A PNG."""
    charts = [np.full((height, WIDE, 3), 255.0) for height in (HIGH, LOW)]
    at = np.linspace(-reach, reach, WIDE)
    for chart, (low, high), which in zip(charts, VIEW, ("f", "df"), strict=True):
        chart[_row(np.zeros(WIDE), low, high, len(chart)), np.arange(WIDE)] = INK
        chart[:, WIDE // 2] = INK
        if abs(z) <= reach:
            chart[::4, min(WIDE - 1, round((z + reach) / (2 * reach) * WIDE))] = INK
        for i, act in enumerate(acts.values()):
            with np.errstate(all="ignore"):
                values = np.broadcast_to(getattr(act, which)(at), at.shape)
            rows, inside = _row(np.nan_to_num(values), low, high, len(chart)), (values >= low) & (values <= high)
            before = np.concatenate([rows[:1], rows[:-1]])
            before = np.where(np.abs(rows - before) < len(chart) / 4, before, rows)  # a jump is not drawn as a wall
            for column in np.flatnonzero(inside):
                top, bottom = sorted((rows[column], before[column]))
                chart[max(0, top - 1) : bottom + 2, column] = rgb(PALETTE["classes"][i % len(PALETTE["classes"])])
    gap = np.full((GAP, WIDE, 3), 255.0)
    return png.encode(np.concatenate([charts[0], gap, charts[1]]).round().astype(np.uint8))


def _row(values: Array, low: float, high: float, height: int) -> Array:
    return ((high - np.clip(values, low, high)) / (high - low) * (height - 1)).round().astype(int)


def _at(f: object, z: float) -> float:
    return float(np.broadcast_to(f(np.array([z])), 1)[0])  # type: ignore[operator]
