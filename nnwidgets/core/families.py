"""Slips that can be made in several ways, or by an amount that is found by fitting it to the learner's gradient."""

from collections.abc import Callable

import numpy as np

from nnwidgets.core.activations import HIDDEN
from nnwidgets.core.mutant import Case, Mutants
from nnwidgets.core.registry import Array


def others_slope(c: Case) -> Mutants:
    """Hidden layers with the derivative of another activation, also in the form that uses a."""
    ours = {c.act(layer) for layer in range(c.last)} | {"linear", "step"}  # the slopes 1 and 0 are slips of their own,
    ours |= {"softplus"} if "sigmoid" in ours else set()  # and a in a sigmoid layer is as well
    pieces: dict[str, Callable[[int], Array]] = {}
    for name, act in HIDDEN.items():
        if name not in ours:
            pieces[name] = lambda l, act=act: act.df(c.z[l])  # type: ignore[misc]
    if "tanh" not in ours:
        pieces["tanh, as 1 − a²"] = lambda l: 1 - c.a[l + 1] ** 2
    if "sigmoid" not in ours:
        pieces["sigmoid, as a (1 − a)"] = lambda l: c.a[l + 1] * (1 - c.a[l + 1])
    return _hidden(c, pieces)


def shifted_slope(c: Case) -> Mutants:
    """Hidden layers with act'(z) of the layer after or before, where it has as many units."""

    def piece(by: int) -> Callable[[int], Array]:
        def at(layer: int) -> Array:
            z = c.z[layer + by] if 0 <= layer + by <= c.last else c.z[layer]
            return c.df(layer, z if z.shape == c.z[layer].shape else c.z[layer])

        return at

    return _hidden(c, {"after": piece(1), "before": piece(-1)})


def _hidden(c: Case, pieces: dict[str, Callable[[int], Array]]) -> Mutants:
    return {word: theta for word, piece in pieces.items() for theta in c.sloped(piece, "hidden").values()}


def after_update(c: Case) -> Mutants:
    """Deltas go back through weights from which η dW has been taken; η is that which fits best in the last hidden layer."""
    if not c.last:
        return {}
    layer, right = c.last - 1, c.gradient()

    def moved(eta: float) -> Array:
        return c.gradient(back=lambda d, l: d @ (c.net.W[l] - eta * c.weights(d, l)))

    ours, ones, given = (c.net.split(t)[layer] for t in (right, moved(1), c.given))
    way = ours - ones
    eta = float((way * (ours - given)).sum() / ((way * way).sum() or 1))
    return {f"{eta:.3g}": moved(eta)} if eta > 1e-6 else {}


def penalized(c: Case) -> Mutants:
    """The right gradient plus λ W, with the λ that fits best."""
    right = c.gradient()
    weights = c.net.theta.copy()
    for M in c.net.split(weights):
        M[:, -1] = 0
    found = {}
    for pull in (weights, c.net.theta):
        size = float(((c.given - right) * pull).sum() / ((pull * pull).sum() or 1))
        if size > 1e-6:
            found[f"{size:.3g}"] = right + size * pull
    return found


def one_example(c: Case) -> Mutants:
    """The gradient of the first or the last example, divided by n or not."""
    parts = {"first": c.gradient(error=_only(c, 0)), "last": c.gradient(error=_only(c, -1))}
    return {f"{word}{more}": t * by for word, t in parts.items() for more, by in ((", divided by n", 1), ("", c.n))}


def _only(c: Case, i: int) -> Array:
    error = np.zeros_like(c.error)
    error[i] = c.error[i]
    return error


def bias_of_one(c: Case) -> Mutants:
    """db from the first or the last example's delta alone."""
    ways = {"first": (0, 1), "last": (-1, 1), "first, divided by n": (0, c.n), "last, divided by n": (-1, c.n)}
    return {word: c.gradient(biases=lambda d, l, i=i, by=by: d[i] / by) for word, (i, by) in ways.items()}  # type: ignore[misc]
