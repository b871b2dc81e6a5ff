"""The loss of many networks at once that differ along one or two directions: only what varies is computed more than once.

It goes block by block, each small enough for the cache; what is done in a block stands in sheet.py.
"""

from itertools import pairwise

import numpy as np

from nnwidgets.core.bench import undisturbed
from nnwidgets.core.links import plan
from nnwidgets.core.logistic import as_logistic
from nnwidgets.core.losses import Loss
from nnwidgets.core.network import Network
from nnwidgets.core.registry import Array
from nnwidgets.core.sheet import Memo, Sheet

BLOCK = 1 << 17  # numbers in an array of a block: 1 MB


class Surface:
    """Mean loss at theta + α d₁ + β d₂ over examples X, with targets Y (n, n_out), without penalties."""

    def __init__(self, net: Network, theta: Array, directions: Array, loss: Loss, X: Array, Y: Array):
        """theta (p,), directions (1 or 2, p); X (n, n_in + 1) ends in a column of ones; the network gives its sizes and activations."""
        start, *ways = (net.split(np.array(one, float)) for one in (theta, *directions))
        acts = as_logistic([*net.activation, net.output], start, *ways)
        self._sheet, self._widest = Sheet(plan(start, ways), acts, loss), max(net.sizes[1:])
        self._X, self._Y = X.astype(float, copy=False), Y.astype(float, copy=False)

    def over(self, *coordinates: Array) -> Array:
        """The loss at every α (m,), or at every α and β (k,): (m,) or (m, k)."""
        across, up = (coordinates[0], coordinates[1]) if len(coordinates) == 2 else (coordinates[0], np.zeros(1))
        at, n, widest = [across[:, None, None, None], up[None, :, None, None]], len(self._X), self._widest
        cuts = np.linspace(0, n, min(n, -(-n * len(up) * widest // BLOCK)) + 1).astype(int)
        size = max(1, BLOCK // (len(up) * int(np.diff(cuts).max()) * widest))
        total = np.zeros((len(across), len(up)))
        with undisturbed():
            for start, end in pairwise(cuts.tolist()):
                X, Y, memo = self._X[start:end].T[None, None], self._Y[start:end], Memo()
                for part in (slice(i, i + size) for i in range(0, len(across), size)):
                    total[part] += self._sheet.losses(X, Y, [at[0][part], at[1]], memo)
        return (total if len(coordinates) == 2 else total[:, 0]) / n
