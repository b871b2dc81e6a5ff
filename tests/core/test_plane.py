"""The plane that a map shows, against NumPy's own singular value decomposition and a second way of writing the axes."""

import numpy as np
import pytest

from nnwidgets.core import datasets
from nnwidgets.core.plane import plane_of

RNG = np.random.default_rng(0)
X = RNG.normal(size=(40, 5)) * [1, 2, 3, 4, 5] + [0, 10, 0, -10, 3]
PAIR = datasets.from_arrays(X, X[:, 0] > 0, names=list("abcde")).split(0.25)
Y = np.zeros((40, 1))


@pytest.fixture(scope="module")
def rows():
    return np.concatenate([part.X for part in PAIR])


def test_two_columns_with_the_others_at_their_mean_or_at_an_example(rows):
    plane = plane_of(PAIR, Y, False, ("d", 1))
    assert (plane.names, plane.choice, plane.rest) == (("d", "b"), (3, 1), "the other 3 columns at their mean")
    np.testing.assert_array_equal(plane.project(rows), rows[:, [3, 1]])
    points = plane.points(20)
    np.testing.assert_allclose(points[:, [0, 2, 4]], np.tile(rows.mean(axis=0)[[0, 2, 4]], (400, 1)))
    (u0, u1), (v0, v1) = plane.domain
    np.testing.assert_allclose(points[0, [3, 1]], [u0 + (u1 - u0) / 40, v1 - (v1 - v0) / 40])  # rows from the top
    assert u0 < rows[:, 3].min() and u1 > rows[:, 3].max() and v0 < rows[:, 1].min() and v1 > rows[:, 1].max()
    at = plane_of(PAIR, Y, False, (3, 1), at=32)
    assert at.rest == "the other 3 columns at those of example 32"
    np.testing.assert_array_equal(at.points(2)[:, [0, 2, 4]], np.tile(PAIR[1].X[2, [0, 2, 4]], (4, 1)))


def test_principal_components_are_those_of_the_singular_value_decomposition(rows):
    plane = plane_of(PAIR, Y, False, "pca")
    _, s, Vt = np.linalg.svd(rows - rows.mean(axis=0))
    np.testing.assert_allclose(np.abs(np.sum(plane.axes * Vt[:2], axis=1)), 1)
    assert plane.rest == f"the plane of the two principal components, with {(s[:2] ** 2).sum() / (s**2).sum():.0%} of the variance"
    through = plane_of(PAIR, Y, False, "pca", at=3)
    assert through.rest == f"{plane.rest}, through example 3"
    np.testing.assert_allclose(through.project(PAIR[0].X[3:4]), 0, atol=1e-12)
    assert (plane.axes[np.arange(2), np.abs(plane.axes).argmax(axis=1)] > 0).all()


def test_components_of_scaled_columns_lead_back_to_the_columns(rows):
    pair = datasets.from_arrays(X, X[:, 0] > 0).standardize().split(0.25)
    plane = plane_of(pair, Y, False, "pca")
    Z = rows / pair[0].scale.spread
    _, _, Vt = np.linalg.svd(Z - Z.mean(axis=0))
    np.testing.assert_allclose(np.abs(plane.project(rows)), np.abs((Z - Z.mean(axis=0)) @ Vt[:2].T))
    points = plane.points(4)
    u0, u1 = plane.domain[0]
    np.testing.assert_allclose(plane.project(points)[[0, 3], 0], [u0 + (u1 - u0) / 8, u1 - (u1 - u0) / 8])


def test_what_is_shown_without_a_choice():
    assert plane_of(PAIR, Y, False).choice == (0, 1)
    many = datasets.from_arrays(RNG.normal(size=(30, 13)), np.arange(30) % 2).split(0)
    assert plane_of(many, np.zeros((30, 1)), False).choice == "pca"
    circle = datasets.circle().split(0.5)
    assert plane_of(circle, np.zeros((500, 1)), True).domain == ((-6, 6), (-6, 6))
    one = datasets.curve("bump").split(0)
    plane = plane_of(one, one[0].y[:, None], False)
    assert plane.table.shape == (3, 1) and plane.names == ("x", "y") and plane.domain[1][0] < one[0].y.min()


@pytest.mark.parametrize(
    ("choice", "at", "sentence"),
    [
        ((0, 0), None, "axes must be two different columns of a, b, c, d, e, or 'pca', got (0, 0)"),
        ((0, 5), None, "axes must be two different columns of a, b, c, d, e, or 'pca', got (0, 5)"),
        (("a", "f"), None, "axes must be two different columns of a, b, c, d, e, or 'pca', got ('a', 'f')"),
        ("a", None, "axes must be two different columns of a, b, c, d, e, or 'pca', got 'a'"),
        ((0, 1), 40, "at must be below 40, the number of examples, got 40"),
    ],
)
def test_no_such_plane(choice, at, sentence):
    with pytest.raises(ValueError) as caught:
        plane_of(PAIR, Y, False, choice, at)
    assert str(caught.value) == sentence
