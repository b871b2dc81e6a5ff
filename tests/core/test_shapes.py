"""Moons, boards, arms, blobs, gates, curves and vowels: each by its documented rule, recomputed; what noise moves; what is refused."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import nnwidgets as nw
from nnwidgets.core.curves import FUNCTIONS
from nnwidgets.core.gates import GATES
from nnwidgets.core.streams import Stream
from nnwidgets.core.vowels import SIX, VOWELS

NOISES = np.linspace(0, 0.5, 11)


def test_moons():
    data = nw.datasets.moons(400)
    upper, lower = data.X[data.y == 0], data.X[data.y == 1]
    np.testing.assert_allclose(np.hypot(*(upper - [-1.5, -0.75]).T), 3)
    np.testing.assert_allclose(lower, -upper, atol=1e-12)  # the one is the other, turned by half a circle
    assert upper[:, 1].min() == -0.75
    noisy = nw.datasets.moons(20_000, 0.2, 1)
    np.testing.assert_allclose((noisy.X - nw.datasets.moons(20_000).X).std(axis=0), 3 * 0.2, rtol=0.02)


def test_moons_are_scikit_learns():
    """make_moons(400, shuffle=False) is (cos t, sin t), (1 − cos t, 0.5 − sin t): ours is that, three times as large, about its middle."""
    t = np.linspace(0, np.pi, 200)
    theirs = np.concatenate([np.column_stack([np.cos(t), np.sin(t)]), np.column_stack([1 - np.cos(t), 0.5 - np.sin(t)])])
    np.testing.assert_allclose(nw.datasets.moons(400).X, 3 * (theirs - [0.5, 0.25]), atol=1e-12)


@pytest.mark.parametrize("squares", [2, 3, 4, 7])
def test_checkerboard(squares):
    for noise in (0, 0.2, 0.5):
        data = nw.datasets.checkerboard(2000, noise, 3, squares)
        moved = data.X + noise * Stream(3, "noise").uniform(-5, 5, (2000, 2))
        column, row = ((moved + 5) // (10 / squares)).T
        np.testing.assert_array_equal(data.y, (column + row) % 2 == 0)
        np.testing.assert_array_equal(data.X, nw.datasets.checkerboard(2000, seed=3).X)
    corner = nw.datasets.checkerboard(5000, squares=squares)
    assert corner.y[corner.X.max(axis=1) < -5 + 10 / squares].all()


def test_three_arms():
    data = nw.datasets.three_arms(600)
    first, second, third = (data.X[data.y == k] for k in range(3))
    i = np.arange(200) / 200
    np.testing.assert_allclose(first, np.column_stack([5 * i * np.sin(2 * np.pi * i), 5 * i * np.cos(2 * np.pi * i)]), atol=1e-12)
    third_turn = np.array([[np.cos(2 * np.pi / 3), -np.sin(2 * np.pi / 3)], [np.sin(2 * np.pi / 3), np.cos(2 * np.pi / 3)]])
    np.testing.assert_allclose(second, first @ third_turn, atol=1e-12)
    np.testing.assert_allclose(third, second @ third_turn, atol=1e-12)
    assert 0.29 < np.abs(nw.datasets.three_arms(600, 0.3).X - data.X).max() <= 0.3


@pytest.mark.parametrize("classes", [2, 3, 4, 5, 6])
def test_blobs(classes, refused):
    data = nw.datasets.blobs(6000, 0.25, 1, classes)
    assert len(data.classes) == len(set(data.y)) == classes
    for k in range(classes):
        cloud = data.X[data.y == k]
        angle = 2 * np.pi * k / classes
        np.testing.assert_allclose(cloud.mean(axis=0), [4 * np.sin(angle), 4 * np.cos(angle)], atol=0.2)
        np.testing.assert_allclose(cloud.var(axis=0), 2.25, rtol=0.15)
    with refused(ValueError, "classes must be a whole number from 2 to 6, got 7"):
        nw.datasets.blobs(classes=7)
    with refused(ValueError, "classes must be a whole number of at least 2, got 1"):
        nw.datasets.blobs(classes=1)


@pytest.mark.parametrize("name", ["moons", "three_arms", "blobs", "gate", "vowels"])
def test_noise_leaves_the_labels_and_moves_the_points(name):
    sets = [nw.datasets.DATASETS[name](noise=noise, seed=2) for noise in NOISES]
    assert all(np.array_equal(data.y, sets[0].y) for data in sets)
    away = [np.linalg.norm(data.X - sets[0].X, axis=1) for data in sets]
    assert all((b >= a).all() and (b > a).mean() > 0.95 for a, b in pairwise(away))


RULES = {
    "and": lambda a, b: a and b, "or": lambda a, b: a or b, "nand": lambda a, b: not (a and b),
    "nor": lambda a, b: not (a or b), "xor": lambda a, b: a != b, "xnor": lambda a, b: a == b,
}  # fmt: skip


@pytest.mark.parametrize("name", GATES)
def test_gates(name):
    data = nw.datasets.gate(name)
    assert data.X.tolist() == [[0, 0], [0, 1], [1, 0], [1, 1]]
    assert data.y.tolist() == [RULES[name](a, b) for a, b in data.X.astype(bool).tolist()]
    assert (data.name, data.classes, data.names) == (name, ("0", "1"), ("x1", "x2"))
    many = nw.datasets.gate(name, 10, 0.5)
    assert many.y.tolist() == (data.y.tolist() * 3)[:10]
    assert (np.abs(many.X - np.tile(data.X, (3, 1))[:10]) <= 0.5).all()  # no point reaches another corner's quarter


@pytest.mark.parametrize("name", FUNCTIONS)
def test_curves(name):
    data = nw.datasets.curve(name)
    x = data.X[:, 0]
    assert (-3 <= x.min() < -2.9) and (2.9 < x.max() < 3)
    by_hand = {
        "line": 0.5 * x, "parabola": x * x / 4, "abs": np.sqrt(x * x),
        "step": np.sign(x), "bump": 1 / np.e ** (x * x), "sine": np.sin(2 * x),
    }  # fmt: skip
    np.testing.assert_allclose(data.y, by_hand[name], atol=1e-12)
    noisy = nw.datasets.curve(name, noise=0.3, seed=0)
    np.testing.assert_array_equal(noisy.X, data.X)
    np.testing.assert_allclose(noisy.y - data.y, 0.3 * Stream(0, "noise").normal(200), atol=1e-12)
    assert (data.name, data.names, data.task) == (name, ("x",), "regression")


def square(x):
    return x * x


@given(low=st.floats(-100, 100), wide=st.floats(0.01, 100))
def test_a_function_of_ones_own(low, wide):
    data = nw.datasets.curve(square, 20, low=low, high=low + wide)
    np.testing.assert_array_equal(data.y, data.X[:, 0] ** 2)
    assert low <= data.X.min() and data.X.max() <= low + wide
    assert data.name == "square"


@pytest.mark.parametrize(
    ("given", "kind", "sentence"),
    [
        ({"f": "sinus"}, ValueError,
         "unknown function 'sinus'; choose one of line, parabola, abs, step, bump, sine (did you mean 'sine'?)"),
        ({"f": lambda x: x[:2]}, ValueError, "f must map x of shape (200,) to as many numbers, got shape (2,) of float64"),
        ({"f": lambda x: [None] * 200}, ValueError, "f must map x of shape (200,) to as many numbers, got shape (200,) of object"),
        ({"f": np.sqrt}, ValueError, "f must be finite from -3 to 3, got f(-1.381) = nan"),
        ({"low": 3}, ValueError, "high must be a number above 3, got 3"),
        ({"low": "a"}, TypeError, "low must be a number, got 'a'"),
    ],
)  # fmt: skip
def test_what_is_no_curve(refused, given, kind, sentence):
    with refused(kind, sentence):
        nw.datasets.curve(**given)


def test_an_unknown_gate(refused):
    with refused(ValueError, "unknown gate 'nxor'; choose one of and, or, nand, nor, xor, xnor (did you mean 'xor'?)"):
        nw.datasets.gate("nxor")


@pytest.mark.parametrize("noise", [0, 0.25])
def test_vowels_lie_about_the_published_means(noise):
    """Take the spread away, and what is left is a mean of the table, for men, women and children as often as they were in the study."""
    data = nw.datasets.vowels(15_200, noise, 1, VOWELS)
    place = Stream(1, "data")
    place.uniform(0, 1, 15_200)  # men, women or children
    means = data.X / np.exp((1 + 4 * noise) * np.array([0.08, 0.05]) * place.normal((15_200, 2)))
    found = np.zeros(3)
    for k, word in enumerate(VOWELS):
        near = np.isclose(means[data.y == k][:, :, None], np.array(VOWELS[word], float), rtol=1e-12).all(axis=1)
        assert (near.sum(axis=1) == 1).all()
        found += near.sum(axis=0)
    np.testing.assert_allclose(found / 15_200, np.array([33, 28, 15]) / 76, atol=0.015)
    assert data.classes == tuple(VOWELS)
    assert data.names == ("F1 (Hz)", "F2 (Hz)")


def test_the_published_means():
    """Table II of Peterson and Barney, typed a second time, row by row."""
    table = [
        [270, 390, 530, 660, 730, 570, 440, 300, 640, 490], [2290, 1990, 1840, 1720, 1090, 840, 1020, 870, 1190, 1350],
        [310, 430, 610, 860, 850, 590, 470, 370, 760, 500], [2790, 2480, 2330, 2050, 1220, 920, 1160, 950, 1400, 1640],
        [370, 530, 690, 1010, 1030, 680, 560, 430, 850, 560], [3200, 2730, 2610, 2320, 1370, 1060, 1410, 1170, 1590, 1820],
    ]  # fmt: skip
    np.testing.assert_array_equal(np.array(list(VOWELS.values())).transpose(2, 1, 0).reshape(6, 10), table)


def test_vowels_are_said_to_be_synthesized():
    assert "NOT recorded" in nw.datasets.vowels.__doc__
    assert "Peterson and Barney (1952)" in nw.datasets.vowels.__doc__


def test_the_words_of_vowels(refused):
    assert nw.datasets.vowels().classes == SIX
    two = nw.datasets.vowels(words=["heed", "hod"])
    assert (two.task, two.classes, len(two)) == ("binary", ("heed", "hod"), 600)
    assert (two.X[two.y == 0, 0].max() < two.X[two.y == 1, 0].min()) == (two.X[two.y == 1, 1].max() < two.X[two.y == 0, 1].min())
    with refused(ValueError, f"unknown word 'hat'; choose one of {', '.join(VOWELS)} (did you mean 'had'?)"):
        nw.datasets.vowels(words=["hat", "hod"])
    with refused(ValueError, "words must be two or more different ones, got hod, hod"):
        nw.datasets.vowels(words=["hod", "hod"])
    with refused(ValueError, "words must be two or more different ones, got none"):
        nw.datasets.vowels(words=[])
