"""Networks that fit the data, and networks with other hidden layers."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnwidgets.core import datasets
from nnwidgets.core.network import Network
from nnwidgets.widgets.networks import OUTPUT, fitting, hidden_sizes, with_hidden

X = np.arange(12.0).reshape(6, 2)


@pytest.mark.parametrize(
    ("y", "outputs", "output"),
    [
        ([0, 1] * 3, 1, "tanh"),
        (["cat", "dog", "cow"] * 2, 3, "softmax"),
        (np.linspace(0, 1, 6), 1, "linear"),
        (np.ones((6, 4)) / 2, 4, "linear"),
    ],
)
def test_a_network_fits_the_data(y, outputs, output):
    net = fitting(datasets.from_arrays(X, y), [4, 3], "relu", None, 7)
    assert net.sizes == (2, 4, 3, outputs) and net.output.name == output in OUTPUT.values()
    assert [a.name for a in net.activation] == ["relu"] * 2 and net.init == "playground"
    again = fitting(datasets.from_arrays(X, y), [4, 3], "relu", None, 7)
    np.testing.assert_array_equal(net.theta, again.theta)
    assert np.abs(net.W[0]).max() <= 0.5 and (net.b[0] == 0.1).all()


def test_an_output_can_be_chosen():
    assert fitting(datasets.circle(), [], "tanh", "sigmoid", 0).output.name == "sigmoid"


@given(st.lists(st.integers(1, 5), max_size=4), st.lists(st.integers(1, 5), max_size=4))
def test_what_the_shapes_allow_is_kept(before, after):
    old = Network([3, *before, 2], seed=1)
    theta = old.theta.copy()
    net = with_hidden(old, after)
    fresh = Network(net.sizes, seed=1)
    assert net.sizes == (3, *after, 2) and net.output is old.output
    for layer in range(len(net.W)):
        kept = layer < min(len(before), len(after)) or (len(before) == len(after) and layer == len(before))
        j = min(len(net.W[layer]), len(old.W[layer])) if kept else 0
        k = min(net.W[layer].shape[1], old.W[layer].shape[1]) if kept else 0
        expected = fresh.W[layer].copy(), fresh.b[layer].copy()
        if kept:
            expected[0][:j, :k], expected[1][:j] = old.W[layer][:j, :k], old.b[layer][:j]
        np.testing.assert_array_equal(net.W[layer], expected[0])
        np.testing.assert_array_equal(net.b[layer], expected[1])
    np.testing.assert_array_equal(old.theta, theta)


def test_activations_and_number_type_are_kept():
    old = Network([2, 3, 3, 1], activation=["relu", "sigmoid"], output="linear", dtype="float32")
    assert [a.name for a in with_hidden(old, [3]).activation] == ["relu"]
    assert [a.name for a in with_hidden(old, [1, 2, 3, 4]).activation] == ["relu", "sigmoid", "sigmoid", "sigmoid"]
    assert with_hidden(old, [2]).theta.dtype == np.float32
    assert [a.name for a in with_hidden(with_hidden(old, []), [3]).activation] == ["tanh"]


@pytest.mark.parametrize(
    ("hidden", "sentence"),
    [
        ("42", "hidden must be a list of sizes such as [4, 2], got '42'"),
        (4, "hidden must be a list of sizes such as [4, 2], got 4"),
        (None, "hidden must be a list of sizes such as [4, 2], got None"),
        ([4, 0], "every hidden size must be a whole number of at least 1, got 0"),
        ([2.5], "every hidden size must be a whole number of at least 1, got 2.5"),
        (["4"], "every hidden size must be a whole number of at least 1, got '4'"),
    ],
)
def test_sizes_that_are_none(hidden, sentence):
    with pytest.raises((TypeError, ValueError)) as caught:
        hidden_sizes(hidden)
    assert str(caught.value) == sentence


def test_sizes_come_in_any_list():
    assert hidden_sizes(np.array([4, 2])) == hidden_sizes((4, 2)) == hidden_sizes(iter([4, 2])) == [4, 2]
