"""Is df the slope of f? For an activation of one's own, before a network learns from a wrong one."""

from dataclasses import dataclass

import numpy as np

from nnwidgets.core.activations import Activation

SPAN, POINTS = 8.0, 1601  # of z on both sides
STEP, CLOSE = 1e-5, 1e-3  # of the differences; what counts as equal, of the slope where that is above 1


@dataclass(frozen=True)
class Disagreement:
    """Where df is furthest from the slope of f: at `z` it gives `given`, differences give `slope`; `share` of all z are wrong."""

    z: float
    given: float
    slope: float
    share: float


def elementwise(act: Activation) -> Activation:
    """`act`, if f and df take an array of z and give numbers of its shape; raises ValueError with the remedy where one does not."""
    z = np.linspace(-1, 1, 5)
    for what, g in (("f", act.f), ("df", act.df)):
        try:
            with np.errstate(all="ignore"):
                np.broadcast_to(np.asarray(g(z), float), z.shape)
        except Exception as error:  # whatever the learner's own raises
            raise ValueError(f"{what} of {act.name!r} must take an array of z and answer for each; use NumPy, such as np.exp and np.where "
                             f"({type(error).__name__}: {error})") from error  # fmt: skip
    return act


def slope_check(act: Activation) -> Disagreement | None:
    """Compare act.df with one-sided differences of act.f for z from −8 to 8; None where they agree.

    At a kink any number between the slopes on its two sides is right. What is not finite is not compared.
    """
    z = np.linspace(-SPAN, SPAN, POINTS)
    with np.errstate(all="ignore"):
        left, at, right = (np.broadcast_to(act.f(z + by), z.shape) for by in (-STEP, 0, STEP))
        given = np.broadcast_to(act.df(z), z.shape).astype(float)
        sides = np.sort([(at - left) / STEP, (right - at) / STEP], axis=0)
        off = np.maximum(sides[0] - given, given - sides[1])
        off = np.where(np.isfinite(off), off, 0)
        wrong = off > CLOSE * np.maximum(1, np.abs(sides).max(axis=0))
    if not wrong.any():
        return None
    i = int(np.where(wrong, off, 0).argmax())
    return Disagreement(float(z[i]), float(given[i]), float(sides[:, i].mean()), float(wrong.mean()))
