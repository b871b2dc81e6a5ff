"""The quantities behind a diagnosis, each against a second, slower reckoning."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import nnwidgets as nw
from nnwidgets.core.evidence import Evidence, steepest
from nnwidgets.core.losses import LOSSES
from nnwidgets.core.unit_checks import copies


def evidence(net, X, y, loss=None):
    data = nw.datasets.from_arrays(X, y)
    return Evidence(net, data, nw.Trainer(net.copy(), data, loss=loss).loss)


def test_the_share_that_is_let_through_one_example_after_the_other():
    draw = np.random.default_rng(0)
    net = nw.Network([3, 4, 2, 1], ["tanh", "sigmoid"], "tanh", init=nw.initializers.Normal(2.0), seed=3)
    X, y = draw.normal(size=(9, 3)), draw.uniform(-1, 1, 9)
    found = evidence(net, X, y, "squared_error").let_through
    top = {"tanh": 1.0, "sigmoid": 0.25}
    for layer in (0, 1):
        for j in range(net.sizes[layer + 1]):
            came = went = 0.0
            for n in range(9):
                trace = net.forward(X[n])
                delta = net.backward(trace, y[n : n + 1, None], "squared_error").delta
                error = abs(sum(delta[layer + 1][0, i] * net.W[layer + 1][i, j] for i in range(net.sizes[layer + 2])))
                came += error
                went += error * net.activation[layer].df(trace.z[layer])[0, j] / top[net.activation[layer].name]
            assert found[layer][j] == pytest.approx(went / came, rel=1e-4)


CONSTANT = {  # the least that one answer for all can cost
    "squared_error": lambda y: 0.5 * np.var(y),
    "sum_of_squares": lambda y: np.var(y),
    "bce": lambda y: -(y.mean() * np.log(y.mean()) + (1 - y.mean()) * np.log(1 - y.mean())),
    "cross_entropy": lambda y: -sum(p * np.log(p) for p in np.bincount(y) / len(y)),
}


@pytest.mark.parametrize("name", CONSTANT)
def test_what_is_left_is_measured_by_the_best_constant_answer(name):
    draw = np.random.default_rng(1)
    X = draw.normal(size=(40, 2))
    if name == "cross_entropy":
        y, net = draw.integers(0, 3, 40), nw.Network([2, 3, 3], output="softmax")
        y[:3] = 0, 1, 2
    elif name == "bce":
        y, net = (draw.uniform(size=40) < 0.3).astype(int), nw.Network([2, 3, 1], output="sigmoid")
    else:
        y, net = draw.normal(size=40), nw.Network([2, 3, 1], output="linear")
    e = evidence(net, X, y, name)
    now = LOSSES[name].value(e.trace.z[-1], e.trace.output, e.y).mean()
    assert e.left == pytest.approx(now / CONSTANT[name](y), rel=1e-6)


@pytest.mark.parametrize(("name", "top"), [("sigmoid", 0.25), ("tanh", 1.0), ("relu", 1.0), ("linear", 1.0), ("step", 1.0)])
def test_the_steepest_slope(name, top):
    assert steepest(nw.Network([1, 1, 1], name).activation[0]) == pytest.approx(top)


@given(st.integers(0, 10_000), st.integers(1, 12), st.integers(1, 6))
def test_copies_are_the_rows_that_another_one_equals(seed, n, width):
    draw = np.random.default_rng(seed)
    M = draw.normal(size=(n, width))
    M = M[draw.integers(0, n, n)] * np.where(draw.uniform(size=(n, 1)) < 0.9, 1, 1.01)
    brute = [j for j in range(n) if any(i != j and np.array_equal(M[i], M[j]) for i in range(n))]
    assert copies(M) == brute


def test_large_sets_are_looked_at_in_part():
    data = nw.datasets.circle(n=3000)
    e = Evidence(nw.Network([2, 1], output="tanh"), data, LOSSES["squared_error"])
    assert len(e.X) == len(e.y) == 500
    assert np.array_equal(e.X, data.inputs[::6])
