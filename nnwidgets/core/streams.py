"""Randomness as an argument: one seed feeds four named streams, and each stream can be moved on by itself.

Only PCG64's `random()` is used, with a normal and a shuffle of our own: NumPy may change its other streams
between versions, and a printed number, a share code or a test must not change with them.
"""

import numpy as np

from nnwidgets.core.registry import Array

STREAMS = ("data", "noise", "weights", "batches")


class Stream:
    """A reproducible source of uniform, normal and shuffled numbers.

    The same (seed, name, draw) gives the same numbers on every machine; `draw` counts how often the learner asked for others.
    """

    def __init__(self, seed: int, name: str, draw: int = 0):
        self._key = (seed, STREAMS.index(name), draw)
        self.seek(0)

    def seek(self, position: int) -> None:
        """Go to where `position` numbers have been drawn."""
        self._bits = np.random.PCG64(np.random.SeedSequence(self._key))
        self._bits.advance(position)
        self._generator = np.random.Generator(self._bits)
        self.position = position

    def uniform(self, low: float, high: float, shape: int | tuple[int, ...]) -> Array:
        """Numbers from U(low, high)."""
        u = self._generator.random(shape)
        self.position += u.size
        return low + (high - low) * u

    def normal(self, shape: int | tuple[int, ...]) -> Array:
        """Numbers from N(0, 1): √(−2 ln u) cos 2πv (Box and Muller, 1958)."""
        u, v = self.uniform(0, 1, (2, int(np.prod(shape))))
        return np.reshape(np.sqrt(-2 * np.log1p(-u)) * np.cos(2 * np.pi * v), shape)

    def order(self, n: int) -> Array:
        """A random order of 0 … n−1: the ranks of n uniform numbers."""
        self.position += n
        return self._generator.random(n).argsort()  # two that are equal, to 53 bits, are not met
