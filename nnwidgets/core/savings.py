"""What backpropagation saves: passes and multiplications counted, and both ways timed side by side."""

from collections.abc import Iterator
from dataclasses import dataclass
from time import perf_counter

import numpy as np

from nnwidgets.core.bench import undisturbed
from nnwidgets.core.gradcheck import asked
from nnwidgets.core.losses import Loss
from nnwidgets.core.network import Network
from nnwidgets.core.registry import Array, number

NUDGE = 1e-6  # of one-sided differences: near the square root of ε, where h and ε / h are about equal
TURN = 32  # passes between two looks at the clock, then the other way has its turn


@dataclass(frozen=True)
class Savings:
    """One gradient of `n_params` parameters over `n` examples, by one-sided differences and by backpropagation.

    `passes` forward passes against one forward and one backward; `multiplications` and `by_backward`, of weights, in both.
    `seconds` and `seconds_by_backward` were measured here and now, on one thread; of the passes only the first `timed` were run, and
    the rest is proportional. `difference` is the largest between both gradients, over the entries that were run.
    """

    n_params: int
    n: int
    passes: int
    multiplications: int
    by_backward: int
    timed: int
    seconds: float
    seconds_by_backward: float
    difference: float

    @property
    def times(self) -> float:
        """How often backpropagation gives the gradient while differences give it once."""
        return self.seconds / self.seconds_by_backward

    @property
    def sentence(self) -> str:
        """The comparison in words; all but its seconds is the same on every machine."""
        part = "" if self.timed == self.passes else f" (from the first {self.timed:,})"
        return (
            f"{self.n_params:,} parameters: by differences {self.passes:,} forward passes and {self.multiplications:,} multiplications, "
            f"{duration(self.seconds)}{part}; by backpropagation one forward and one backward pass, {self.by_backward:,} multiplications, "
            f"{duration(self.seconds_by_backward)}."
        )

    def __repr__(self) -> str:
        return f"Savings({self.n_params:,} parameters: {self.passes:,} forward passes, or one forward and one backward)"


def savings(net: Network, X: object, y: object, loss: object = None, seconds: float = 0.5) -> Savings:
    """Count what one gradient of the mean loss costs both ways, and time both in turns for about so many seconds; changes nothing.

    Differences need (C(θ + h) − C(θ)) / h for each parameter: n_params + 1 forward passes of n Σ n_in n_out multiplications. The
    backward pass needs as many for dW, and once more for δ in all layers but the first. (Nielsen 2015, chapter 2.)
    """
    budget = number(seconds, "seconds", above=0)
    own, x, target, chosen = asked(net, X, y, loss)
    forward = len(x) * sum(W.size for W in own.W)
    with undisturbed():
        spent, backs, timed, theta = _in_turns(own, x, target, chosen, budget)
        gap = np.abs(theta[: timed - 1] - own.backward(own.forward(x), target, chosen).theta[: timed - 1])
    return Savings(
        own.n_params, len(x), own.n_params + 1, forward * (own.n_params + 1), 3 * forward - len(x) * own.W[0].size,
        timed, spent * (own.n_params + 1) / timed, backs, float(gap.max(initial=0)),
    )  # fmt: skip


def differences(net: Network, X: Array, y: Array, loss: Loss) -> Iterator[float]:
    """The mean loss, then (C(θ + h) − C(θ)) / h for one parameter after the other: one forward pass each. Each nudge is undone."""

    def mean_loss() -> float:
        trace = net.forward(X)
        return float(loss.value(trace.z[-1], trace.output, y).mean())

    here, theta = mean_loss(), net.theta
    yield here
    for k in range(theta.size):
        there = theta[k]
        theta[k] = there + NUDGE
        slope = (mean_loss() - here) / NUDGE
        theta[k] = there
        yield slope


def _in_turns(net: Network, X: Array, y: Array, loss: Loss, budget: float) -> tuple[float, float, int, Array]:
    """(seconds of the passes that were run, median seconds of a backpropagation, how many passes, their slopes)."""
    run, out, spent, backs = differences(net, X, y, loss), list[float](), 0.0, list[float]()
    begun = perf_counter()
    while len(out) <= net.n_params and (len(out) < 2 or perf_counter() - begun < budget):
        start = perf_counter()
        out += [slope for _, slope in zip(range(TURN), run, strict=False)]
        middle = perf_counter()
        net.backward(net.forward(X), y, loss)
        spent, backs = spent + middle - start, [*backs, perf_counter() - middle]
    return spent, float(np.median(backs)), len(out), np.array(out[1:])


def duration(seconds: float) -> str:
    """`1.9 s`, `240 ms`, `31 µs`."""
    for unit, size in (("s", 1.0), ("ms", 1e-3)):
        if seconds >= size:
            return f"{seconds / size:.2g} {unit}" if seconds < 99.5 * size else f"{seconds / size:,.0f} {unit}"
    return f"{seconds * 1e6:.2g} µs" if seconds < 99.5e-6 else f"{seconds * 1e6:.0f} µs"
