"""Lesson 00: all-or-none neurons, and gates made of them."""

import numpy as np

from nnwidgets.exercises.exercise import exercise

ROWS = [np.array([a, b]) for a in (0, 1) for b in (0, 1)]
WANTS = {"AND": [0, 0, 0, 1], "OR": [0, 1, 1, 1], "NAND": [1, 1, 1, 0], "NOR": [1, 0, 0, 0], "NOT": [1, 0]}


def _gate(args, got):
    w, b = got
    w, b = np.atleast_1d(np.asarray(w, float)), float(b)
    rows = ROWS if args[0] != "NOT" else [np.array([0]), np.array([1])]
    if w.shape != rows[0].shape:
        return f"{args[0]} has {len(rows[0])} input{'s' * (len(rows[0]) > 1)}, so w needs as many weights; it has shape {w.shape}."
    for x, wants in zip(rows, WANTS[args[0]], strict=True):
        z = float(w @ x + b)
        if (z > 0) != wants:
            turn = "raise" if wants else "lower"
            return f"In the row {tuple(x.tolist())} the sum is {z:g} and {args[0]} wants {wants}: {turn} the bias, or the weights there."
    return ""


@exercise(
    shown=(np.array([1, 0]), np.array([1.0, 1.0]), -0.5),
    known=((np.array([1, 1]), np.array([1.0, 1.0]), -2.0),),
    draw=lambda rng: (rng.integers(0, 2, k := rng.integers(1, 6)), rng.integers(-3, 4, k) + 0.0, float(rng.integers(-3, 4))),
    gives="1 where the neuron fires, else 0",
    minutes=4,
    steps=(
        "Add up the weights of the inputs that are on: w @ x.",
        "Add the bias.",
        "It fires, 1, where the sum is above 0; at 0 it does not.",
    ),
    wrong=(
        ("At a sum of exactly 0 it must not fire: it is > 0, not >= 0.", lambda x, w, b: int(w @ x + b >= 0), ""),
        ("The bias is missing.", lambda x, w, b: int(w @ x > 0), "M8"),
        ("The bias is minus the threshold: the sum is w · x + b, and is compared with 0.", lambda x, w, b: int(w @ x > b), "M8"),
        ("This is the sum itself: the neuron of 1943 says all or nothing.", lambda x, w, b: w @ x + b, "M7"),
        ("The weights are left out: they say how much each input counts.", lambda x, w, b: int(np.sum(x) + b > 0), "M9"),
    ),
)
def threshold(x, w, b):
    """1 where w · x + b is above 0, else 0"""
    return int(w @ x + b > 0)


def _gates(AND, OR, NAND, NOR, NOT):
    table = {"AND": AND, "OR": OR, "NAND": NAND, "NOR": NOR, "NOT": NOT}
    return lambda name: (np.array(table[name][0]), table[name][1])


@exercise(
    shown=("AND",),
    known=(("OR",), ("NAND",), ("NOR",), ("NOT",)),
    accept=_gate,
    gives="(w, b): two weights (one for NOT) and a bias; any that do will do",
    minutes=8,
    steps=("AND and OR: weights (1, 1), and a bias between two of the sums 0, 1 and 2.", "NAND and NOR: all signs turned round.",
           "NOT has one input, whose weight is negative."),
    wrong=(
        ("AND and OR are swapped: AND has the higher threshold, −1.5.",
         _gates(([1, 1], -0.5), ([1, 1], -1.5), ([-1, -1], 1.5), ([-1, -1], 0.5), ([-1], 0.5)), "M8"),
        ("The bias has the sign of the threshold; it is minus the threshold.",
         _gates(([1, 1], 1.5), ([1, 1], 0.5), ([-1, -1], 1.5), ([-1, -1], 0.5), ([-1], 0.5)), "M8"),
        ("NAND and NOR need negative weights: a 1 at an input has to count against firing.",
         _gates(([1, 1], -1.5), ([1, 1], -0.5), ([1, 1], 1.5), ([1, 1], 0.5), ([-1], 0.5)), "M9"),
    ),
)  # fmt: skip
def gate(name):
    """(w, b) of the gate called AND, OR, NAND, NOR (two inputs) or NOT (one)"""
    table = {"AND": ([1, 1], -1.5), "OR": ([1, 1], -0.5), "NAND": ([-1, -1], 1.5), "NOR": ([-1, -1], 0.5), "NOT": ([-1], 0.5)}
    w, b = table[name]
    return np.array(w), b


@exercise(
    shown=(np.array([1, 0]),),
    known=tuple((row,) for row in ROWS),
    gives="1 where exactly one input is on, else 0",
    minutes=6,
    steps=("First OR of the two inputs.", "Then NAND of the two.", "AND of these two is XOR."),
    wrong=(
        ("This is OR: it fires for (1, 1), too.", lambda x: int(x[0] + x[1] > 0.5), ""),
        ("This is NAND: it fires for (0, 0), too.", lambda x: int(x[0] + x[1] < 1.5), ""),
        ("This is XNOR: all four rows are turned round.", lambda x: int(x[0] == x[1]), ""),
        ("This is AND: it fires for (1, 1) alone.", lambda x: int(x[0] + x[1] > 1.5), ""),
    ),
)
def xor(x):
    """1 where exactly one of the two inputs x is on, from three gates"""
    either = int(x[0] + x[1] - 0.5 > 0)
    not_both = int(-x[0] - x[1] + 1.5 > 0)
    return int(either + not_both - 1.5 > 0)
