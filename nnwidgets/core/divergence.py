"""A run that overflowed: at which step, in which layer, by which operation, and what to try."""

from collections.abc import Iterator

import numpy as np

from nnwidgets.core.losses import Loss
from nnwidgets.core.network import Network
from nnwidgets.core.registry import Array


class DivergenceError(ArithmeticError):
    """Training left the finite numbers; the network stands at its last finite step."""


def culprit(net: Network, X: Array, y: Array, loss: Loss) -> str:
    """The first quantity of one step on X (n, n_in), targets y (n, n_out) that is not finite, in words."""
    with np.errstate(all="ignore"):
        for name, value in _quantities(net, X, y, loss):
            if not np.isfinite(value).all():
                return name
    return "the update of the weights"


def _quantities(net: Network, X: Array, y: Array, loss: Loss) -> Iterator[tuple[str, Array]]:
    trace = net.forward(X)
    for layer, (z, a) in enumerate(zip(trace.z, trace.a[1:], strict=True), 1):
        yield f"z = W a + b of layer {layer}", z
        yield f"the activation of layer {layer}", a
    yield "the loss", loss.value(trace.z[-1], trace.a[-1], y)
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
