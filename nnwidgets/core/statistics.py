"""Deep statistics: for each layer how large its gradient, activations and weights are, and how many of its units are dead."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from nnwidgets.core.activations import Activation
from nnwidgets.core.engine import Engine
from nnwidgets.core.network import Network
from nnwidgets.core.registry import Array, number
from nnwidgets.core.subject import Subject
from nnwidgets.core.trainer import Trainer

FLAT = 0.05  # of the steepest slope: what is below it is saturated
BINS = 20  # at most
RANGE = np.linspace(-20, 20, 4001)  # of z, where the steepest slope is looked for


@dataclass(frozen=True, eq=False)
class Histogram:
    """`counts` (bins,) of what lies between `edges` (bins + 1,)."""

    counts: Array
    edges: Array


@dataclass(frozen=True, eq=False)
class Statistics:
    """Numbers by layer, arrays (L,); layer l is W[l], b[l] and its activations a[l + 1] for n examples.

    `gradient_norm` = ‖∂C/∂(W, b)‖, `gradient_rms` = that / √(number of parameters), comparable between layers of different size;
    `gradients` are histograms of log₁₀ |∂C/∂w|, `zeros` the share that is 0. `weight_norm` = ‖W‖ (Frobenius), biases left out.
    `update_ratio` = ‖ΔW‖ / ‖W‖ of a trainer's next step (about 10⁻³ is usual: Karpathy, CS231n); NaN without a rate, or of weights 0.
    `mean` and `std` are those of the activations, `activations` their histograms. `dead` is the share of units with act'(z) = 0 for every
    example; `saturated` the share of all activations with |act'(z)| ≤ 0.05 max |act'|, of a relu those that are 0. Of a softmax act' is
    a (1 − a). Norms are Euclidean.
    """

    gradient_norm: Array
    gradient_rms: Array
    gradients: tuple[Histogram, ...]
    zeros: Array
    weight_norm: Array
    update_ratio: Array
    mean: Array
    std: Array
    activations: tuple[Histogram, ...]
    dead: Array
    saturated: Array

    def __len__(self) -> int:
        return len(self.mean)

    def __repr__(self) -> str:
        columns = ("gradient_rms", "weight_norm", "update_ratio", "mean", "std", "dead", "saturated")
        lines = ["layer" + "".join(f"{name:>14}" for name in columns)]
        lines += [f"{layer:>5}" + "".join(f"{getattr(self, name)[layer]:>14.3g}" for name in columns) for layer in range(len(self))]
        return "\n".join(lines)


def statistics(of: Trainer | Network, data: Any = None, *, loss: object = None, part: str = "train",
               learning_rate: float | None = None) -> Statistics:  # fmt: skip
    """Statistics of a trainer's network over its data, or of a network over `data`; a pure function: nothing is changed.

    Gradients are those of the mean loss without penalties. The next step is the trainer's own, with its optimizer, penalties and batch;
    of a network it is −learning_rate ∂C/∂W, if that is given. Computed in float64. Raises ValueError or TypeError for what does not fit.
    (Glorot and Bengio 2010 look at the same numbers.)
    """
    subject = Subject.of(of, data, loss, part).without_penalties()
    net = subject.net
    with np.errstate(all="ignore"):
        trace, gradient = net.forward(subject.X), subject.gradient()
        change = next_step(of) if isinstance(of, Trainer) else np.full(net.n_params, np.nan)
        if learning_rate is not None:
            change = -number(learning_rate, "learning_rate", above=0) * gradient
        grads, moves = net.split(gradient), net.split(change.astype(float))
        slopes = [_slope(act, z) for act, z in zip((*net.activation, net.output), trace.z, strict=True)]
        norms = np.array([np.linalg.norm(G) for G in grads])
        sizes = np.array([np.linalg.norm(W) for W in net.W])
        moved = np.array([np.linalg.norm(M[:, :-1]) for M in moves])
        return Statistics(
            gradient_norm=norms,
            gradient_rms=norms / np.sqrt([G.size for G in grads]),
            gradients=tuple(_histogram(np.log10(np.abs(G[G != 0]))) for G in grads),
            zeros=np.array([np.mean(G == 0) for G in grads]),
            weight_norm=sizes,
            update_ratio=np.divide(moved, sizes, out=np.full(len(sizes), np.nan), where=sizes > 0),
            mean=np.array([a.mean() for a in trace.a[1:]]),
            std=np.array([a.std() for a in trace.a[1:]]),
            activations=tuple(_histogram(a.ravel()) for a in trace.a[1:]),
            dead=np.array([np.mean((slope == 0).all(axis=0)) for slope, _ in slopes]),
            saturated=np.array([np.mean(slope <= FLAT * steepest) for slope, steepest in slopes]),
        )


def next_step(trainer: Trainer) -> Array:
    """What the trainer's next step would add to theta, (p,), by its own engine on a copy; the trainer stays as it is."""
    bench, net = trainer._run.bench, trainer.net.copy()
    s, feed = bench.settings, bench.feed
    engine = Engine(net, bench.loss, bench.optimizer, bench.memory.copy(), s.learning_rate, s.l1, s.l2, s.frozen, s.schedule,
                    lambda: trainer.steps)  # fmt: skip
    rows = slice(feed.cursor, feed.cursor + s.batch_size)
    X, Y = feed.X[rows], feed.Y[rows]
    step = s.learner.step(net, engine) if s.learner and s.learner.backward else engine.batch(len(X)).step
    step(X, X.T, Y.T, engine.update)
    return net.theta - trainer.net.theta


def _slope(act: Activation, z: Array) -> tuple[Array, float]:
    """|act'(z)|, and the most that it can be."""
    if act.name == "softmax":
        a = act.f(z)
        return a * (1 - a), 0.25
    return np.abs(act.df(z)), float(np.abs(act.df(RANGE)).max())


def _histogram(values: Array) -> Histogram:
    values = values[np.isfinite(values)]
    counts, edges = np.histogram(values, min(BINS, max(1, round(2 * values.size ** (1 / 3)))))  # Rice's rule
    return Histogram(counts, edges)
