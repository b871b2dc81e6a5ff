"""Convolution and pooling: small windows slid over an image, and the way back of a gradient through each, side by side.

As in all libraries of deep learning the kernel is not flipped: mathematicians call it cross-correlation.
"""

from typing import Any

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from nnwidgets.core.arrays import numbers
from nnwidgets.core.registry import Array


def conv2d(image: Any, kernel: Any) -> Array:
    """One image (h, w) under one kernel (p, q): (h − p + 1, w − q + 1), only where the kernel lies wholly on the image ("valid").

    y[r, c] = Σᵢⱼ kernel[i, j] · image[r + i, c + j]. Raises ValueError or TypeError for what is no image, or smaller than the kernel.
    """
    x, k = numbers(image, "image"), numbers(kernel, "kernel")
    for array, name in ((x, "image"), (k, "kernel")):
        if array.ndim != 2 or not array.size:
            raise ValueError(f"{name} must have rows and columns, got shape {array.shape}")
    if x.shape[0] < k.shape[0] or x.shape[1] < k.shape[1]:
        raise ValueError(f"the kernel {k.shape} does not fit on the image {x.shape}")
    return np.einsum("rcij,ij->rc", sliding_window_view(x, k.shape), k)


def convolve(x: Array, K: Array, b: Array) -> Array:
    """n images of m channels (n, m, h, w) under k kernels (k, m, p, q) and biases (k,): (n, k, h − p + 1, w − q + 1).

    z[n, k, r, c] = b[k] + Σ over channels m of conv2d(x[n, m], K[k, m])[r, c]; one matrix product over all windows.
    """
    k, _, p, q = K.shape
    n, h, w = len(x), x.shape[2] - p + 1, x.shape[3] - q + 1
    return (_windows(x, p, q) @ K.reshape(k, -1).T + b).reshape(n, h, w, k).transpose(0, 3, 1, 2)


def convolve_back(x: Array, K: Array, delta: Array, to_x: bool = True) -> tuple[Array, Array, Array | None]:
    """From delta = ∂C/∂z (n, k, h', w') to ∂C/∂K, ∂C/∂b and, unless `to_x` is False, ∂C/∂x.

    ∂C/∂K[k, m] = Σₙ conv2d(x[n, m], delta[n, k]): each weight of a kernel is shared, so what it does at every place adds up.
    ∂C/∂x[n, m] = Σₖ delta[n, k], with an edge of zeros, under K[k, m] turned by half a turn.
    """
    k, m, p, q = K.shape
    rows = delta.transpose(0, 2, 3, 1).reshape(-1, k)
    dK = (rows.T @ _windows(x, p, q)).reshape(K.shape)
    if not to_x:
        return dK, rows.sum(axis=0), None
    edged = np.pad(delta, ((0, 0), (0, 0), (p - 1, p - 1), (q - 1, q - 1)))
    turned = K[:, :, ::-1, ::-1].transpose(1, 0, 2, 3)
    return dK, rows.sum(axis=0), convolve(edged, turned, np.zeros(m, x.dtype))


def pool(x: Array) -> Array:
    """The largest of every 2 × 2 block of (n, k, h, w), h and w even: (n, k, h/2, w/2)."""
    return np.maximum(np.maximum(x[..., ::2, ::2], x[..., ::2, 1::2]), np.maximum(x[..., 1::2, ::2], x[..., 1::2, 1::2]))


def pool_back(x: Array, y: Array, delta: Array) -> Array:
    """∂C/∂x (n, k, h, w) from delta = ∂C/∂y for y = pool(x): the largest of a block gets all; of several equal ones the first."""
    out, taken = np.zeros_like(x), np.zeros(y.shape, bool)
    for i, j in ((0, 0), (0, 1), (1, 0), (1, 1)):
        wins = (x[..., i::2, j::2] == y) & ~taken
        out[..., i::2, j::2] = np.where(wins, delta, 0)
        taken |= wins
    return out


def _windows(x: Array, p: int, q: int) -> Array:
    """Every window of p × q over all channels as a row: (n · h' · w', m · p · q)."""
    found = sliding_window_view(x, (p, q), axis=(2, 3)).transpose(0, 2, 3, 1, 4, 5)
    return found.reshape(-1, x.shape[1] * p * q)
