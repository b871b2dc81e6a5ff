"""Networks small enough to be sent backward on paper: the chain, Mazur's network, and one of three layers of 3, 3 and 2."""

from collections.abc import Callable

import numpy as np

from nnwidgets.core.dataset import Dataset
from nnwidgets.core.network import Network
from nnwidgets.core.registry import whole

A_PREV, W, B, Y = 0.6, 2.0, -0.5, 1.0  # of the chain's last neuron
X = 0.5  # what a chain of several neurons begins with
MOST = 6  # neurons of a chain

Worked = tuple[Network, Dataset, str]  # the network, its examples, the loss


def chain(length: int = 1) -> Worked:
    """`length` sigmoids in a row, loss (a − y)²: the last has a_prev = 0.6, w = 2, b = −0.5, y = 1 and so z = 0.7, a = 0.668187772.

    Those before it have w = 1 and the bias with which they say 0.6 too. Raises ValueError for a length below 1 or above 6.
    (3Blue1Brown, Neural networks, chapter 4; the numbers are ours.)
    """
    if whole(length, "length", 1) > MOST:
        raise ValueError(f"length must be from 1 to {MOST}, got {length}")
    net = Network([1] * (length + 1), "sigmoid", "sigmoid")
    says = np.log(A_PREV / (1 - A_PREV))  # the z with σ(z) = 0.6
    for l in range(length - 1):
        net.W[l], net.b[l] = [[1.0]], [says - (A_PREV if l else X)]
    net.W[-1], net.b[-1] = [[W]], [B]
    return net, Dataset(np.array([[A_PREV if length == 1 else X]]), np.array([[Y]]), "regression", ("x",)), "sum_of_squares"


def mazur() -> Worked:
    """2-2-2 sigmoids, loss ½Σ(a − y)²: the most copied worked example. (Mazur 2015, A Step by Step Backpropagation Example.)"""
    net = Network([2, 2, 2], "sigmoid", "sigmoid")
    net.W[0], net.b[0] = [[0.15, 0.20], [0.25, 0.30]], [0.35, 0.35]
    net.W[1], net.b[1] = [[0.40, 0.45], [0.50, 0.55]], [0.60, 0.60]
    return net, Dataset(np.array([[0.05, 0.10]]), np.array([[0.01, 0.99]]), "regression", ("i1", "i2")), "squared_error"


def three_three_two() -> Worked:
    """3-3-2 sigmoids and four examples, loss Σ(a − y)²: large enough for wishes to disagree. (Our numbers.)"""
    net = Network([3, 3, 2], "sigmoid", "sigmoid")
    net.W[0], net.b[0] = [[0.8, -0.5, 0.3], [-0.6, 0.9, 0.2], [0.4, 0.1, -1.0]], [0.1, -0.2, 0.3]
    net.W[1], net.b[1] = [[1.2, -0.7, 0.5], [-0.4, 1.1, 0.6]], [-0.3, 0.2]
    X = np.array([[1.0, 0.2, 0.5], [0.1, 0.9, 0.4], [0.7, 0.6, 0.0], [0.0, 0.3, 1.0]])
    return net, Dataset(X, np.array([[1.0, 0], [0, 1], [1, 0], [0, 1]]), "regression", ("x1", "x2", "x3")), "sum_of_squares"


WORKED: dict[str, Callable[..., Worked]] = {"chain": chain, "mazur": mazur, "3-3-2": three_three_two}
