"""The output over the plane of two inputs, with the points."""

from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb

from nnwidgets.core.datasets import Dataset
from nnwidgets.core.network import Network
from nnwidgets.core.settings import train_and_test
from nnwidgets.core.targets import encode
from nnwidgets.figures.style import GROUND, PALETTE, axes, diverging, soften

GRID = 100


def decision_boundary(net: Network, data: Any, ax: Axes | None = None) -> Axes:
    """What `net` says over the plane of its two inputs: a color scale for one output, a color a class for several.

    `data` is a Dataset, (X, y) or a (train, test) pair; training points are filled, test points ringed. Returns the Axes.
    Raises ValueError for networks that do not take two inputs.
    """
    if net.sizes[0] != 2:
        raise ValueError(f"a decision boundary needs a network of two inputs, got one of {net.sizes[0]}")
    ax, (train, test) = axes(ax), train_and_test(data, 0)
    X = np.concatenate([train.inputs, test.inputs])
    low, high = X.min(axis=0), X.max(axis=0)
    low, high = low - 0.08 * (high - low), high + 0.08 * (high - low)
    across, up = np.linspace(low[0], high[0], GRID), np.linspace(low[1], high[1], GRID)
    output = net.forward(np.array(np.meshgrid(across, up)).reshape(2, -1).T).output
    frame = {"extent": (low[0], high[0], low[1], high[1]), "origin": "lower", "aspect": "auto", "interpolation": "bilinear"}
    if net.sizes[-1] > 1:
        ax.imshow(_classes(output).reshape(GRID, GRID, 3), **frame)
    else:
        bottom, top = _range(net.output.name, output)
        image = ax.imshow(output.reshape(GRID, GRID), cmap=diverging(), vmin=bottom, vmax=top, **frame)
        ax.figure.colorbar(image, ax=ax, label="output")
    for part, marked in ((train, "train"), (test, "test")):
        _points(ax, net, part, marked)
    ax.set(xlabel=train.names[0], ylabel=train.names[1], xlim=frame["extent"][:2], ylim=frame["extent"][2:])
    return ax


def _range(output: str, values: np.ndarray) -> tuple[float, float]:
    if output == "sigmoid":
        return 0.0, 1.0
    top = 1.0 if output == "tanh" else max(1.0, float(np.abs(values).max()))
    return -top, top


def _classes(output: np.ndarray) -> np.ndarray:
    """The color of the largest output, the fainter the nearer the second is, (n, 3)."""
    ordered = np.sort(output, axis=1)
    lead = np.clip(ordered[:, -1] - ordered[:, -2], 0, 1)[:, None]
    hues = np.array([soften(color) for color in PALETTE["classes"]])
    return lead * hues[output.argmax(axis=1) % len(hues)] + (1 - lead) * np.array(to_rgb(GROUND))


def _points(ax: Axes, net: Network, part: Dataset, marked: str) -> None:
    if not len(part):
        return
    y = encode(part.y, net.sizes[-1], net.output.name)
    if net.sizes[-1] > 1:
        colors = [PALETTE["classes"][k % len(PALETTE["classes"])] for k in y.argmax(axis=1)]
    else:
        middle = 0.5 if net.output.name == "sigmoid" else 0.0
        colors = [PALETTE["positive"] if value > middle else PALETTE["negative"] for value in y[:, 0]]
    filled = {"color": colors, "edgecolors": "white", "linewidths": 0.6}
    ringed = {"facecolors": "none", "edgecolors": colors}
    ax.scatter(*part.inputs.T, s=14, label=f"{len(part)} {marked}", **(filled if marked == "train" else ringed))
