"""The network: shapes, purity, names of parameters, predictions, copies, and every refusal of its doors."""

import warnings
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import nnwidgets as nw
from nnwidgets.core.activations import ACTIVATIONS, Activation

NAMES = "linear, sigmoid, tanh, relu, leaky_relu, elu, softplus, gelu, swish, sin, step"


@given(st.lists(st.integers(1, 6), min_size=2, max_size=6), st.sampled_from(["float64", "float32"]))
def test_theta_holds_the_blocks_one_after_another(sizes, dtype):
    net = nw.Network(sizes, dtype=dtype)
    assert net.n_params == net.theta.size == sum((k + 1) * j for k, j in pairwise(sizes))
    assert net.theta.dtype == dtype
    assert len(net.W) == len(net.b) == len(sizes) - 1
    net.theta[:] = np.arange(net.n_params)
    offset = 0
    for W, b, k, j in zip(net.W, net.b, sizes, sizes[1:], strict=False):
        block = np.arange(offset, offset + j * (k + 1)).reshape(j, k + 1)
        np.testing.assert_array_equal(W, block[:, :-1])
        np.testing.assert_array_equal(b, block[:, -1])
        offset += block.size


def test_every_parameter_has_the_name_that_finds_it():
    net = nw.Network([2, 3, 2])
    net.theta[:] = np.arange(net.n_params)
    assert [eval(f"net.{net.name_of(k)}") for k in range(net.n_params)] == list(range(net.n_params))
    assert (net.name_of(0), net.name_of(2), net.name_of(16)) == ("W[0][0, 0]", "b[0][0]", "b[1][1]")
    with pytest.raises(IndexError, match="index must be below 17, the number of parameters"):
        net.name_of(17)


def test_forward_is_the_formula_of_every_neuron():
    net = nw.Network([2, 3, 2], "tanh", "sigmoid", seed=3)
    X = np.array([[0.5, -1.0], [2.0, 0.25]])
    trace = net.forward(X)
    for n, x in enumerate(X):
        z1 = [sum(net.W[0][j, k] * x[k] for k in range(2)) + net.b[0][j] for j in range(3)]
        z2 = [sum(net.W[1][j, k] * np.tanh(z1[k]) for k in range(3)) + net.b[1][j] for j in range(2)]
        np.testing.assert_allclose(trace.z[0][n], z1, rtol=1e-14)
        np.testing.assert_allclose(trace.a[1][n], np.tanh(z1), rtol=1e-14)
        np.testing.assert_allclose(trace.output[n], 1 / (1 + np.exp(-np.array(z2))), rtol=1e-14)
    assert len(trace.z) == 2
    assert len(trace.a) == 3
    np.testing.assert_array_equal(trace.a[0], X)


def test_a_pass_changes_nothing(fitting, problem):
    output, loss = fitting
    p = problem(output=output)
    before = p.net.theta.copy(), p.X.copy(), p.y.copy()
    trace = p.net.forward(p.X)
    kept = [a.copy() for a in (*trace.z, *trace.a)]
    p.net.backward(trace, p.y, loss)
    p.net.predict(p.X)
    for now, then in zip((p.net.theta, p.X, p.y, *trace.z, *trace.a), (*before, *kept), strict=True):
        np.testing.assert_array_equal(now, then)


def test_one_example_is_a_row():
    net = nw.Network([2, 3, 1])
    assert net.forward([1.0, 2.0]).output.shape == (1, 1)
    np.testing.assert_array_equal(net.forward([1.0, 2.0]).output, net.forward([[1, 2]]).output)
    assert nw.Network([2, 1], dtype="float32").forward([1, 2]).output.dtype == "float32"


def test_nothing_overflows_far_from_zero(fitting, hidden, dtype):
    output, loss = fitting
    net = nw.Network([1, 2, 2], hidden, output, dtype=dtype)
    net.theta[:] = [1000, 0, -1000, 0, 1, 0, 0, 0, 1, 0]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        trace = net.forward([[1.0], [-1.0]])
        for y in (np.eye(2), np.eye(2)[::-1]):
            y = 2 * y - 1 if loss == "hinge" else y
            assert np.isfinite(net.backward(trace, y, loss).theta).all()


@pytest.mark.parametrize(
    ("output", "theta", "says"),
    [("sigmoid", [1, 0], [0, 1, 1]), ("tanh", [1, 0], [0, 1, 1]), ("linear", [2, 1], [-3, 1, 5]), ("softmax", [1, 0, -1, 0], [1, 0, 0])],
)
def test_predict(output, theta, says):
    net = nw.Network([1, len(theta) // 2], output=output)
    net.theta[:] = theta
    assert net.predict([[-2.0], [0.0], [2.0]]).tolist() == says


def test_activations_one_by_one_and_by_own_pair():
    own = (np.sin, np.cos)
    net = nw.Network([2, 3, 3, 1], ["relu", own])
    assert [a.name for a in net.activation] == ["relu", "sin"]
    assert [a.name for a in nw.Network([2, 3, 3, 1], own).activation] == ["sin", "sin"]
    assert [a.name for a in nw.Network([2, 3, 3, 1], (own, own)).activation] == ["sin", "sin"]
    assert [a.name for a in nw.Network([2, 3, 3, 1], Activation("mine", *own)).activation] == ["mine", "mine"]
    assert nw.Network([2, 1], own).activation == nw.Network([2, 1], []).activation == ()
    before = net.theta.copy()
    net.activation = "sigmoid"
    net.output = "linear"
    assert [a.name for a in net.activation] == ["sigmoid", "sigmoid"]
    np.testing.assert_array_equal(net.theta, before)


def test_a_copy_is_equal_and_apart():
    net = nw.Network([2, 3, 3, 1], ["relu", (np.sin, np.cos)], "tanh", "he", "float32", 5)
    net.theta += 1
    other = net.copy()
    np.testing.assert_array_equal(other.theta, net.theta)
    assert other.theta.dtype == net.theta.dtype
    assert (other.activation, other.output, other.init, other.seed) == (net.activation, net.output, net.init, net.seed)
    other.theta[:] = 0
    assert net.theta.any()


def test_repr():
    assert repr(nw.Network([2, 4, 2, 1])) == "Network([2, 4, 2, 1], activation='tanh', output='sigmoid')"
    assert repr(nw.Network([2, 1], output="linear")) == "Network([2, 1], output='linear')"
    assert repr(nw.Network([2, 4, 2, 1], ["relu", "tanh"])) == "Network([2, 4, 2, 1], activation=['relu', 'tanh'], output='sigmoid')"


ALL = ", ".join(ACTIVATIONS)
FEW = "sizes must hold at least the inputs and the outputs, such as [2, 1], got"


@pytest.mark.parametrize(
    ("args", "kind", "sentence"),
    [
        ((3,), TypeError, "sizes must be a list such as [2, 4, 1], got 3"),
        ((2.5,), TypeError, "sizes must be a list such as [2, 4, 1], got 2.5"),
        ((None,), TypeError, "sizes must be a list such as [2, 4, 1], got None"),
        (("2-4-1",), TypeError, "sizes must be a list such as [2, 4, 1], got '2-4-1'"),
        (([2],), ValueError, f"{FEW} [2]"),
        (([],), ValueError, f"{FEW} []"),
        (([2, 0, 1],), ValueError, "every entry of sizes must be a whole number of at least 1, got 0"),
        (([2, 1.5],), TypeError, "every entry of sizes must be a whole number of at least 1, got 1.5"),
        (([2, 4, 1], "Tanh"), ValueError,
         f"unknown activation 'Tanh'; choose one of {NAMES} (did you mean 'tanh'?)"),
        (([2, 1], "nope"), ValueError, f"unknown activation 'nope'; choose one of {NAMES}"),
        (([2, 1], 3), TypeError, f"activation must be a name, got 3; choose one of {NAMES}"),
        (([2, 4, 1], "softmax"), ValueError,
         f"softmax is for outputs only; choose one of {NAMES} for hidden layers"),
        (([2, 4, 1], ["relu", "relu"]), ValueError, "activation must be one name or 1, one per hidden layer; got 2"),
        (([2, 4, 4, 1], []), ValueError, "activation must be one name or 2, one per hidden layer; got 0"),
        (([2, 1], "tanh", "sigmoidal"), ValueError, f"unknown activation 'sigmoidal'; choose one of {ALL} (did you mean 'sigmoid'?)"),
        (([2, 1], "tanh", "softmax"), ValueError, "softmax over one output is always 1; use output='sigmoid', or two outputs"),
        (([2, 1], "tanh", "tanh", "xaver"), ValueError,
         "unknown init 'xaver'; choose one of zeros, constant, normal, uniform, playground, xavier, he (did you mean 'xavier'?)"),
        (([2, 1], "tanh", "tanh", "he", "float16"), ValueError, "dtype must be 'float64' or 'float32', got 'float16'"),
        (([2, 1], "tanh", "tanh", "he", "float64", -1), ValueError, "seed must be a whole number of at least 0, got -1"),
        (([2, 1], "tanh", "tanh", "he", "float64", 0.5), TypeError, "seed must be a whole number of at least 0, got 0.5"),
    ],
)  # fmt: skip
def test_what_is_no_network(refused, args, kind, sentence):
    with refused(kind, sentence):
        nw.Network(*args)


def test_what_does_not_go_in(refused):
    net = nw.Network([2, 3, 1])
    for X, shape in (([1, 2, 3], "(3,)"), ([[1], [2]], "(2, 1)"), (1.0, "()"), (np.ones((1, 2, 2)), "(1, 2, 2)")):
        with refused(ValueError, f"X must have shape (n, 2) for sizes [2, 3, 1], got {shape}"):
            net.forward(X)
    trace = net.forward(np.ones((4, 2)))
    with refused(ValueError, "y has 3 examples, the trace has 4"):
        net.backward(trace, [0, 1, 1])
    with refused(ValueError, "loss 'cross_entropy' needs a softmax output, got sigmoid; use output='softmax' or loss='bce'"):
        net.backward(trace, [0, 1, 1, 0], "cross_entropy")
