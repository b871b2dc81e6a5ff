"""Losses of one example, the output each goes with, and which partner a given output has; in teaching order."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from nnwidgets.core.functions import log_softmax
from nnwidgets.core.registry import Array, Steps, pick


@dataclass(frozen=True, eq=False)
class Loss:
    """C per example, averaged over examples wherever it is shown.

    `value(z, a, y)` takes the output's z, a and the targets, all (n, n_out), and returns (n,). `slope(a, y)` is ∂C/∂a.
    `pair` names the one output that the loss is made for; there ∂C/∂z is a − y, and `slope` is not needed.
    `factor` is k where the slope is k (a − y); `bend` gives steps that turn a − y into the slope in place.
    `outputs` are those that it fits, where that is not all but softmax. `formula` and `derivative` (∂C/∂a) are LaTeX.
    """

    name: str
    formula: str
    value: Callable[[Array, Array, Array], Array]
    slope: Callable[[Array, Array], Array] | None = None
    factor: float | None = None
    pair: str | None = None
    bend: Callable[[Array], Steps] | None = None
    outputs: tuple[str, ...] = ()
    derivative: str = ""
    use: str = ""
    caveat: str = ""

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


def hinge(z: Array, a: Array, y: Array) -> Array:
    """Σⱼ max(0, 1 − yⱼ aⱼ) for targets −1 and 1: nothing from where y a reaches 1 (Cortes and Vapnik 1995)."""
    return np.maximum(1 - y * a, 0).sum(axis=-1)


def d_hinge(a: Array, y: Array) -> Array:
    """−y where y a < 1, else 0 (definition)."""
    return np.where(y * a < 1, -y, 0)


def huber(z: Array, a: Array, y: Array) -> Array:
    """Σⱼ ½ e² where |e| = |aⱼ − yⱼ| ≤ 1, else |e| − ½ (Huber 1964)."""
    e = a - y
    near = np.clip(e, -1, 1)
    return (near * (e - 0.5 * near)).sum(axis=-1)


def d_huber(a: Array, y: Array) -> Array:
    """a − y, cut to −1 … 1 (definition)."""
    return np.clip(a - y, -1, 1)


def d_huber_steps(e: Array) -> Steps:
    """The same in place."""
    return [(np.fmin, (e, np.array(1, e.dtype), e)), (np.fmax, (e, np.array(-1, e.dtype), e))]


LOSSES: dict[str, Loss] = {
    loss.name: loss
    for loss in (
        Loss("squared_error", r"\frac12 \sum_j (a_j - y_j)^2", squared_error, lambda a, y: a - y, factor=1, derivative=r"a_j - y_j",
             use="regression; first lessons", caveat="with a sigmoid output a badly wrong unit learns slowly: σ' is near 0"),
        Loss("sum_of_squares", r"\sum_j (a_j - y_j)^2", sum_of_squares, lambda a, y: 2 * (a - y), factor=2, derivative=r"2\,(a_j - y_j)",
             use="the same without the ½, as in many videos", caveat="its gradient is twice as long: halve the learning rate"),
        Loss("bce", r"-\sum_j y_j \ln a_j + (1 - y_j) \ln (1 - a_j)", bce, pair="sigmoid", derivative=r"\frac{a_j - y_j}{a_j (1 - a_j)}",
             use="yes-or-no questions, with a sigmoid output", caveat="one confident mistake can outweigh many right answers"),
        Loss("cross_entropy", r"-\sum_j y_j \ln a_j", cross_entropy, pair="softmax", derivative=r"-\frac{y_j}{a_j}",
             use="several classes, with a softmax output", caveat="targets add up to 1; with k classes and nothing learnt it is ln k"),
        Loss("hinge", r"\sum_j \max(0, 1 - y_j a_j)", hinge, d_hinge, outputs=("tanh", "linear"),
             derivative=r"-y_j \text{ if } y_j a_j < 1 \text{ else } 0",
             use="two classes as −1 and 1: only what is not yet clearly right counts", caveat="targets are −1 and 1; a is no probability"),
        Loss("huber", r"\sum_j \tfrac12 e_j^2 \text{ if } |e_j| \le 1 \text{ else } |e_j| - \tfrac12,\; e_j = a_j - y_j", huber, d_huber,
             bend=d_huber_steps, derivative=r"\max(-1, \min(1, a_j - y_j))",
             use="regression with outliers", caveat="the change at 1 is in the units of y: scale y to about −1 … 1"),
    )
}  # fmt: skip
PARTNER = {loss.pair: loss.name for loss in LOSSES.values() if loss.pair}  # the other outputs go with squared_error


def own_loss(spec: object) -> Loss | None:
    """A learner's pair (value, slope), both of (a, y) and the first (n,), as a Loss; None for anything else."""
    if isinstance(spec, tuple) and len(spec) == 2 and callable(spec[0]) and callable(spec[1]):
        value, slope = spec
        return Loss(getattr(value, "__name__", "own"), "", lambda z, a, y: value(a, y), slope, use="the learner's own")
    return None


def loss_for(output: str, loss: object = None) -> Loss:
    """The loss called `loss` (or a Loss, or a pair (value, slope)); the partner of the output activation when it is None.

    Raises ValueError when the loss does not fit the output, naming the one that does.
    """
    partner = PARTNER.get(output, "squared_error")
    if loss is None:
        return LOSSES[partner]
    found: Loss = own_loss(loss) or pick(LOSSES, loss, "loss", Loss)
    fitting = (found.pair,) if found.pair else found.outputs
    if fitting and output not in fitting:
        wanted = " or ".join(fitting)
        raise ValueError(f"loss {found.name!r} needs a {wanted} output, got {output}; use output={fitting[0]!r} or loss={partner!r}")
    if output == "softmax" and not fitting:
        remedy = "use loss='cross_entropy' or output='sigmoid'"
        raise ValueError(f"a softmax output goes with loss 'cross_entropy', got {found.name!r}; {remedy}")
    return found


def aims(loss: Loss, y: Array) -> Array:
    """Targets y (n, n_out) as they are; raises ValueError for zeros where the loss asks for −1 and 1, for they teach nothing."""
    if loss.name == "hinge" and not np.all(y):
        raise ValueError("loss 'hinge' aims at −1 and 1, got a target of 0; pass 2 * y - 1, or labels with a tanh output")
    return y
