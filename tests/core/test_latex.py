"""LaTeX of a network: its numbers are read back, and the sheet's words stand there once."""

import re

import numpy as np
import pytest

import nnwidgets as nw
from nnwidgets.core.latex import to_latex


def matrices(text):
    """A second reading: every pmatrix as an array."""
    found = re.findall(r"\\begin\{pmatrix\}(.*?)\\end\{pmatrix\}", text)
    return [np.array([[float(cell) for cell in row.split("&")] for row in block.split(r"\\")]) for block in found]


@pytest.mark.parametrize(("sizes", "output"), [([2, 4, 2, 1], "tanh"), ([1, 1], "linear"), ([3, 8, 4], "softmax")])
@pytest.mark.parametrize("digits", [0, 2, 6])
def test_the_numbers_read_back_are_those_of_the_network(sizes, output, digits):
    net = nw.Network(sizes, "relu", output=output, seed=3)
    net.theta[0] = -1e-9  # no minus zero
    text = to_latex(net, digits=digits)
    read = matrices(text)
    assert len(read) == 2 * len(net.W) and not any(np.signbit(A[A == 0]).any() for A in read)
    for l, (W, b) in enumerate(zip(net.W, net.b, strict=True)):
        np.testing.assert_allclose(read[2 * l], W, atol=0.5000001 * 10**-digits)
        np.testing.assert_allclose(read[2 * l + 1][:, 0], b, atol=0.5000001 * 10**-digits)


def test_word_for_word_without_numbers():
    text = to_latex(nw.Network([2, 3, 1], output="sigmoid"), numbers=False)
    assert (
        text
        == r"""\begin{aligned}
  a^{(0)} &= x \in \mathbb{R}^{2} \\
  z^{(1)} &= W^{(1)} a^{(0)} + b^{(1)} \\
  a^{(1)} &= \tanh\left(z^{(1)}\right) \\
  z^{(2)} &= W^{(2)} a^{(1)} + b^{(2)} \\
  \hat y &= \sigma\left(z^{(2)}\right) \\
  \tanh(z) &= \frac{e^{z} - e^{-z}}{e^{z} + e^{-z}} \\
  \sigma(z) &= \frac{1}{1 + e^{-z}}
\end{aligned}
"""
    )


def test_a_large_matrix_is_printed_at_its_ends():
    net = nw.Network([20, 30, 2], output="softmax", seed=1)
    text = to_latex(net)
    first = re.search(r"\\begin\{pmatrix\}(.*?)\\end", text)[1].split(r"\\ ")
    rows = [row.split("&") for row in first]
    assert [len(row) for row in rows] == [5] * 5 and rows[3][3].strip() == r"\ddots" and rows[3][0].strip() == r"\vdots"
    assert float(rows[4][4]) == pytest.approx(net.W[0][-1, -1], abs=0.005) and rows[0][3].strip() == r"\cdots"


def test_digits_are_whole():
    with pytest.raises(TypeError, match=r"^digits must be a whole number of at least 0, got 1\.5$"):
        to_latex(nw.Network([2, 1]), digits=1.5)
