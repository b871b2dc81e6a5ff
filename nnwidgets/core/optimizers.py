"""Optimizers: how a gradient becomes a step.

An optimizer works on the whole flat vector of parameters at once. `steps(theta, gradient, rate, memory)` lists what one update
does, as `(function, arguments)`; `memory(n)` is what it remembers between updates.
"""

from dataclasses import dataclass

import numpy as np

from nnwidgets.core.registry import Array, Steps


@dataclass(frozen=True)
class SGD:
    """θ ← θ − η g: gradient descent on one batch after the other (Robbins and Monro 1951).

    It is linear in the gradient, so the engine folds η into it (`linear`), and the update is one subtraction.
    """

    name: str = "sgd"
    linear: bool = True

    def memory(self, n: int, dtype: np.dtype) -> Array:
        """What is remembered between updates: nothing, (0, n)."""
        return np.empty((0, n), dtype)

    def steps(self, theta: Array, gradient: Array, memory: Array) -> Steps:
        """θ ← θ − g, where g already carries η."""
        return [(np.subtract, (theta, gradient, theta))]


OPTIMIZERS = {"sgd": SGD()}
