"""Lesson 03: layers, and the pass forward."""

from itertools import pairwise

import numpy as np

from nnwidgets.exercises.exercise import exercise


def _s(z):
    return 1 / (1 + np.exp(-z))


def _net(rng):
    sizes = rng.integers(1, 5, rng.integers(2, 5))
    return rng.normal(size=sizes[0]), [rng.normal(size=(k, j)) for j, k in pairwise(sizes)], [rng.normal(size=k) for k in sizes[1:]]


def _one(rng):
    j, k = rng.integers(1, 6, 2)
    return rng.normal(size=j), rng.normal(size=(k, j)), rng.normal(size=k)


def _many(rng):
    _, W, b = _one(rng)
    return rng.normal(size=(rng.integers(1, 6), W.shape[1])), W, b


W1, B1, W2, B2 = np.array([[0.1, 0.2], [-0.3, 0.4], [0.5, -0.6]]), np.array([0.1, 0.0, -0.1]), np.array([[1, -1, 0.5]]), np.array([0.2])
X1 = np.array([1.0, 2.0])


def _rows(rng):
    x, W, b = _net(rng)
    return W, b, rng.normal(size=(rng.integers(1, 6), len(x)))


def _pass(x, W, b, last=True, first=True, rows=False):
    a = [x]
    for l, (M, c) in enumerate(zip(W, b, strict=True)):
        z = (a[-1] @ M.T if rows else M @ a[-1]) + c
        a.append(_s(z) if last or l < len(W) - 1 else z)
    return a if first else a[1:]


@exercise(
    shown=(X1, W1, B1), draw=_one, gives="an array (n_out,)", minutes=4,
    steps=("W @ a has one sum for each row of W, that is for each neuron.", "Add b.", "Squash: 1 / (1 + np.exp(-z))."),
    wrong=(
        ("The sigmoid is missing: this is z.", lambda a, W, b: W @ a + b, "M12"),
        ("The bias is missing.", lambda a, W, b: _s(W @ a), "M8"),
        ("W is transposed: a row of W is a neuron, so it is W @ a.", lambda a, W, b: _s(W.T @ a + b), "M9"),
        ("The bias is added after the sigmoid; it belongs into z.", lambda a, W, b: _s(W @ a) + b, "M8"),
    ),
)  # fmt: skip
def layer(a, W, b):
    """sigmoid(W a + b) for one example a (n_in,); gives (n_out,)"""
    return 1 / (1 + np.exp(-(W @ a + b)))


@exercise(
    shown=(X1, [W1, W2], [B1, B2]), draw=_net, gives="a list of arrays, x first, then one for each layer", minutes=6,
    steps=("Begin the list with x.", "For each W and b compute the next a from the last one in the list.", "Append it."),
    wrong=(
        ("The last layer has no sigmoid; here every layer has one.", lambda x, W, b: _pass(x, W, b, last=False), "M12"),
        ("x itself is missing at the head of the list.", lambda x, W, b: _pass(x, W, b, first=False), ""),
        ("Only the output is given; the list has every layer's a.", lambda x, W, b: _pass(x, W, b)[-1], ""),
        ("The biases are missing.", lambda x, W, b: _pass(x, W, [0 * c for c in b]), "M8"),
        ("Right with two layers only: loop over all of W and b.", lambda x, W, b: _pass(x, W[:2], b[:2]), ""),
    ),
)  # fmt: skip
def forward(x, W, b):
    """the activations of all layers, the input first: [x, a1, a2, …]"""
    a = [x]
    for weights, bias in zip(W, b, strict=True):
        a.append(1 / (1 + np.exp(-(weights @ a[-1] + bias))))
    return a


@exercise(
    shown=(np.array([[1.0, 2.0], [0.0, 1.0]]), W1, B1), draw=_many, gives="an array (n, n_out), one row for each row of X", minutes=5,
    steps=("X @ W.T has one row for each example, one column for each neuron.", "b is added to every row by itself.", "Squash."),
    wrong=(
        ("The sigmoid is missing: this is z.", lambda X, W, b: X @ W.T + b, "M12"),
        ("The bias is missing.", lambda X, W, b: _s(X @ W.T), "M8"),
        ("W is not transposed: with rows as examples it is X @ W.T.", lambda X, W, b: _s(X @ W + b), "M9"),
        ("Rows and columns are swapped: the examples are the rows of what is given, too.", lambda X, W, b: _s(X @ W.T + b).T, ""),
        ("b is added along the wrong axis: it has one number for each column.", lambda X, W, b: _s(X @ W.T + b[:, None]), "M8"),
    ),
)  # fmt: skip
def layer_batch(X, W, b):
    """the same layer for the rows of X (n, n_in); gives (n, n_out)"""
    return 1 / (1 + np.exp(-(X @ W.T + b)))


@exercise(
    shown=([W1, W2], [B1, B2], np.array([[1.0, 2.0], [0.0, 1.0]])), draw=_rows,
    gives="a list of arrays, X first, then one (n, n_out) for each layer", minutes=6,
    steps=("Begin the list with X.", "For each W and b: the last one in the list @ W.T + b, then the sigmoid.", "Append it."),
    wrong=(
        ("The last layer has no sigmoid; here every layer has one.", lambda W, b, X: _pass(X, W, b, last=False, rows=True), "M12"),
        ("X itself is missing at the head of the list.", lambda W, b, X: _pass(X, W, b, first=False, rows=True), ""),
        ("Only the output is given; the list has every layer's a.", lambda W, b, X: _pass(X, W, b, rows=True)[-1], ""),
        ("The biases are missing.", lambda W, b, X: _pass(X, W, [0 * c for c in b], rows=True), "M8"),
        ("Right with two layers only: loop over all of W and b.", lambda W, b, X: _pass(X, W[:2], b[:2], rows=True), ""),
    ),
)  # fmt: skip
def forward_batch(W, b, X):
    """the activations of all layers for the rows of X (n, n_in): [X, a1, a2, …]"""
    a = [X]
    for weights, bias in zip(W, b, strict=True):
        a.append(1 / (1 + np.exp(-(a[-1] @ weights.T + bias))))
    return a


@exercise(
    shown=([2, 3, 1],), known=(([64, 32, 10],), ([784, 16, 16, 10],)),
    draw=lambda rng: (rng.integers(1, 30, rng.integers(2, 6)).tolist(),), gives="one whole number", minutes=4,
    steps=("Between neighbours with j and k neurons there are j · k weights.", "And k biases.", "Add up over all pairs of neighbours."),
    wrong=(
        ("The biases are missing: every neuron after the inputs has one.", lambda sizes: sum(j * k for j, k in pairwise(sizes)), "M8"),
        ("The inputs have biases here; they are given, and have none.",
         lambda sizes: sum(j * k for j, k in pairwise(sizes)) + sum(sizes), "M8"),
        ("This is the number of neurons; the parameters are the weights between them, and the biases.", sum, "M9"),
        ("Only the biases are counted.", lambda sizes: sum(sizes[1:]), "M9"),
    ),
)  # fmt: skip
def n_params(sizes):
    """how many weights and biases a network of these sizes has"""
    return sum(sizes[l] * sizes[l + 1] + sizes[l + 1] for l in range(len(sizes) - 1))
