"""The chain rule for one parameter: every route by which it reaches the cost, and the factors along each."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from math import prod

import numpy as np

from nnwidgets.core.gradcheck import asked
from nnwidgets.core.losses import Loss
from nnwidgets.core.network import Network
from nnwidgets.core.registry import Array
from nnwidgets.core.shares import index_of
from nnwidgets.core.trace import Gradients, Trace

MOST = 5000  # routes that are listed


@dataclass(frozen=True)
class Factor:
    """One ratio of the product: what it is (`of`), its value, and the NumPy expression of it."""

    of: str
    value: float
    numpy: str


@dataclass(frozen=True)
class Route:
    """Through these `units` (of layer + 1, …, of the output): the factors, whose product is its share of the derivative."""

    units: tuple[int, ...]
    factors: tuple[Factor, ...]

    @property
    def product(self) -> float:
        """Its share of ∂C/∂w."""
        return prod(factor.value for factor in self.factors)


def routes(net: Network, x: object, y: object, parameter: object, loss: object = None) -> list[Route]:
    """All routes from a parameter ("W[0][1, 0]", "b[0][1]" or its index) to the cost of one example x (n_in,), y (n_out,).

    ∂C/∂w = Σ over routes of a_prev · σ'(z) · w · σ'(z) · … · ∂C/∂a; where output and loss go together, as softmax and cross-entropy, the
    last two are a − y at once. Raises ValueError for more than 5,000 routes, or more than one example. (Chain rule; 3Blue1Brown, ch. 4.)
    """
    own, rows, target, chosen = asked(net, np.atleast_2d(np.asarray(x)), np.atleast_2d(np.asarray(y)), loss)
    if len(rows) != 1:
        raise ValueError(f"routes are those of one example, got {len(rows)}")
    k = index_of(own, parameter)
    layer, unit, source = place(own, k)
    between = own.sizes[layer + 2 :]
    count = prod(between)
    if count > MOST:
        raise ValueError(f"{parameter} reaches the cost by {count:,} routes; at most {MOST:,} are listed")
    trace = own.forward(rows)
    grads = own.backward(trace, target, chosen)
    given = source < own.sizes[layer]
    first = Factor("a", float(trace.a[layer][0, source]), f"trace.a[{layer}][0, {source}]") if given else Factor("1", 1.0, "1")
    ways = [(unit, *on) for on in product(*map(range, between))]
    return [Route(way, (first, *_factors(own, trace, grads, target, chosen, layer, way))) for way in ways]


def place(net: Network, k: int) -> tuple[int, int, int]:
    """(layer, unit, source) of theta[k], as in W[layer][unit, source]; source = n_in for the bias."""
    for layer, (n_in, n_out) in enumerate(zip(net.sizes, net.sizes[1:], strict=False)):
        if k < n_out * (n_in + 1):
            return layer, *divmod(k, n_in + 1)
        k -= n_out * (n_in + 1)
    raise ValueError(f"a network of {net.n_params} parameters has no number {k + net.n_params}")


def _factors(net: Network, trace: Trace, grads: Gradients, y: Array, loss: Loss, layer: int, units: tuple[int, ...]) -> Iterator[Factor]:
    last = len(net.W) - 1
    for l, j in enumerate(units, layer):
        if l > layer:
            i = units[l - layer - 1]
            yield Factor("w", float(net.W[l][j, i]), f"net.W[{l}][{j}, {i}]")
        if l == last and loss.pair:
            yield Factor("a − y", float(grads.delta[l][0, j]), f"grads.delta[{l}][0, {j}]")
            return
        act = net.output if l == last else net.activation[l]
        name = "net.output" if l == last else f"net.activation[{l}]"
        yield Factor("slope", float(act.df(trace.z[l])[0, j]), f"{name}.df(trace.z[{l}])[0, {j}]")
    assert loss.slope is not None
    yield Factor("dC/da", float(loss.slope(trace.a[-1], y)[0, units[-1]]), f"loss.slope(trace.a[{last + 1}], y)[0, {units[-1]}]")
