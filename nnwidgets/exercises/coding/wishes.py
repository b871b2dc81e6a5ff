"""Lesson 07: who should change."""

import numpy as np

from nnwidgets.exercises.exercise import exercise


def _s(z):
    return 1 / (1 + np.exp(-z))


def _out(rng):
    z = rng.normal(size=rng.integers(1, 6))
    return _s(z), rng.random(z.shape), z


def _back(rng):
    j, k = rng.integers(2, 6, 2)
    return rng.normal(size=(k, j)), rng.normal(size=k)


def _examples(rng):
    n, j, k = rng.integers(2, 6, 3)
    return rng.normal(size=(n, k)), rng.random((n, j))


A = np.array([0.8, 0.3])


@exercise(
    shown=(A, np.array([1.0, 0.0]), np.log(A / (1 - A))), draw=_out, gives="an array (n_out,)", minutes=4, reveal_late=True,
    steps=("The slope of C for a is 2 (a − y).", "Times the slope of the sigmoid, a (1 − a)."),
    wrong=(
        ("The slope of the sigmoid is missing: this is ∂C/∂a.", lambda a, y, z: 2 * (a - y), "M31"),
        ("The sign is turned round: this is the wish, not the slope. The error is a − y.", lambda a, y, z: 2 * (y - a) * a * (1 - a), ""),
        ("The factor 2 of the square is missing.", lambda a, y, z: (a - y) * a * (1 - a), ""),
        ("The slope is taken at a instead of z.", lambda a, y, z: 2 * (a - y) * _s(a) * (1 - _s(a)), "M23"),
    ),
)  # fmt: skip
def output_delta(a, y, z):
    """∂C/∂z (n_out,) of sigmoid outputs with C = Σ (a − y)²"""
    return 2 * (a - y) * a * (1 - a)


@exercise(
    shown=(np.array([[0.4, 0.45], [0.5, 0.55]]), np.array([0.138498562, -0.038098237])), draw=_back, gives="an array (n_in,)", minutes=4,
    steps=("Each output asks for its δ times its weights.", "The columns of W belong to who is spoken to.",
           "Add up over the outputs: Wᵀ δ."),
    wrong=(
        ("W is not transposed: the sum is over the outputs, the rows of W.", lambda W, delta: W @ delta, "M22"),
        ("Only the path through the first output counts; all of them are added.", lambda W, delta: W[0] * delta[0], "M22"),
        ("The paths are averaged; they are added.", lambda W, delta: W.T @ delta / len(delta), "M20"),
        ("The paths are multiplied; along a path one multiplies, over several one adds.",
         lambda W, delta: np.prod(W * delta[:, None], axis=0), "M22"),
        ("The sign is turned round: these are slopes of the cost.", lambda W, delta: -W.T @ delta, ""),
        ("The outputs' wishes stand one by one; add them up.", lambda W, delta: W * delta[:, None], "M22"),
    ),
)  # fmt: skip
def wishes(W, delta):
    """∂C/∂a (n_in,) of the layer before: all outputs' wishes added"""
    return W.T @ delta


@exercise(
    shown=(np.array([0.2, -0.1]), np.array([0.05, 0.9, 0.5])), gives="an array (n_out, n_in), as W has it", minutes=3,
    draw=lambda rng: (rng.normal(size=rng.integers(1, 5)), rng.random(rng.integers(5, 8))),
    steps=("A weight's slope is δ of where it leads, times a of where it comes from.", "All pairs at once: np.outer(δ, a)."),
    wrong=(
        ("The two are swapped: rows are the neurons that a weight leads to.", lambda delta, before: np.outer(before, delta), "M9"),
        ("The sign is turned round: these are slopes of the cost.", lambda delta, before: -np.outer(delta, before), ""),
        ("The activation is missing: a bright neuron's weight gets more than a dim one's.",
         lambda delta, before: np.outer(delta, np.ones(len(before))), "M20"),
    ),
)  # fmt: skip
def nudges(delta, before):
    """∂C/∂W (n_out, n_in) from δ (n_out,) and the activations before (n_in,)"""
    return np.outer(delta, before)


@exercise(
    shown=(np.array([[0.2, -0.1], [0.0, 0.3], [0.1, 0.1]]), np.array([[1.0, 0.5], [0.0, 1.0], [0.5, 0.5]])), draw=_examples,
    gives="an array (n_out, n_in)", minutes=5,
    steps=("For each example np.outer(δ, a), and add up: δᵀ @ a does both.", "Divide by the number of examples."),
    wrong=(
        ("This is the sum over the examples; divide by their number.", lambda delta, before: delta.T @ before, ""),
        ("Only the first example counts.", lambda delta, before: np.outer(delta[0], before[0]), ""),
        ("The means are taken first and multiplied then; the mean is that of the products.",
         lambda delta, before: np.outer(delta.mean(axis=0), before.mean(axis=0)), ""),
        ("The two are swapped: rows are the neurons that a weight leads to.", lambda delta, before: before.T @ delta / len(delta), "M9"),
    ),
)  # fmt: skip
def mean_nudges(delta, before):
    """the mean of ∂C/∂W (n_out, n_in) over examples: δ (n, n_out), the activations before (n, n_in)"""
    return delta.T @ before / len(delta)
