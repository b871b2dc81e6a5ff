"""Gradients: backpropagation against one forward pass for each parameter, and the batched check against a loop."""

from collections.abc import Callable, Iterator

import numpy as np
from rounds import Row, compared, in_turns, spread
from threadpoolctl import threadpool_limits

from nnwidgets.core.gradcheck import asked, numerical_gradient
from nnwidgets.core.gradient_report import gradient_check
from nnwidgets.core.network import Network
from nnwidgets.core.savings import differences, duration

NETS = {(2, 4, 2, 1): 50, (7, 8, 8, 8, 8, 8, 8, 1): 50, (784, 16, 16, 10): 1}  # sizes: examples
SECOND = 1.0  # most that a learner should wait for a check


def measure(quick: bool) -> Iterator[Row]:
    """One BLAS thread for all."""
    rounds = 3 if quick else 21
    with threadpool_limits(1):
        for sizes, n in NETS.items():
            yield saved(sizes, n, rounds)
        yield from (looped((7, 8, 8, 8, 8, 8, 8, 1), n, rounds) for n in (5, 50))
        for sizes, n in (((3, 4, 4, 2), 5), ((7, 8, 8, 8, 8, 8, 8, 1), 500), ((784, 16, 16, 10), 500)):
            yield checked(sizes, n, rounds)


def problem(sizes: tuple[int, ...], n: int) -> tuple[Network, np.ndarray, np.ndarray]:
    """A network with sigmoids, and numbers for it."""
    rng = np.random.default_rng(0)
    return Network(sizes, "sigmoid"), rng.normal(size=(n, sizes[0])), rng.uniform(size=(n, sizes[-1]))


def saved(sizes: tuple[int, ...], n: int, rounds: int) -> Row:
    """A whole gradient both ways; differences are timed by the pass, as n_params + 1 of them."""
    net, X, y = problem(sizes, n)
    loss = asked(net, X, y)[3]
    passes, endless = net.n_params + 1, cycling(lambda: differences(net, X, y, loss))

    def nudged(count: int) -> int:
        for _ in range(count):
            next(endless)
        return count

    def backward(count: int) -> int:
        for _ in range(count):
            net.backward(net.forward(X), y)
        return count

    times = in_turns({"pass": nudged, "backward": backward}, rounds)
    ratio, one = times["pass"].cpu * passes / times["backward"].cpu, float(np.median(times["backward"].cpu))
    whole = float(np.median(times["pass"].cpu)) * passes
    name = f"{'-'.join(map(str, sizes))}, {n} examples: backpropagation v {passes:,} forward passes"
    return Row(name, duration(one), duration(whole), spread(ratio, ".0f", "×"))


def cycling(make: Callable[[], Iterator[float]]) -> Iterator[float]:
    """One after the other, for ever."""
    while True:
        yield from make()


def looped(sizes: tuple[int, ...], n: int, rounds: int) -> Row:
    """The batched numerical gradient, kinks looked for, against two forward passes for each parameter."""
    net, X, y = problem(sizes, n)
    loss = asked(net, X, y)[3]

    def loop(count: int) -> int:
        for _ in range(count):
            theta = net.theta
            for k in range(theta.size):
                there, sides = theta[k], []
                for h in (1e-5, -1e-5):
                    theta[k] = there + h
                    trace = net.forward(X)
                    sides.append(loss.value(trace.z[-1], trace.output, y).mean())
                theta[k] = there
        return count

    def batched(count: int) -> int:
        for _ in range(count):
            numerical_gradient(net, X, y)
        return count

    times = in_turns({"batched": batched, "loop": loop}, rounds)
    return compared(
        f"{'-'.join(map(str, sizes))}, {n} examples: numerical_gradient v a loop of net.forward", times["batched"], times["loop"]
    )


def checked(sizes: tuple[int, ...], n: int, rounds: int) -> Row:
    """gradient_check of a backward pass with a slip in it, diagnosis and all."""
    net, X, y = problem(sizes, n)

    def slipped(W: list, b: list, X: np.ndarray, y: np.ndarray) -> tuple[list, list]:
        grads = net.backward(net.forward(X), y)
        return [3.1 * g for g in grads.W], [2.9 * g for g in grads.b]  # which no slip explains: all are tried

    def check(count: int) -> int:
        for _ in range(count):
            gradient_check(net, X, y, backward=slipped)
        return count

    wall = in_turns({"check": check}, rounds)["check"].wall
    name = f"{'-'.join(map(str, sizes))} ({net.n_params:,} parameters), {n} examples: gradient_check with its diagnosis"
    return Row(name, duration(float(np.median(wall))), goal=f"≤ {SECOND:g} s", met=bool(np.median(wall) <= SECOND))
