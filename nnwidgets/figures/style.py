"""What all figures share: the palette, which both languages read, and an Axes to draw on."""

import json
from pathlib import Path
from typing import Any

from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure

PALETTE: dict[str, Any] = json.loads((Path(__file__).parent.parent / "palette.json").read_text("utf-8"))
GROUND, SOFT = "#f3f4f6", 0.72  # zero in a map; how much of the full hue its ends have, so that points stand out


def axes(ax: Axes | None, width: float = 4.2, height: float = 3.6) -> Axes:
    """The given Axes, or one on a figure of its own: pyplot's in a notebook, so that it is shown."""
    if ax is not None:
        return ax
    from matplotlib import pyplot as plt

    figure: Figure = plt.figure(figsize=(width, height), layout="constrained")
    return figure.add_subplot()


def soften(color: str) -> tuple[float, ...]:
    """A hue as maps show it: mixed with the ground."""
    from matplotlib.colors import to_rgb

    return tuple(SOFT * c + (1 - SOFT) * g for c, g in zip(to_rgb(color), to_rgb(GROUND), strict=True))


def diverging() -> LinearSegmentedColormap:
    """From negative over the ground to positive."""
    ends = [soften(PALETTE["negative"]), GROUND, soften(PALETTE["positive"])]
    return LinearSegmentedColormap.from_list("nnwidgets", ends)
