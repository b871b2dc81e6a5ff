"""A network drawn as nodes and links."""

from collections.abc import Iterator

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.colors import to_rgba

from nnwidgets.core.network import Network
from nnwidgets.core.registry import Array
from nnwidgets.figures.style import MUTED, PALETTE, axes

MOST, SIGNS = 10, 24  # nodes shown of a layer; links between two layers up to which the weights are printed
PLACES = np.linspace(0.28, 0.72, 12)  # along a link, where its weight may stand: clear of the nodes
TALL = 2.5  # how much a distance between two lines of text counts beside one along them


def network(net: Network, ax: Axes | None = None) -> Axes:
    """Layers from left to right: links with width by size, color and dash by sign; weights, and biases in the nodes, where there is room.

    Returns the Axes.
    """
    ax = axes(ax, 1.6 * len(net.sizes) + 0.6, 3.4)
    paper = ax.get_facecolor() if to_rgba(ax.get_facecolor())[3] else "white"
    shown = [min(n, MOST) for n in net.sizes]
    y = [((np.arange(n)[::-1] - (n - 1) / 2) / max(*shown, 3)) for n in shown]
    for layer, W in enumerate(net.W):
        W = W[: shown[layer + 1], : shown[layer]]
        ends = [[(layer, y[layer][k]), (layer + 1, y[layer + 1][j])] for j in range(len(W)) for k in range(W.shape[1])]
        weights = np.nan_to_num(W.ravel())
        for sign, color, dash in ((1, PALETTE["positive"], "solid"), (-1, PALETTE["negative"], "dashed")):
            part = np.flatnonzero(np.sign(weights) == sign)
            widths = 0.5 + np.minimum(np.abs(weights[part]), 5)
            ax.add_collection(LineCollection([ends[i] for i in part], colors=color, linewidths=widths, linestyles=dash, zorder=1))
        if len(ends) <= SIGNS:
            for (across, up), w in zip(_apart(np.array(ends)), W.ravel(), strict=True):
                ax.text(across, up, _signed(w, 2), fontsize=7, ha="center", va="center", zorder=1.5,
                        bbox={"facecolor": paper, "edgecolor": "none", "pad": 0.6})  # fmt: skip
    for layer, places in enumerate(y):
        ax.scatter(np.full(len(places), layer), places, s=420, facecolors=[paper], edgecolors=MUTED, zorder=2)
        inside = [_signed(b, 1) for b in net.b[layer - 1]] if layer else [f"x{k}" for k in range(1, len(places) + 1)]
        for place, text in zip(places, inside, strict=False):
            ax.text(layer, place, text, ha="center", va="center", fontsize=7, zorder=3)
        if shown[layer] < net.sizes[layer]:
            ax.text(layer, places[-1] - 0.08, f"… {net.sizes[layer]} in all", ha="center", va="top", fontsize=8)
    tallest = max(float(places[0]) for places in y)
    ax.set(xlim=(-0.3, len(y) - 0.7), ylim=(-tallest - 0.12, tallest + 0.08))
    ax.axis("off")
    return ax


def _signed(value: float, digits: int) -> str:
    return f"{round(value, digits) + 0.0:+.{digits}f}".replace("-", "−")


def _apart(ends: Array) -> Iterator[Array]:
    """A place for each label on its link, each as far as can be from those before it, and from the next links."""
    taken: list[Array] = []
    for i, (start, end) in enumerate(ends):
        others = np.delete(ends, i, axis=0)
        places = start + PLACES[:, None] * (end - start)
        crossing = others[None, :, 0] + PLACES[:, None, None] * (others[None, :, 1] - others[None, :, 0])
        near = np.abs(crossing[:, :, 1] - places[:, None, 1]).min(axis=1, initial=0.12)
        far = np.min([np.hypot(*((places - one) * (1, TALL)).T) for one in taken], axis=0) if taken else np.ones(len(places))
        best = places[np.argmax(np.minimum(far, 0.5) + np.minimum(near, 0.06))]
        taken.append(best)
        yield best
