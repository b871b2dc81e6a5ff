"""The hot loop for N networks of one shape: every call serves all of them, so that its overhead is paid once.

As in the engine, with one more axis: parameters are (N, P), a quantity of a layer is (units, N, n examples) for N runs. Units come
first, so that those of all runs lie together without the rows of ones, and one ufunc serves a layer, or all of them. Products
are stacked: `np.matmul` over the runs. A property test holds every run equal to one of its own.
"""

from collections.abc import Callable

import numpy as np

from nnwidgets.core.engine import slope_steps
from nnwidgets.core.losses import Loss
from nnwidgets.core.network import Network
from nnwidgets.core.optimizers import Optimizer
from nnwidgets.core.registry import Array, Steps
from nnwidgets.core.regularizers import l1_steps, l2_steps
from nnwidgets.core.schedules import CONSTANT, Schedule


def split(net: Network, theta: Array) -> list[Array]:
    """Views (N, n_out, n_in + 1) of N flat vectors (N, P), one per layer."""
    shapes = [(j, k + 1) for k, j in zip(net.sizes, net.sizes[1:], strict=False)]
    ends = np.cumsum([j * k for j, k in shapes])
    return [theta[:, end - j * k : end].reshape(-1, j, k) for (j, k), end in zip(shapes, ends, strict=True)]


def weights_of(net: Network) -> Array:
    """1 where theta holds a weight, 0 where it holds a bias, (P,)."""
    ones = np.ones_like(net.theta)
    for M in net.split(ones):
        M[:, -1] = 0
    return ones


def by_run(rows: Array) -> Array:
    """(rows, N, n) as N matrices (rows, n): what a stacked product takes."""
    return rows.transpose(1, 0, 2)


class StackArena:
    """z | a | act'(z) | delta of every layer, (units, N, n) each, in one buffer; hidden blocks end in a row of ones.

    With `kinds` 2 there is room for z | a alone.
    """

    def __init__(self, net: Network, runs: int, n: int, kinds: int = 4):
        rows = [size + 1 for size in net.sizes[1:-1]] + [net.sizes[-1]]
        self.ends = np.cumsum(rows) * runs * n
        self.flat = np.zeros((kinds, self.ends[-1]), net.theta.dtype)
        self.blocks = [self.flat[:, end - r * runs * n : end].reshape(kinds, r, runs, n) for r, end in zip(rows, self.ends, strict=True)]
        self.z, self.a = ([block[i, :size] for block, size in zip(self.blocks, net.sizes[1:], strict=True)] for i in range(2))
        self.a_ones = [by_run(block[1]) for block in self.blocks[:-1]]
        for block in self.blocks[:-1]:
            block[1, -1] = 1


def forward_steps(net: Network, blocks: list[Array], arena: StackArena) -> Steps:
    """All of the forward pass after the first product, which alone depends on the batch."""
    steps: Steps = []
    for layer, act in enumerate((*net.activation, net.output)):
        if layer:
            steps.append((np.matmul, (blocks[layer], arena.a_ones[layer - 1], by_run(arena.z[layer]))))
        steps += act.into(arena.z[layer], arena.a[layer])
    return steps


class StackBatch:
    """One step's work for batches of `n` examples of each run; `scale` (N,) multiplies the output's delta."""

    def __init__(self, net: Network, theta: Array, gradient: Array, loss: Loss, scale: Array, n: int):
        runs, (blocks, gradients) = len(theta), (split(net, A) for A in (theta, gradient))
        arena = StackArena(net, runs, n)
        slope, delta = ([block[i, :size] for block, size in zip(arena.blocks, net.sizes[1:], strict=True)] for i in (2, 3))
        self._first, self._last = (blocks[0], by_run(arena.z[0])), (by_run(delta[0]), gradients[0])
        self._forward = forward_steps(net, blocks, arena)
        self._a, self._error = arena.a[-1], delta[-1]
        self._slope = None if loss.pair or loss.factor or loss.bend else loss.slope
        backward = loss.bend(self._error) if loss.bend else []
        backward += slope_steps(arena.flat, arena.ends, [*net.activation, *([] if loss.pair else [net.output])])
        if loss.pair is None:
            backward += [(np.multiply, (self._error, slope[-1], self._error))]
        full = np.empty_like(self._error)
        full[...] = scale[:, None]
        backward += [(np.multiply, (self._error, full, self._error))]
        for layer in range(len(blocks) - 1, 0, -1):
            d, before = by_run(delta[layer]), delta[layer - 1]
            backward += [
                (np.matmul, (d, arena.a_ones[layer - 1].transpose(0, 2, 1), gradients[layer])),
                (np.matmul, (blocks[layer].transpose(0, 2, 1), d, by_run(arena.blocks[layer - 1][3]))),  # the ones' row is never read
                (np.multiply, (before, slope[layer - 1], before)),
            ]
        self._backward = backward

    def step(self, X: Array, XT: Array, Y: Array, update: Steps) -> None:
        """Forward, backward and update for inputs X (N, n, n_in + 1), XT (N, n_in + 1, n) and targets Y (n_out, N, n)."""
        blocks, z = self._first
        np.matmul(blocks, XT, z)
        for fn, args in self._forward:
            fn(*args)
        if self._slope is None:
            np.subtract(self._a, Y, self._error)
        else:
            rows = len(Y), -1
            self._error[...] = self._slope(self._a.reshape(rows).T, Y.reshape(rows).T).T.reshape(Y.shape)
        for fn, args in self._backward:
            fn(*args)
        delta, gradient = self._last
        np.matmul(delta, X, gradient)
        for fn, args in update:
            fn(*args)


class StackEngine:
    """Trains theta (N, P) itself; `rates`, `l1` and `l2` are (N,), a number for each run. The rest is as in `Engine`."""

    def __init__(self, net: Network, theta: Array, loss: Loss, optimizer: Optimizer, memory: Array, rates: Array, l1: Array, l2: Array,
                 schedule: Schedule, clock: Callable[[], int]):  # fmt: skip
        self.net, self.theta, self.loss = net, theta, loss
        flat, dtype, per_run = theta.reshape(-1), theta.dtype, theta.shape[1]
        work = np.ones((2, flat.size + 1), dtype)  # see Optimizer.steps
        gradient = work[0, :-1]
        self.gradient = gradient.reshape(theta.shape)
        scheduled = schedule != CONSTANT
        self.folded = rates if optimizer.linear and not scheduled else np.ones_like(rates)
        weights, rate = np.tile(weights_of(net), len(theta)), np.repeat(rates, per_run).astype(dtype)
        whole = rate.copy()
        self.update: Steps = []
        if scheduled:
            self.update += [(lambda: np.multiply(whole, schedule.factor(clock()), rate), ())]
        if l2.any():
            self.update += l2_steps(flat, gradient, weights * np.repeat(l2 * self.folded, per_run).astype(dtype))
        if optimizer.linear and scheduled:
            self.update += [(np.multiply, (gradient, rate, gradient))]
        self.update += optimizer.steps(flat, work, rate, memory)
        if l1.any():
            shrink = weights * np.repeat(l1 if scheduled else l1 * rates, per_run).astype(dtype)
            if scheduled:
                total, shrink = shrink, np.empty_like(shrink)
                self.update += [(np.multiply, (total, rate, shrink))]
            self.update += l1_steps(flat, shrink)
        self._batches: dict[int, StackBatch] = {}

    def batch(self, n: int) -> StackBatch:
        """The step for batches of n examples, made when first asked for."""
        if n not in self._batches:
            scale = self.folded * (self.loss.factor or 1) / n
            self._batches[n] = StackBatch(self.net, self.theta, self.gradient, self.loss, scale, n)
        return self._batches[n]
