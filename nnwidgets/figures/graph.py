"""A network drawn as nodes and links."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection

from nnwidgets.core.network import Network
from nnwidgets.figures.style import PALETTE, axes

MOST, SIGNS = 10, 24  # nodes shown of a layer; links between two layers up to which the weights are printed


def network(net: Network, ax: Axes | None = None) -> Axes:
    """Layers from left to right; links with width by size, color and dash by sign, and the weight where there is room. Returns the Axes."""
    ax = axes(ax, 1.6 * len(net.sizes) + 0.6, 3.4)
    shown = [min(n, MOST) for n in net.sizes]
    y = [(np.arange(n)[::-1] - (n - 1) / 2) / max(shown) for n in shown]
    for layer, W in enumerate(net.W):
        W = W[: shown[layer + 1], : shown[layer]]
        links = [((layer, y[layer][k], layer + 1, y[layer + 1][j]), W[j, k]) for j in range(len(W)) for k in range(W.shape[1])]
        for sign, color, dash in ((1, PALETTE["positive"], "solid"), (-1, PALETTE["negative"], "dashed")):
            part = [(ends, w) for ends, w in links if np.sign(w) == sign]
            segments = [((x0, y0), (x1, y1)) for (x0, y0, x1, y1), _ in part]
            widths = [0.5 + 5 * min(abs(w), 5) / 5 for _, w in part]
            ax.add_collection(LineCollection(segments, colors=color, linewidths=widths, linestyles=dash, zorder=1))
        if len(links) <= SIGNS:
            for i, ((x0, y0, x1, y1), w) in enumerate(links):
                t = 0.25 + 0.5 * (i // W.shape[1]) / max(len(W) - 1, 1)
                ax.text(x0 + t * (x1 - x0), y0 + t * (y1 - y0), f"{w:+.2f}".replace("-", "−"), fontsize=7, ha="center", va="center",
                        bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.8})  # fmt: skip
    for layer, places in enumerate(y):
        ax.scatter(np.full(len(places), layer), places, s=420, facecolors="white", edgecolors="#5a626c", zorder=2)
        if shown[layer] < net.sizes[layer]:
            ax.text(layer, places[-1] - 0.1, f"… {net.sizes[layer]} in all", ha="center", va="top", fontsize=8)
    for layer, b in enumerate(net.b, 1):
        for place, value in zip(y[layer], b, strict=False):
            ax.text(layer, place, f"{value:+.1f}".replace("-", "−"), ha="center", va="center", fontsize=7, zorder=3)
    ax.set(xlim=(-0.4, len(y) - 0.6), ylim=(-0.62, 0.62))
    ax.axis("off")
    return ax
