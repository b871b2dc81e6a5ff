"""What all figures share: the palette, which both languages read, an Axes to draw on, and the points."""

import json
from pathlib import Path
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap, to_rgb
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from nnwidgets.core.datasets import Dataset
from nnwidgets.core.network import Network
from nnwidgets.core.registry import Array

PALETTE: dict[str, Any] = json.loads((Path(__file__).parent.parent / "palette.json").read_text("utf-8"))
MAP: dict[str, Any] = PALETTE["map"]  # its ground, how much of the full hue its ends have, and what of the plane it shows
CROWD = 350  # points of a part from which they are drawn smaller
MUTED = "#808080"  # 3.9 : 1 on white and 5.3 : 1 on black: figures are shown on both


def axes(ax: Axes | None, width: float = 4.2, height: float = 3.6) -> Axes:
    """The given Axes, or one on a figure of its own: pyplot's in a notebook, so that it is shown."""
    if ax is not None:
        return ax
    from matplotlib import pyplot as plt

    figure: Figure = plt.figure(figsize=(width, height), layout="constrained")
    return figure.add_subplot()


def soften(color: str) -> tuple[float, ...]:
    """A hue as maps show it: mixed with the ground."""
    return tuple(MAP["soft"] * c + (1 - MAP["soft"]) * g for c, g in zip(to_rgb(color), to_rgb(MAP["ground"]), strict=True))


def diverging(soft: bool = True) -> LinearSegmentedColormap:
    """From negative over zero to positive: `soft` for maps, in full for points on them."""
    ends = [PALETTE["negative"], PALETTE["zero"], PALETTE["positive"]]
    if soft:
        ends = [soften(ends[0]), MAP["ground"], soften(ends[2])]
    return LinearSegmentedColormap.from_list("nnwidgets", ends)


def class_color(k: int) -> str:
    """The color of class k of several."""
    return str(PALETTE["classes"][k % len(PALETTE["classes"])])


def scatter(ax: Axes, x: Array, y: Array, colors: Any, part: str, rim: Any = "white") -> None:
    """Points: filled for `part` train, ringed for test; both with a rim that sets them off a map of their own hue."""
    size = 14 if len(x) <= CROWD else 7
    if part == "train":
        ax.scatter(x, y, s=size, c=colors, edgecolors=[rim], linewidths=0.6, zorder=3)
        return
    ax.scatter(x, y, s=size, facecolors="none", edgecolors=[rim], linewidths=2, zorder=2.8)
    ax.scatter(x, y, s=size, facecolors="none", edgecolors=colors, linewidths=1, zorder=2.9)


def legend(ax: Axes, net: Network, train: Dataset, test: Dataset) -> None:
    """Below the Axes: what the points' colors and forms mean."""

    def dot(color: str, label: str, filled: bool = True) -> Line2D:
        return Line2D([], [], marker="o", linestyle="", markersize=5, color=color, label=label, markerfacecolor=color if filled else "none")

    several = net.sizes[-1] > 1
    hues = [class_color(k) for k in range(len(train.classes))] if several else [PALETTE["negative"], PALETTE["positive"]]
    entries = [dot(hue, name) for hue, name in zip(hues, train.classes, strict=False)]
    if len(test):
        entries += [dot(MUTED, "training"), dot(MUTED, "test", filled=False)]
    if entries:
        look = {"frameon": False, "fontsize": "small", "handletextpad": 0.1, "columnspacing": 1.0, "borderaxespad": 0.0}
        ax.legend(handles=entries, loc="lower center", bbox_to_anchor=(0.5, 1.02), ncols=min(len(entries), 6), **look)


def finite(values: Array) -> Array:
    """What a cell has written may not be finite; a picture shows zero there."""
    return np.nan_to_num(values, posinf=0, neginf=0)
