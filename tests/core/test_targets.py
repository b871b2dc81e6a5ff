"""Targets: what labels become, what is used as given, what an output says, and every refusal."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnwidgets.core.targets import accuracy, decide, encode, is_labels

L = np.array([0, 1, 1])


@pytest.mark.parametrize("kind", [int, np.int8, np.uint8, np.int64, bool])
def test_labels_are_whole_or_bool_in_one_dimension(kind):
    assert is_labels(L.astype(kind))
    assert not is_labels(L.astype(kind)[:, None])
    assert not is_labels(L.astype(float))


@pytest.mark.parametrize("kind", [int, np.uint8, bool, list])
@pytest.mark.parametrize(
    ("n_out", "output", "expected"),
    [
        (1, "sigmoid", [[0], [1], [1]]),
        (1, "step", [[0], [1], [1]]),
        (1, "tanh", [[-1], [1], [1]]),
        (2, "softmax", [[1, 0], [0, 1], [0, 1]]),
        (3, "softmax", [[1, 0, 0], [0, 1, 0], [0, 1, 0]]),
        (3, "sigmoid", [[1, 0, 0], [0, 1, 0], [0, 1, 0]]),
        (3, "tanh", [[1, -1, -1], [-1, 1, -1], [-1, 1, -1]]),
    ],
)
def test_labels_become_targets(kind, n_out, output, expected):
    got = encode(L.tolist() if kind is list else L.astype(kind), n_out, output)
    assert got.dtype == float
    assert got.tolist() == expected


@pytest.mark.parametrize(
    ("y", "n_out", "output"),
    [
        ([0.2, -3.0], 1, "linear"),
        ([[0.2], [-3.0]], 1, "tanh"),
        ([[0.0], [1.0]], 1, "tanh"),  # two dimensions are meant as they are
        ([0.0, 1.0], 1, "sigmoid"),
        ([0.0, 0.5], 1, "tanh"),
        ([[1, 0], [0, 1]], 2, "relu"),
        ([[0.3, 0.7], [1, 0]], 2, "softmax"),
        ([[True, False], [False, True]], 2, "sigmoid"),
    ],
)
def test_targets_are_used_as_given(y, n_out, output):
    got = encode(y, n_out, output)
    assert (got.shape, got.dtype) == ((2, n_out), float)
    np.testing.assert_array_equal(got, np.reshape(y, (2, n_out)))


def test_no_example_is_no_error():
    assert encode(np.array([], int), 3, "softmax").shape == (0, 3)
    assert encode(np.array([], float), 1, "tanh").shape == (0, 1)
    assert encode(np.empty((0, 2)), 2, "softmax").shape == (0, 2)


NUMBERS = "nw.datasets.from_arrays(X, y) numbers labels of any kind"


@pytest.mark.parametrize(
    ("y", "n_out", "output", "kind", "sentence"),
    [
        ([0, 2], 1, "sigmoid", ValueError, "labels for 1 sigmoid output must be 0 to 1, got 2; 3 classes need 3 outputs"),
        ([0, 5, 3], 3, "softmax", ValueError, "labels for 3 softmax outputs must be 0 to 2, got 5; 6 classes need 6 outputs"),
        ([-1, 1], 1, "tanh", ValueError, f"labels for 1 tanh output must be 0 to 1, got -1; {NUMBERS}"),
        ([0, 1], 1, "linear", ValueError,
         "a linear output needs numbers to aim at, got labels (int64); pass y.astype(float), or use output='sigmoid'"),
        ([True], 2, "relu", ValueError,
         "a relu output needs numbers to aim at, got labels (bool); pass y.astype(float), or use output='sigmoid'"),
        ([0.0, 1.0, 1.0], 1, "tanh", ValueError,
         "y holds only 0.0 and 1.0, but a tanh output aims at −1 and 1; pass labels (y.astype(int)) or use output='sigmoid'"),
        ([0.5, 1], 3, "linear", ValueError, "y must have shape (n, 3) for 3 outputs, got (2,)"),
        ([[0.5, 1]], 1, "linear", ValueError, "y must have shape (n, 1) for 1 output, got (1, 2)"),
        ([[[0.5]]], 1, "linear", ValueError, "y must have shape (n, 1) for 1 output, got (1, 1, 1)"),
        (0.5, 1, "linear", ValueError, "y must have shape (n, 1) for 1 output, got ()"),
        (["cat", "dog"], 2, "softmax", TypeError, f"y must be numbers, got <U3; {NUMBERS}"),
        ([None], 1, "sigmoid", TypeError, f"y must be numbers, got object; {NUMBERS}"),
        ([1j], 1, "linear", TypeError, f"y must be numbers, got complex128; {NUMBERS}"),
        ([[1, 0], [1, 1], [0, 0]], 2, "softmax", ValueError,
         "targets for a softmax output must add up to 1 in every row; row 1 adds up to 2"),
    ],
)  # fmt: skip
def test_what_does_not_fit(refused, y, n_out, output, kind, sentence):
    with refused(kind, sentence):
        encode(y, n_out, output)


@pytest.mark.parametrize(
    ("output", "a", "says"),
    [
        ("sigmoid", [[0.49], [0.5], [0.51]], [0, 1, 1]),
        ("tanh", [[-0.01], [0], [0.01]], [0, 1, 1]),
        ("linear", [[-2.5], [0], [7]], [-2.5, 0, 7]),
        ("relu", [[0], [0.3], [7]], [0, 0.3, 7]),
        ("softplus", [[0], [0.3], [7]], [0, 0.3, 7]),
        ("step", [[0], [1], [1]], [0, 1, 1]),
        ("softmax", [[0.2, 0.5, 0.3], [0.6, 0.2, 0.2]], [1, 0]),
        ("sigmoid", [[0.2, 0.5, 0.3], [0.6, 0.2, 0.9]], [1, 2]),
        ("tanh", [[-0.2, -0.5], [-0.6, 0.2]], [0, 1]),
        ("linear", [[1, 2], [3, 4]], [[1, 2], [3, 4]]),
    ],
)
def test_what_outputs_say(output, a, says):
    got = decide(np.array(a, float), output)
    assert got.tolist() == says
    assert got.dtype.kind == ("f" if output in ("linear", "relu", "softplus") else "i")


@given(st.lists(st.integers(0, 2), min_size=1), st.sampled_from(["softmax", "sigmoid", "tanh", "step"]))
def test_a_perfect_answer_decides_as_its_label(labels, output):
    y = encode(np.array(labels), 3, output)
    assert decide(y, output).tolist() == labels
    assert accuracy(y, y, output) == 1
    wrong = np.roll(y, 1, axis=1)
    assert accuracy(wrong, y, output) == 0


def test_accuracy_counts():
    y = encode(np.array([0, 1, 1, 0]), 1, "sigmoid")
    assert accuracy(np.array([[0.1], [0.9], [0.4], [0.6]]), y, "sigmoid") == 0.5
