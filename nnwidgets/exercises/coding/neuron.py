"""Lesson 01: one neuron."""

import numpy as np

from nnwidgets.exercises.exercise import exercise


def _s(z):
    return np.exp(-np.logaddexp(0, -np.asarray(z, float)))


@exercise(
    shown=(np.array([-2.0, 0.0, 2.0]),),
    known=((np.array([-1000.0, 1000.0]),), (0.7,)),
    draw=lambda rng: (rng.normal(0, 3, rng.integers(1, 5, rng.integers(1, 4))),),
    gives="an array of the shape of z",
    minutes=3,
    steps=("Take e to the power of −z, with np.exp.", "Add 1 to it.", "Divide 1 by the sum."),
    wrong=(
        ("The exponent has lost its minus: this is 1 / (1 + e^z), which falls where the sigmoid rises.", lambda z: _s(-z), "M10"),
        ("This is tanh, which runs from −1 to 1; the sigmoid runs from 0 to 1.", lambda z: np.tanh(z), "M11"),
        ("This is the slope σ′(z) = a (1 − a), not the sigmoid itself.", lambda z: _s(z) * (1 - _s(z)), "M23"),
        ("All of z is brought to a sum of 1: that is softmax. A sigmoid looks at each z by itself.",
         lambda z: (e := np.exp(z - np.max(z))) / e.sum(), "M11"),
    ),
)  # fmt: skip
def sigmoid(z):
    """1 / (1 + e^−z) for a number, or for each entry of an array"""
    return 1 / (1 + np.exp(-z))


@exercise(
    shown=(np.array([1.0, 2.0, 3.0]), np.array([0.2, 0.8, -0.5]), 2.0),
    draw=lambda rng: (rng.normal(size=(k := rng.integers(1, 7))), rng.normal(size=k), float(rng.normal())),
    gives="one number",
    minutes=4,
    steps=("Multiply each input by its weight and add up: w @ x.", "Add the bias: this is z.", "Squash z: 1 / (1 + np.exp(-z))."),
    wrong=(
        ("The bias is missing: z is w · x + b.", lambda x, w, b: _s(w @ x), "M8"),
        ("The bias is taken off: it is minus the threshold, and is added.", lambda x, w, b: _s(w @ x - b), "M8"),
        ("This is z itself: the sigmoid is missing.", lambda x, w, b: w @ x + b, ""),
        ("x and w are added, not multiplied: a weight says how much an input counts.", lambda x, w, b: _s(np.sum(x + w) + b), "M9"),
        ("The products are not added up: there is one answer for each input. Use w @ x.", lambda x, w, b: _s(w * x + b), ""),
        ("The weights are left out: this is the sum of the inputs.", lambda x, w, b: _s(np.sum(x) + b), "M9"),
    ),
)  # fmt: skip
def neuron(x, w, b):
    """sigmoid(w · x + b) for one example x (n_in,)"""
    return 1 / (1 + np.exp(-(w @ x + b)))


@exercise(
    shown=(np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]), np.array([6.0, 2.0]), -5.0),
    draw=lambda rng: (rng.normal(size=(rng.integers(1, 6), k := rng.integers(1, 6))), rng.normal(size=k), float(rng.normal())),
    gives="an array (n,), one answer for each row of X",
    minutes=4,
    steps=("X @ w has one sum for each row.", "Add b to all of them.", "Squash each: 1 / (1 + np.exp(-z))."),
    wrong=(
        ("The bias is missing: z is X w + b.", lambda X, w, b: _s(X @ w), "M8"),
        ("This is z itself: the sigmoid is missing.", lambda X, w, b: X @ w + b, ""),
        ("Only the first row is answered; there is one answer for each.", lambda X, w, b: _s(w @ X[0] + b), ""),
        ("The products are not added up: X * w has one number for each input. Use X @ w.", lambda X, w, b: _s(X * w + b), ""),
    ),
)  # fmt: skip
def neuron_batch(X, w, b):
    """the answers for the rows of X (n, n_in); gives (n,)"""
    return 1 / (1 + np.exp(-(X @ w + b)))
