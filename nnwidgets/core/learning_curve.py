"""The learning curve: how much more examples help, with one and the same network and the same work."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from nnwidgets.core.bench import undisturbed
from nnwidgets.core.dataset import Dataset
from nnwidgets.core.network import Network
from nnwidgets.core.registry import Array, whole
from nnwidgets.core.run import Run
from nnwidgets.core.trainer import Trainer

SLICE = 256  # steps between two words about how far it is


class Size(NamedTuple):
    """The first `n` examples: the share right of them, and of the test examples, after the same number of steps."""

    n: int
    train: float
    test: float


def counts(n: int, least: int = 10) -> list[int]:
    """10, 30, 100, 300 … and `n` itself: about two to a power of ten."""
    found, unit = [], least
    while unit < n:
        found += [unit] if 3 * unit >= n else [unit, 3 * unit]
        unit *= 10
    return [*found, n]


def learning_curve(
    trainer: Trainer, train: Dataset, sizes: Sequence[int], steps: int, theta: Array
) -> Iterator[tuple[int, int, list[Size]]]:
    """(steps done, of how many, what is known) again and again, until every size is known.

    Each network has the shape of `trainer.net`, begins with `theta` (n_params,) and goes `steps` steps under the trainer's settings, on the
    first n of `train`; the test examples are the trainer's, and the trainer stays as it is. The shares are those of right classes
    (definition). Raises ValueError for what the settings refuse.
    """
    known: list[Size] = []
    total, test = len(sizes) * whole(steps, "steps", 1), trainer.data[1]
    for i, n in enumerate(sizes):
        net, seen = trainer.net.copy(), train.take(range(n))
        net.theta = theta
        settings = trainer.settings.changed(net, trainer.loss, data=(seen, test))
        run = Run(net, trainer.loss, settings, steps, trainer.seed)
        while run.steps < steps:
            with undisturbed():
                run.go_on(min(run.steps + SLICE, steps), note=False)
            yield i * steps + run.steps, total, known
        known = [*known, Size(n, right(net, seen), right(net, test))]
    yield total, total, known


def right(net: Network, part: Dataset) -> float:
    """The share of examples whose class the network names."""
    return float((net.predict(part.inputs) == part.y).mean())
