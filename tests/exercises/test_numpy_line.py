"""One line of NumPy without eval: what it works out, and all that it refuses, in a sentence."""

# ruff: noqa: E501 - one row a line

import numpy as np
import pytest

from nnwidgets.exercises.item import Item
from nnwidgets.exercises.judge import judge
from nnwidgets.exercises.numpy_line import worked_out

W, X = np.arange(6.0).reshape(2, 3), np.arange(12.0).reshape(4, 3)
GIVEN = {"W": W, "X": X, "b": np.array([1.0, 2.0]), "n": 4.0, "f": np.tanh}


@pytest.mark.parametrize(
    "line",
    ["X @ W.T + b", "(X ** 2).sum(axis=1).mean()", "np.sum(W * W, axis=0, keepdims=True)", "X[1:, -1]", "X[0][None, :]", "-W / n", "np.where(W > 2, W, 0)",
     "np.maximum(W, 0)", "X.T @ X / 4", "W.max()", "f(W)", "np.exp(-1.5e0)"],
)  # fmt: skip
def test_it_is_what_python_says(line):
    expected = eval(line.replace("f(", "np.tanh("), {"np": np, "W": W, "X": X, "b": GIVEN["b"], "n": 4.0})
    np.testing.assert_array_equal(worked_out(line, GIVEN), expected)


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("", "write one line of NumPy"), (None, "write one line of NumPy"), ("x" * 201, "a line has at most 200 characters, got 201"),
        ("W @", "this is not one expression of Python"), ("a = W", "this is not one expression of Python"), ("v", "there is no 'v' here; there is W, X, b, n, f, and np"),
        ("X @ W", r"`X @ W`: the shapes \(4, 3\) and \(2, 3\) do not fit"), ("W[9]", r"NumPy cannot work out `W\[9\]`"), ("f", "this names a function: call it"),
        ("__import__('os')", "`__import__` cannot be called here"), ("W.__class__", "`W.__class__` is more than a line takes here"),
        ("np.load('x')", "`np.load` cannot be called here"), ("W.tofile('x')", "`W.tofile` cannot be called here"), ("'a'", "`'a'` is more than"),
        ("[x for x in W]", "`.*` is more than"), ("(lambda: 1)()", "`.*` cannot be called"), ("np.sum(W, out=W)", "a call takes axis= and keepdims= only"),
        ("np.outer(np.outer(X, X), X)", "`.*` has more than 1,000 entries"), ("W[(lambda: 0)]", "`.*` is no index here"), ("np.sum(W, axis=f)", "`f` is no index here"),
    ],
)  # fmt: skip
def test_what_it_refuses(line, why):
    with pytest.raises(ValueError, match=f"^{why}"):
        worked_out(line, GIVEN)


def test_a_huge_power_is_only_infinite():
    assert worked_out("9 ** 9 ** 9 ** 9", {}) == np.inf


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ("X.sum()", "Your line has shape (); it should have (4, 2). Look at which axis is summed, and at the order of @."),
        ("-(X @ W.T)", "All entries have the right size and the wrong sign."),
        ("2 * X @ W.T", "The shape (4, 2) is right, the numbers are not: your first entry is 10."),
    ],
)
def test_a_line_that_no_slip_knows(said, text):
    item = Item("line", "?", "X @ W.T", (), ("1", "2"), "!", given=GIVEN)
    assert judge(item, said).text == text and judge(item, "np.dot(X, W.T)").right


@pytest.mark.parametrize(
    ("said", "text"),
    [
        (-0.25, "The size of −0.25 is right, its sign is not: follow the minus signs through your steps."),
        (2.5, "The digits of 2.5 are right, the decimal point is not: check the powers of ten."),
        ("0.253", "0.253 is within two per cent: keep more digits on the way, and round at the end to three figures."),
        (7, "7 is too large. Take the steps one at a time; the first of them is in the first hint."),
    ],
)
def test_a_number_that_no_slip_knows(said, text):
    item = Item("number", "?", 0.25, (), ("1", "2"), "!", tolerance=0.001)
    assert judge(item, said).text == text
    assert judge(item, "1/4").right and judge(item, "25 %").right and judge(item, "0.2505").right
    count = Item("number", "?", 13002.0, (), ("1", "2"), "!")
    assert judge(count, "13,002").right and not judge(count, 13002.5).right
    with pytest.raises(ValueError, match=r"^write a number such as"):
        judge(item, "a lot")
