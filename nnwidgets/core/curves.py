"""Curves: functions of one number, to be fitted."""

from collections.abc import Callable

import numpy as np

from nnwidgets.core.dataset import Dataset
from nnwidgets.core.recipe import remembered
from nnwidgets.core.registry import Array, number, pick
from nnwidgets.core.shapes import streams

# over −3 … 3, from the straight to the bent
FUNCTIONS: dict[str, Callable[[Array], Array]] = {
    "line":     lambda x: x / 2,
    "parabola": lambda x: x**2 / 4,
    "abs":      lambda x: np.abs(x),
    "step":     lambda x: np.where(x >= 0, 1.0, -1.0),
    "bump":     lambda x: np.exp(-(x**2)),
    "sine":     lambda x: np.sin(2 * x),
}  # fmt: skip


@remembered
def curve(f: str | Callable[[Array], Array] = "sine", n: int = 200, noise: float = 0, seed: int = 0,
          low: float = -3, high: float = 3) -> Dataset:  # fmt: skip
    """y = f(x) + noise · N(0, 1), x from U(low, high): line x/2, parabola x²/4, abs |x|, step ±1, bump e^(−x²), sine sin 2x, or your own f.

    A function of your own takes x (n,) and returns y (n,), finite.
    """
    n, noise, place, shake = streams(n, noise, seed)
    low = number(low, "low")
    x = place.uniform(low, number(high, "high", above=low), n)
    rule = f if callable(f) else pick(FUNCTIONS, f, "function")
    with np.errstate(all="ignore"):  # said below, in a sentence
        y = np.asarray(rule(x))
    if y.shape != (n,) or y.dtype.kind not in "fiub":
        raise ValueError(f"f must map x of shape ({n},) to as many numbers, got shape {y.shape} of {y.dtype}")
    if not np.isfinite(y).all():
        bad = np.flatnonzero(~np.isfinite(y))[0]
        raise ValueError(f"f must be finite from {low:g} to {high:g}, got f({x[bad]:.4g}) = {y[bad]}")
    name = f if isinstance(f, str) else getattr(f, "__name__", "own")
    return Dataset(x[:, None], y + noise * shake.normal(n), "regression", ("x",), (), name, seed)
