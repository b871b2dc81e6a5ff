"""A forward pass small enough to be done on paper, and an example for a network that comes without data."""

from collections.abc import Sequence

import numpy as np

from nnwidgets.core.dataset import Dataset
from nnwidgets.core.network import Network
from nnwidgets.core.registry import Array
from nnwidgets.core.streams import Stream

X = (1.0, 2.0)


def worked_network() -> Network:
    """2-3-1 with sigmoids everywhere: from x = (1, 2) follow a⁽¹⁾ = .645656, .622459, .310026 and a⁽²⁾ = .593441."""
    net = Network([2, 3, 1], "sigmoid", "sigmoid")
    net.W[0], net.b[0] = [[0.1, 0.2], [-0.3, 0.4], [0.5, -0.6]], [0.1, 0, -0.1]
    net.W[1], net.b[1] = [[1, -1, 0.5]], [0.2]
    return net


def only(x: Sequence[float] | Array, n_out: int) -> Dataset:
    """One example, to be looked at and not learnt from: its target is the same for all outputs."""
    inputs = np.array(x, float)[None, :]
    return Dataset(inputs, np.full((1, n_out), 1 / max(2, n_out)), "regression", tuple(f"x{k + 1}" for k in range(inputs.size)))


def some_input(n_in: int) -> Array:
    """(n_in,): 1 and 2, then numbers from 0 to 1 with one decimal, the same ones every time."""
    drawn = Stream(0, "data").uniform(0, 1, max(n_in, 2)).round(1)
    drawn[:2] = X
    return drawn[:n_in]
