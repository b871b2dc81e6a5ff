"""Every example's gradient against differences of its own loss; together they are the batch gradient."""

import tracemalloc

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import nnwidgets as nw
from nnwidgets.core import shares as module
from nnwidgets.core.shares import index_of


def test_the_mean_of_the_shares_is_the_batch_gradient(fitting, hidden, problem):
    output, loss = fitting
    p = problem((hidden, "tanh"), output)
    got = nw.shares(p.net, p.X, p.y, loss)
    assert got.shape == (len(p.X), p.net.n_params)
    np.testing.assert_allclose(got.mean(axis=0), p.net.backward(p.net.forward(p.X), p.y, loss).theta, rtol=1e-12, atol=1e-15)


@pytest.mark.parametrize("output", ["sigmoid", "softmax", "linear"])
def test_a_share_is_the_slope_of_that_examples_loss(output, problem):
    p = problem(("tanh", "sigmoid"), output)
    for i, share in enumerate(nw.shares(p.net, p.X, p.y)):
        exact = nw.numerical_gradient(p.net, p.X[i : i + 1], p.y[i : i + 1], method="complex").theta
        np.testing.assert_allclose(share, exact, rtol=1e-12, atol=1e-15)


@given(st.lists(st.integers(1, 5), min_size=2, max_size=5), st.integers(1, 9), st.integers(1, 4), st.integers(0, 999))
def test_one_column_by_name_and_by_index(sizes, n, chunk, seed):
    """Chunks of any size give the same columns, bit for bit or nearly: BLAS may order a sum otherwise."""
    rng, net = np.random.default_rng(seed), nw.Network(sizes, "tanh", seed=seed)
    X, y = rng.normal(size=(n, sizes[0])), rng.uniform(size=(n, sizes[-1]))
    whole = nw.shares(net, X, y)
    before, module.CHUNK = module.CHUNK, chunk
    try:
        np.testing.assert_allclose(nw.shares(net, X, y), whole, rtol=1e-11, atol=1e-14)
        assert [index_of(net, net.name_of(k)) for k in range(net.n_params)] == [*range(net.n_params)]
        k = seed % net.n_params
        for of in (k, net.name_of(k), np.int64(k)):
            column = nw.shares(net, X, y, of=of)
            assert column.shape == (n,)
            np.testing.assert_allclose(column, whole[:, k], rtol=1e-11, atol=1e-14)
        some = nw.shares(net, X, y, of=[net.name_of(net.n_params - 1), 0])
        np.testing.assert_allclose(some, whole[:, [-1, 0]], rtol=1e-11, atol=1e-14)
    finally:
        module.CHUNK = before


def test_who_pulls_a_weight_is_the_points_delta_times_its_input():
    """One neuron, a = z: the share of w is (a − y) x, of b a − y; by hand."""
    net = nw.Network([1, 1], output="linear")
    net.W[0], net.b[0] = [[2.0]], [1.0]
    X, y = np.array([[0.0], [1.0], [3.0]]), np.array([1.0, 5.0, 6.5])  # a = 1, 3, 7
    np.testing.assert_array_equal(nw.shares(net, X, y, of="W[0][0, 0]"), [0, -2, 1.5])
    np.testing.assert_array_equal(nw.shares(net, X, y, of="b[0][0]"), [0, -2, 0.5])


def test_mazurs_paths():
    """Into h1: 0.055399425 + (−0.019049118) = 0.036350306, into h2 0.062324353 + (−0.020954030); the wish is the other way."""
    net = nw.Network([2, 2, 2], "sigmoid", "sigmoid")
    net.W[0], net.b[0] = [[0.15, 0.20], [0.25, 0.30]], [0.35, 0.35]
    net.W[1], net.b[1] = [[0.40, 0.45], [0.50, 0.55]], [0.60, 0.60]
    got = nw.wish(net, [[0.05, 0.10]], [[0.01, 0.99]], 0, "squared_error")
    np.testing.assert_allclose(-got.paths[0], [[0.055399425, 0.062324353], [-0.019049118, -0.020954030]], atol=6e-10)
    np.testing.assert_allclose(-got.a[0], [0.036350306, 0.041370323], atol=6e-10)
    np.testing.assert_allclose(-got.W[1].ravel(), [0.082167041, 0.082667628, -0.022602540, -0.022740242], atol=6e-10)
    np.testing.assert_allclose(-got.b[0], [0.008771355, 0.009954255], atol=6e-10)


def test_wishes_are_the_shares_the_other_way(fitting, problem):
    output, loss = fitting
    p = problem(("tanh", "sigmoid"), output)
    got = [nw.wish(p.net, p.X, p.y, i, loss) for i in range(len(p.X))]
    np.testing.assert_allclose([-w.theta for w in got], nw.shares(p.net, p.X, p.y, loss), rtol=1e-11, atol=1e-14)
    for w in got:
        np.testing.assert_array_equal(np.concatenate([np.column_stack(M).ravel() for M in zip(w.W, w.b, strict=True)]), w.theta)
        assert [a.shape for a in w.a] == [(size,) for size in p.net.sizes[1:-1]]


def test_a_wish_for_an_activation_lowers_the_loss(problem, gradient_of):
    """Of hidden activations: the slope of the loss when they are set by hand."""
    p = problem(("tanh", "sigmoid"), "sigmoid")
    trace = p.net.forward(p.X)
    tail = nw.Network(p.net.sizes[2:], output="sigmoid")
    tail.W[0], tail.b[0] = p.net.W[2], p.net.b[2]

    def loss_of(a):
        z = tail.forward(a[None]).z[-1]
        return bce(z, p.y[3])

    np.testing.assert_allclose(-nw.wish(p.net, p.X, p.y, 3).a[1], gradient_of(loss_of, trace.a[2][3]), rtol=1e-6, atol=1e-10)


def bce(z, y):
    a = 1 / (1 + np.exp(-z))
    return -(y * np.log(a) + (1 - y) * np.log(1 - a)).sum()


def test_a_chosen_parameter_needs_little_memory():
    """Its passes are kept a thousand examples at a time: 30,000 examples of a wide net stay under 30 MB, their shares would be 480."""
    rng, net = np.random.default_rng(0), nw.Network([2, 200, 200, 1])
    X, y = rng.normal(size=(30_000, 2)), rng.integers(0, 2, 30_000)
    nw.shares(net, X[:10], y[:10], of=0)
    tracemalloc.start()
    got = nw.shares(net, X, y, of=["W[0][1, 0]", "W[1][7, 8]"])
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert got.shape == (30_000, 2)
    assert peak < 30e6


def test_what_is_refused(refused):
    net, X, y = nw.Network([784, 16, 16, 10]), np.zeros((12_000, 784)), np.zeros(12_000, int)
    with refused(ValueError, "12,000 examples × 13,002 parameters are 1.2 GB; choose some with of=…"):
        nw.shares(net, X, y)
    X, y = X[:3], y[:3]
    with refused(ValueError, "of must be the name of a parameter, such as 'W[0][1, 0]' or 'b[0][1]', got 'w0'"):
        nw.shares(net, X, y, of="w0")
    small = nw.Network([2, 3, 1])
    for name in ("W[0][0, 2]", "W[0][3, 0]", "b[1][1]", "b[2][0]"):
        with refused(ValueError, f"there is no {name}; the network has W[0] (3, 2), b[0] (3,), W[1] (1, 3), b[1] (1,)"):
            nw.shares(small, X[:, :2], y, of=name)
    with refused(ValueError, "of must be below 13, the number of parameters, got 13"):
        nw.shares(small, X[:, :2], y, of=13)
    with refused(TypeError, "of must be a whole number of at least 0, got 1.5; or the name of a parameter, such as 'W[0][1, 0]'"):
        nw.shares(small, X[:, :2], y, of=1.5)
    with refused(ValueError, "example must be below 3, the number of examples, got 3"):
        nw.wish(small, X[:, :2], y, 3)
