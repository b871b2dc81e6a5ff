"""Evidence: what a diagnosis looks at: one forward and one backward pass over some of the training examples, and the run so far."""

from functools import cached_property, lru_cache

import numpy as np

from nnwidgets.core.activations import Activation
from nnwidgets.core.dataset import Dataset
from nnwidgets.core.losses import Loss
from nnwidgets.core.network import Network
from nnwidgets.core.registry import Array
from nnwidgets.core.targets import encode
from nnwidgets.core.trace import Gradients, Trace
from nnwidgets.core.trainer import Trainer

MOST, LEAST, WORK = 500, 50, 20_000_000  # examples looked at, evenly spread; products in a pass over them


class Evidence:
    """Of a network `net` on examples `data` under `loss`; `trainer` is None where there is no run. Nothing here changes anything.

    Each quantity is worked out when it is first asked for.
    """

    def __init__(self, net: Network, data: Dataset, loss: Loss, trainer: Trainer | None = None):
        self.net, self.data, self.loss, self.trainer = net, data, loss, trainer
        most = max(LEAST, min(MOST, WORK // net.n_params))
        some = range(0, len(data), -(-len(data) // most))
        self.part = data if len(some) == len(data) else data.take(list(some))

    @cached_property
    def X(self) -> Array:
        """Inputs (n, n_in) of the examples looked at."""
        return self.part.inputs

    @cached_property
    def y(self) -> Array:
        """Their targets, (n, n_out)."""
        return encode(self.part.y, self.net.sizes[-1], self.net.output.name)

    @cached_property
    def trace(self) -> Trace:
        """The forward pass."""
        return self.net.forward(self.X)

    @cached_property
    def grads(self) -> Gradients:
        """The backward pass, without penalties."""
        return self.net.backward(self.trace, self.y, self.loss)

    @cached_property
    def constant(self) -> float:
        """The loss of the best answer which is the same for every example: the mean of the targets."""
        mean = self.y.mean(axis=0, keepdims=True)
        safe = np.clip(mean, 1e-9, 1 - 1e-9)
        z = {"bce": np.log(safe / (1 - safe)), "cross_entropy": np.log(safe)}.get(self.loss.name, mean)
        return float(self.loss.value(np.repeat(z, len(self.y), axis=0), np.repeat(mean, len(self.y), axis=0), self.y).mean())

    @cached_property
    def left(self) -> float:
        """The loss over that: 1 is nothing learnt, above 1 is worse than that."""
        now = self.loss.value(self.trace.z[-1], self.trace.output, self.y).mean()
        return float(now / self.constant) if self.constant > 0 else float(now > 0)

    @cached_property
    def arriving(self) -> list[Array]:
        """For every hidden layer |Wᵀ δ| of the layer behind it, (n, units): the error that arrives at its units."""
        pairs = zip(self.grads.delta[1:], list(self.net.W)[1:], strict=True)
        return [np.abs(delta @ W) for delta, W in pairs]

    @cached_property
    def let_through(self) -> list[Array]:
        """For every hidden layer the share of that error that its units let through: Σ |e σ'(z)| / (max σ' Σ |e|), (units,)."""
        layers = zip(self.arriving, self.net.activation, self.trace.z[:-1], strict=True)
        return [share(e, act, z) for e, act, z in layers]

    @cached_property
    def delta_ratio(self) -> float:
        """The size of δ in the first layer over that in the last one: root mean squares."""
        first, last = (float(np.sqrt(np.mean(np.square(d)))) for d in (self.grads.delta[0], self.grads.delta[-1]))
        return first / last if last > 0 else 1.0


def share(error: Array, act: Activation, z: Array) -> Array:
    """Σ |e σ'(z)| / (max σ' Σ |e|) over the examples, (units,); 1 where no error arrives."""
    arriving = error.sum(axis=0)
    through = (error * np.abs(act.df(z))).sum(axis=0) / steepest(act)
    return np.where(arriving > 0, through / np.where(arriving > 0, arriving, 1), 1.0)


@lru_cache(maxsize=256)
def steepest(act: Activation) -> float:
    """The largest |σ'| between −8 and 8; 1 where there is none."""
    return float(np.abs(act.df(np.linspace(-8, 8, 321))).max()) or 1.0
