"""Lesson 05: how wrong."""

import numpy as np

from nnwidgets.exercises.exercise import exercise

A, Y = np.array([[0.2, 0.9], [0.6, 0.4]]), np.array([[0.0, 1.0], [1.0, 0.0]])


def _pair(rng):
    shape = rng.integers(2, 6, 2)
    return rng.random(shape), rng.random(shape)


def _classes(rng):
    n, k = rng.integers(3, 9), rng.integers(3, 6)
    return rng.random((n, k)), rng.integers(0, k, n)


def _net(rng):
    n, j, h, k = rng.integers(2, 6, 4)
    return ([rng.normal(size=(h, j)), rng.normal(size=(k, h))], [rng.normal(size=h), rng.normal(size=k)],
            rng.normal(size=(n, j)), rng.random((n, k)))  # fmt: skip


def _run(W, b, X, squash=True):
    a = X
    for l, (M, c) in enumerate(zip(W, b, strict=True)):
        z = a @ M.T + c
        a = 1 / (1 + np.exp(-z)) if squash or l < len(W) - 1 else z
    return a


def _gaps(W, b, X, y, **how):
    return ((_run(W, b, X, **how) - y) ** 2).sum(axis=1)


@exercise(
    shown=(A, Y), draw=_pair, gives="one number", minutes=4,
    steps=("Square each difference of a and y.", "Add up over the outputs of an example: axis=1.", "Take the mean over the examples."),
    wrong=(
        ("This is half of it, the convention ½ Σ (a − y)²; asked for is the one without ½.",
         lambda a, y: ((a - y) ** 2).sum(1).mean() / 2, ""),
        ("This is the mean over outputs as well, the convention of many libraries; asked for is the sum over the outputs.",
         lambda a, y: ((a - y) ** 2).mean(), ""),
        ("This is the sum over the examples; asked for is their mean.", lambda a, y: ((a - y) ** 2).sum(), ""),
        ("The differences are not squared, so they cancel.", lambda a, y: (a - y).sum(axis=1).mean(), ""),
        ("These are distances |a − y|, not squares.", lambda a, y: abs(a - y).sum(axis=1).mean(), ""),
        ("There is one cost for each example; take their mean.", lambda a, y: ((a - y) ** 2).sum(axis=1), ""),
    ),
)  # fmt: skip
def mse(a, y):
    """the mean over the examples (rows) of Σ (a − y)² over the outputs"""
    return ((a - y) ** 2).sum(axis=1).mean()


@exercise(
    shown=([np.array([[1.0, -1.0]])], [np.array([0.5])], np.array([[1.0, 0.0], [0.0, 2.0]]), np.array([[1.0], [0.0]])),
    draw=_net, gives="one number", minutes=7,
    steps=("Pass X forward through all layers: a @ W.T + b, then the sigmoid.", "Σ (a − y)² for each row.", "The mean of these."),
    wrong=(
        ("The last layer's sigmoid is missing.", lambda W, b, X, y: _gaps(W, b, X, y, squash=False).mean(), "M12"),
        ("Only the first example counts; the cost is the mean over all.", lambda W, b, X, y: _gaps(W, b, X, y)[0], ""),
        ("This is the sum over the examples; asked for is their mean.", lambda W, b, X, y: _gaps(W, b, X, y).sum(), ""),
        ("The biases are missing.", lambda W, b, X, y: _gaps(W, [0 * c for c in b], X, y).mean(), "M8"),
    ),
)  # fmt: skip
def mean_cost(W, b, X, y):
    """the mean over the rows of X of Σ (a − y)², for a network of sigmoids with the lists W and b"""
    a = X
    for weights, bias in zip(W, b, strict=True):
        a = 1 / (1 + np.exp(-(a @ weights.T + bias)))
    return ((a - y) ** 2).sum(axis=1).mean()


@exercise(
    shown=(np.array([[0.2, 0.7, 0.1], [0.6, 0.3, 0.1]]), np.array([1, 1])), draw=_classes, gives="one number from 0 to 1", minutes=4,
    steps=("The class that is said is where the output is largest: argmax along axis 1.", "Compare with y.", "Take the mean."),
    wrong=(
        ("This counts the right ones; asked for is their share.", lambda a, y: (a.argmax(axis=1) == y).sum(), ""),
        ("This is the share of wrong ones.", lambda a, y: (a.argmax(axis=1) != y).mean(), ""),
        ("argmax goes along the wrong axis: each row is an example.", lambda a, y: (a.argmax(axis=0) == y).mean(), ""),
        ("This is the mean output at the right class; accuracy only asks which output is largest.",
         lambda a, y: a[np.arange(len(y)), y].mean(), "M14"),
    ),
)  # fmt: skip
def accuracy(a, y):
    """the share of rows of a (n, k) whose largest entry is at the class y (n,)"""
    return (a.argmax(axis=1) == y).mean()
