"""Examples changed by hand."""

import numpy as np
import pytest

from nnwidgets.core import datasets, points

PAIR = datasets.from_arrays(np.arange(16.0).reshape(8, 2), list("abcabcab")).standardize().split(0.25)
NUMBERS = datasets.from_arrays(np.arange(8.0), np.arange(8.0)).split(0.25)


def test_each_changes_what_it_says_and_nothing_else():
    train, test = PAIR
    more = points.added(PAIR, [1, 2], "c")
    np.testing.assert_array_equal(more[0].X, [*train.X, [1, 2]])
    np.testing.assert_array_equal(more[0].y, [*train.y, 2])
    assert more[0].scale is train.scale and more[1].X is test.X
    there = points.moved(PAIR, 7, [3, 4])  # the second of the test part
    np.testing.assert_array_equal(there[1].X, [test.X[0], [3, 4]])
    assert there[0].X is train.X and there[1].y is test.y
    other = points.labelled(PAIR, 2, 0)
    np.testing.assert_array_equal(other[0].y, [*train.y[:2], 0, *train.y[3:]])
    less = points.deleted(PAIR, 0)
    np.testing.assert_array_equal(less[0].X, train.X[1:])
    np.testing.assert_array_equal(points.labelled(NUMBERS, 1, 0.5)[0].y[:3], [NUMBERS[0].y[0], 0.5, NUMBERS[0].y[2]])
    assert {part.name for pair in (more, there, other, less) for part in pair} == {"own, edited"}
    assert points.deleted(more, 0)[0].name == "own, edited" and more[0].recipe is None


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda: points.added(PAIR, [1], 0), "x must have 2 numbers, one for each column, got shape (1,)"),
        (lambda: points.added(PAIR, [1, 2], "d"), "label must be one of a, b, c, or a number from 0 to 2, got 'd'"),
        (lambda: points.labelled(PAIR, 0, 3), "label must be one of a, b, c, or a number from 0 to 2, got 3"),
        (lambda: points.labelled(PAIR, 0, True), "label must be one of a, b, c, or a number from 0 to 2, got True"),
        (lambda: points.labelled(NUMBERS, 0, [1, 2]), "label must have 1 number, got 2"),
        (lambda: points.moved(PAIR, 8, [1, 2]), "example must be below 8, the number of examples, got 8"),
        (lambda: points.moved(PAIR, -1, [1, 2]), "example must be a whole number of at least 0, got -1"),
        (lambda: points.deleted((PAIR[0].take([0]), PAIR[1]), 0), "this is the last example to train on; add another one first"),
    ],
)
def test_what_cannot_be_done_is_said(change, sentence):
    with pytest.raises(ValueError) as caught:
        change()
    assert str(caught.value) == sentence
