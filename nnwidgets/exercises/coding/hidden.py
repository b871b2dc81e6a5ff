"""Lesson 04: why hidden layers."""

import numpy as np

from nnwidgets.exercises.exercise import exercise

ROWS = [np.array([a, b], float) for a in (0, 1) for b in (0, 1)]


def _two(rng):
    j, k, m = rng.integers(1, 5, 3)
    return rng.normal(size=(k, j)), rng.normal(size=k), rng.normal(size=(m, k)), rng.normal(size=m)


@exercise(
    shown=(np.array([[1.0, 2.0], [0.0, 1.0]]), np.array([1.0, -1.0]), np.array([[2.0, 1.0]]), np.array([0.5])),
    draw=_two, gives="(W, b): W (n_out, n_in) and b (n_out,)", minutes=5,
    steps=("Write W₂(W₁x + b₁) + b₂, and multiply out.", "What stands before x is W.", "The rest is b."),
    wrong=(
        ("The product is the wrong way round: the first layer stands next to x, W₂ W₁.",
         lambda W1, b1, W2, b2: (W1 @ W2, W2 @ b1 + b2), "M12"),
        ("b₁ goes through the second layer, too: it is W₂ b₁ + b₂.", lambda W1, b1, W2, b2: (W2 @ W1, W2.sum(axis=1) * 0 + b2), "M8"),
        ("b₁ + b₂ leaves out that b₁ goes through W₂.", lambda W1, b1, W2, b2: (W2 @ W1, b1 + b2), "M8"),
        ("b₂ is missing.", lambda W1, b1, W2, b2: (W2 @ W1, W2 @ b1), "M8"),
    ),
)  # fmt: skip
def collapse(W1, b1, W2, b2):
    """(W, b) of the one linear layer that does what two linear layers do, the first one W1 and b1"""
    return W2 @ W1, W2 @ b1 + b2


@exercise(
    shown=(np.array([1.0, 0.0]),), known=tuple((row,) for row in ROWS), gives="1 where exactly one input is 1, else 0", minutes=6,
    steps=("The first hidden unit is relu(x₁ + x₂).", "The second one wakes only for both: relu(x₁ + x₂ − 1).",
           "Take the second off, twice."),
    wrong=(
        ("The second unit is taken off once; (1, 1) needs it twice.",
         lambda x: max(x[0] + x[1], 0) - max(x[0] + x[1] - 1, 0), "M12"),
        ("The ReLUs are missing: sums of lines stay lines.", lambda x: (x[0] + x[1]) - 2 * (x[0] + x[1] - 1), "M12"),
        ("This is the first unit alone: (1, 1) gives 2.", lambda x: max(x[0] + x[1], 0), "M12"),
        ("The second unit has no bias of −1, so it wakes for one input already.",
         lambda x: max(x[0] + x[1], 0) - 2 * max(x[0] + x[1], 0), "M8"),
    ),
)  # fmt: skip
def xor_relu(x):
    """XOR of the two inputs x, by two ReLUs and their weighted sum"""
    return max(x[0] + x[1], 0) - 2 * max(x[0] + x[1] - 1, 0)


def _solves(args, got):
    W1, b1, w2, b2 = (np.asarray(part, float) for part in got)
    if (W1.shape, b1.shape, w2.shape, b2.shape) != ((2, 2), (2,), (2,), ()):
        return f"The shapes must be (2, 2), (2,), (2,) and (), and are {W1.shape}, {b1.shape}, {w2.shape} and {b2.shape}."
    for x in ROWS:
        with np.errstate(over="ignore"):
            a = 1 / (1 + np.exp(-(w2 @ (1 / (1 + np.exp(-(W1 @ x + b1)))) + b2)))
        if not abs(a - (x[0] != x[1])) < 0.01:
            return f"For {tuple(x.astype(int).tolist())} the output is {a:.4f}, and XOR wants {int(x[0] != x[1])} to within 0.01."
    return ""


def _weights(*parts):
    return lambda: tuple(np.array(part, float) for part in parts)


@exercise(
    shown=(), accept=_solves, gives="(W1, b1, w2, b2): shapes (2, 2), (2,), (2,), and a number", minutes=10,
    steps=("Let the first hidden unit be OR: weights 20 and 20, bias −10.", "Let the second one be NAND: −20, −20, 30.",
           "AND of the two: 20, 20, −30."),
    wrong=(
        ("The weights are too small: the sigmoids stay far from 0 and 1. Multiply all by 20.",
         _weights([[1, 1], [-1, -1]], [-0.5, 1.5], [1, 1], -1.5), "M10"),
        ("The second unit is AND, not NAND: its signs are turned round.", _weights([[20, 20], [20, 20]], [-10, -30], [20, 20], -30), "M12"),
        ("The output is OR, not AND: its bias must be −30.", _weights([[20, 20], [-20, -20]], [-10, 30], [20, 20], -10), "M8"),
    ),
)  # fmt: skip
def xor_sigmoid():
    """(W1, b1, w2, b2) with which two hidden sigmoids and one at the output make XOR, to within 0.01"""
    return np.array([[20, 20], [-20, -20]]), np.array([-10, 30]), np.array([20, 20]), -30
