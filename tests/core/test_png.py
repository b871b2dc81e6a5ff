"""The PNG writer, read back by another program."""

import io

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.image import imread

from nnwidgets.core.png import encode


@given(st.integers(1, 40), st.integers(1, 40), st.integers(0, 2**32 - 1))
def test_another_program_reads_the_same_pixels(height, width, seed):
    pixels = np.random.default_rng(seed).integers(0, 256, (height, width, 3), np.uint8)
    read = imread(io.BytesIO(encode(pixels)), format="png")
    assert np.array_equal((read[..., :3] * 255).round().astype(np.uint8), pixels)


@pytest.mark.parametrize("pixels", [np.zeros((2, 2)), np.zeros((2, 2, 3)), np.zeros((2, 2, 4), np.uint8)])
def test_other_arrays_are_refused(pixels):
    with pytest.raises(ValueError) as error:
        encode(pixels)
    assert str(error.value) == f"pixels must be uint8 of shape (height, width, 3), got {pixels.dtype} of shape {pixels.shape}"
