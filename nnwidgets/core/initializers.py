"""Initial weights; in order of increasing care. Each takes (n_out, n_in, stream) and returns W (n_out, n_in) and b (n_out,)."""

from collections.abc import Callable

import numpy as np

from nnwidgets.core.registry import Array
from nnwidgets.core.streams import Stream

Initializer = Callable[[int, int, Stream], tuple[Array, Array]]


def zeros(n_out: int, n_in: int, stream: Stream) -> tuple[Array, Array]:
    """All 0: every unit of a layer stays the same for ever (definition)."""
    return np.zeros((n_out, n_in)), np.zeros(n_out)


def playground(n_out: int, n_in: int, stream: Stream) -> tuple[Array, Array]:
    """W from U(−½, ½), b = 0.1 (TensorFlow Playground, nn.ts)."""
    return stream.uniform(-0.5, 0.5, (n_out, n_in)), np.full(n_out, 0.1)


def xavier(n_out: int, n_in: int, stream: Stream) -> tuple[Array, Array]:
    """W from U(−r, r) with r = √(6 / (n_in + n_out)), b = 0 (Glorot and Bengio 2010, eq. 16)."""
    r = np.sqrt(6 / (n_in + n_out))
    return stream.uniform(-r, r, (n_out, n_in)), np.zeros(n_out)


def he(n_out: int, n_in: int, stream: Stream) -> tuple[Array, Array]:
    """W from N(0, 2 / n_in), b = 0 (He, Zhang, Ren, Sun 2015, eq. 10)."""
    return stream.normal((n_out, n_in)) * np.sqrt(2 / n_in), np.zeros(n_out)


INITIALIZERS: dict[str, Initializer] = {
    "zeros": zeros,
    "playground": playground,
    "xavier": xavier,
    "he": he,
}
