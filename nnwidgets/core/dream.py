"""Gradient ascent on the input: what a network would like to see."""

import numpy as np

from nnwidgets.core.network import Network
from nnwidgets.core.registry import Array


def input_gradient(net: Network, x: Array, k: int) -> Array:
    """∂z_k/∂x of output k's weighted sum, (n_in,), by the same chain as backpropagation, one step further."""
    trace = net.forward(x)
    back = net.W[-1][k]
    for W, act, z in zip(net.W[-2::-1], net.activation[::-1], trace.z[-2::-1], strict=True):
        back = (back * act.df(z)[0]) @ W
    return back


def ascend(net: Network, k: int, steps: int, rate: float = 0.05, start: Array | None = None) -> tuple[Array, Array]:
    """`steps` of x ← x + rate · g / max|g|, kept from 0 to 1, from mid-grey or `start`.

    Gives the last x (n_in,), and output k at the start and after each step (steps + 1,). It climbs the sum z_k,
    whose slope does not vanish where the output is nearly 0 or 1. A gradient of 0 ends the climb.
    """
    x = np.full(net.sizes[0], 0.5) if start is None else np.asarray(start, float).copy()
    reached = [float(net.forward(x).output[0, k])]
    for _ in range(steps):
        g = input_gradient(net, x, k)
        largest = float(np.abs(g).max())
        if largest:
            x = np.clip(x + rate * g / largest, 0, 1)
        reached.append(float(net.forward(x).output[0, k]))
    return x, np.array(reached)
