"""Lesson 12: handwritten digits."""

import numpy as np

from nnwidgets.core import datasets
from nnwidgets.exercises.exercise import exercise


def _said(rng):
    n, k = rng.integers(4, 12), rng.integers(2, 5)
    return rng.integers(0, k, n), rng.integers(0, k, n), int(k)


def _sure(rng):
    n, k = rng.integers(8, 14), rng.integers(3, 5)
    p = rng.random((n, k))
    return p / p.sum(axis=1, keepdims=True), rng.integers(0, k, n), 3


def _sets(rng):
    k = rng.integers(1, 5)
    return rng.normal(3, 2, (rng.integers(3, 9), k)), rng.normal(3, 2, (rng.integers(3, 9), k))


def _errors(p, y, n, sure=-1, wrong=True):
    said, top = p.argmax(axis=1), p.max(axis=1)
    order = np.argsort(sure * top, kind="stable")
    return order[(said != y)[order]][:n] if wrong else order[:n]


@exercise(
    shown=(np.array([2, 0, 1]), 3), draw=lambda rng: (rng.integers(0, k := int(rng.integers(2, 6)), rng.integers(1, 9)), k),
    gives="an array (n, k) of 0 and 1", minutes=3,
    steps=("Start from zeros of shape (n, k).", "In each row put a 1 at its class: [np.arange(n), y] = 1. Or pick rows of np.eye(k)."),
    wrong=(
        ("Rows and columns are swapped: each row is an example.", lambda y, k: np.eye(k)[y].T, ""),
        ("0 and 1 are swapped: the right class is the 1.", lambda y, k: 1 - np.eye(k)[y], ""),
        ("The classes count from 0: the 1 stands one place too far.", lambda y, k: np.eye(k)[(y + 1) % k], ""),
    ),
)  # fmt: skip
def one_hot(y, k):
    """rows (n, k) with a 1 at the class y (n,), classes from 0 to k − 1"""
    return np.eye(k)[y]


@exercise(
    shown=(np.array([[0.0, 2.0], [2.0, 6.0]]), np.array([[1.0, 4.0]])), draw=_sets, gives="(train, test), in their shapes", minutes=5,
    steps=("Take mean and standard deviation of each column of train: axis=0.", "Use these same numbers for test."),
    wrong=(
        ("test is brought to its own mean and deviation; it must be treated as train is, or it gives itself away.",
         lambda a, b: tuple((x - x.mean(0)) / x.std(0) for x in (a, b)), "M15"),
        ("The mean is that of all columns together; each column has its own.",
         lambda a, b: tuple((x - a.mean()) / a.std() for x in (a, b)), ""),
        ("It is not divided by the deviation.", lambda a, b: (a - a.mean(0), b - a.mean(0)), ""),
        ("It is divided by the variance; it is the deviation, its root.",
         lambda a, b: tuple((x - a.mean(0)) / a.var(0) for x in (a, b)), ""),
    ),
)  # fmt: skip
def standardise(train, test):
    """(train, test) with each column of train brought to mean 0 and deviation 1, and test by the same numbers"""
    mean, std = train.mean(axis=0), train.std(axis=0)
    return (train - mean) / std, (test - mean) / std


def _count(y, said, k):
    out = np.zeros((k, k), int)
    np.add.at(out, (y, said), 1)
    return out


@exercise(
    shown=(np.array([0, 1, 1, 2]), np.array([0, 1, 2, 2]), 3), draw=_said, gives="an array (k, k) of counts", minutes=5,
    steps=("Start from zeros (k, k).", "For each example add 1 at [y, said]."),
    wrong=(
        ("Rows and columns are swapped: a row is what it was, a column what was said.", lambda y, said, k: _count(said, y, k), ""),
        ("Each place counts once only: `out[y, said] += 1` forgets repetitions; use a loop, or np.add.at.",
         lambda y, said, k: np.minimum(_count(y, said, k), 1), ""),
        ("Only the right ones are counted; the matrix is there for the others.",
         lambda y, said, k: _count(y, said, k) * np.eye(k, dtype=int), "M14"),
    ),
)  # fmt: skip
def confusion(y, said, k):
    """how often (k, k) class y (the row) was called `said` (the column)"""
    counts = np.zeros((k, k), int)
    for true, called in zip(y, said, strict=True):
        counts[true, called] += 1
    return counts


@exercise(
    shown=(np.array([[0.9, 0.1], [0.4, 0.6], [0.2, 0.8]]), np.array([1, 0, 1]), 2), draw=_sure, gives="an array of at most n row numbers",
    minutes=6,
    steps=("What is said is the argmax of each row, how surely its max.", "Keep the rows where it is not y.",
           "Sort them by −max, and take n."),
    wrong=(
        ("The right answers have not been left out: confident is not the same as correct.",
         lambda p, y, n: _errors(p, y, n, wrong=False), "M32"),
        ("The least sure mistakes come first; asked for are the most confident ones.", lambda p, y, n: _errors(p, y, n, sure=1), "M32"),
        ("All mistakes are given; asked for are the first n.", lambda p, y, n: _errors(p, y, None), ""),
    ),
)  # fmt: skip
def top_errors(p, y, n):
    """the rows of p (m, k) that are wrong about y (m,), the most confident first, at most n of them"""
    said, sure = p.argmax(axis=1), p.max(axis=1)
    rows = np.flatnonzero(said != y)
    return rows[np.argsort(-sure[rows], kind="stable")][:n]


def _halves():
    digits = datasets.digits()
    return digits.inputs[::3], digits.y[::3], digits.inputs[1::3]


def _right(args, got):
    said, y = np.asarray(got), datasets.digits().y[1::3]
    if said.shape != y.shape:
        return f"There must be one class for each row of X_test, shape {y.shape}; got {said.shape}."
    share = float(np.mean(said == y))
    return "" if share >= 0.9 else f"{share:.1%} of the test images are right; a network that learns gets more than 90 % of these."


def _softmax(X, y, T, steps=150, sign=1, flip=False):
    W, b = np.zeros((10, X.shape[1])), np.zeros(10)
    for _ in range(steps):
        Z = X @ W.T + b
        p = np.exp(Z - Z.max(axis=1, keepdims=True))
        d = sign * (p / p.sum(axis=1, keepdims=True) - np.eye(10)[y]) / len(X)
        W, b = W - 0.5 * d.T @ X, b - 0.5 * d.sum(axis=0)
    return (T @ W.T + b).argmin(axis=1) if flip else (T @ W.T + b).argmax(axis=1)


@exercise(
    shown=_halves(), accept=_right, gives="an array of classes 0 … 9, one for each row of X_test", minutes=20, seconds=10,
    steps=("Weights and biases for ten outputs; a softmax over X @ W.T + b.", "δ = (p − one_hot) / n; step down δᵀ X and Σ δ.",
           "Repeat some 150 times with a rate of 0.5, then the argmax for X_test."),
    wrong=(
        ("Nothing is learnt: the weights are those of the start.", lambda X, y, T: _softmax(X, y, T, steps=0), "M5"),
        ("It climbs: the sign of the step is turned round.", lambda X, y, T: _softmax(X, y, T, sign=-1), "M16"),
        ("The least likely class is given, argmin instead of argmax.", lambda X, y, T: _softmax(X, y, T, flip=True), ""),
    ),
)  # fmt: skip
def train_digits(X, y, X_test):
    """learn digits 0 … 9 from the images X (n, 64) with classes y (n,), within ten seconds; gives the classes of X_test"""
    W, b = np.zeros((10, X.shape[1])), np.zeros(10)
    for _ in range(150):
        Z = X @ W.T + b
        p = np.exp(Z - Z.max(axis=1, keepdims=True))
        delta = (p / p.sum(axis=1, keepdims=True) - np.eye(10)[y]) / len(X)
        W, b = W - 0.5 * delta.T @ X, b - 0.5 * delta.sum(axis=0)
    return (X_test @ W.T + b).argmax(axis=1)
