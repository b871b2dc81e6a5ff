"""The output over the plane of two columns, or over the line of one, with the points."""

from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb

from nnwidgets.core.datasets import PLAYGROUND, Dataset
from nnwidgets.core.network import Network
from nnwidgets.core.plane import EDITED, Plane, plane_of
from nnwidgets.core.registry import Array
from nnwidgets.core.settings import train_and_test
from nnwidgets.core.targets import encode
from nnwidgets.figures.style import MAP, PALETTE, axes, class_color, diverging, finite, legend, scatter, soften

GRID = 100


def decision_boundary(net: Network, data: Any, ax: Axes | None = None) -> Axes:
    """What `net` says over the plane of the first two columns: a color scale for one output, a color a class for several.

    `data` is a name, a Dataset, (X, y) or a (train, test) pair; training points are filled, test points ringed. Further columns are
    at their mean. With one column the answer is a curve. Returns the Axes. Raises ValueError for data that do not fit the network.
    """
    train, test = train_and_test(data, 0)
    if train.inputs.shape[1] != net.sizes[0]:
        raise ValueError(f"the network takes {net.sizes[0]} inputs, the data has {train.inputs.shape[1]}")
    ax, y = axes(ax), [encode(part.y, net.sizes[-1], net.output.name) for part in (train, test)]
    d, named = len(train.columns), train.name.removesuffix(EDITED) in PLAYGROUND
    plane = plane_of((train, test), np.concatenate(y), named, (0, 1) if d > 1 else None)
    if d == 1:
        _curve(ax, net, train, np.linspace(*plane.domain[0], GRID))
    else:
        high = _map(ax, net, train, plane)
    for part, target, kind in ((train, y[0], "train"), (test, y[1], "test")):
        if len(part) and d > 1:
            scatter(ax, *plane.project(part.X).T, _colors(part, net, target, high), kind)
        elif len(part):
            for k in range(target.shape[1]):
                scatter(ax, part.X[:, 0], target[:, k], _hue(net, k), kind, ax.get_facecolor())
    ax.set(xlabel=plane.names[0], ylabel=plane.names[1] if d > 1 else "output", xlim=plane.domain[0], ylim=plane.domain[1])
    if d > 2:
        ax.set_xlabel(f"{plane.names[0]} (the rest at their mean)")
    legend(ax, net, train, test)
    return ax


def _hue(net: Network, k: int) -> str:
    return class_color(k) if net.sizes[-1] > 1 else str(PALETTE["train"])


def _curve(ax: Axes, net: Network, train: Dataset, x: Array) -> None:
    output = finite(net.forward(train.over(x[:, None])).output)
    for k in range(net.sizes[-1]):
        ax.plot(x, output[:, k], color=_hue(net, k), linewidth=2, zorder=4)


def _map(ax: Axes, net: Network, train: Dataset, plane: Plane) -> float:
    """Draw the plane; returns the output at the top of its scale."""
    (u0, u1), (v0, v1) = plane.domain
    points = plane.at(np.tile(np.linspace(u0, u1, GRID), GRID), np.repeat(np.linspace(v0, v1, GRID), GRID))
    with np.errstate(all="ignore"):
        output = finite(net.forward(np.nan_to_num(train.over(points))).output)
    frame = {"extent": (u0, u1, v0, v1), "origin": "lower", "aspect": "auto", "interpolation": "bilinear"}
    if net.sizes[-1] > 1:
        ax.imshow(_classes(output).reshape(GRID, GRID, 3), **frame)
        return 1.0
    top = 1.0 if net.output.name in ("tanh", "sigmoid") else max(1.0, float(np.abs(output).max()))
    bottom = 0.0 if net.output.name == "sigmoid" else -top
    image = ax.imshow(output.reshape(GRID, GRID), cmap=diverging(), vmin=bottom, vmax=top, **frame)
    bar = ax.figure.colorbar(image, ax=ax, label="output", ticks=np.linspace(bottom, top, 3), format="%.3g", pad=0.02, aspect=30)
    bar.outline.set_visible(False)
    return top


def _classes(output: Array) -> Array:
    """The color of the largest output, the fainter the nearer the second is, (n, 3)."""
    ordered = np.sort(output, axis=1)
    lead = np.clip(ordered[:, -1] - ordered[:, -2], 0, 1)[:, None]
    hues = np.array([soften(class_color(k)) for k in range(output.shape[1])])
    return lead * hues[output.argmax(axis=1)] + (1 - lead) * np.array(to_rgb(MAP["ground"]))


def _colors(part: Dataset, net: Network, y: Array, top: float) -> Any:
    if net.sizes[-1] > 1:
        return [class_color(k) for k in y.argmax(axis=1)]
    if part.task == "regression":
        return diverging(soft=False)(0.5 + 0.5 * y[:, 0] / top)
    middle = 0.5 if net.output.name == "sigmoid" else 0.0
    return [PALETTE["positive"] if value > middle else PALETTE["negative"] for value in y[:, 0]]
