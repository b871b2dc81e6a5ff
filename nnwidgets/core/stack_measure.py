"""Mean losses of N networks of one shape over the same examples, by the hot loop's forward pass."""

import numpy as np

from nnwidgets.core.losses import Loss
from nnwidgets.core.network import Network
from nnwidgets.core.registry import Array
from nnwidgets.core.stack import StackArena, by_run, forward_steps, split, weights_of

COLUMNS = 8000  # examples of all runs measured at once: larger blocks leave the cache


class StackMeasure:
    """Keeps its buffers. X (n, n_in + 1) ends in a column of ones, Y is (n, n_out), theta (N, P), l1 and l2 (N,)."""

    def __init__(self, net: Network, theta: Array, loss: Loss, X: Array, Y: Array, l1: Array, l2: Array):
        self._theta, self._loss, self.n, self._l1, self._l2 = theta, loss, len(X), l1, l2
        size = max(1, min(self.n, COLUMNS // len(theta)))
        self._blocks, self._weights = split(net, theta), weights_of(net)
        arenas = {n: StackArena(net, len(theta), n, kinds=2) for n in {size, self.n % size} if n and self.n}
        steps = {n: forward_steps(net, self._blocks, arena) for n, arena in arenas.items()}
        cuts = [slice(i, min(i + size, self.n)) for i in range(0, self.n, size)]
        self._parts = [(np.ascontiguousarray(X[cut].T), Y[cut], arenas[len(X[cut])], steps[len(X[cut])]) for cut in cuts]

    def losses(self) -> Array:
        """The mean loss of every run, penalties included, (N,) float64; NaN without examples."""
        if not self.n:
            return np.full(len(self._theta), np.nan)
        total = self._penalties()
        for XT, Y, arena, steps in self._parts:
            np.matmul(self._blocks[0], XT, by_run(arena.z[0]))
            for fn, args in steps:
                fn(*args)
            total += self._values(arena.z[-1], arena.a[-1], Y) / self.n
        return total

    def _values(self, z: Array, a: Array, Y: Array) -> Array:
        """The summed loss of every run for z and a (n_out, N, n), (N,)."""
        n_out, runs, n = z.shape
        if self._loss.factor:
            error = a - Y.T[:, None]
            return 0.5 * self._loss.factor * np.einsum("jin,jin->i", error, error).astype(float)
        rows = (A.reshape(n_out, -1).T for A in (z, a, np.repeat(Y.T[:, None], runs, axis=1)))
        return self._loss.value(*rows).reshape(runs, n).sum(axis=1).astype(float)

    def _penalties(self) -> Array:
        if not (self._l1.any() or self._l2.any()):
            return np.zeros(len(self._theta))
        W = self._theta * self._weights
        return np.asarray(self._l1 * np.abs(W).sum(axis=1) + 0.5 * self._l2 * np.square(W).sum(axis=1), float)
