"""How large the gradient is in each layer: a gradient that vanishes on its way back is seen as one."""

from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from nnwidgets.core.network import Network
from nnwidgets.core.statistics import Statistics, statistics
from nnwidgets.core.trainer import Trainer
from nnwidgets.figures.style import PALETTE, axes, soften

WIDTH = 0.4  # of a histogram, to both sides of its layer


def gradients(of: Trainer | Network | Statistics, data: Any = None, ax: Axes | None = None) -> Axes:
    """Per layer the histogram of |∂C/∂w| over its parameters, and their root mean square, on a logarithmic axis.

    `of` is a trainer, a network with `data`, or `nw.statistics` of either. Of entries that are exactly 0 the share is printed, for
    they have no place on the axis. Returns the Axes.
    """
    found = of if isinstance(of, Statistics) else statistics(of, data)
    ax, layers = axes(ax, 1.6 + 0.75 * max(len(found), 3), 3.4), np.arange(len(found))
    for layer, one in enumerate(found.gradients):
        if not one.counts.any():
            continue
        wide = WIDTH * one.counts / one.counts.max()
        edges = 10**one.edges
        ax.stairs(layer + wide, edges, baseline=layer - wide, orientation="horizontal", fill=True,
                  color=soften(PALETTE["train"]), linewidth=0, zorder=2)  # fmt: skip
    rms = np.where(found.gradient_rms > 0, found.gradient_rms, np.nan)
    ax.plot(layers, rms, color=PALETTE["cost"], marker="o", markersize=6, markeredgecolor="white", linewidth=1.6, zorder=4,
            label="root mean square")  # fmt: skip
    for layer, share in enumerate(found.zeros):
        if share > 0:
            ax.annotate(f"{share:.0%} are 0", (layer, 0), (0, 3), xycoords=("data", "axes fraction"), textcoords="offset points",
                        ha="center", va="bottom", fontsize="x-small")  # fmt: skip
    ax.set(xlabel="layer", ylabel=r"$|\,\partial C/\partial w\,|$", yscale="log", xlim=(-0.6, len(found) - 0.4))
    ax.xaxis.set_major_locator(MaxNLocator(12, integer=True))
    ax.spines[["top", "right"]].set_visible(False)
    ax.legend(frameon=False, fontsize="small", loc="lower left", bbox_to_anchor=(0, 1.01), borderaxespad=0)
    return ax
