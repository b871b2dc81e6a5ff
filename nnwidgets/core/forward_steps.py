"""The forward pass one step after another: what is known after so many, whether a step is a layer, an operation, a neuron or a term.

A neuron with n_in inputs takes n_in + 2 moves: its products one by one, its bias, its activation. A softmax needs every z of its
layer, so that its neurons stop at the bias, and one move more gives all of them their activation.
"""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from nnwidgets.core.registry import Array, pick

Place = tuple[int, int | None, int | None]  # layer, unit, term, each as in W[layer][unit, term]; None: no one in particular
BY = {
    "layer":     lambda n_in, n_out, whole: 1,
    "operation": lambda n_in, n_out, whole: 3,  # W a, + b, σ
    "neuron":    lambda n_in, n_out, whole: n_out + whole,
    "term":      lambda n_in, n_out, whole: n_out * (n_in + 2 - whole) + whole,
}  # fmt: skip


def steps_of(sizes: Sequence[int], softmax: bool, by: str) -> list[int]:
    """How many steps each layer takes. Raises ValueError or TypeError for another `by`."""
    count, last = pick(BY, by, "by"), len(sizes) - 2
    return [count(n_in, n_out, softmax and l == last) for l, (n_in, n_out) in enumerate(pairwise(sizes))]


def reached(sizes: Sequence[int], softmax: bool, by: str, done: int) -> list[Array]:
    """For every layer (n_out,): how many moves of each neuron are made after `done` steps, 0 to n_in + 2."""
    found, begin = [], 0
    for l, n in enumerate(steps_of(sizes, softmax, by)):
        n_in, n_out = sizes[l], sizes[l + 1]
        found.append(_within(n_in, n_out, softmax and l == len(sizes) - 2, by, min(max(done - begin, 0), n), n))
        begin += n
    return found


def _within(n_in: int, n_out: int, whole: bool, by: str, done: int, of: int) -> Array:
    if done == of or done == 0:
        return np.full(n_out, (n_in + 2) * (done == of))
    if by == "operation":
        return np.full(n_out, n_in + done - 1)
    each = n_in + 2 - whole  # moves of a neuron by itself
    return np.clip(done * (each if by == "neuron" else 1) - np.arange(n_out) * each, 0, each)


def place(sizes: Sequence[int], softmax: bool, by: str, done: int) -> Place:
    """Where the last of `done` steps was taken."""
    layer, rest = 0, done - 1
    counts = steps_of(sizes, softmax, by)
    while layer < len(counts) - 1 and rest >= counts[layer]:
        rest -= counts[layer]
        layer += 1
    if rest < 0:
        return layer, 0, None
    whole = softmax and layer == len(counts) - 1
    if by in ("layer", "operation") or (whole and rest == counts[layer] - 1):
        return layer, None, None
    unit, term = divmod(rest, sizes[layer] + 2 - whole) if by == "term" else (rest, None)
    return layer, unit, term


def convert(sizes: Sequence[int], softmax: bool, old: str, new: str, done: int) -> int:
    """As many steps of the kind `new` as show nothing that `done` steps of the kind `old` do not."""
    known = reached(sizes, softmax, old, done)
    low, high = 0, sum(steps_of(sizes, softmax, new))
    while low < high:
        middle = (low + high + 1) // 2
        fits = all((a <= b).all() for a, b in zip(reached(sizes, softmax, new, middle), known, strict=True))
        low, high = (middle, high) if fits else (low, middle - 1)
    return low
