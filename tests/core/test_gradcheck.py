"""The numerical gradient against PyTorch's numbers, the complex step and the readable formula; kinks are left out and counted."""

import json
from pathlib import Path

import numpy as np
import pytest

import nnwidgets as nw

KEPT = json.loads(Path(__file__).with_name("torch_oracle.json").read_text())["gradients"]
KINKED = {"relu", "leaky_relu", "step"}


def test_pytorchs_numbers():
    """Of the depths 0 to 2, with the formulas of torch_oracle.py for weights and data."""
    seen = 0
    for hidden, output, loss, depth, _, total, weighted in KEPT:
        if depth > 2:
            continue
        net = nw.Network([2, *[3] * depth, 2], hidden, output)
        net.theta = 0.9 * np.sin(np.arange(net.n_params) ** 2 + 1)
        i, k, j = np.arange(5)[:, None], np.arange(2), np.arange(2)
        X, y = np.cos(1 + 2 * i + 3 * k), np.sin(2 + i + 2 * j)
        if loss == "hinge":
            y = np.sign(y)
        elif output in ("softmax", "sigmoid"):
            y = y**2 / ((y**2).sum(axis=1, keepdims=True) if output == "softmax" else 1)
        got = nw.numerical_gradient(net, X, y, loss)
        assert not got.left_out.any()
        g = got.theta
        np.testing.assert_allclose([g.sum(), (g * np.cos(np.arange(g.size))).sum()], [total, weighted], rtol=1e-7, atol=2e-9)
        seen += 1
    assert seen > 100


@pytest.mark.parametrize("output", ["sigmoid", "softmax", "tanh", "linear"])
@pytest.mark.parametrize("name", ["linear", "sigmoid", "tanh", "swish", "sin", "gelu", "elu", "relu"])
def test_the_complex_step_is_the_gradient_to_rounding(name, output, problem):
    """Two oracles for each other: differences err by about 1e-10, the complex step by nothing but rounding."""
    p = problem((name, name), output)
    exact = nw.numerical_gradient(p.net, p.X, p.y, method="complex")
    np.testing.assert_allclose(exact.theta, p.net.backward(p.net.forward(p.X), p.y).theta, rtol=1e-12, atol=1e-15)
    by_differences = nw.numerical_gradient(p.net, p.X, p.y)
    np.testing.assert_allclose(by_differences.theta, exact.theta, atol=by_differences.noise + 1e-9)
    np.testing.assert_array_equal(exact.W[1], p.net.split(exact.theta)[1][:, :-1])


def test_the_step_makes_a_valley(problem):
    """Too large errs by h², too small by ε / h; in between is the default."""
    p = problem(("sigmoid",), "sigmoid")
    right = p.net.backward(p.net.forward(p.X), p.y).theta
    coarse, fine, default = (np.abs(nw.numerical_gradient(p.net, p.X, p.y, h=h).theta - right).max() for h in (1e-2, 1e-12, 1e-5))
    assert default < 1e-9
    assert coarse > 1e3 * default
    assert fine > 1e3 * default


def test_large_inputs_get_small_steps():
    """Inputs in the thousands, as data that is not scaled: the same accuracy, relative to the gradient."""
    rng = np.random.default_rng(0)
    net, X, y = nw.Network([3, 4, 1], "tanh"), rng.normal(size=(6, 3)) * [1, 3000, 1e-3], rng.uniform(size=(6, 1))
    net.W[0] *= [1, 1 / 3000, 1]
    assert nw.gradient_check(net, X, y).error < 1e-7


# ---- kinks


def at_kink(name, loss=None, distance=0.0):
    """[2, 3, 1]: unit 1 of the hidden layer stands on its kink with the first example, or a distance from it."""
    net, rng = nw.Network([2, 3, 1], name, "linear", seed=1), np.random.default_rng(1)
    X, y = rng.uniform(0.5, 1, (4, 2)), rng.uniform(2, 3, (4, 1))
    net.b[0][:] = 5
    net.b[0][1] = distance - net.W[0][1] @ X[0]
    return net, X, y


@pytest.mark.parametrize("name", sorted(KINKED))
def test_on_a_kink_the_units_parameters_are_left_out(name):
    net, X, y = at_kink(name)
    found = nw.numerical_gradient(net, X, y)
    assert [net.name_of(k) for k in np.flatnonzero(found.left_out)] == ["W[0][1, 0]", "W[0][1, 1]", "b[0][1]"]
    assert found.nudged == 0
    report = nw.gradient_check(net, X, y)
    assert report.passed, report
    assert report.error < 1e-7  # of the rest
    assert (report.left_out, report.layers[0].left_out, report.layers[1].left_out) == (3, 3, 0)
    assert "13 parameters, 3 left out at kinks, 4 examples" in repr(report)


@pytest.mark.parametrize("name", sorted(KINKED))
def test_near_a_kink_a_smaller_nudge_will_do(name):
    net, X, y = at_kink(name, distance=1e-6)
    found = nw.numerical_gradient(net, X, y)
    assert (found.left_out.sum(), found.nudged) == (0, 3)
    np.testing.assert_allclose(found.theta, net.backward(net.forward(X), y).theta, atol=1e-7)


def test_an_own_function_with_a_kink_and_a_jump_in_the_loss():
    net, X, y = at_kink((lambda z: np.abs(z), lambda z: np.sign(z)))
    assert nw.gradient_check(net, X, y).left_out == 3
    net, X, _ = at_kink("tanh")
    y = 1 / net.forward(X).output  # y a = 1: all four examples stand on the corner of the hinge
    assert nw.gradient_check(net, X, y, "hinge").left_out == net.n_params


@pytest.mark.parametrize("goal", ["huber", "squared_error"])
@pytest.mark.parametrize("name", ["elu", "softplus", "swish"])
def test_a_bend_is_no_kink(name, goal):
    """elu at 0 and huber at 1 have one slope from both sides; the check holds there with nothing left out."""
    net, X, _ = at_kink(name)
    y = net.forward(X).output + 1
    report = nw.gradient_check(net, X, y, goal)
    assert (report.passed, report.left_out) == (True, 0), report


def test_what_is_refused(problem, refused):
    p = problem(("softplus",))
    with refused(ValueError, "method must be 'central' or 'complex', got 'forward'"):
        nw.numerical_gradient(p.net, p.X, p.y, method="forward")
    with refused(ValueError, "h must be a number above 0, got 0"):
        nw.numerical_gradient(p.net, p.X, p.y, h=0)
    sentence = "the complex step needs functions of complex numbers, and 'softplus' is none here; use method='central'"
    with refused(ValueError, sentence):
        nw.numerical_gradient(p.net, p.X, p.y, method="complex")
    p.net.activation = [(np.abs, np.sign)]  # it answers, but wrongly: |z| of a complex number knows no slope
    with refused(ValueError, sentence.replace("softplus", "absolute")):
        nw.numerical_gradient(p.net, p.X, p.y, method="complex")
