"""A network with its examples, its loss and its penalties, apart from any run: what a landscape and statistics are of."""

from dataclasses import dataclass, replace
from typing import Any, Self

import numpy as np

from nnwidgets.core.feed import rows
from nnwidgets.core.learner import Learner, LearnerMeasure
from nnwidgets.core.losses import Loss, loss_for
from nnwidgets.core.network import Network
from nnwidgets.core.registry import Array, pick
from nnwidgets.core.regularizers import penalty
from nnwidgets.core.settings import CHECKS
from nnwidgets.core.surface import Surface
from nnwidgets.core.trainer import Trainer

PARTS = {"train": 0, "test": 1}


@dataclass(frozen=True, eq=False)
class Subject:
    """`net` is a float64 copy; the examples are `rows` (n, n_in + 1), which end in a one, and `Y` (n, n_out).

    `learner` is the learner's own passes.
    """

    net: Network
    loss: Loss
    rows: Array
    Y: Array
    penalties: tuple[float, float] = (0.0, 0.0)
    learner: Learner | None = None

    @classmethod
    def of(cls, thing: Trainer | Network, data: Any = None, loss: object = None, part: str = "train") -> Self:
        """Of a trainer as it stands, or of a network with `data`; raises TypeError or ValueError for what does not fit."""
        if not isinstance(thing, Trainer | Network):
            raise TypeError(f"there must be a Trainer or a Network, got {thing!r}")
        trainer, net = (thing, thing.net) if isinstance(thing, Trainer) else (None, thing)
        if data is None and trainer is None:
            raise ValueError("a network needs data to have a loss: pass data=, a Dataset, a name or (X, y); or pass a Trainer")
        pair = trainer.data if trainer and data is None else CHECKS["data"](net, data)
        examples = pair[pick(PARTS, part, "part")]
        if not len(examples):
            raise ValueError("no examples are set aside: part='test' needs a test set, such as Trainer(…, test=0.2) has")
        chosen = trainer.loss if trainer and loss is None else loss_for(net.output.name, loss)
        double = Network(net.sizes, list(net.activation), net.output, "zeros")
        double.theta = net.theta
        X, Y = rows(double, examples)
        s = trainer.settings if trainer else None
        return cls(double, chosen, X, Y, (s.l1, s.l2) if s else (0.0, 0.0), s.learner if s else None)

    @property
    def X(self) -> Array:
        """The inputs (n, n_in)."""
        return self.rows[:, :-1]

    def loss_now(self) -> float:
        """The mean loss, penalties included."""
        return float(self.over(np.zeros((1, self.net.n_params)), [np.zeros(1)])[0])

    def gradient(self) -> Array:
        """Of that, by backpropagation: (p,); |w| has the slope 0 at 0."""
        net, (l1, l2) = self.net, self.penalties
        with np.errstate(all="ignore"):
            if self.learner and self.learner.backward:
                parts = self.learner.gradient(net, self.X, self.Y)
                found = np.concatenate([np.column_stack(pair).ravel() for pair in zip(*parts, strict=True)])
            else:
                found = net.backward(net.forward(self.X), self.Y, self.loss).theta
            return np.asarray(found + np.where(weights(net), l1 * np.sign(net.theta) + l2 * net.theta, 0))

    def over(self, ways: Array, steps: list[Array]) -> Array:
        """The mean loss, penalties included, at theta + Σ steps[i] ways[i]: ways (1 or 2, p), (m,) or (m, k)."""
        if self.learner and self.learner.forward:
            return self._one_by_one(ways, steps)
        found = Surface(self.net, self.net.theta, ways, self.loss, self.rows, self.Y).over(*steps)
        return found + self._penalties(ways, steps) if any(self.penalties) else found

    def _penalties(self, ways: Array, steps: list[Array]) -> Array:
        """λ₁ Σ|w| + ½ λ₂ Σw² at every point; those that stay are added up once."""
        l1, l2 = self.penalties
        of = weights(self.net)
        moved, theta = of & ways.any(axis=0), self.net.theta
        still = penalty([theta[of & ~moved]], l1, l2)
        up = steps[1][:, None] * ways[1, moved] if len(steps) > 1 else np.zeros((1, int(moved.sum())))
        with np.errstate(all="ignore"):
            found = [[still + penalty([w], l1, l2) for w in theta[moved] + c * ways[0, moved] + up] for c in steps[0]]
        return np.reshape(found, [len(s) for s in steps])

    def _one_by_one(self, ways: Array, steps: list[Array]) -> Array:
        """The same by the learner's forward pass, which takes one network at a time."""
        assert self.learner
        net = self.net.copy()
        measure = LearnerMeasure(net, self.loss, self.rows, self.Y)
        measure.learner = self.learner
        found = np.empty([len(s) for s in steps])
        with np.errstate(all="ignore"):
            for at in np.ndindex(found.shape):
                net.theta = self.net.theta + sum(s[i] * d for s, i, d in zip(steps, at, ways, strict=True))
                found[at] = measure.loss_now() + penalty(net.W, *self.penalties)
        return found

    def without_penalties(self) -> Self:
        """The same, with the data's loss alone."""
        return replace(self, penalties=(0.0, 0.0))


def weights(net: Network) -> Array:
    """Which entries of theta are weights, as bools (p,)."""
    found = np.ones(net.n_params, bool)
    for M in net.split(found):
        M[:, -1] = False
    return found
