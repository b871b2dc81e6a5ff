"""What all makers use: items by their kind, and small networks with given weights."""

from collections.abc import Sequence
from math import floor, log10
from typing import Any

import numpy as np

from nnwidgets.core.network import Network
from nnwidgets.exercises.draw import Draw
from nnwidgets.exercises.item import FIGURES, Item, Slip

Slips = Sequence[tuple[Any, str, str]]
LETTERS = "ABCD"


def number(prompt: str, answer: float, slips: Slips, hints: Sequence[str], solution: str, count: bool = False) -> Item:
    """A number to three significant figures, cut or rounded, or a count, which is exact."""
    answer = round(float(answer), 12) + 0.0  # what is 0 but for rounding is 0, and not −0
    tolerance = 0.0 if count else 10.0 ** (floor(log10(abs(answer))) - FIGURES + 1) if answer else 0.0005
    return _item("number", prompt, answer, slips, hints, solution, tolerance=tolerance)


def count(prompt: str, answer: int, slips: Slips, hints: Sequence[str], solution: str) -> Item:
    """A whole number, exact."""
    return number(prompt, answer, slips, hints, solution, count=True)


def choice(d: Draw, prompt: str, answer: str, slips: Slips, hints: Sequence[str], solution: str) -> Item:
    """One of the answer and the slips, in a drawn order."""
    return _item("choice", prompt, answer, slips, hints, solution, options=tuple(d.mixed([answer, *(s[0] for s in slips)])))


def order(d: Draw, prompt: str, steps: Sequence[str], slips: Slips, hints: Sequence[str], solution: str) -> Item:
    """The steps, to be put in order; never shown in order."""
    mixed = d.mixed(steps)
    while tuple(mixed) == tuple(steps):
        mixed = d.mixed(steps)
    return _item("order", prompt, tuple(steps), slips, hints, solution, options=tuple(mixed))


def click(prompt: str, sizes: Sequence[int], answer: str, slips: Slips, hints: Sequence[str], solution: str) -> Item:
    """A weight or bias of a network, by its NumPy name."""
    return _item("click", prompt, answer, slips, hints, solution, sizes=tuple(sizes))


def line(prompt: str, given: dict[str, Any], answer: str, slips: Slips, hints: Sequence[str], solution: str = "") -> Item:
    """One line of NumPy over `given`."""
    made = {name: value if callable(value) else np.asarray(value, float) for name, value in given.items()}
    return _item("line", prompt, answer, slips, hints, solution or f"The line is `{answer}`.", given=made)


def plot(d: Draw, prompt: str, x: Any, right: Any, wrong: Slips, hints: Sequence[str], solution: str) -> Item:
    """One of a few curves over x; the slips' values are curves."""
    places = d.mixed(range(1 + len(wrong)))
    curves = [np.asarray(curve, float) for curve in (right, *(w[0] for w in wrong))]
    drawn = sorted(zip(places, curves, strict=True), key=lambda pair: pair[0])
    slips = [(LETTERS[p], m, text) for p, (_, m, text) in zip(places[1:], wrong, strict=True)]
    plots = tuple(tuple(np.round(curve, 6).tolist()) for _, curve in drawn)
    letters, across = tuple(LETTERS[: len(plots)]), (float(x[0]), float(x[-1]))
    said = f"It is {LETTERS[places[0]]}. {solution}"
    return _item("plot", prompt, LETTERS[places[0]], slips, hints, said, options=letters, plots=plots, across=across)


def _item(kind: str, prompt: str, answer: Any, slips: Slips, hints: Sequence[str], solution: str, **more: Any) -> Item:
    return Item(kind, prompt, answer, tuple(Slip(*slip) for slip in slips), tuple(hints), solution, **more)


def network(W: Sequence[Any], b: Sequence[Any], hidden: str = "sigmoid", output: str = "sigmoid") -> Network:
    """A network with these weights, W[l] (n_out, n_in), and biases."""
    arrays = [np.asarray(one, float) for one in W]
    net = Network([arrays[0].shape[1], *(len(one) for one in arrays)], hidden, output, seed=0)
    for l, (weights, bias) in enumerate(zip(arrays, b, strict=True)):
        net.W[l], net.b[l] = weights, np.asarray(bias, float)
    return net


def neuron(w: Sequence[float], b: float, x: Sequence[float], output: str = "sigmoid") -> tuple[float, float]:
    """(z, a) of one neuron."""
    trace = network([[list(w)]], [[b]], output=output).forward(np.array([x], float))
    return float(trace.z[0][0, 0]), float(trace.output[0, 0])


CORNERS = ((0, 0), (0, 1), (1, 0), (1, 1))


def fires(w: Sequence[float], b: float) -> tuple[int, ...]:
    """What a threshold unit answers at the four corners: 1 where w · x + b > 0."""
    return tuple(int(neuron(w, b, corner, "linear")[0] > 0) for corner in CORNERS)
