"""The output over the plane of two inputs, or over the line of one, with the points."""

from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb

from nnwidgets.core.datasets import PLAYGROUND, Dataset
from nnwidgets.core.network import Network
from nnwidgets.core.registry import Array
from nnwidgets.core.settings import train_and_test
from nnwidgets.core.targets import encode
from nnwidgets.figures.style import MAP, PALETTE, axes, class_color, diverging, finite, legend, scatter, soften, span

GRID = 100


def decision_boundary(net: Network, data: Any, ax: Axes | None = None) -> Axes:
    """What `net` says over the plane of its first two inputs: a color scale for one output, a color a class for several.

    `data` is a name, a Dataset, (X, y) or a (train, test) pair; training points are filled, test points ringed. Further inputs are
    at their mean. With one input the answer is a curve. Returns the Axes. Raises ValueError for data that do not fit the network.
    """
    train, test = train_and_test(data, 0)
    X, named = np.concatenate([train.inputs, test.inputs]), train.name in PLAYGROUND
    if X.shape[1] != net.sizes[0]:
        raise ValueError(f"the network takes {net.sizes[0]} inputs, the data has {X.shape[1]}")
    ax, y = axes(ax), [encode(part.y, net.sizes[-1], net.output.name) for part in (train, test)]
    across = np.linspace(*span(X[:, 0], named), GRID)
    if X.shape[1] == 1:
        _curve(ax, net, across)
        up, label = span(np.concatenate(y), named=False), "output"
    else:
        up, label = span(X[:, 1], named), train.names[1]
        high = _map(ax, net, X.mean(axis=0), across, np.linspace(*up, GRID))
    for part, target, kind in ((train, y[0], "train"), (test, y[1], "test")):
        if len(part) and X.shape[1] > 1:
            scatter(ax, *part.inputs[:, :2].T, _colors(part, net, target, high), kind)
        elif len(part):
            for k in range(target.shape[1]):
                scatter(ax, part.inputs[:, 0], target[:, k], _hue(net, k), kind, ax.get_facecolor())
    ax.set(xlabel=train.names[0], ylabel=label, xlim=(across[0], across[-1]), ylim=up)
    if X.shape[1] > 2:
        ax.set_xlabel(f"{train.names[0]} (the rest at their mean)")
    legend(ax, net, train, test)
    return ax


def _hue(net: Network, k: int) -> str:
    return class_color(k) if net.sizes[-1] > 1 else str(PALETTE["train"])


def _curve(ax: Axes, net: Network, x: Array) -> None:
    output = finite(net.forward(x[:, None]).output)
    for k in range(net.sizes[-1]):
        ax.plot(x, output[:, k], color=_hue(net, k), linewidth=2, zorder=4)


def _map(ax: Axes, net: Network, means: Array, across: Array, up: Array) -> float:
    """Draw the plane; returns the output at the top of its scale."""
    plane = np.tile(means, (GRID * GRID, 1))
    plane[:, 0], plane[:, 1] = np.tile(across, GRID), np.repeat(up, GRID)
    with np.errstate(all="ignore"):
        output = finite(net.forward(plane).output)
    frame = {"extent": (across[0], across[-1], up[0], up[-1]), "origin": "lower", "aspect": "auto", "interpolation": "bilinear"}
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
