"""The hot loop: one optimizer step with nothing allocated and nothing looked up.

A NumPy call on a tiny net costs its overhead, not its arithmetic, so everything is bound once and a step is a list of
`(function, arguments)`. What gets there, each measured: the batch as columns, a row of ones in the activations (the bias is
then part of the dot product), z | a | act'(z) | delta in one arena (one call serves all layers), contiguous operands, the
bound `ndarray.dot(b, out)`, same-shape ufuncs with a positional out, 0-d arrays for scalars, no broadcasting.
A property test holds every step equal to `Network.forward` and `Network.backward`.
"""

from itertools import groupby

import numpy as np

from nnwidgets.core.activations import Activation
from nnwidgets.core.losses import Loss
from nnwidgets.core.network import Network
from nnwidgets.core.optimizers import SGD
from nnwidgets.core.registry import Array, Steps
from nnwidgets.core.regularizers import l1_steps, l2_steps
from nnwidgets.core.targets import accuracy

CHUNK = 1000  # examples measured at once: larger blocks leave the cache


class Arena:
    """z | a | act'(z) | delta of every layer for `n` examples, as columns, in one buffer; hidden blocks end in a row of ones."""

    def __init__(self, net: Network, n: int):
        rows = [size + 1 for size in net.sizes[1:-1]] + [net.sizes[-1]]
        ends = np.cumsum(rows) * n
        self.flat = np.zeros((4, ends[-1]), net.theta.dtype)
        blocks = [self.flat[:, end - r * n : end].reshape(4, r, n) for r, end in zip(rows, ends, strict=True)]
        parts = ([block[i, :size] for block, size in zip(blocks, net.sizes[1:], strict=True)] for i in range(4))
        self.z, self.a, self.slope, self.delta = parts
        self.a_ones = [block[1] for block in blocks[:-1]]
        self.delta_ones = [block[3] for block in blocks[:-1]]
        self.ends = ends
        for ones in self.a_ones:
            ones[-1] = 1


def forward_steps(net: Network, arena: Arena) -> Steps:
    """All of the forward pass after the first dot product, which alone depends on the batch."""
    steps: Steps = []
    for layer, act in enumerate((*net.activation, net.output)):
        if layer:
            steps.append((net.blocks[layer].dot, (arena.a_ones[layer - 1], arena.z[layer])))
        steps += act.into(arena.z[layer], arena.a[layer])
    return steps


class Batch:
    """One step's work for batches of `n` examples: the arena, and the lists that fill it."""

    def __init__(self, net: Network, loss: Loss, gradient: Array, scale: Array, n: int):
        self.arena = arena = Arena(net, n)
        self.first = net.blocks[0].dot, arena.z[0]
        self.forward = forward_steps(net, arena)
        self.a, self.error = arena.a[-1], arena.delta[-1]
        self.own_slope = None if loss.pair or loss.factor or loss.bend else loss.slope
        self.backward = backward = loss.bend(self.error) if loss.bend else []
        backward += self._slopes([*net.activation, *([] if loss.pair else [net.output])])
        if loss.pair is None:
            backward += [(np.multiply, (self.error, arena.slope[-1], self.error))]
        backward += [(np.multiply, (self.error, scale, self.error))]
        blocks = net.split(gradient)
        for layer in range(len(net.blocks) - 1, 0, -1):
            delta, before = arena.delta[layer], arena.delta[layer - 1]
            backward += [
                (delta.dot, (arena.a_ones[layer - 1].T, blocks[layer])),
                (net.blocks[layer].T.dot, (delta, arena.delta_ones[layer - 1])),  # the row that the ones get is never read
                (np.multiply, (before, arena.slope[layer - 1], before)),
            ]
        self.last = arena.delta[0].dot, blocks[0]

    def _slopes(self, activations: list[Activation]) -> Steps:
        """act'(z) of neighbouring layers that share an activation, in one go over the flat arena."""
        steps: Steps = []
        starts = [0, *self.arena.ends]
        for act, layers in groupby(range(len(activations)), key=lambda layer: activations[layer]):
            run = list(layers)
            z, a, slope, _ = self.arena.flat[:, starts[run[0]] : starts[run[-1] + 1]]
            steps += act.slope_into(z, a, slope)
        return steps

    def step(self, X: Array, XT: Array, Y: Array, update: Steps) -> None:
        """Forward, backward and update for inputs X (n, n_in + 1), XT = X.T and targets Y (n_out, n)."""
        dot, z = self.first
        dot(XT, z)
        for fn, args in self.forward:
            fn(*args)
        if self.own_slope is None:
            np.subtract(self.a, Y, self.error)
        else:
            self.error[...] = self.own_slope(self.a.T, Y.T).T
        for fn, args in self.backward:
            fn(*args)
        dot, gradient = self.last
        dot(X, gradient)
        for fn, args in update:
            fn(*args)


class Engine:
    """Trains `net.theta` itself. The gradient of the last step is in `gradient`, times the rate where the optimizer is linear."""

    def __init__(self, net: Network, loss: Loss, optimizer: SGD, memory: Array, rate: float, l1: float, l2: float, frozen: tuple[int, ...]):
        self.net, self.loss, self.optimizer, self.rate = net, loss, optimizer, rate
        self.gradient = np.zeros_like(net.theta)
        self._batches: dict[int, Batch] = {}
        theta, dtype = net.theta, net.theta.dtype
        weights = np.ones_like(theta)
        for M in net.split(weights):
            M[:, -1] = 0
        self.update: Steps = []
        if l2:
            self.update += l2_steps(theta, self.gradient, weights * dtype.type(l2 * (rate if optimizer.linear else 1)))
        free = np.ones_like(theta)
        free[list(frozen)] = 0
        if frozen:
            self.update += [(np.multiply, (self.gradient, free, self.gradient))]
        self.update += optimizer.steps(theta, self.gradient, memory)
        if l1:
            self.update += l1_steps(theta, weights * free * dtype.type(l1 * rate))

    def batch(self, n: int) -> Batch:
        """The step for batches of n examples, made when first asked for."""
        if n not in self._batches:
            scale = (self.rate if self.optimizer.linear else 1) * (self.loss.factor or 1) / n
            self._batches[n] = Batch(self.net, self.loss, self.gradient, np.array(scale, self.net.theta.dtype), n)
        return self._batches[n]


class Measure:
    """Mean loss and accuracy over one set of examples, by forward passes into buffers that are kept."""

    def __init__(self, net: Network, loss: Loss, X: Array, Y: Array):
        """X (n, n_in + 1) ends in a column of ones; Y is (n, n_out)."""
        self.net, self.loss, self.n = net, loss, len(X)
        arenas = {n: Arena(net, n) for n in {min(CHUNK, self.n), self.n % CHUNK} if n}
        cuts = [slice(i, min(i + CHUNK, self.n)) for i in range(0, self.n, CHUNK)]
        self.parts = [(X[cut].T, Y[cut], arenas[cut.stop - cut.start]) for cut in cuts]
        self.bind()

    def bind(self) -> None:
        """Take up the network's present activations."""
        arenas = {id(arena): arena for _, _, arena in self.parts}
        self._steps = {key: forward_steps(self.net, arena) for key, arena in arenas.items()}

    def loss_now(self) -> float:
        """The mean loss of the present weights (penalties not included)."""
        return self._run(decisions=False)[0]

    def loss_and_accuracy(self) -> tuple[float, float]:
        """The mean loss, and the share of examples decided as their target is."""
        return self._run(decisions=True)

    def _run(self, decisions: bool) -> tuple[float, float]:
        total = right = 0.0
        for XT, Y, arena in self.parts:
            self.net.blocks[0].dot(XT, arena.z[0])
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
