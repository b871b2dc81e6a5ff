"""The loss over one or two parameters or directions, with the way of the run."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap, LogNorm, Normalize
from matplotlib.patheffects import withStroke
from matplotlib.ticker import LogLocator, MaxNLocator

from nnwidgets.core.landscape import Landscape, Path
from nnwidgets.figures.style import MAP, PALETTE, axes, soften

LEVELS = 14
STEEP = 30  # from this ratio of the highest loss to the lowest on, the levels are as many times apart, not as much


def landscape(surface: Landscape, ax: Axes | None = None, *, path: Path | None = None) -> Axes:
    """A Landscape: over a plane its contours, with the run's path and where the network stands; over a line the curve with its tangent.

    `path` is another than the surface's own, of `surface.project(…)`. A loss that is not finite is left out. Returns the Axes.
    Raises ValueError where it is finite nowhere.
    """
    if not np.isfinite(surface.loss).any():
        raise ValueError("the loss is finite at no point of this landscape; take another range with over=")
    path = path or surface.path
    return _curve(surface, axes(ax, 4.8, 3.4)) if len(surface.axes) == 1 else _plane(surface, path, axes(ax, 5.0, 4.0))


def _words(surface: Landscape) -> str:
    return "loss, penalties included" if any(surface.penalties) else "loss"


def _curve(surface: Landscape, ax: Axes) -> Axes:
    x, loss = surface.axes[0], np.where(np.isfinite(surface.loss), surface.loss, np.nan)
    here, slope = float(surface.here[0]), float(surface.slope[0])
    ax.plot(x, loss, color=PALETTE["cost"], linewidth=2, zorder=3)
    low, high = np.nanmin(loss), np.nanmax(loss)
    air = 0.08 * (high - low) or 0.1
    reach = 0.22 * (x[-1] - x[0])
    ends = here + np.array([-reach, reach])
    ax.plot(ends, surface.loss_here + slope * (ends - here), color=PALETTE["highlight"], linewidth=1.8, linestyle="--", zorder=4,
            label=f"slope {slope:+.3g}".replace("-", "−"))  # fmt: skip
    ax.plot([here], [surface.loss_here], marker="o", markersize=7, color=PALETTE["highlight"], markeredgecolor="white", zorder=5)
    ax.set(xlabel=surface.names[0], ylabel=_words(surface), xlim=(x[0], x[-1]), ylim=(low - air, high + air))
    ax.spines[["top", "right"]].set_visible(False)
    ax.legend(frameon=False, fontsize="small")
    return ax


def _plane(surface: Landscape, path: Path | None, ax: Axes) -> Axes:
    (x, y), loss = surface.axes, np.ma.masked_invalid(surface.loss.T)
    low, high = float(loss.min()), float(loss.max())
    steep = low > 0 and high > STEEP * low
    levels = np.geomspace(low, high, LEVELS) if steep else np.linspace(low, high if high > low else low + 1, LEVELS)
    hues = LinearSegmentedColormap.from_list("loss", [MAP["ground"], soften(PALETTE["cost"])])
    norm = LogNorm(levels[0], levels[-1]) if steep else Normalize(levels[0], levels[-1])
    filled = ax.contourf(x, y, loss, levels=levels, cmap=hues, norm=norm, extend="min")
    ax.contour(x, y, loss, levels=levels, colors=[PALETTE["cost"]], linewidths=0.4, alpha=0.35)
    bar = ax.figure.colorbar(filled, ax=ax, label=_words(surface), pad=0.02, aspect=30, format="%.3g")
    bar.set_ticks(LogLocator(subs=(1, 2, 5)).tick_values(low, high) if steep else MaxNLocator(5).tick_values(low, high))
    bar.ax.set_ylim(levels[0], levels[-1])
    bar.ax.minorticks_off()
    bar.outline.set_visible(False)
    if path is not None and len(path.points) > 1:
        ax.plot(*path.points.T, color=PALETTE["train"], linewidth=2, zorder=3, solid_joinstyle="round",
                path_effects=[withStroke(linewidth=3.6, foreground="white")])  # fmt: skip
        ax.plot(*path.points[0], marker="o", markersize=6, markerfacecolor="white", markeredgecolor=PALETTE["train"],
                markeredgewidth=1.6, linestyle="", label="start", zorder=4)  # fmt: skip
    ax.plot(
        *surface.here, marker="o", markersize=8, color=PALETTE["highlight"], markeredgecolor="white", linestyle="", label="now", zorder=5
    )
    ax.set(xlabel=surface.names[0], ylabel=surface.names[1], xlim=(x[0], x[-1]), ylim=(y[0], y[-1]))
    ax.legend(frameon=False, fontsize="small", loc="lower left", bbox_to_anchor=(0, 1.01), ncols=2, borderaxespad=0)
    return ax
