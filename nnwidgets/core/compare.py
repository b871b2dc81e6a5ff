"""One knob: two runs with the same data, start and batches that differ in exactly one thing, and what that changes."""

from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Self

import numpy as np

from nnwidgets.core.divergence import DivergenceError
from nnwidgets.core.knobs import KNOBS, differences
from nnwidgets.core.network import Network
from nnwidgets.core.registry import Array, pick, whole
from nnwidgets.core.trainer import Trainer

OF_NETWORK = ("sizes", "activation", "output", "init", "dtype")
OF_TRAINER = ("loss", "optimizer", "learning_rate", "schedule", "batch_size", "l1", "l2", "shuffle", "seed")


@dataclass(frozen=True, eq=False)
class Map:
    """`values` (grid, grid) over `x` and `y` (grid,), y[0] the lowest row; (grid,) over `x` where there is one input; with several
    outputs they are the last axis."""

    x: Array
    y: Array | None
    values: Array


class Comparison:
    """Runs `a` and `b`, two Trainers that can be trained together, and their one `difference`."""

    def __init__(self, a: Trainer, b: Trainer):
        found = differences(a, b)
        if not found:
            raise ValueError("the runs differ in nothing; change exactly one thing, such as learning_rate=0.1")
        if len(found) > 1:
            listed = ", ".join(map(str, found))
            raise ValueError(f"the runs differ in {len(found)} things: {listed}; change exactly one, or nobody can say which it was")
        if a.steps != b.steps:
            raise ValueError(f"the runs stand at different steps, {a.steps} and {b.steps}; train the one behind, or reset both")
        self.a, self.b, self.difference = a, b, found[0]

    def train(self, steps: int | None = None, epochs: int | None = None) -> Self:
        """Train both by count. One that diverges stops at its last finite step, see its `reason`; the other goes on.

        An interrupt leaves both where they were.
        """
        if steps is not None:
            whole(steps, "steps")
        before = self.a.steps, self.b.steps
        try:
            for trainer in (self.a, self.b):
                with suppress(DivergenceError):
                    trainer.train(steps, epochs)
        except BaseException:
            for trainer, step in zip((self.a, self.b), before, strict=True):
                trainer.rewind(min(step, trainer.steps))
            raise
        return self

    def map(self, grid: int = 50) -> Map:
        """b's output minus a's over the range of the first two columns of X, the others at their mean: where the knob shows.

        Raises ValueError where the two have outputs or columns of different number.
        """
        whole(grid, "grid", 2)
        one, other = self.a.data[0], self.b.data[0]
        if self.a.net.sizes[-1] != self.b.net.sizes[-1] or one.X.shape[1] != other.X.shape[1]:
            raise ValueError("a difference needs as many outputs, and as many columns of X, in both runs")
        X = np.concatenate([part.X for trainer in (self.a, self.b) for part in trainer.data]).astype(float)
        x, *rest = (np.linspace(*ends, grid) for ends in zip(X.min(axis=0)[:2], X.max(axis=0)[:2], strict=True))
        rows = np.tile(X.mean(axis=0), (grid ** (1 + len(rest)), 1))
        rows[:, 0] = np.tile(x, len(rows) // grid)
        if rest:
            rows[:, 1] = np.repeat(rest[0], grid)
        with np.errstate(all="ignore"):
            outputs = [trainer.net.forward(trainer.data[0].transform(rows)).output for trainer in (self.a, self.b)]
        values = (outputs[1] - outputs[0]).reshape(*[grid] * (1 + len(rest)), -1)
        return Map(x, rest[0] if rest else None, values[..., 0] if values.shape[-1] == 1 else values)

    def __str__(self) -> str:
        """What differs and what came of it, in a sentence."""
        losses = [trainer.test_loss if len(trainer.data[1]) else trainer.train_loss for trainer in (self.a, self.b)]
        kind, d = "test" if len(self.a.data[1]) else "train", self.difference
        ends = " and ".join(f"{loss:.4g} with {d.name} {told}" for loss, told in zip(losses, (d.a, d.b), strict=True))
        return f"only {d.name} differs: after {self.a.steps} steps the {kind} loss is {ends}" + self._stopped()

    def _stopped(self) -> str:
        gone = [(name, t.reason) for name, t in (("a", self.a), ("b", self.b)) if t.reason and t.reason.kind == "divergence"]
        return "".join(f"; {name} stopped: {reason}" for name, reason in gone)

    def __repr__(self) -> str:
        return f"Comparison({self.difference}, step {self.a.steps})"


def compare(a: Trainer, b: Trainer | None = None, **change: Any) -> Comparison:
    """Two runs that differ in exactly one thing: two Trainers, or one and a `change`, such as learning_rate=0.1 or activation="relu".

    A second run that is made so begins with the same data, start and batches and is trained to where the first one stands.
    Raises ValueError that names all differences where there is none or more than one (definition: a controlled experiment).
    """
    if b is not None and change:
        raise ValueError("compare takes two Trainers, or one and what to change, not both")
    return Comparison(a, changed(a, **change) if b is None else b)


def changed(a: Trainer, **change: Any) -> Trainer:
    """A run that begins as `a` did but for the changes, trained to where `a` stands or to its last finite step."""
    for name in change:
        pick(dict.fromkeys((*OF_NETWORK, *OF_TRAINER, "data")), name, "change")
    first, net = a.history.snapshots[0], a.net
    s = first.settings
    activation: Any = s.activation if "sizes" not in change else s.activation[0] if s.activation else "tanh"
    own = {"sizes": net.sizes, "activation": activation, "output": s.output, "init": net._draw, "dtype": str(net.theta.dtype)}
    other = Network(**own | {name: change[name] for name in OF_NETWORK if name in change}, seed=net.seed)
    if net.draw:
        other.new_weights(net.draw)
    if not {"sizes", "init"} & change.keys():
        other.theta = first.theta
    training = {name: KNOBS[name][0](a) for name in OF_TRAINER} | {name: change[name] for name in OF_TRAINER if name in change}
    passes: dict[str, Any] = {"forward": s.learner.forward, "backward": s.learner.backward} if s.learner else {}
    b = Trainer(other, change.get("data", s.data), record_every=a.record_every, **training, **passes)
    if s.frozen:
        b._begin(first.theta.copy(), b.settings.changed(other, b.loss, frozen=s.frozen))
    with suppress(DivergenceError):
        b.train(a.steps)
    return b
