"""tanh and sigmoid layers as one kind, a = 1 / (1 + eᶻ), for where many networks are worked out and each pass over them counts.

σ(z) = 1 / (1 + e⁻ᶻ) and tanh z = 2σ(2z) − 1, so that the weights before such a layer take the factor, and those behind it the rest:
a network becomes another one with the same outputs. With z = P + Q it is e⁻ᴾ / (e⁻ᴾ + eQ): over a plane
m + k exponentials stand for m k.
"""

from collections.abc import Sequence

import numpy as np

from nnwidgets.core.activations import ACTIVATIONS, Activation
from nnwidgets.core.registry import Array, Steps

ALIKE = {ACTIVATIONS["sigmoid"]: (1.0, 1.0, 0.0), ACTIVATIONS["tanh"]: (2.0, 2.0, -1.0)}  # (r, s, t) of f(z) = s σ(r z) + t
FAR = 300.0  # beyond e³⁰⁰ and its inverse a large P and a large Q of opposite sign would cancel wrongly


def _steps(z: Array, a: Array) -> Steps:
    one = np.array(1.0)
    return [(np.exp, (z, a)), (np.add, (a, one, a)), (np.divide, (one, a, a))]


LOGISTIC = Activation("logistic", lambda z: 1 / (1 + np.exp(z)), lambda z: -1 / (2 + np.exp(z) + np.exp(-z)), f_steps=_steps)


def as_logistic(acts: Sequence[Activation], *networks: list[Array]) -> list[Activation]:
    """The activations, LOGISTIC for the hidden ones that are alike; the blocks [W | b] of each network or direction change to suit."""
    found = list(acts)
    for layer, act in enumerate(acts[:-1]):
        if act in ALIKE:
            rate, scale, shift = ALIKE[act]
            found[layer] = LOGISTIC
            for blocks in networks:
                after = blocks[layer + 1]
                blocks[layer] *= -rate
                after[:, -1] += shift * after[:, :-1].sum(axis=1)
                after[:, :-1] *= scale
    return found


def exponential(part: Array) -> Array | None:
    """eᴾ of a part P of z; None where P is too large."""
    return np.exp(part) if np.abs(part).max() < FAR else None


def joined(p: Array, q: Array, a: Array) -> None:
    """Write 1 / (1 + eᴾ⁺Q) = p / (p + q), of the exponentials p of −P and q of Q, into `a`: right to a few 1e-16."""
    np.add(p, q, out=a)
    np.divide(p, a, out=a)
