"""One block of a Surface: the outputs and losses of many networks for some examples, in arrays that are kept from block to block.

A unit depends on no direction, on one or on both, and is computed once, at the m or k points of a line, or at the m k of the plane.
What a unit is given is summed by that kind first, so that two parts that depend on one direction each meet in one addition.
float64; arrays are (m or 1, k or 1, units, examples).
"""

from functools import reduce

import numpy as np

from nnwidgets.core.activations import Activation
from nnwidgets.core.functions import log_softmax
from nnwidgets.core.inplace import copy
from nnwidgets.core.links import Along, Group
from nnwidgets.core.logistic import LOGISTIC, exponential, joined
from nnwidgets.core.losses import LOSSES, Loss
from nnwidgets.core.registry import Array, Steps

Key = tuple[int, ...]
Memo = dict[Key, Array]  # what does not depend on the first direction, and so serves every block with the same examples


class Sheet:
    """`losses(X, Y, at, memo)`: for networks whose units are linked as `layers` (see links.plan), with their activations and loss."""

    def __init__(self, layers: list[list[Group]], acts: list[Activation], loss: Loss):
        self._layers, self._acts, self._loss = layers, acts, loss
        self._made: dict[tuple[Key, Key], tuple[Array, Array, Steps]] = {}
        self._kept: dict[Key, Array] = {}

    def losses(self, X: Array, Y: Array, at: list[Array], memo: Memo) -> Array:
        """The losses of the examples, summed, where `at` is α (m, 1, 1, 1) and β (1, k, 1, 1): (m or 1, k or 1)."""
        return self._losses(self._output(X, at, memo), Y)

    def _output(self, X: Array, at: list[Array], memo: Memo) -> Array:
        """z of the output layer."""
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
        whole = np.empty((*points, sum(len(group.rows) for group in self._layers[-1]), X.shape[3]))
        for group, z in zip(self._layers[-1], given, strict=True):
            whole[:, :, group.rows] = z
        return whole

    def _units(self, key: Key, group: Group, given: list[Array], at: list[Array], memo: Memo) -> Array:
        """The activations of a group, with the ones if it is the first; of the output layer z."""
        m, k = (c.size if i in group.along else 1 for i, c in enumerate(at))
        z, a, steps = self._arrays(key, (m, k, len(group.rows), given[0].shape[3]))
        less = self._add_up(z, key, group, given, at, memo)
        if less and steps and self._apart(key, less, memo, a[:, :, : len(group.rows)]):
            return a
        if less:
            *parts, last = sorted(less.values(), key=np.size)
            np.add(reduce(np.add, parts) if parts else 0.0, last, out=z)
        for fn, args in steps:
            fn(*args)
        return a

    def _apart(self, key: Key, less: dict[Along, Array], memo: Memo, a: Array) -> bool:
        """Whether the activations could be written from the two parts of z that depend on one direction each."""
        moves, stays = ([part for along, part in less.items() if (0 in along) is moving] for moving in (True, False))
        if self._acts[key[0]] is not LOGISTIC or not moves or not any(1 in along for along in less):
            return False
        q = memo.get((*key, -2))
        if q is None:
            q = exponential(reduce(np.add, stays))
            if q is None:
                return False
            memo[*key, -2] = q
        p = exponential(-reduce(np.add, moves))
        if p is not None:
            joined(p, q, a)
        return p is not None

    def _arrays(self, key: Key, shape: tuple[int, ...]) -> tuple[Array, Array, Steps]:
        """z, a and the steps from one to the other, made when first asked for."""
        layer, g = key
        if (key, shape) not in self._made:
            z = a = np.empty(shape)
            if layer + 1 < len(self._layers):
                z, a = (_by_units(shape, shape[2] + more) for more in (0, int(g == 0)))
                a[:, :, shape[2] :] = 1
            self._made[key, shape] = z, a, _steps(self._acts[layer], z, a[:, :, : shape[2]]) if a is not z else []
        return self._made[key, shape]

    def _add_up(self, z: Array, key: Key, group: Group, given: list[Array], at: list[Array], memo: Memo) -> dict[Along, Array]:
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


def _by_units(shape: tuple[int, ...], units: int) -> Array:
    """An array (m, k, units, n) in which the numbers of a unit lie together: all but a last row, of ones, are as one row to NumPy."""
    m, k, _, n = shape
    return np.empty((units, m, k, n)).transpose(1, 2, 0, 3)


def _gather(less: dict[Along, Array], along: Along, term: Array) -> None:
    less[along] = less[along] + term if along in less else term


def _once(memo: Memo, key: Key, along: Along, A: Array, a: Array) -> Array:
    """The product A a, kept for the next blocks where it does not depend on the first direction."""
    if 0 in along:
        return _product(A, a)
    if key not in memo:
        memo[key] = _product(A, a)
    return memo[key]


def _scaled(memo: Memo, key: Key, along: Along, product: Array, by: Array) -> Array:
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
