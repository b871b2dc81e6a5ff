"""Without activations all layers are one: the product of their matrices."""

import numpy as np

from nnwidgets.core.network import Network
from nnwidgets.core.registry import Array


def collapse(net: Network) -> tuple[Array, Array]:
    """W (n_out, n_in) and b (n_out,) of the one layer that the network would be if no layer had an activation.

    W = W[L−1] ⋯ W[1] W[0]; of the biases each goes through the layers after its own: b ← W[l] b + b[l].
    """
    W, b = np.eye(net.sizes[0]), np.zeros(net.sizes[0])
    for M, c in zip(net.W, net.b, strict=True):
        W, b = M @ W, M @ b + c
    return W, b


def compared(net: Network, X: Array) -> tuple[Array, Array]:
    """z of the output layer for the rows of X, (n, n_out): the network's, and that of the one matrix, before the output's activation."""
    W, b = collapse(net)
    with np.errstate(all="ignore"):
        return net.forward(X).z[-1], X @ W.T + b
