"""Lesson 11: softmax and cross-entropy."""

import numpy as np

from nnwidgets.exercises.exercise import exercise

Z = np.array([[2.0, 1.0, 0.1], [0.0, 0.0, 3.0]])
BIG = np.array([[1000.0, 1001.0, 1002.0]])


def _p(Z, axis=-1):
    e = np.exp(Z - Z.max(axis=axis, keepdims=True))
    return e / e.sum(axis=axis, keepdims=True)


def _logits(rng):
    return (rng.normal(0, 2, (rng.integers(2, 6), rng.integers(2, 6))),)


def _marked(rng):
    (Z,) = _logits(rng)
    return Z, rng.integers(0, Z.shape[1], len(Z))


def _of(Z, y):
    return _p(Z)[np.arange(len(y)), y]


@exercise(
    shown=(Z,), known=((BIG,), (BIG[0],)), draw=_logits, gives="an array of the shape of Z, each row of which adds up to 1", minutes=6,
    steps=("Take the largest z of each row off, so that no exponential overflows.", "Take e to the power of what is left.",
           "Divide by the sum of the row: axis=-1, keepdims=True."),
    wrong=(
        ("The largest z is not taken off: e^1000 is inf, and inf / inf is nan.",
         lambda Z: np.exp(Z) / np.exp(Z).sum(axis=-1, keepdims=True), "M11"),
        ("The sum is over the columns; each row is one example, so axis=-1.", lambda Z: _p(Z, 0), "M11"),
        ("The sum is over everything; each row has its own.", lambda Z: (e := np.exp(Z - Z.max())) / e.sum(), "M11"),
        ("The exponentials are missing: z itself is divided by its sum.", lambda Z: Z / Z.sum(axis=-1, keepdims=True), "M11"),
        ("This is the sigmoid of each z by itself; softmax makes each row add up to 1.", lambda Z: 1 / (1 + np.exp(-Z)), "M11"),
        ("This is the logarithm of softmax.", lambda Z: np.log(_p(Z)), ""),
    ),
)  # fmt: skip
def softmax(Z):
    """along the last axis; also right where e**z would overflow, so take the largest z off first"""
    e = np.exp(Z - Z.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


@exercise(
    shown=(Z,), known=((BIG,), (np.array([[0.0, 2000.0]]),)), draw=_logits, gives="an array of the shape of Z", minutes=5,
    steps=("Take the largest z of each row off.", "Take off, too, the logarithm of the sum of their exponentials."),
    wrong=(
        ("The logarithm is taken of the finished softmax: where that has rounded to 0 it is −inf.", lambda Z: np.log(_p(Z)), "M11"),
        ("The largest z is not taken off, and e^1000 is inf.", lambda Z: Z - np.log(np.exp(Z).sum(axis=-1, keepdims=True)), "M11"),
        ("This is softmax; its logarithm is missing.", _p, ""),
        ("The sum is over the columns; each row is one example.",
         lambda Z: (s := Z - Z.max(axis=0)) - np.log(np.exp(s).sum(axis=0)), "M11"),
    ),
)  # fmt: skip
def log_softmax(Z):
    """the logarithm of softmax along the last axis, also where softmax itself rounds to 0"""
    shifted = Z - Z.max(axis=-1, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))


@exercise(
    shown=(Z, np.array([0, 1])), known=((np.array([[0.0, 2000.0]]), np.array([0])),), draw=_marked, gives="one number", minutes=6,
    steps=("Compute log softmax of the logits, row by row.", "Pick in each row the entry of its class: [np.arange(n), y].",
           "Minus the mean of these."),
    wrong=(
        ("This is the sum over the examples; the cost is their mean.",
         lambda Z, y: -log_softmax.reference(Z)[np.arange(len(y)), y].sum(), ""),
        ("The minus is missing: a logarithm of a probability is below 0, and a cost above it.",
         lambda Z, y: log_softmax.reference(Z)[np.arange(len(y)), y].mean(), ""),
        ("Softmax has rounded to 0, and its logarithm is −inf: go by way of log softmax.",
         lambda Z, y: -np.log(_of(Z, y)).mean(), "M11"),
        ("This is 1 − p of the right class; the cost is −ln p, which punishes confident mistakes.",
         lambda Z, y: (1 - _of(Z, y)).mean(), "M32"),
        ("The logits are used as if they were logarithms of probabilities.", lambda Z, y: -Z[np.arange(len(y)), y].mean(), "M11"),
    ),
)  # fmt: skip
def cross_entropy(Z, y):
    """the mean of −ln p of the right class: logits Z (n, k), classes y (n,) from 0"""
    shifted = Z - Z.max(axis=1, keepdims=True)
    log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return -log_p[np.arange(len(y)), y].mean()


def _d(Z, y, n=True, sign=1):
    return sign * (_p(Z) - np.eye(Z.shape[1])[y]) / (len(Z) if n else 1)


@exercise(
    shown=(np.log(np.array([[0.2, 0.3, 0.5]])), np.array([1])), draw=_marked, gives="an array of the shape of Z",
    minutes=6, reveal_late=True,
    steps=("Compute p, the softmax of each row.", "Take 1 off at the right class.", "Divide by the number of examples."),
    wrong=(
        ("This is the slope of the sum; for the mean divide by n.", lambda Z, y: _d(Z, y, n=False), ""),
        ("The sign is turned round: it is p − y.", lambda Z, y: _d(Z, y, sign=-1), ""),
        ("p (1 − p) is in it once too often: with cross-entropy the slope is p − y already.",
         lambda Z, y: _d(Z, y) * _p(Z) * (1 - _p(Z)), "M23"),
        ("The 1 at the right class has not been taken off: this is p / n.", lambda Z, y: _p(Z) / len(Z), ""),
        ("The softmax is over the columns; each row is one example.", lambda Z, y: (_p(Z, 0) - np.eye(Z.shape[1])[y]) / len(Z), "M11"),
    ),
)  # fmt: skip
def d_logits(Z, y):
    """the slopes of the mean cross-entropy for the logits Z (n, k), classes y (n,) from 0"""
    e = np.exp(Z - Z.max(axis=1, keepdims=True))
    p = e / e.sum(axis=1, keepdims=True)
    p[np.arange(len(y)), y] -= 1
    return p / len(y)
