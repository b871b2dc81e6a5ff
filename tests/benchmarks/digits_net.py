"""784-16-16-10, batch 32, float32: the engine's step against the matrix products alone, and against scikit-learn."""

import sys
from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np
from engine import CASES, RATE, engine
from rounds import Row, compared, dearer, in_turns
from threadpoolctl import threadpool_limits

from nnwidgets.core.engine import Arena

CASE = CASES[2]
OTHERS = {  # with fewer passes over an activation than sigmoid's four: each costs its call, about 0.3 µs, whatever BLAS does
    "tanh": replace(CASE, hidden="tanh", output="tanh"),
    "relu": replace(CASE, hidden="relu"),
}


def measure(quick: bool) -> Iterator[Row]:
    """One BLAS thread for all; without scikit-learn its row says so."""
    with threadpool_limits(1), np.errstate(all="ignore"):
        net, (train, _) = CASE.network(), CASE.data()
        feed, epoch = engine(CASE, net, train)
        count = CASE.n_train // CASE.batch
        contestants = {"engine": turn(epoch, count), "blas": turn(products(feed.X), count)}
        for name, other in OTHERS.items():
            contestants[name] = turn(engine(other, other.network(), train)[1], count)
        for others in ({"sklearn epoch": lambda: scikit(feed, whole=True), "sklearn batch": lambda: scikit(feed, whole=False)},
                       {"torch": lambda: eager(feed)}):  # fmt: skip
            try:
                contestants |= {name: turn(made(), count) for name, made in others.items()}
            except ImportError as error:
                print(f"{CASE}: not measured: {error}", file=sys.stderr)
        times = in_turns(contestants, 3 if quick else 21)
        yield dearer(f"{CASE}: engine v its BLAS calls alone", times["engine"], times["blas"], 1.35)
        for name, other in OTHERS.items():
            yield dearer(f"… the same, {other.hidden} and {other.output}", times[name], times["blas"], 1.35)
        if "torch" in times:
            yield compared("… engine v PyTorch eager", times["engine"], times["torch"], 8)
        else:
            yield Row("… engine v PyTorch eager: NOT MEASURED", "torch is not installed", goal="≥ 8×")
        if "sklearn batch" in times:
            yield compared("… engine v MLPClassifier.partial_fit, a batch a call", times["engine"], times["sklearn batch"], 10)
            yield compared("… engine v MLPClassifier.partial_fit, an epoch a call", times["engine"], times["sklearn epoch"])
        else:
            yield Row("… engine v MLPClassifier.partial_fit: NOT MEASURED", "scikit-learn is not installed", goal="≥ 10×")


def turn(epoch: Callable[[], None], count: int) -> Callable[[int], int]:
    """So many epochs as are about n steps."""

    def act(n: int) -> int:
        for _ in range(max(1, round(n / count))):
            epoch()
        return max(1, round(n / count)) * count

    return act


def products(X: np.ndarray) -> Callable[[], None]:
    """The eight matrix products of a step and nothing else, into the same kind of buffers, over the same batches."""
    net = CASE.network()
    arena, blocks = Arena(net, CASE.batch), net.split(np.empty_like(net.theta))
    ones, delta = arena.a_ones, arena.delta
    calls = []
    for layer in range(1, len(net.blocks)):
        calls += [
            (net.blocks[layer].dot, ones[layer - 1], arena.z[layer]),
            (delta[layer].dot, ones[layer - 1].T, blocks[layer]),
            (net.blocks[layer].T.dot, delta[layer], arena.delta_ones[layer - 1]),
        ]
    first, last = net.blocks[0].dot, delta[0].dot
    batches = [X[i : i + CASE.batch] for i in range(0, len(X), CASE.batch)]
    pairs = [(rows, rows.T) for rows in batches]

    def epoch() -> None:
        for rows, columns in pairs:
            first(columns, arena.z[0])
            for dot, b, out in calls:
                dot(b, out)
            last(rows, blocks[0])

    return epoch


def scikit(feed, whole: bool) -> Callable[[], None]:
    """scikit-learn's network of the same sizes: an epoch in one call of partial_fit, or one call a batch."""
    from sklearn.neural_network import MLPClassifier

    X, y = np.ascontiguousarray(feed.X[:, :-1]), feed.Y.argmax(axis=1)
    net = MLPClassifier(CASE.sizes[1:-1], activation="logistic", solver="sgd", alpha=0, batch_size=CASE.batch, learning_rate_init=RATE,
                        momentum=0, shuffle=False)  # fmt: skip
    classes = np.arange(CASE.sizes[-1])
    size = len(X) if whole else CASE.batch

    def epoch() -> None:
        for i in range(0, len(X), size):
            net.partial_fit(X[i : i + size], y[i : i + size], classes=classes)

    return epoch


def eager(feed) -> Callable[[], None]:
    """PyTorch's network of the same sizes, loss and update, a batch after the other, on one thread."""
    import torch

    torch.set_num_threads(1)
    layers = []
    for n, m in zip(CASE.sizes, CASE.sizes[1:], strict=False):
        layers += [torch.nn.Linear(n, m), torch.nn.Sigmoid()]
    net = torch.nn.Sequential(*layers)
    update = torch.optim.SGD(net.parameters(), lr=RATE)
    X, Y = torch.tensor(feed.X[:, :-1]), torch.tensor(feed.Y)
    pairs = list(zip(X.split(CASE.batch), Y.split(CASE.batch), strict=True))

    def epoch() -> None:
        for x, y in pairs:
            update.zero_grad()
            (0.5 * (net(x) - y).square().sum(dim=1)).mean().backward()
            update.step()

    return epoch
