"""The gradient by nudging every parameter: differences, or the complex step; away from kinks."""

from dataclasses import dataclass

import numpy as np

from nnwidgets.core.losses import Loss, aims, loss_for
from nnwidgets.core.network import Network
from nnwidgets.core.registry import Array, number
from nnwidgets.core.targets import encode
from nnwidgets.core.trace import Blocks

H = 1e-5  # near the cube root of ε, where the h² of the formula and the ε / h of rounding are about equal
TINY = 1e-30  # of the complex step: nothing is subtracted, so nothing is lost
STACK = 100_000  # numbers per layer at once: larger blocks leave the cache
JUMP, STEEP = 1e-3, 100.0  # a slope that moves by more than JUMP + STEEP · |Δz| has a kink in between
METHODS = ("central", "complex")


@dataclass(frozen=True, eq=False)
class Numerical:
    """∂C/∂θ by differences, `theta` (n_params,) and its blocks `W[l]`, `b[l]`.

    `left_out` (n_params,) marks those whose nudge crosses a kink, `nudged` counts those for which a hundredth of it did not,
    `noise` is about what rounding adds to one entry.
    """

    theta: Array
    W: Blocks
    b: Blocks
    left_out: Array
    nudged: int
    noise: float
    h: float
    method: str


def asked(net: Network, X: object, y: object, loss: object = None) -> tuple[Network, Array, Array, Loss]:
    """A float64 copy of the network, X (n, n_in), targets (n, n_out) and the loss; raises as `net.backward` does."""
    own = type(net)(net.sizes, net.activation, net.output, net.init, "float64", net.seed)
    own.theta = net.theta
    x, chosen = own._inputs(X), loss_for(net.output.name, loss)
    target = aims(chosen, encode(y, net.sizes[-1], net.output.name))
    if len(target) != len(x) or not len(x):
        raise ValueError(f"y must have one row for each of at least one example; got {len(target)} for {len(x)}")
    return own, x, target, chosen


def numerical_gradient(net: Network, X: object, y: object, loss: object = None, h: float = H, method: str = "central") -> Numerical:
    """The gradient of the mean loss by nudging one parameter after the other, in float64; only the forward pass is used.

    (C(θ + h) − C(θ − h)) / 2h, with h divided by the largest input of the weight where that is above 1; with method "complex"
    Im C(θ + ih) / h, exact to rounding (Squire and Trapp 1998). Raises ValueError for functions that know no complex numbers.
    """
    if method not in METHODS:
        raise ValueError(f"method must be 'central' or 'complex', got {method!r}")
    nudge = Nudge(*asked(net, X, y, loss), number(h, "h", above=0))
    if method == "complex":
        nudge.test_complex()
    theta, crossed = np.zeros(net.n_params), np.zeros(net.n_params, bool)
    blocks, start = nudge.net.split(theta), 0
    for layer, M in enumerate(blocks):
        part = slice(start, start + M.size)
        theta[part], crossed[part] = nudge.layer(layer, np.arange(M.size), method)
        start += M.size
    again = np.flatnonzero(crossed)
    if again.size:
        closer, start = Nudge(nudge.net, nudge.a[0], nudge.y, nudge.loss, nudge.h / 100), 0
        for layer, M in enumerate(blocks):
            mine = again[(again >= start) & (again < start + M.size)]
            theta[mine], crossed[mine] = closer.layer(layer, mine - start, method)
            start += M.size
    theta[crossed] = 0
    noise = 4 * np.finfo(float).eps * (1 + abs(nudge.mean_loss)) / (1 if method == "complex" else nudge.h)
    W, b = Blocks("dW", [M[:, :-1] for M in blocks]), Blocks("db", [M[:, -1] for M in blocks])
    return Numerical(theta, W, b, crossed, int(again.size - crossed.sum()), noise, nudge.h, method)


class Nudge:
    """Forward passes of many networks that each differ from one in one parameter, all examples at once."""

    def __init__(self, net: Network, X: Array, y: Array, loss: Loss, h: float):
        with np.errstate(all="ignore"):
            trace = net.forward(X)
            self.mean_loss = float(loss.value(trace.z[-1], trace.output, y).mean())
        if not np.isfinite(self.mean_loss):
            raise ValueError(f"the loss is {self.mean_loss:g} with these weights and data, so it has no gradient; try net.new_weights()")
        self.net, self.z, self.a, self.y, self.loss, self.h = net, trace.z, trace.a, y, loss, h
        self.acts = (*net.activation, net.output)

    def layer(self, layer: int, which: Array, method: str) -> tuple[Array, Array]:
        """Slopes (k,) of entries `which` (k,) of the layer's block, and whether a kink lay within the nudge."""
        out, crossed = np.zeros(which.size), np.zeros(which.size, bool)
        size = max(1, STACK // (len(self.y) * max(self.net.sizes)))
        for i in range(0, which.size, size):
            part = slice(i, i + size)
            out[part], crossed[part] = self._some(layer, which[part], method)
        return out, crossed

    def _some(self, layer: int, which: Array, method: str) -> tuple[Array, Array]:
        z, n = self.z[layer], len(self.y)
        source = np.column_stack([self.a[layer], np.ones(n)])  # what each parameter is multiplied by
        unit, k = np.divmod(which, source.shape[1])
        moves = source[:, k].T  # ∂z/∂θ, (parameters, n)
        rows = np.arange(which.size)

        def moved(by: Array | complex) -> list[tuple[Array, Array]]:
            Z = np.repeat(z[None], which.size, axis=0).astype(np.result_type(z, by))
            Z[rows, :, unit] += by * moves
            return self._onwards(layer, Z.reshape(-1, z.shape[1]))

        if method == "complex":
            return self._loss(moved(TINY * 1j)).imag / TINY, np.zeros(which.size, bool)
        h = self.h / np.maximum(1, np.abs(moves).max(axis=1))
        above, below = moved(h[:, None]), moved(-h[:, None])
        return (self._loss(above) - self._loss(below)) / (2 * h), self._crossed(layer, above, below)

    def _onwards(self, layer: int, z: Array) -> list[tuple[Array, Array]]:
        """(z, a) of this layer and all after it, rows being examples of one network after the other."""
        passed = [(z, self.acts[layer].f(z))]
        for W, b, act in zip(self.net.W[layer + 1 :], self.net.b[layer + 1 :], self.acts[layer + 1 :], strict=True):
            z = passed[-1][1] @ W.T + b
            passed.append((z, act.f(z)))
        return passed

    def _aims(self, rows: int) -> Array:
        return np.tile(self.y, (rows // len(self.y), 1))

    def _loss(self, passed: list[tuple[Array, Array]]) -> Array:
        z, a = passed[-1]
        value = complex_bce if np.iscomplexobj(z) and self.loss.name == "bce" else self.loss.value
        return np.asarray(value(z, a, self._aims(len(z)))).reshape(-1, len(self.y)).mean(axis=1)

    def _crossed(self, layer: int, above: list[tuple[Array, Array]], below: list[tuple[Array, Array]]) -> Array:
        """Where a function jumps, or its slope does. elu and huber bend without: there differences err by h / 4 at most."""
        n, seen = len(self.y), np.zeros(len(above[0][0]), bool)
        for act, (z1, a1), (z0, a0) in zip(self.acts[layer:], above, below, strict=True):
            seen |= jumps(a1, a0, z1, z0)
            if act.name != "softmax":
                seen |= jumps(act.df(z1), act.df(z0), z1, z0)
        if self.loss.slope:
            (_, a1), (_, a0), y = above[-1], below[-1], self._aims(len(seen))
            seen |= jumps(self.loss.slope(a1, y), self.loss.slope(a0, y), a1, a0)
        return np.asarray(seen.reshape(-1, n).any(axis=1))

    def test_complex(self) -> None:
        """Raises ValueError when a function answers complex numbers wrongly, as |z| does, or not at all."""
        last, y = self.z[-1], self.y
        value = complex_bce if self.loss.name == "bce" else self.loss.value
        tests = [(act.name, act.f, z) for act, z in zip(self.acts, self.z, strict=True)]
        tests.append((self.loss.name, lambda z: value(z, self.net.output.f(z), y), last))
        for name, f, z in tests:
            way = np.cos(np.arange(z.size)).reshape(z.shape)
            try:
                with np.errstate(all="ignore"):
                    slope = np.imag(f(z + TINY * 1j * way)) / TINY
                    close = np.allclose(slope, (f(z + 1e-6 * way) - f(z - 1e-6 * way)) / 2e-6, rtol=1e-4, atol=1e-4)
            except TypeError:
                close = False
            if not close:
                raise ValueError(f"the complex step needs functions of complex numbers, and {name!r} is none here; use method='central'")


def jumps(f1: Array, f0: Array, x1: Array, x0: Array) -> Array:
    """Whether f moved further in any column than a smooth function of x would, (rows,)."""
    return np.asarray((np.abs(np.subtract(f1, f0)) > JUMP + STEEP * np.abs(x1 - x0)).any(axis=1))


def complex_bce(z: Array, a: Array, y: Array) -> Array:
    """Σⱼ ln(1 + eᶻ) − z y for complex z, shifted by the real part (definition)."""
    m = np.maximum(z.real, 0)
    return (m + np.log(np.exp(-m) + np.exp(z - m)) - z * y).sum(axis=-1)
