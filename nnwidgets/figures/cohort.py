"""A class as a picture: one row a skill, one column a learner, the level as shade and letter."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import ListedColormap

from nnwidgets.figures.style import axes

SHADES = ["#ffffff", "#e3e8ee", "#a9c6de", "#5b96c2", "#0b4f80"]
LETTERS = ("", "A", "F", "P", "M")  # not started, attempted, familiar, proficient, mastered: the shade is never alone


def cohort(rows: list[dict[str, str]], ax: Axes | None = None) -> Axes:
    """The rows of `nw.cohort(…)`: a skill and each learner's level by name. Returns the Axes."""
    names = list(rows[0])[1:] if rows else []
    initial = {"not started": 0, "attempted": 1, "familiar": 2, "proficient": 3, "mastered": 4}
    levels = np.array([[initial[row[name]] for name in names] for row in rows]).reshape(len(rows), len(names))
    ax = axes(ax, max(3.2, 1.6 + 0.5 * len(names)), 1 + 0.22 * len(rows))
    if levels.size:
        ax.pcolormesh(levels, cmap=ListedColormap(SHADES), vmin=0, vmax=4, edgecolors="#b8bec6", linewidth=0.5)
    for i, j in np.argwhere(levels):
        level = levels[i, j]
        ax.text(j + 0.5, i + 0.5, LETTERS[level], ha="center", va="center", fontsize=7, color="white" if level > 3 else "black")
    ax.set_yticks(np.arange(len(rows)) + 0.5, [row["skill"] for row in rows], fontsize=7)
    ax.set_xticks(np.arange(len(names)) + 0.5, names, fontsize=8, rotation=45, ha="right")
    ax.invert_yaxis()
    ax.tick_params(length=0)
    ax.set_title("A attempted, F familiar, P proficient, M mastered", fontsize=8)
    return ax
