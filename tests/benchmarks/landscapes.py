"""The loss on a grid of 50 × 50 points for 500 examples: a Landscape's surface against a loop of `net.forward`."""

from collections.abc import Callable, Iterator

import numpy as np
from rounds import Row, compared, in_turns
from threadpoolctl import threadpool_limits

from nnwidgets.core.datasets import circle
from nnwidgets.core.directions import named, random_direction
from nnwidgets.core.losses import LOSSES
from nnwidgets.core.network import Network
from nnwidgets.core.surface import Surface
from nnwidgets.core.targets import encode

POINTS, GOAL = 50, 5
SIZES = [2, 4, 2, 1]
CASES = {  # what varies of the Playground's network; the goal is for two weights: where all of it varies there is little to leave out
    "two weights of the last layer": (["W[2][0, 0]", "W[2][0, 1]"], GOAL),
    "two weights of the middle layer": (["W[1][0, 0]", "W[1][1, 2]"], GOAL),
    "two weights of the first layer, of two units": (["W[0][0, 0]", "W[0][1, 1]"], GOAL),
    "two weights of the first layer, of one unit": (["W[0][0, 0]", "W[0][0, 1]"], GOAL),
    "two random directions, so that all 25 vary": (None, None),
}


def measure(quick: bool) -> Iterator[Row]:
    """A row a case; a surface that is not the loop's is not measured."""
    data = circle(500)
    net, loss = Network(SIZES, "tanh", "tanh", seed=1), LOSSES["squared_error"]
    X, Y = data.inputs, encode(data.y, 1, "tanh")
    at = np.linspace(-3, 3, POINTS)
    with threadpool_limits(1):
        for case, (names, goal) in CASES.items():
            ways = np.array([random_direction(net, seed) for seed in (0, 1)])
            if names:
                ways = np.eye(net.n_params)[[named(net, name) for name in names]]
            ours, theirs = surface(net, ways, loss, X, Y, at), loop(net.copy(), ways, loss, X, Y, at)
            far = float(np.abs(ours() - theirs(range(POINTS))).max())
            if not far <= 1e-12:
                yield Row(f"landscape, {case}: NOT MEASURED", f"differs by {far:.1e} from the loop", goal="≤ 1e-12", met=False)
                continue
            contestants = {"ours": whole(ours), "theirs": lines(theirs)}
            times = in_turns(contestants, 3 if quick else 11)
            yield compared(f"landscape 50 × 50, 500 examples: {case}, v a loop of forward, a point", times["ours"], times["theirs"], goal)


def surface(net, ways, loss, X, Y, at) -> Callable[[], np.ndarray]:
    """The whole of it, planned and allocated anew as for every call."""
    rows = np.column_stack([X, np.ones(len(X))])
    return lambda: Surface(net, net.theta, ways, loss, rows, Y).over(at, at)


def loop(net, ways, loss, X, Y, at) -> Callable[[range], np.ndarray]:
    """Some lines of it: write into theta, forward, loss."""
    start = net.theta.copy()

    def act(some: range) -> np.ndarray:
        found = np.empty((len(some), POINTS))
        for row, i in enumerate(some):
            line = start + at[i] * ways[0]
            for j in range(POINTS):
                net.theta[:] = line + at[j] * ways[1]
                trace = net.forward(X)
                found[row, j] = loss.value(trace.z[-1], trace.a[-1], Y).mean()
        return found

    return act


def whole(act: Callable[[], np.ndarray]) -> Callable[[int], int]:
    """About n points, in whole surfaces."""

    def turn(n: int) -> int:
        count = max(1, round(n / POINTS**2))
        for _ in range(count):
            act()
        return count * POINTS**2

    return turn


def lines(act: Callable[[range], np.ndarray]) -> Callable[[int], int]:
    """About n points, in whole lines of the grid."""

    def turn(n: int) -> int:
        count = max(1, round(n / POINTS))
        for i in range(count):
            act(range(i % POINTS, i % POINTS + 1))
        return count * POINTS

    return turn
