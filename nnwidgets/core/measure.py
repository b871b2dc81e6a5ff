"""Mean loss and accuracy over a set of examples, by the hot loop's forward pass."""

from typing import Any

import numpy as np

from nnwidgets.core.activations import ACTIVATIONS
from nnwidgets.core.engine import Arena, forward_steps
from nnwidgets.core.losses import LOSSES, Loss
from nnwidgets.core.network import Network
from nnwidgets.core.registry import Array
from nnwidgets.core.targets import accuracy

CHUNK = 1000  # examples measured at once: larger blocks leave the cache
WIDE = 64  # inputs from which BLAS is faster with the examples as rows: it packs what stands on the right, here the weights


def loss_bound(net: Network, weight: Any, data: float) -> Any:
    """What no loss of the registry exceeds with parameters up to `weight` and data up to `data`, both without sign.

    No activation of the registry goes further from 0 than |z| + 1, so the largest weight bounds every z, and those the loss.
    """
    bound: Any = data + 1
    for size in net.sizes[:-1]:
        bound = (size + 1) * weight * bound + 1
    return net.sizes[-1] * (bound + data) * (bound + data)


class Measure:
    """Mean loss and accuracy over one set of examples, by forward passes into buffers that are kept."""

    def __init__(self, net: Network, loss: Loss, X: Array, Y: Array):
        """X (n, n_in + 1) ends in a column of ones; Y is (n, n_out)."""
        self.net, self.loss, self.n = net, loss, len(X)
        arenas = {n: Arena(net, n) for n in {min(CHUNK, self.n), self.n % CHUNK} if n}
        cuts = [slice(i, min(i + CHUNK, self.n)) for i in range(0, self.n, CHUNK)]
        self.parts = [(X[cut], Y[cut], arenas[cut.stop - cut.start]) for cut in cuts]
        self._rows = {n: np.empty((n, net.sizes[1]), net.theta.dtype) for n in arenas} if X.shape[1] > WIDE else {}
        self.largest = max((float(np.abs(A).max()) for A in (X, Y) if A.size), default=0.0)
        self.bind()

    def bind(self) -> None:
        """Take up the network's present activations."""
        arenas = {id(arena): arena for _, _, arena in self.parts}
        self._steps = {key: forward_steps(self.net, arena) for key, arena in arenas.items()}

    def surely_finite(self) -> bool:
        """True when the size of the weights alone shows that the loss is finite: the full measure is then not needed."""
        net = self.net
        known = all(act in ACTIVATIONS.values() for act in (*net.activation, net.output)) and self.loss in LOSSES.values()
        largest = float(np.abs(net.theta).max())  # NaN where any is: no comparison holds then
        worst = self.n * loss_bound(net, largest, self.largest)
        return known and worst < 1e-6 * float(np.finfo(net.theta.dtype).max)

    def loss_now(self) -> float:
        """The mean loss of the present weights (penalties not included)."""
        return self._run(decisions=False)[0]

    def loss_and_accuracy(self) -> tuple[float, float]:
        """The mean loss, and the share of examples decided as their target is."""
        return self._run(decisions=True)

    def _run(self, decisions: bool) -> tuple[float, float]:
        total = right = 0.0
        for X, Y, arena in self.parts:
            if self._rows:
                arena.z[0][...] = X.dot(self.net.blocks[0].T, self._rows[len(X)]).T
            else:
                self.net.blocks[0].dot(X.T, arena.z[0])
            for fn, args in self._steps[id(arena)]:
                fn(*args)
            if self.loss.factor:  # k (a − y) is the slope of k/2 (a − y)²: one dot product
                np.subtract(arena.a[-1], Y.T, arena.delta[-1])
                error = arena.delta[-1].ravel()
                total += 0.5 * self.loss.factor * float(error.dot(error))
            else:
                total += float(self.loss.value(arena.z[-1].T, arena.a[-1].T, Y).sum())
            if decisions:
                right += accuracy(arena.a[-1].T, Y, self.net.output.name) * len(Y)
        return total / self.n, right / self.n
