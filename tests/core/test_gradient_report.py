"""The gradient check as a whole: right code passes, one wrong entry is found, and the report says what was checked."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

import nnwidgets as nw
from nnwidgets.core.gradient_report import PASS, affordable

KINKED = {"relu", "leaky_relu", "step"}


def test_every_activation_and_loss(fitting, hidden, problem):
    output, loss = fitting
    p = problem((hidden, "tanh"), output)
    report = nw.gradient_check(p.net, p.X, p.y, loss)
    assert report.passed, report
    assert report.error < 1e-7
    assert report.left_out == 0 or hidden in KINKED


def test_float32_is_checked_in_float64(problem):
    p = problem(("tanh",), dtype="float32")
    before = p.net.theta.copy()
    assert nw.gradient_check(p.net, p.X, p.y).error < 1e-7
    np.testing.assert_array_equal(p.net.theta, before)


def test_where_there_is_no_gradient_it_says_so():
    net = nw.Network([2, 3, 1], "sigmoid", init="zeros")
    report = nw.gradient_check(net, [[1.0, 2], [3, 4]], [1, 1])
    assert report.passed
    assert [layer.blind for layer in report.layers] == [True, False]
    assert report.diagnosis.sentence == "No fault found, but the gradient of layer 0 is 0 here, whatever the formula."
    assert report.diagnosis.remedy == "Check with other weights: net.new_weights(1)."
    assert repr(report).splitlines()[2] == "  layer 0: dW < 1e-5, db < 1e-5  no gradient here"


@given(st.integers(0, 30), st.floats(-6, 2))
def test_a_wrong_entry_is_found_whatever_its_size(k, decade):
    """One entry of 37 off by more than PASS of the whole: not passed; by much less: passed."""
    net, rng = nw.Network([3, 4, 3, 2], "tanh", seed=2), np.random.default_rng(2)
    X, y = rng.normal(size=(5, 3)), rng.uniform(size=(5, 2))
    g = net.backward(net.forward(X), y)
    g.theta[k] += 10**decade
    layer = next(l for l, M in enumerate(np.cumsum([M.size for M in net.blocks])) if k < M)
    report = nw.gradient_check(net, X, y, backward=lambda W, b, X, y: (g.W, g.b))
    if 10**decade > 2.1 * PASS * np.linalg.norm(g.theta):
        assert (report.outcome, report.first_wrong) == ("wrong_value", layer)
    elif report.passed:
        assert all(10**decade < 2.1 * PASS * np.linalg.norm(M) + 1e-5 for M in net.split(g.theta))


def test_of_many_examples_some_are_taken():
    net, rng = nw.Network([784, 16, 16, 10], "sigmoid", dtype="float32"), np.random.default_rng(0)
    X, y = rng.uniform(size=(200, 784)), rng.integers(0, 10, 200)
    report = nw.gradient_check(net, X, y)
    assert report.passed, report
    assert (report.examples, report.of_examples, report.n_params) == (affordable(net), 200, 13_002)
    assert 5 <= report.examples < 20
    assert f"13,002 parameters, {report.examples} of 200 examples" in repr(report)
    small = nw.Network([2, 4, 2, 1])
    assert nw.gradient_check(small, X[:, :2], y % 2).examples == 200


def test_labels_and_one_example(problem):
    net = nw.Network([3, 4, 3], output="softmax")
    assert nw.gradient_check(net, np.eye(3), [0, 2, 1]).passed
    assert ", 1 example\n" in repr(nw.gradient_check(net, np.ones(3), [1]))


def test_the_words_of_a_report(problem):
    p = problem(("tanh",), n=5)
    assert repr(nw.gradient_check(p.net, p.X, p.y)).splitlines() == [
        "gradient check: passed · error < 1e-5, cosine 1.0000 · 26 parameters, 5 examples",
        "  layer 1: dW < 1e-5, db < 1e-5  right",
        "  layer 0: dW < 1e-5, db < 1e-5  right",
        "The gradient is right.",
    ]


def test_a_loss_that_is_no_number(refused):
    net = nw.Network([1, 1], output="linear")
    net.W[0] = [[1e200]]
    with refused(ValueError, "the loss is inf with these weights and data, so it has no gradient; try net.new_weights()"):
        nw.gradient_check(net, [[1.0]], [0.5])
