"""The doctor on other networks: other activations, own functions, deep ones, and one that many have got wrong."""

import numpy as np
import pytest
from slip_mutants import MUTANTS, SPACE, case, hidden, program

import nnwidgets as nw
from nnwidgets.core.activations import ACTIVATIONS


@pytest.mark.parametrize("name", ["tanh", "relu", "swish"])
def test_other_activations_too(name):
    act = ACTIVATIONS[name]
    rng = np.random.default_rng(3)
    net = nw.Network([3, 4, 4, 2], name, name)
    net.theta[:] = rng.normal(size=net.n_params)
    X, y, space = rng.normal(size=(5, 3)), rng.normal(size=(5, 2)), {"np": np, "f": act.f, "df": act.df}
    assert nw.gradient_check(net, X, y, "squared_error", program({}, space)).passed
    for slip in ("no_slope_hidden", "W_transposed", "z_for_a", "updated_weights", "bias_sum"):
        report = nw.gradient_check(net, X, y, "squared_error", program(MUTANTS[slip][0], space))
        assert slip in report.diagnosis.slips, report
    report = nw.gradient_check(net, X, y, "squared_error", program(hidden("a[l] * (1 - a[l])"), space))
    assert report.diagnosis.sentence == "The hidden layers use the derivative of another activation (sigmoid, as a (1 − a))."


def test_a_derivative_of_ones_own_that_is_wrong():
    net, X, y = case()
    net.activation = [(bump, lambda z: np.exp(-z * z)), "sigmoid"]
    report = nw.gradient_check(net, X, y)
    assert report.outcome == "wrong_value"
    assert report.diagnosis.sentence.startswith("The derivative of 'bump' is not that of its function: at z = ")
    net.activation = [(bump, lambda z: (1 - 2 * z * z) * np.exp(-z * z)), "sigmoid"]
    assert nw.gradient_check(net, X, y).passed


def bump(z):
    return z * np.exp(-z * z)


def test_small_layers_count_as_much_as_large_ones():
    """Seven sigmoid layers: the first one's gradient is a few millionths of the last one's, and its slip is found all the same."""
    net, X, y = case([3, 3, 3, 3, 3, 3, 3, 2])
    net.theta *= 0.5
    right = net.backward(net.forward(X), y)
    assert np.linalg.norm(right.W[0]) < 3e-6 * np.linalg.norm(right.W[6])
    for name in ("first_layer_zero", "slope_at_a_hidden", "one_path", "bias_forgotten"):
        report = nw.gradient_check(net, X, y, backward=program(MUTANTS[name][0], SPACE, "bce"))
        assert report.diagnosis.slips == (name,), report


def test_mazurs_readers_slip():
    """What many copies of the page print after one step, 0.149817639 …, comes of weights that are updated on the way, with η = 0.5."""
    net = nw.Network([2, 2, 2], "sigmoid", "sigmoid")
    net.W[0], net.b[0] = [[0.15, 0.20], [0.25, 0.30]], [0.35, 0.35]
    net.W[1], net.b[1] = [[0.40, 0.45], [0.50, 0.55]], [0.60, 0.60]
    X, y, slipped = np.array([[0.05, 0.10]]), np.array([[0.01, 0.99]]), program(MUTANTS["updated_weights"][0], SPACE)
    after = net.W[0] - 0.5 * slipped(list(net.W), list(net.b), X, y)[0][0]
    np.testing.assert_allclose(after, [[0.149817639, 0.199635277], [0.249788185, 0.299576370]], atol=6e-10)
    report = nw.gradient_check(net, X, y, "squared_error", slipped)
    assert report.diagnosis.slips == ("updated_weights",)
    assert report.diagnosis.sentence == "The way back goes through weights that are updated already (η about 0.5)."
    assert (report.first_wrong, report.layers[1].passed) == (0, True)
