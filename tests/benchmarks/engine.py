"""One step of training: the engine by itself, and the whole Trainer, against tutorial NumPy."""

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from rounds import Row, compared, dearer, in_turns
from threadpoolctl import threadpool_limits
from tutorial import Frugal, Tutorial

from nnwidgets.core.datasets import DATASETS, Dataset, from_arrays
from nnwidgets.core.engine import Engine
from nnwidgets.core.feed import Feed, rows
from nnwidgets.core.losses import LOSSES
from nnwidgets.core.network import Network
from nnwidgets.core.optimizers import OPTIMIZERS, Optimizer
from nnwidgets.core.schedules import CONSTANT, Cosine, Schedule
from nnwidgets.core.trainer import Trainer

RATE, LOSS = 0.03, "squared_error"
SCHEDULED = {"sgd with a cosine schedule": Cosine(steps=10**6)}
PROOF_EPOCHS = 10


@dataclass(frozen=True)
class Case:
    """A network, its data and what is asked of it."""

    sizes: tuple[int, ...]
    hidden: str
    output: str
    batch: int
    n_train: int
    n_test: int
    dtype: str = "float64"
    goal: float | None = None

    def __str__(self) -> str:
        return f"{'-'.join(map(str, self.sizes))} {self.hidden}, batch {self.batch}, {self.dtype}"

    def network(self) -> Network:
        """Always with the same weights."""
        return Network(self.sizes, self.hidden, self.output, dtype=self.dtype)

    def data(self) -> tuple[Dataset, Dataset]:
        """(train, test): the circle for two inputs, else clouds of numbers, one for each class."""
        n = self.n_train + self.n_test
        if self.sizes[0] == 2:
            return DATASETS["circle"](n).split(self.n_test / n)
        rng = np.random.default_rng(0)
        y = np.arange(n) % max(2, self.sizes[-1])
        centres = rng.normal(size=(y.max() + 1, self.sizes[0]))
        return from_arrays(0.3 * (centres[y] + rng.normal(size=(n, self.sizes[0]))), y).split(self.n_test / n)


# fmt: off
CASES = [
    Case((2, 4, 2, 1),               "tanh",    "tanh",    10,  250, 250, goal=5),
    Case((7, 8, 8, 8, 8, 8, 8, 1),   "relu",    "tanh",    30,  240, 240),
    Case((784, 16, 16, 10),          "sigmoid", "sigmoid", 32, 1024, 256, dtype="float32"),
]
# fmt: on


def measure(quick: bool) -> Iterator[Row]:
    """The rows of every case; where the weights differ nothing is measured, and the row says so."""
    with threadpool_limits(1), np.errstate(all="ignore"):
        for case in CASES:
            data = case.data()
            net = case.network()
            far, most = difference(case, net, data), 1e-12 if case.dtype == "float64" else 1e-5
            if not far <= most:
                yield Row(f"{case}: NOT MEASURED", f"weights differ by {far:.1e} from the others'", goal=f"≤ {most:g}", met=False)
                continue
            print(f"{case}: weights agree with the others' to {far:.1e} after {PROOF_EPOCHS} epochs", file=sys.stderr)
            times = in_turns(contestants(case, net, data), 3 if quick else 21)
            yield compared(f"{case}: engine v tutorial, bare steps", times["engine"], times["tutorial"], case.goal)
            yield compared(
                "… Trainer.train (shuffle, losses, snapshots) v tutorial, bare steps", times["trainer"], times["tutorial"], case.goal
            )
            yield compared("… Trainer.train v the tutorial's loop (shuffle, train loss)", times["trainer"], times["loop"])
            yield compared("… engine v frugal NumPy, bare steps", times["engine"], times["frugal"])
            for name in (*OPTIMIZERS, *SCHEDULED):
                if name != "sgd":
                    limit = 1.5 if name == "adam" and case is CASES[0] else None
                    yield dearer(f"… engine, whole step: {name} v sgd", times[name], times["engine"], limit)


def difference(case: Case, net: Network, data: tuple[Dataset, Dataset]) -> float:
    """Largest difference in any weight from the Trainer's, of the bare engine and both others: one start, the same batches."""
    ours, bare = net.copy(), net.copy()
    trainer(case, ours, data).train(epochs=PROOF_EPOCHS)
    feed, epoch = engine(case, bare, data[0])
    others = [kind(net.W, net.b, case.hidden, case.output) for kind in (Tutorial, Frugal)]
    for _ in range(PROOF_EPOCHS):
        for X, Y in cut(feed.X[:, :-1], feed.Y, case.batch):
            for other in others:
                other.step(X, Y, RATE)
        epoch()
        feed.advance(case.n_train)
    pairs = [(ours.theta, bare.theta), *(pair for other in others for pair in zip((*ours.W, *ours.b), other.parameters(), strict=True))]
    assert abs(ours.theta - net.theta).max() > 0, "nothing was learnt: the proof would be empty"
    return max(float(abs(a - b).max()) for a, b in pairs)


def trainer(case: Case, net: Network, data: tuple[Dataset, Dataset]) -> Trainer:
    """The Trainer of a case, with everything on that is on by default."""
    return Trainer(net, data, loss=LOSS, learning_rate=RATE, batch_size=case.batch)


def engine(
    case: Case, net: Network, train: Dataset, optimizer: Optimizer = OPTIMIZERS["sgd"], schedule: Schedule = CONSTANT
) -> tuple[Feed, Callable[[], None]]:
    """The Trainer's feed, and its innermost loop with nothing around it: one epoch over what the feed has dealt."""
    own = Engine(net, LOSSES[LOSS], optimizer, optimizer.memory(net.n_params, net.theta.dtype), RATE, schedule=schedule, clock=lambda: 1000)
    feed = Feed(0)
    feed.load(*rows(net, train), shuffle=True)
    batches, update = feed.batches(case.batch, {}, lambda n: own.batch(n).step), own.update

    def epoch() -> None:
        for step, X, XT, Y in batches:
            step(X, XT, Y, update)

    return feed, epoch


def cut(X: np.ndarray, Y: np.ndarray, size: int) -> list[tuple[np.ndarray, np.ndarray]]:
    """The batches as a tutorial has them: contiguous rows."""
    return [(np.ascontiguousarray(X[i : i + size]), Y[i : i + size]) for i in range(0, len(X), size)]


def contestants(case: Case, net: Network, data: tuple[Dataset, Dataset]) -> dict[str, Callable[[int], int]]:
    """The bare engine and the Trainer; bare steps of the tutorial's and of the frugal kind, and the tutorial's whole loop."""
    feed, epoch = engine(case, net.copy(), data[0])
    X, Y = np.ascontiguousarray(feed.X[:, :-1]), feed.Y.copy()
    batches, rng = cut(X, Y, case.batch), np.random.default_rng(0)
    whole = trainer(case, net.copy(), data)
    others = {name: engine(case, net.copy(), data[0], made)[1] for name, made in OPTIMIZERS.items() if name != "sgd"}
    others |= {name: engine(case, net.copy(), data[0], schedule=made)[1] for name, made in SCHEDULED.items()}
    tutorial, looped, frugal = (kind(net.W, net.b, case.hidden, case.output) for kind in (Tutorial, Tutorial, Frugal))

    def turn(epochs: Callable[[int], object]) -> Callable[[int], int]:
        """So many epochs as are about n steps."""

        def act(n: int) -> int:
            count = max(1, round(n / len(batches)))
            epochs(count)
            return count * len(batches)

        return act

    def stepping(step: Callable[..., None]) -> Callable[[int], None]:
        def epochs(count: int) -> None:
            for _ in range(count):
                for x, y in batches:
                    step(x, y, RATE)

        return epochs

    def repeated(epoch: Callable[[], None]) -> Callable[[int], None]:
        def epochs(count: int) -> None:
            for _ in range(count):
                epoch()

        return epochs

    return {
        "engine": turn(repeated(epoch)),
        "trainer": turn(lambda count: whole.train(steps=count * len(batches))),
        "tutorial": turn(stepping(tutorial.step)),
        "loop": turn(lambda count: looped.train(X, Y, case.batch, RATE, count, rng)),
        "frugal": turn(stepping(frugal.step)),
        **{name: turn(repeated(one)) for name, one in others.items()},
    }
