"""Lesson 02: activation functions and their slopes."""

from dataclasses import replace

import numpy as np

from nnwidgets.exercises.coding.softmax import softmax as of_lesson_11
from nnwidgets.exercises.exercise import exercise

Z = np.array([-2.0, 0.0, 0.5, 3.0])


def _any(rng):
    return (rng.normal(0, 2, rng.integers(1, 5, rng.integers(1, 3))),)


def _sloped(rng):
    return (*_any(rng), float(rng.uniform(0.02, 0.4)))


@exercise(
    shown=(Z,), draw=_any, gives="an array of the shape of z", minutes=3,
    steps=("Take u = e^z and v = e^−z.", "tanh is (u − v) / (u + v); NumPy has it, too."),
    wrong=(
        ("This is the sigmoid: tanh runs from −1 to 1.", lambda z: 1 / (1 + np.exp(-z)), "M11"),
        ("The exponent is doubled: 2σ(2z) − 1 is tanh, and 2σ(4z) − 1 is not.", lambda z: np.tanh(2 * z), ""),
        ("This is 2σ(z) − 1, half as steep: it wants 2z inside.", lambda z: np.tanh(z / 2), "M11"),
        ("The sign is turned round: tanh rises.", lambda z: -np.tanh(z), ""),
    ),
)  # fmt: skip
def tanh(z):
    """(e^z − e^−z) / (e^z + e^−z)"""
    return np.tanh(z)


@exercise(
    shown=(Z,), draw=_any, gives="an array of the shape of z", minutes=2,
    steps=("Compare each entry with 0.", "Take the larger one: np.maximum."),
    wrong=(
        ("This is |z|: what is below 0 becomes 0, not positive.", np.abs, "M28"),
        ("The other side is cut off: this is min(z, 0).", lambda z: np.minimum(z, 0), ""),
        ("This is the slope, 0 or 1, not the function.", lambda z: (z > 0) * 1.0, "M23"),
        ("np.max gives the one largest number of all; np.maximum compares entry by entry.", lambda z: np.maximum(np.max(z), 0), ""),
    ),
)  # fmt: skip
def relu(z):
    """z where it is above 0, else 0"""
    return np.maximum(z, 0)


@exercise(
    shown=(np.array([[-2.0, 0.0], [3.0, -0.5]]), 0.1), draw=_sloped, gives="an array of the shape of z", minutes=3,
    steps=("Where z is above 0, it is z.", "Elsewhere it is slope * z: np.where takes a condition and two arrays."),
    wrong=(
        ("The negative side is cut off: this is the plain ReLU.", lambda z, slope=0.01: np.maximum(z, 0), "M28"),
        ("The slope is fixed at 0.01, whatever `slope` says.", lambda z, slope=0.01: np.maximum(0.01 * z, z), "M28"),
        ("The leak goes up, not down, on the left: it is slope · z, with the sign of z.",
         lambda z, slope=0.01: np.where(z > 0, z, -slope * z), "M28"),
        ("On the left there is the slope itself; it has to be multiplied by z.", lambda z, slope=0.01: np.where(z > 0, z, slope), "M28"),
    ),
)  # fmt: skip
def leaky_relu(z, slope=0.01):
    """z where it is above 0, else slope times z; for arrays of any shape"""
    return np.where(z > 0, z, slope * z)


@exercise(
    shown=(Z,), draw=_any, gives="an array of the shape of z", minutes=3,
    steps=("Let a = tanh(z).", "The slope is 1 − a²."),
    wrong=(
        ("This is 1 − z²: the formula has a = tanh(z) in it.", lambda z: 1 - z**2, "M23"),
        ("This is a (1 − a), the sigmoid's formula; that of tanh is 1 − a².", lambda z: np.tanh(z) * (1 - np.tanh(z)), "M11"),
        ("This is 1 − a: the square is missing.", lambda z: 1 - np.tanh(z), ""),
        ("The slope is taken at a instead of z: tanh is applied twice.", lambda z: 1 - np.tanh(np.tanh(z)) ** 2, "M23"),
    ),
)  # fmt: skip
def d_tanh(z):
    """the slope of tanh at z"""
    return 1 - np.tanh(z) ** 2


@exercise(
    shown=(Z,), draw=_any, gives="an array of the shape of z", minutes=2,
    steps=("Where z is above 0 the slope is 1.", "Elsewhere, and at 0, it is 0."),
    wrong=(
        ("At 0 the slope is 0 by agreement: it is > 0, not >= 0.", lambda z: (z >= 0) * 1.0, "M28"),
        ("This is the ReLU itself, not its slope.", lambda z: np.maximum(z, 0), "M23"),
        ("On the left the slope is 0, not −1: a flat line does not fall.", lambda z: np.where(z > 0, 1.0, -1.0), "M28"),
    ),
)  # fmt: skip
def d_relu(z):
    """its slope: 1 where z is above 0, else 0 (at 0 too)"""
    return np.where(z > 0, 1.0, 0.0)


@exercise(
    shown=(np.array([-2.0, 0.0, 3.0]), 0.01), draw=_sloped, gives="an array of the shape of z", minutes=3,
    steps=("Where z is above 0 the slope is 1.", "Elsewhere, and at 0, it is `slope`."),
    wrong=(
        ("At 0 the slope is that of the left by agreement: it is > 0, not >= 0.", lambda z, slope=0.01: np.where(z >= 0, 1, slope), "M28"),
        ("On the left the slope is 0: that is the plain ReLU.", lambda z, slope=0.01: np.where(z > 0, 1.0, 0), "M28"),
        ("On the left this is slope · z, the function; its slope is `slope`.", lambda z, slope=0.01: np.where(z > 0, 1, slope * z), "M23"),
    ),
)  # fmt: skip
def d_leaky_relu(z, slope=0.01):
    """its slope: 1 where z is above 0, else slope (at 0 too)"""
    return np.where(z > 0, 1, slope)


softmax = replace(of_lesson_11, lesson="activations")  # lesson 11 asks for it once more
