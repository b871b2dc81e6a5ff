"""Convolution and pooling against direct loops, and against central differences."""

import json
from pathlib import Path

import numpy as np
import pytest
from torch_convolution import SHAPES, sums, wave

from nnwidgets.core.convolution import conv2d, convolve, convolve_back, pool, pool_back

KEPT = json.loads(Path(__file__).with_name("torch_convolution.json").read_text("utf-8"))


def by_loops(image, kernel):
    """The definition, number by number."""
    (h, w), (p, q) = image.shape, kernel.shape
    out = np.zeros((h - p + 1, w - q + 1))
    for r in range(out.shape[0]):
        for c in range(out.shape[1]):
            for i in range(p):
                for j in range(q):
                    out[r, c] += kernel[i, j] * image[r + i, c + j]
    return out


def loss_of(f, array, direction):
    """∂/∂ each number of `array` of Σ f() · direction, by central differences."""
    found, h = np.zeros_like(array), 1e-6
    for at in np.ndindex(array.shape):
        before = array[at]
        array[at] = before + h
        up = (f() * direction).sum()
        array[at] = before - h
        found[at] = (up - (f() * direction).sum()) / (2 * h)
        array[at] = before
    return found


@pytest.mark.parametrize(("image", "kernel"), [((3, 3), (3, 3)), ((7, 5), (3, 3)), ((6, 9), (2, 4)), ((1, 4), (1, 1)), ((28, 28), (5, 5))])
def test_conv2d_is_what_the_loops_say(image, kernel):
    rng = np.random.default_rng(0)
    x, k = rng.normal(size=image), rng.normal(size=kernel)
    np.testing.assert_allclose(conv2d(x, k), by_loops(x, k), rtol=1e-12, atol=1e-12)


def test_the_kernel_is_not_flipped():
    assert conv2d([[1, 2, 3]], [[0, 1]]).tolist() == [[2, 3]]


@pytest.mark.parametrize(
    ("image", "kernel", "sentence"),
    [
        ([1, 2, 3], [[1]], "image must have rows and columns, got shape (3,)"),
        ([[1.0]], [[]], "kernel must have rows and columns, got shape (1, 0)"),
        (np.ones((2, 5)), np.ones((3, 3)), "the kernel (3, 3) does not fit on the image (2, 5)"),
    ],
)
def test_what_cannot_be_convolved(image, kernel, sentence):
    with pytest.raises(ValueError) as got:
        conv2d(image, kernel)
    assert str(got.value) == sentence


def test_many_images_channels_and_kernels_are_sums_of_one():
    rng = np.random.default_rng(1)
    x, K, b = rng.normal(size=(2, 3, 6, 5)), rng.normal(size=(4, 3, 3, 2)), rng.normal(size=4)
    z = convolve(x, K, b)
    assert z.shape == (2, 4, 4, 4)
    for n, k in np.ndindex(2, 4):
        np.testing.assert_allclose(z[n, k], b[k] + sum(by_loops(x[n, m], K[k, m]) for m in range(3)), rtol=1e-12, atol=1e-12)


def test_the_way_back_is_the_slope():
    rng = np.random.default_rng(2)
    x, K, b = rng.normal(size=(2, 2, 5, 6)), rng.normal(size=(3, 2, 3, 2)), rng.normal(size=3)
    delta = rng.normal(size=convolve(x, K, b).shape)
    for got, array in zip(convolve_back(x, K, delta), (K, b, x), strict=True):
        np.testing.assert_allclose(got, loss_of(lambda: convolve(x, K, b), array, delta), rtol=1e-7, atol=1e-8)
    assert convolve_back(x, K, delta, to_x=False)[2] is None


def test_pooling_and_its_way_back():
    x = np.random.default_rng(3).permutation(48).reshape(1, 3, 4, 4).astype(float)
    y = pool(x)
    assert y.shape == (1, 3, 2, 2) and y[0, 0, 0, 1] == x[0, 0, :2, 2:].max()
    delta = np.random.default_rng(4).normal(size=y.shape)
    np.testing.assert_allclose(pool_back(x, y, delta), loss_of(lambda: pool(x), x, delta), atol=1e-8)


def test_of_equal_ones_the_first_gets_all():
    x = np.ones((1, 1, 2, 2))
    assert pool_back(x, pool(x), np.full((1, 1, 1, 1), 5.0)).tolist() == [[[[5, 0], [0, 0]]]]


def test_as_torch_has_it():
    """The numbers that torch_convolution.py has written down."""
    x, K, b = (wave(SHAPES[name], phase=i) for i, name in enumerate("xKb"))
    z = convolve(x, K, b)
    found = convolve_back(x, K, pool_back(z, pool(z), wave(SHAPES["delta"], phase=5)))
    np.testing.assert_allclose(sums(z), KEPT["layer"]["z"], rtol=1e-9)
    for name, gradient in zip(("K", "b", "x"), found, strict=True):
        np.testing.assert_allclose(sums(gradient), KEPT["layer"][name], rtol=1e-9)
