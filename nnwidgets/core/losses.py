"""Losses of one example, the output each goes with, and which partner a given output has; in teaching order."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from nnwidgets.core.functions import log_softmax
from nnwidgets.core.registry import Array, pick


@dataclass(frozen=True, eq=False)
class Loss:
    """C per example, averaged over examples wherever it is shown.

    `value(z, a, y)` takes the output's z, a and the targets, all (n, n_out), and returns (n,). `slope(a, y)` is ∂C/∂a.
    `pair` names the one output that the loss is made for; there ∂C/∂z is a − y, and `slope` is not needed.
    `factor` is k where the slope is k (a − y).
    """

    name: str
    formula: str
    value: Callable[[Array, Array, Array], Array]
    slope: Callable[[Array, Array], Array] | None = None
    factor: float | None = None
    pair: str | None = None

    def __repr__(self) -> str:
        return f"Loss({self.name!r})"


def squared_error(z: Array, a: Array, y: Array) -> Array:
    """½ Σⱼ (aⱼ − yⱼ)² (Nielsen 2015, eq. 6 for one example; TensorFlow Playground)."""
    return 0.5 * np.square(a - y).sum(axis=-1)


def sum_of_squares(z: Array, a: Array, y: Array) -> Array:
    """Σⱼ (aⱼ − yⱼ)² (3Blue1Brown, Neural networks, chapter 2)."""
    return np.square(a - y).sum(axis=-1)


def bce(z: Array, a: Array, y: Array) -> Array:
    """−Σⱼ yⱼ ln aⱼ + (1 − yⱼ) ln(1 − aⱼ) with a = σ(z), computed from z so that ln 0 never happens (definition)."""
    return (np.maximum(z, 0) - z * y + np.log1p(np.exp(-np.abs(z)))).sum(axis=-1)


def cross_entropy(z: Array, a: Array, y: Array) -> Array:
    """−Σⱼ yⱼ ln aⱼ with a = softmax(z), computed from z (definition)."""
    return -(y * log_softmax(z)).sum(axis=-1)


LOSSES: dict[str, Loss] = {
    loss.name: loss
    for loss in (
        Loss("squared_error", r"\frac12 \sum_j (a_j - y_j)^2", squared_error, lambda a, y: a - y, factor=1),
        Loss("sum_of_squares", r"\sum_j (a_j - y_j)^2", sum_of_squares, lambda a, y: 2 * (a - y), factor=2),
        Loss("bce", r"-\sum_j y_j \ln a_j + (1 - y_j) \ln (1 - a_j)", bce, pair="sigmoid"),
        Loss("cross_entropy", r"-\sum_j y_j \ln a_j", cross_entropy, pair="softmax"),
    )
}  # fmt: skip
PARTNER = {loss.pair: loss.name for loss in LOSSES.values() if loss.pair}  # the other outputs go with squared_error


def loss_for(output: str, loss: object = None) -> Loss:
    """The loss called `loss`, or the partner of the output activation when it is None.

    Raises ValueError when the loss does not fit the output, naming the one that does.
    """
    if loss is None:
        return LOSSES[PARTNER.get(output, "squared_error")]
    found: Loss = pick(LOSSES, loss, "loss", Loss)
    if found.pair not in (None, output):
        partner = PARTNER.get(output, "squared_error")
        raise ValueError(f"loss {found.name!r} needs a {found.pair} output, got {output}; use output={found.pair!r} or loss={partner!r}")
    if output == "softmax" and found.pair is None:
        remedy = "use loss='cross_entropy' or output='sigmoid'"
        raise ValueError(f"a softmax output goes with loss 'cross_entropy', got {found.name!r}; {remedy}")
    return found
