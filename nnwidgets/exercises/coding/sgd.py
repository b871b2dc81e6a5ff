"""Lesson 09: mini-batches."""

import numpy as np

from nnwidgets.exercises.exercise import exercise


def _fit(rng):
    n, k = rng.integers(3, 9), rng.integers(1, 4)
    order = np.array_split(rng.permutation(n), rng.integers(2, 4))
    return rng.normal(size=k), rng.normal(size=(n, k)), rng.normal(size=n), order, float(rng.uniform(0.01, 0.1))


def _step(w, X, y, eta, factor=2.0):
    return w - eta * factor * (X @ w - y) @ X / len(y)


def _batches(args, got):
    n, size, _ = args
    parts = [np.asarray(part) for part in got]
    every = np.concatenate(parts) if parts else np.array([], int)
    if every.ndim != 1 or every.dtype.kind not in "iu":
        return "Each batch is an array of row numbers (whole numbers, one dimension)."
    if sorted(every.tolist()) != list(range(n)):
        lost = n - len(set(every.tolist()) & set(range(n)))
        return f"Every row from 0 to {n - 1} must come exactly once; {lost} missing, {len(every)} in all."
    sizes = [size] * (n // size) + [n % size] * (n % size > 0)
    if [len(part) for part in parts] != sizes:
        return f"The batches must have {sizes} rows, the short one last; yours have {[len(part) for part in parts]}."
    if n > 9 and (every == np.arange(n)).all():
        return "The rows come in their old order: shuffle them with rng.permutation(n)."
    return ""


def _cut(order, size):
    return [order[i : i + size] for i in range(0, len(order), size)]


@exercise(
    shown=(10, 4, np.random.default_rng(0)), accept=_batches, gives="a list of arrays of row numbers", minutes=8,
    draw=lambda rng: (int(rng.integers(10, 40)), int(rng.integers(1, 12)), np.random.default_rng(rng.integers(1000))),
    steps=("Shuffle the numbers 0 … n − 1: rng.permutation(n).", "Cut pieces of `size` off, from 0 in steps of `size`.",
           "The last one may be shorter; keep it."),
    wrong=(
        ("The rows are not shuffled: sorted data then teaches one class after the other.",
         lambda n, size, rng: _cut(np.arange(n), size), "M25"),
        ("The last, short batch is dropped; its rows would never be seen.",
         lambda n, size, rng: [p for p in _cut(rng.permutation(n), size) if len(p) == size], "M25"),
        ("The rows are drawn with replacement: some come twice, others never.",
         lambda n, size, rng: _cut(rng.integers(0, n, n), size), "M25"),
        ("`size` is used as the number of batches; it is the number of rows in each.",
         lambda n, size, rng: np.array_split(rng.permutation(n), size), "M25"),
    ),
)  # fmt: skip
def minibatches(n, size, rng):
    """the row numbers 0 … n − 1, shuffled by rng, in batches of `size`, the last one shorter if need be"""
    order = rng.permutation(n)
    return [order[i : i + size] for i in range(0, n, size)]


def _epoch(w, X, y, batches, eta, **how):
    for rows in batches:
        w = _step(w, X[rows], y[rows], eta, **how)
    return w


@exercise(
    shown=(np.zeros(1), np.array([[1.0], [2.0], [3.0]]), np.array([2.0, 4.0, 6.0]), [np.array([0]), np.array([1, 2])], 0.05),
    draw=_fit, gives="an array of the shape of w", minutes=8,
    steps=("For each batch take its rows of X and y.", "The slope of the mean (X w − y)² is 2 Xᵀ(X w − y) / rows, at the w of now.",
           "Step: w − η · slope, and go on with the new w."),
    wrong=(
        ("All slopes are taken at the first w: that is one full step. Each batch goes on from where the last one left.",
         lambda w, X, y, B, eta: w + sum(_step(w, X[r], y[r], eta) - w for r in B), "M25"),
        ("The sum over the batch is used, not its mean.",
         lambda w, X, y, B, eta: _sums(w, X, y, B, eta), "M17"),
        ("The factor 2 of the square is missing.", lambda w, X, y, B, eta: _epoch(w, X, y, B, eta, factor=1), ""),
        ("Every step uses all rows; it is the batch's turn.", lambda w, X, y, B, eta: _epoch(w, X, y, [slice(None)] * len(B), eta), "M25"),
    ),
)  # fmt: skip
def sgd_epoch(w, X, y, batches, eta):
    """w (k,) after one step for each batch of row numbers, down the slope of the mean of (X w − y)² over its rows"""
    for rows in batches:
        gap = X[rows] @ w - y[rows]
        w = w - eta * 2 * X[rows].T @ gap / len(rows)
    return w


def _sums(w, X, y, batches, eta):
    for rows in batches:
        w = w - eta * 2 * X[rows].T @ (X[rows] @ w - y[rows])
    return w


def _train(w, X, y, batches, eta, epochs, first=True, last=None, cost=np.mean):
    history = []
    for _ in range(epochs):
        history.append(cost((X @ w - y) ** 2))
        w = _epoch(w, X, y, batches, eta)
    history.append(cost((X @ w - y) ** 2))
    return np.array(history[0 if first else 1 : last])


@exercise(
    shown=(np.zeros(1), np.array([[1.0], [2.0], [3.0]]), np.array([2.0, 4.0, 6.0]), [np.array([0]), np.array([1, 2])], 0.05, 3),
    draw=lambda rng: (*_fit(rng), int(rng.integers(1, 5))), gives="an array of epochs + 1 losses, the one before training first",
    minutes=10,
    steps=("Note the loss over all rows before anything moves.", "In each epoch step once for each batch.", "Note the loss after it."),
    wrong=(
        ("The loss before training is missing.", lambda *a: _train(*a, first=False), ""),
        ("The loss after the last epoch is missing.", lambda *a: _train(*a, last=-1), ""),
        ("This is the sum over the rows; the loss is their mean.", lambda *a: _train(*a, cost=np.sum), ""),
        ("This is the loss of the last batch alone; it is over all rows.",
         lambda w, X, y, B, eta, n: _last(w, X, y, B, eta, n), "M15"),
    ),
)  # fmt: skip
def train(w, X, y, batches, eta, epochs):
    """the mean of (X w − y)² over all rows, before training and after each epoch of steps, one for each batch"""
    history = [np.mean((X @ w - y) ** 2)]
    for _ in range(epochs):
        for rows in batches:
            w = w - eta * 2 * X[rows].T @ (X[rows] @ w - y[rows]) / len(rows)
        history.append(np.mean((X @ w - y) ** 2))
    return np.array(history)


def _last(w, X, y, batches, eta, epochs):
    rows, out = batches[-1], [np.mean((X @ w - y) ** 2)]
    for _ in range(epochs):
        w = _epoch(w, X, y, batches, eta)
        out.append(np.mean((X[rows] @ w - y[rows]) ** 2))
    return np.array(out)
