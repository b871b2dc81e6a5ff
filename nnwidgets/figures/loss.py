"""The loss as it falls."""

import numpy as np
from matplotlib.axes import Axes

from nnwidgets.core.history import History
from nnwidgets.figures.style import PALETTE, axes


def loss_curve(history: History, ax: Axes | None = None, *, log: bool = False) -> Axes:
    """Training and test loss against the step; `log` for a logarithmic axis. Returns the Axes."""
    ax = axes(ax, 4.8, 3.0)
    ax.plot(history.steps, history.train_loss, color=PALETTE["train"], label="training")
    if np.isfinite(history.test_loss).any():
        ax.plot(history.steps, history.test_loss, color=PALETTE["test"], linestyle="--", label="test")
    ax.set(xlabel="step", ylabel="loss", yscale="log" if log else "linear")
    if not log:
        ax.set_ylim(bottom=0)
    ax.spines[["top", "right"]].set_visible(False)
    ax.legend(frameon=False)
    return ax
