"""An activation function and its slope."""

from typing import Any

import numpy as np
from matplotlib.axes import Axes

from nnwidgets.core.activations import ACTIVATIONS, Activation, hidden_activation
from nnwidgets.core.registry import Array
from nnwidgets.figures.style import MUTED, PALETTE, axes

SPAN = 6.0  # of z on both sides
HIGH = 3.2  # what grows with z leaves the picture here


def activation(f: Any = "tanh", ax: Axes | None = None) -> Axes:
    """f(z) and its slope f'(z), with formulas and the range; `f` is a name, an Activation or a pair (f, df).

    A jump is drawn as one. Returns the Axes. Raises ValueError for softmax, which is no function of one z, and for unknown names.
    """
    if f in ("softmax", ACTIVATIONS["softmax"]):
        raise ValueError("softmax is a function of all z of a layer and has no curve; choose one of the others, such as 'sigmoid'")
    act = hidden_activation(f)
    ax = axes(ax, 4.8, 3.4)
    z = np.linspace(-SPAN, SPAN, 1201)
    with np.errstate(all="ignore"):
        a, slope = (np.where(np.isfinite(v), v, np.nan) for v in (act.f(z), act.df(z)))
    ax.axhline(0, color=MUTED, linewidth=0.6, zorder=1)
    ax.axvline(0, color=MUTED, linewidth=0.6, zorder=1)
    ax.plot(*_broken(z, a), color=PALETTE["train"], linewidth=2.4, label=_label("f(z)", act.formula), zorder=3)
    ax.plot(*_broken(z, slope), color=PALETTE["test"], linewidth=1.8, linestyle="--", label=_label("f'(z)", act.derivative), zorder=2)
    low, high = min(np.nanmin(a), np.nanmin(slope)), max(np.nanmax(a), np.nanmax(slope))
    low, high = max(low, 1 - HIGH), min(high, HIGH)
    air = 0.08 * (high - low)
    ax.set(xlim=(-SPAN, SPAN), ylim=(low - air, high + air), xlabel="z")
    ax.set_title(_words(act), fontsize="medium", loc="left")
    ax.spines[["top", "right"]].set_visible(False)
    ax.legend(frameon=False, loc="lower left", bbox_to_anchor=(0, 1.1), borderaxespad=0, borderpad=0, labelspacing=0.4, handlelength=1.4)
    return ax


def _broken(z: Array, values: Array) -> tuple[Array, Array]:
    """The curve, not drawn across a jump."""
    jumps = np.abs(np.diff(values)) > 0.2
    return np.insert(z, np.flatnonzero(jumps) + 1, np.nan), np.insert(values, np.flatnonzero(jumps) + 1, np.nan)


def _label(what: str, formula: str) -> str:
    return f"${what} = {_mathtext(formula)}$" if formula else f"${what}$"


def _mathtext(formula: str) -> str:
    """LaTeX as matplotlib knows it."""
    large = formula.replace(r"\frac", r"\dfrac").replace(r"\tfrac12", r"\frac{1}{2}")
    return large.replace(r"\left", "").replace(r"\right", "").replace(r"\;", r"\ ")


def _words(act: Activation) -> str:
    if not act.formula:
        return "a function of your own" if act.name.startswith("<") else act.name
    low, high = (f"{end:.3g}".replace("inf", "∞").replace("-", "−") for end in act.range)
    return f"{act.name}: from {low} to {high}"
