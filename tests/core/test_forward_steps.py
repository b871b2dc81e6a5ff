"""The forward pass in steps, against a walk that makes every move one by one."""

import re
from itertools import pairwise

import numpy as np
import pytest

from nnwidgets.core.forward_steps import BY, convert, place, reached, steps_of

NETS = [((2, 3, 1), False), ((2, 3, 1), True), ((1, 1), False), ((3, 2, 4), True), ((4, 1, 1, 2), True), ((5, 3), True)]


def walk(sizes, softmax, by):
    """[(known, place)] after 0, 1, … steps, by making the moves themselves in the order in which they come."""
    known = [np.zeros(n, int) for n in sizes[1:]]
    log = [([k.copy() for k in known], (0, 0, None))]

    def note(l, unit=None, term=None):
        log.append(([k.copy() for k in known], (l, unit, term)))

    for l, (n_in, n_out) in enumerate(pairwise(sizes)):
        whole = softmax and l == len(sizes) - 2
        if by == "layer":
            known[l][:] = n_in + 2
            note(l)
        elif by == "operation":
            for moves in (n_in, n_in + 1, n_in + 2):
                known[l][:] = moves
                note(l)
        else:
            for j in range(n_out):
                for t in range(n_in + 1 if whole else n_in + 2):
                    known[l][j] += 1
                    if by == "term":
                        note(l, j, t)
                if by == "neuron":
                    note(l, j)
            if whole:
                known[l][:] = n_in + 2
                note(l)
    return log


@pytest.mark.parametrize(("sizes", "softmax"), NETS)
@pytest.mark.parametrize("by", BY)
def test_steps_are_those_of_a_walk(sizes, softmax, by):
    log = walk(sizes, softmax, by)
    assert sum(steps_of(sizes, softmax, by)) == len(log) - 1
    for done, (known, where) in enumerate(log):
        for ours, theirs in zip(reached(sizes, softmax, by, done), known, strict=True):
            np.testing.assert_array_equal(ours, theirs, err_msg=f"{sizes} {by} {done}")
        assert place(sizes, softmax, by, done) == where


@pytest.mark.parametrize(("sizes", "softmax"), NETS)
@pytest.mark.parametrize("old", BY)
@pytest.mark.parametrize("new", BY)
def test_another_kind_of_step_shows_as_much_as_it_may_and_no_more(sizes, softmax, old, new):
    before, after = walk(sizes, softmax, old), walk(sizes, softmax, new)
    for done, (known, _) in enumerate(before):
        fits = [d for d, (k, _) in enumerate(after) if all((a <= b).all() for a, b in zip(k, known, strict=True))]
        assert convert(sizes, softmax, old, new, done) == max(fits)


def test_the_steps_of_a_large_network():
    sizes = (784, 16, 16, 10)
    assert [sum(steps_of(sizes, False, by)) for by in BY] == [3, 9, 42, 13_002 + 42]  # every parameter once, and every activation


def test_another_kind_of_step():
    sentence = "unknown by 'terms'; choose one of layer, operation, neuron, term (did you mean 'term'?)"
    with pytest.raises(ValueError, match=re.escape(sentence)):
        steps_of((2, 1), False, "terms")
