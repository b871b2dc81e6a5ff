"""act(P + Q) over a plane, from what depends on one direction each: m + k exponentials in the place of m k."""

import numpy as np

from nnwidgets.core.registry import Array

RATES = {"sigmoid": 1.0, "tanh": 2.0}  # of the exponential in 1 / (1 + e⁻ʳᶻ); tanh(z) = 2σ(2z) − 1
FAR = 300.0  # e³⁰⁰ times itself is still finite; beyond it a large P and a large Q of opposite sign would cancel wrongly


def exponential(act: str, part: Array) -> Array | None:
    """e⁻ʳᴾ of a part P of z, for an activation that can be worked out from it; None for the others, and where P is too large."""
    rate = RATES.get(act)
    return np.exp(-rate * part) if rate and rate * np.abs(part).max() < FAR else None


def joined(act: str, p: Array, q: Array, out: Array) -> None:
    """Write act(P + Q), of the exponentials p and q of both, into `out`: e⁻⁽ᴾ⁺Q⁾ = e⁻ᴾ e⁻Q (definition); right to a few 1e-16."""
    np.multiply(p, q, out=out)
    np.add(out, 1.0, out=out)
    np.divide(RATES[act], out, out=out)
    if act == "tanh":
        np.subtract(out, 1.0, out=out)
