"""The picture of a SoftmaxLab for readers without a kernel: one bar for each probability."""

from collections.abc import Sequence

import numpy as np

from nnwidgets.core import png
from nnwidgets.core.registry import Array
from nnwidgets.widgets.fallback import INK, PALETTE, rgb

WIDE, HIGH, GAP = 480, 22, 8  # pixels: a bar of probability 1, and the space between two


def words(p: Array, names: Sequence[str], T: float | str) -> str:
    """The picture in a sentence."""
    at = "infinity" if T == "inf" else f"{T:g}"
    return f"Softmax at temperature {at}: {', '.join(f'{name} {one:.4f}' for name, one in zip(names, p, strict=True))}."


def picture(p: Array, names: Sequence[str]) -> bytes:
    """A PNG."""
    rows = np.full((len(p) * (HIGH + GAP) + GAP, WIDE + 2 * GAP, 3), 255.0)
    rows[:, GAP - 1] = INK
    for i, one in enumerate(p):
        top = GAP + i * (HIGH + GAP)
        rows[top : top + HIGH, GAP : GAP + max(1, round(float(one) * WIDE))] = rgb(PALETTE["positive"])
    return png.encode(rows.round().astype(np.uint8))
