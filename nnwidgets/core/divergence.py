"""A run that overflowed: at which step, in which layer, by which operation, and what to try."""

from collections.abc import Iterator

import numpy as np

from nnwidgets.core.bench import undisturbed
from nnwidgets.core.feed import rows
from nnwidgets.core.losses import Loss
from nnwidgets.core.network import Network
from nnwidgets.core.registry import Array
from nnwidgets.core.run import Run


class DivergenceError(ArithmeticError):
    """Training left the finite numbers; the network stands at its last finite step."""


def diagnose(run: Run, start: int) -> str:
    """Go to the last finite step from `start` on, and say what overflowed in the one after it."""
    net, s, loss = run.net, run.bench.settings, run.bench.loss
    X, Y = rows(net, s.data[0])

    def overflown() -> str | None:
        rest = "the penalty" if np.isfinite(run.bench.memory).all() else "the optimizer's memory"
        return culprit(net, X[:, :-1], Y, loss, learning=False) or (None if run.finite() else rest)

    good, bad = start, run.steps
    while bad - good > 1:  # what is not finite stays so: bisection
        middle = (good + bad) // 2
        run.restore(middle)
        good, bad = (good, middle) if overflown() else (middle, bad)
    run.restore(bad)
    after = overflown()
    run.restore(start)
    with undisturbed():
        run.go_on(good, note=True)
    _, x, _, y = run.bench.batches()[0]
    return sentence(good, culprit(net, x[:, :-1], y.T, loss, learning=True) or after or "the loss", s.learning_rate)


def culprit(net: Network, X: Array, y: Array, loss: Loss, learning: bool) -> str | None:
    """The first quantity that is not finite for X (n, n_in) and targets y (n, n_out), in words.

    Looked at are the weights, the forward pass and, when `learning`, the backward pass.
    """
    with np.errstate(all="ignore"):
        for name, value in _quantities(net, X, y, loss, learning):
            if not np.isfinite(value).all():
                return name
    return None


def _quantities(net: Network, X: Array, y: Array, loss: Loss, learning: bool) -> Iterator[tuple[str, Array]]:
    for layer, M in enumerate(net.blocks, 1):
        yield f"the update of W and b in layer {layer}", M
    trace = net.forward(X)
    for layer, (z, a) in enumerate(zip(trace.z, trace.a[1:], strict=True), 1):
        yield f"z = W a + b of layer {layer}", z
        yield f"the activation of layer {layer}", a
    yield "the loss", loss.value(trace.z[-1], trace.a[-1], y).sum()
    if learning:
        grads = net.backward(trace, y, loss)
        for layer in range(len(grads.W), 0, -1):
            yield f"delta of layer {layer}", grads.delta[layer - 1]
            yield f"the gradient of W in layer {layer}", grads.W[layer - 1]


def sentence(step: int, what: str, learning_rate: float) -> str:
    """What the learner reads: where it stopped, why, what to try."""
    return (
        f"training diverged: {what} overflowed in step {step + 1}; stopped at step {step}, the last with finite numbers; "
        f"try a learning rate below {learning_rate:g}, or inputs scaled to about −1 … 1"
    )
