"""The loss as it falls."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from nnwidgets.core.history import History
from nnwidgets.figures.style import PALETTE, axes


def loss_curve(history: History, ax: Axes | None = None, *, log: bool = False) -> Axes:
    """Training and test loss against the step; `log` for a logarithmic axis. Returns the Axes."""
    ax = axes(ax, 4.8, 3.0)
    steps, train, test = history.rows().T
    look = {"marker": "o", "markersize": 5} if len(steps) == 1 else {}  # a line of one point is not seen
    ax.plot(steps, train, color=PALETTE["train"], label="training", **look)
    if np.isfinite(test).any():
        ax.plot(steps, test, color=PALETTE["test"], linestyle="--", label="test", **look)
    last = max(float(steps[-1]), 1.0) if len(steps) else 1.0
    ax.set(xlabel="step", ylabel="loss", yscale="log" if log else "linear", xlim=(-0.02 * last, 1.02 * last))
    ax.xaxis.set_major_locator(MaxNLocator(5, integer=True))
    if not log:
        highest = np.nanmax([train, test], initial=0)
        ax.set_ylim(0, 1.05 * highest if highest > 0 else 1)
    ax.spines[["top", "right"]].set_visible(False)
    ax.legend(frameon=False, fontsize="small")
    return ax
