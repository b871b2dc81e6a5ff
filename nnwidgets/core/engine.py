"""The hot loop: one optimizer step with nothing allocated and nothing looked up.

A NumPy call on a tiny net costs its overhead, not its arithmetic, so everything is bound once and a step is a list of
`(function, arguments)`. What gets there, each measured: the batch as columns, a row of ones in the activations (the bias is
then part of the dot product), z | a | act'(z) | delta in one arena (one call serves all layers), contiguous operands, the
bound `ndarray.dot(b, out)`, same-shape ufuncs with a positional out, 0-d arrays for scalars, no broadcasting.
A property test holds every step equal to `Network.forward` and `Network.backward`.
"""

from collections.abc import Callable
from itertools import groupby

import numpy as np

from nnwidgets.core.activations import Activation
from nnwidgets.core.losses import Loss
from nnwidgets.core.network import Network
from nnwidgets.core.optimizers import Optimizer
from nnwidgets.core.registry import Array, Steps
from nnwidgets.core.regularizers import l1_steps, l2_steps
from nnwidgets.core.schedules import CONSTANT, Schedule


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


def slope_steps(flat: Array, ends: Array, activations: list[Activation]) -> Steps:
    """act'(z) of neighbouring layers that share an activation, in one go over the flat arena."""
    steps: Steps = []
    starts = [0, *ends]
    for act, layers in groupby(range(len(activations)), key=lambda layer: activations[layer]):
        run = list(layers)
        z, a, slope, _ = flat[:, starts[run[0]] : starts[run[-1] + 1]]
        steps += act.slope_into(z, a, slope)
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
        backward += slope_steps(arena.flat, arena.ends, [*net.activation, *([] if loss.pair else [net.output])])
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
    """Trains `net.theta` itself. The gradient of the last step is in `gradient`, times the rate where the optimizer is linear.

    Where the rate is constant it is folded into the output's delta. With a schedule it is written into `rate` once a step, for the
    number of steps that `clock` tells.
    """

    def __init__(self, net: Network, loss: Loss, optimizer: Optimizer, memory: Array, rate: float, l1: float = 0, l2: float = 0,
                 frozen: tuple[int, ...] = (), schedule: Schedule = CONSTANT, clock: Callable[[], int] | None = None):  # fmt: skip
        self.net, self.loss = net, loss
        theta, dtype = net.theta, net.theta.dtype
        work = np.ones((2, theta.size + 1), dtype)  # see Optimizer.steps
        self.gradient, self.rate = work[0, :-1], np.array(rate, dtype)
        scheduled = clock is not None and schedule != CONSTANT
        self.folded = rate if optimizer.linear and not scheduled else 1.0
        self._batches: dict[int, Batch] = {}
        weights, free = np.ones_like(theta), np.ones_like(theta)
        for M in net.split(weights):
            M[:, -1] = 0
        free[list(frozen)] = 0
        self.update: Steps = []
        if clock and scheduled:
            self.update += [(self._tick, (schedule, rate, clock))]
        if l2:
            self.update += l2_steps(theta, self.gradient, weights * dtype.type(l2 * self.folded))
        if frozen:
            self.update += [(np.multiply, (self.gradient, free, self.gradient))]
        if optimizer.linear and scheduled:
            self.update += [(np.multiply, (self.gradient, self.rate, self.gradient))]
        *most, last = optimizer.steps(theta, work, self.rate, memory)
        if frozen and optimizer.rows:  # what is remembered must not move what is held
            change = last[1][1]
            most += [(np.multiply, (change, free, change))]
        self.update += [*most, last]
        if l1:
            shrink = weights * free * dtype.type(l1 * (1 if scheduled else rate))
            if scheduled:
                whole, shrink = shrink, np.empty_like(theta)
                self.update += [(np.multiply, (whole, self.rate, shrink))]
            self.update += l1_steps(theta, shrink)

    def _tick(self, schedule: Schedule, rate: float, clock: Callable[[], int]) -> None:
        self.rate[...] = rate * schedule.factor(clock())

    def batch(self, n: int) -> Batch:
        """The step for batches of n examples, made when first asked for."""
        if n not in self._batches:
            scale = self.folded * (self.loss.factor or 1) / n
            self._batches[n] = Batch(self.net, self.loss, self.gradient, np.array(scale, self.net.theta.dtype), n)
        return self._batches[n]
