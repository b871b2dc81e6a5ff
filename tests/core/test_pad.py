"""Strokes become pixels as the data sets' images were made."""

from itertools import pairwise

import numpy as np
import pytest

from nnwidgets.core.pad import rasterize, until

THREE = [[[0.3, 0.25], [0.5, 0.15], [0.7, 0.3], [0.5, 0.45], [0.72, 0.65], [0.5, 0.85], [0.28, 0.75]]]


def brute(strokes, side, pen):
    """A second way: the distance to very many points along the way."""
    middle = np.arange(side) + 0.5
    way = np.concatenate([np.linspace(a, b, 4001) for stroke in strokes for a, b in pairwise(stroke)]) * side
    far = np.array([[np.hypot(*(way - (x, y)).T).min() for x in middle] for y in middle])
    return np.clip(pen + 0.5 - far, 0, 1).ravel()


def test_as_it_is_on_the_pad():
    np.testing.assert_allclose(rasterize(THREE, 28, fit=False), brute(THREE, 28, 1.1), atol=1e-3)


@pytest.mark.parametrize("scale", [0.15, 0.5, 1.0])
@pytest.mark.parametrize("at", [0.0, 0.2, 0.6])
def test_wherever_and_however_large_it_is_drawn_it_is_the_same_image(scale, at):
    moved = [[[min(1, at + scale * x), min(1, at + scale * y)] for x, y in THREE[0]]]
    if at + scale > 1:
        moved = [[[1 - scale + scale * x, 1 - scale + scale * y] for x, y in THREE[0]]]
    image = rasterize(moved, 28)
    np.testing.assert_allclose(image, rasterize(THREE, 28), atol=1e-9)
    image = image.reshape(28, 28)
    middle = np.arange(28) + 0.5
    assert (image.sum(axis=0) @ middle, image.sum(axis=1) @ middle) == pytest.approx([14 * image.sum()] * 2, rel=0.01)
    solid = np.argwhere(image >= 0.5)
    assert np.ptp(solid, axis=0).max() + 1 == pytest.approx(20, abs=1)


def test_eight_by_eight_counts_blocks_of_a_bitmap():
    image = rasterize(THREE, 8, fit=False)
    middle = np.arange(32) + 0.5
    way = np.concatenate([np.linspace(a, b, 4001) for a, b in pairwise(THREE[0])]) * 32
    bitmap = np.array([[np.hypot(*(way - (x, y)).T).min() <= 2 for x in middle] for y in middle])
    counted = [[bitmap[4 * i : 4 * i + 4, 4 * j : 4 * j + 4].sum() for j in range(8)] for i in range(8)]
    np.testing.assert_allclose(16 * image.reshape(8, 8), counted, atol=1)
    assert set(np.round(16 * rasterize(THREE, 8), 9) % 1) == {0.0} and rasterize(THREE, 8).max() == 1


def test_a_dot_and_nothing():
    assert rasterize([[[0.9, 0.1]]], 28).reshape(28, 28)[13:15, 13:15] == pytest.approx(np.full((2, 2), 1.6 - 0.5**0.5).clip(0, 1))
    assert not rasterize([], 28).any() and not rasterize([[]], 8).any()


def test_a_replay_goes_along_the_pen():
    strokes = [[[0, 0], [0.3, 0], [0.3, 0.4]], [[0.5, 0.5], [0.8, 0.5]]]
    assert until(strokes, 0) == [[[0, 0], [0, 0]]]
    assert until(strokes, 0.5) == [[[0, 0], [0.3, 0], pytest.approx([0.3, 0.2])]]
    assert until(strokes, 0.8)[1] == [[0.5, 0.5], pytest.approx([0.6, 0.5])]
    assert np.concatenate(until(strokes, 1)) == pytest.approx(np.concatenate(strokes))
