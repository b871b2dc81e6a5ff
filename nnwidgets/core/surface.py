"""The loss of many networks at once that differ along one or two directions: only what varies is computed more than once.

A unit depends on no direction, on one or on both, and is computed once, at the m or k points of a line, or at the m k of the plane.
What a unit is given is summed by that kind first, so that two parts that depend on one direction each meet in one addition. It goes
block by block, each small enough for the cache, in arrays that are kept. float64; arrays are (m or 1, k or 1, units, examples).
"""

from functools import reduce
from itertools import pairwise

import numpy as np

from nnwidgets.core.activations import Activation
from nnwidgets.core.apart import exponential, joined
from nnwidgets.core.bench import undisturbed
from nnwidgets.core.functions import log_softmax
from nnwidgets.core.inplace import copy
from nnwidgets.core.links import Along, Group, plan
from nnwidgets.core.losses import LOSSES, Loss
from nnwidgets.core.network import Network
from nnwidgets.core.registry import Array, Steps

BLOCK = 1 << 18  # numbers in an array of a block: 2 MB
Key = tuple[int, ...]


class Surface:
    """Mean loss at theta + α d₁ + β d₂ over examples X, with targets Y (n, n_out), without penalties."""

    def __init__(self, net: Network, theta: Array, directions: Array, loss: Loss, X: Array, Y: Array):
        """theta (p,), directions (1 or 2, p); X (n, n_in + 1) ends in a column of ones; the network gives its sizes and activations."""
        self._layers = plan(net.split(theta.astype(float)), [net.split(d.astype(float)) for d in directions])
        self._acts = (*net.activation, net.output)
        self._loss, self._sizes = loss, net.sizes
        self._X, self._Y = X.astype(float, copy=False), Y.astype(float, copy=False)
        self._made: dict[tuple[Key, Key], tuple[Array, Array, Steps]] = {}
        self._kept: dict[Key, Array] = {}

    def over(self, *coordinates: Array) -> Array:
        """The loss at every α (m,), or at every α and β (k,): (m,) or (m, k)."""
        across, up = (coordinates[0], coordinates[1]) if len(coordinates) == 2 else (coordinates[0], np.zeros(1))
        at, n, widest = [across[:, None, None, None], up[None, :, None, None]], len(self._X), max(self._sizes[1:])
        cuts = np.linspace(0, n, min(n, -(-n * len(up) * widest // BLOCK)) + 1).astype(int)
        size = max(1, BLOCK // (len(up) * int(np.diff(cuts).max()) * widest))
        total = np.zeros((len(across), len(up)))
        with undisturbed():
            for start, end in pairwise(cuts.tolist()):
                X, Y, memo = self._X[start:end].T[None, None], self._Y[start:end], dict[Key, Array]()
                for part in (slice(i, i + size) for i in range(0, len(across), size)):
                    total[part] += self._losses(self._output(X, [at[0][part], at[1]], memo), Y)
        return (total if len(coordinates) == 2 else total[:, 0]) / n

    def _output(self, X: Array, at: list[Array], memo: dict[Key, Array]) -> Array:
        """z of the output layer. `memo` has what does not depend on the first direction, and so serves every block."""
        given = [X]
        for layer, groups in enumerate(self._layers):
            made = []
            for g, group in enumerate(groups):
                units = memo.get((layer, g))
                if units is None:
                    units = self._units((layer, g), group, given, at, memo)
                    if 0 not in group.along:
                        memo[layer, g] = units
                made.append(units)
            given = made
        if len(given) == 1:
            return given[0]
        points = np.broadcast_shapes(*(z.shape[:2] for z in given))
        whole = np.empty((*points, self._sizes[-1], X.shape[3]))
        for group, z in zip(self._layers[-1], given, strict=True):
            whole[:, :, group.rows] = z
        return whole

    def _units(self, key: Key, group: Group, given: list[Array], at: list[Array], memo: dict[Key, Array]) -> Array:
        """The activations of a group, with the ones if it is the first; of the output layer z."""
        m, k = (c.size if i in group.along else 1 for i, c in enumerate(at))
        z, a, steps = self._arrays(key, (m, k, len(group.rows), given[0].shape[3]))
        less = self._add_up(z, key, group, given, at, memo)
        if less and steps and self._apart(key, group, less, memo, a[:, :, : len(group.rows)]):
            return a
        if less:
            *parts, last = sorted(less.values(), key=np.size)
            np.add(reduce(np.add, parts) if parts else 0.0, last, out=z)
        for fn, args in steps:
            fn(*args)
        return a

    def _apart(self, key: Key, group: Group, less: dict[Along, Array], memo: dict[Key, Array], out: Array) -> bool:
        """Whether the activations could be written from the two parts of z that depend on one direction each."""
        act, moves = self._acts[key[0]].name, [part for along, part in less.items() if 0 in along]
        stays = [part for along, part in less.items() if 0 not in along]
        if not moves or not any(1 in along for along in less):
            return False
        q = memo.get((*key, -2))
        if q is None:
            q = exponential(act, reduce(np.add, stays))
            if q is None:
                return False
            memo[*key, -2] = q
        p = exponential(act, reduce(np.add, moves))
        if p is not None:
            joined(act, p, q, out)
        return p is not None

    def _arrays(self, key: Key, shape: tuple[int, ...]) -> tuple[Array, Array, Steps]:
        """z, a and the steps from one to the other, made when first asked for."""
        layer, g = key
        if (key, shape) not in self._made:
            z = a = np.empty(shape)
            if layer + 1 < len(self._layers):
                a = np.ones((*shape[:2], shape[2] + (g == 0), shape[3]))
            self._made[key, shape] = z, a, _steps(self._acts[layer], z, a[:, :, : shape[2]]) if a is not z else []
        return self._made[key, shape]

    def _add_up(self, z: Array, key: Key, group: Group, given: list[Array], at: list[Array], memo: dict[Key, Array]) -> dict[Along, Array]:
        """z of a group: the terms that have its size, and the sum of those that have less; where there are only such, they are given."""
        begun, less = False, dict[Along, Array]()
        for link in group.links:
            a, A = given[link.source], link.A
            for i, D in link.bent:
                A = A + at[i] * D
            if link.along == group.along:
                _product(A, a, z)  # one source at most depends on as much
                begun = True
            else:
                _gather(less, link.along, _once(memo, (*key, link.source, -1), link.along, A, a))
        for link in group.links:
            for i, D, used in link.straight:
                product = _once(memo, (*key, link.source, i), link.along, D, given[link.source][:, :, used])
                if link.along | {i} != group.along:
                    _gather(less, link.along | {i}, _scaled(memo, (*key, link.source, i, 1), link.along | {i}, product, at[i]))
                elif begun:
                    z += product * at[i]
                else:
                    np.multiply(product, at[i], out=z)
                    begun = True
        if begun and less:
            z += reduce(np.add, sorted(less.values(), key=np.size))
        return {} if begun else less

    def _losses(self, z: Array, Y: Array) -> Array:
        """The losses of the examples, summed: (m or 1, k or 1)."""
        loss, points = self._loss, z.shape[:2]
        if loss is LOSSES["cross_entropy"]:
            return np.asarray(-(Y.T * log_softmax(z, axis=2)).sum(axis=(2, 3)))
        flat = (*points, -1)  # the others sum over outputs, and those of all examples may be taken for outputs
        if loss is LOSSES["bce"]:  # by z alone
            return loss.value(z.reshape(flat), z.reshape(flat), Y.T.ravel())
        if z.shape not in self._kept:
            self._kept[z.shape] = np.empty_like(z)
        a = self._kept[z.shape]
        for fn, args in _steps(self._acts[-1], z, a):
            fn(*args)
        if loss.factor:  # k (a − y) is the slope of k/2 (a − y)²
            np.subtract(a, Y.T, out=a)
            return np.asarray(0.5 * loss.factor * np.einsum("mkjn,mkjn->mk", a, a))
        if loss in LOSSES.values():
            return loss.value(z.reshape(flat), a.reshape(flat), Y.T.ravel())
        pairs = zip(z.reshape(-1, *z.shape[2:]), a.reshape(-1, *z.shape[2:]), strict=True)
        return np.reshape([loss.value(Z.T, A.T, Y).sum() for Z, A in pairs], points)


def _gather(less: dict[Along, Array], along: Along, term: Array) -> None:
    less[along] = less[along] + term if along in less else term


def _once(memo: dict[Key, Array], key: Key, along: Along, A: Array, a: Array) -> Array:
    """The product A a, kept for the next blocks where it does not depend on the first direction."""
    if 0 in along:
        return _product(A, a)
    if key not in memo:
        memo[key] = _product(A, a)
    return memo[key]


def _scaled(memo: dict[Key, Array], key: Key, along: Along, product: Array, by: Array) -> Array:
    """A product that all points share, times where they stand; kept as well where it does not depend on the first direction."""
    if 0 in along:
        return product * by
    if key not in memo:
        memo[key] = product * by
    return memo[key]


def _product(A: Array, a: Array, out: Array | None = None) -> Array:
    return np.multiply(A, a, out=out) if a.shape[2] == 1 else np.matmul(A, a, out=out)  # matmul is slow with one column


def _steps(act: Activation, z: Array, a: Array) -> Steps:
    """Steps that write act(z) into a."""
    if act.name == "softmax":
        return [(copy, (act.f, z.swapaxes(2, 3), a.swapaxes(2, 3)))]
    return act.f_steps(z, a) if act.f_steps else [(copy, (lambda z: act.f(z.reshape(-1, z.shape[3])).reshape(z.shape), z, a))]
