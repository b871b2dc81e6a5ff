"""The forward check: right code passes in every form, each slip is named by itself, and nothing that the function does gets out."""

import numpy as np
import pytest

import nnwidgets as nw
from nnwidgets.core.forward_check import MATMUL, SHAPES, forward_check
from nnwidgets.core.forward_slips import SLIPS

ACT = {"sigmoid": lambda z: 1 / (1 + np.exp(-z)), "tanh": np.tanh, "relu": lambda z: np.maximum(z, 0), "linear": lambda z: z}


@pytest.fixture(params=["sigmoid", "tanh", "relu"])
def net(request):
    net = nw.Network([4, 4, 4, 2], request.param, "sigmoid")
    net.theta = np.random.default_rng(3).normal(size=net.n_params)
    return net


@pytest.fixture
def X():
    return np.random.default_rng(1).normal(size=(5, 4))


def walk(net, step=None, head=True):
    """A forward pass in plain NumPy; `step(f, W, b, a, X)` gives another a."""

    def forward(W, b, X):
        a = [X]
        for l, (M, c) in enumerate(zip(W, b, strict=True)):
            f = ACT[(*net.activation, net.output)[l].name]
            a.append(step(f, M, c, a[-1], X) if step else f(a[-1] @ M.T + c))
        return a if head else a[1:]

    return forward


def test_right_code_passes_in_every_form(net, X):
    for forward in (
        walk(net), walk(net, head=False), lambda *g: walk(net)(*g)[-1], lambda *g: [walk(net)(*g)[-1]], lambda *g: (walk(net)(*g), []),
    ):  # fmt: skip
        report = forward_check(net, X, forward)
        assert report.passed and report.slip == "" and report.first_wrong is None, report
        np.testing.assert_allclose(report.a[-1], net.forward(X).output, rtol=1e-12)
    assert repr(forward_check(net, X, walk(net))) == "forward check: passed. Right in 10 neurons."
    assert forward_check(net, X, lambda *g: walk(net)(*g)[-1]).sentence == "Right in 2 neurons."


MUTANTS = {
    "no_activation": lambda f, W, b, a, X: a @ W.T + b,
    "no_bias": lambda f, W, b, a, X: f(a @ W.T),
    "bias_outside": lambda f, W, b, a, X: f(a @ W.T) + b,
    "activation_twice": lambda f, W, b, a, X: f(f(a @ W.T + b)),
    "other_activation": lambda f, W, b, a, X: np.sin(a @ W.T + b),
    "W_transposed": lambda f, W, b, a, X: f(a @ W + b) if W.shape == (4, 4) else f(a @ W.T + b),
    "inputs_again": lambda f, W, b, a, X: f(X @ W.T + b),
}


@pytest.mark.parametrize("slip", SLIPS)
def test_each_slip_is_named(net, X, slip):
    report = forward_check(net, X, walk(net, MUTANTS[slip]))
    kind = net.activation[0].name
    if slip == "activation_twice" and kind == "relu":  # max(0, max(0, z)) is max(0, z): the output's sigmoid is the first that tells
        assert (report.slip, report.first_wrong) == (slip, 2)
        return
    first = 1 if slip == "inputs_again" else 0
    assert (report.outcome, report.slip, report.first_wrong) == ("wrong_value", slip, first), report
    trace = net.forward(X)
    unit = int(np.argmax(report.wrong[first].any(axis=0)))
    row = int(np.argmax(report.wrong[first][:, unit]))
    n = sum(int(one.any(axis=0).sum()) for one in report.wrong)
    begin = (
        f"Wrong in {n} neurons; the first is neuron {unit + 1} of layer {first + 1}: {report.a[first][row, unit]:.6g}, and the network has"
    )
    assert report.sentence.startswith(f"{begin} {trace.a[first + 1][row, unit]:.6g}. ")
    assert report.sentence.endswith(SLIPS[slip].sentence.format("sin")) and report.remedy == SLIPS[slip].remedy


def test_a_slip_in_a_later_layer_is_found_there(net, X):
    def forward(W, b, X):
        a = walk(net)(W, b, X)[:-1]
        return [*a, a[-1] @ W[-1].T + b[-1]]

    report = forward_check(net, X, forward)
    assert (report.first_wrong, report.slip) == (2, "no_activation")
    assert [None if one is None else bool(one.any()) for one in report.wrong] == [False, False, True]
    only = forward_check(net, X, lambda *g: forward(*g)[-1])
    assert (only.first_wrong, only.slip) == (2, "")  # what came before it is not known


@pytest.mark.parametrize(("forward", "outcome", "sentence", "remedy"), [
    (lambda W, b, X: None, "not_attempted", "forward is not written yet.", SHAPES),
    (lambda W, b, X: ..., "not_attempted", "forward is not written yet.", SHAPES),
    (lambda W, b, X: "a", "wrong_type", "The output must be an array of numbers, got str.", SHAPES),
    (lambda W, b, X: X, "wrong_shape", "The output must have shape (5, 2), (examples, neurons), and has (5, 4).", MATMUL),
    (lambda W, b, X: [X, X], "wrong_shape", "forward gives a list of 2; here it has 3, one for each layer, or 4 with X.", SHAPES),
    (lambda W, b, X: [X, X, X, X], "wrong_shape", "A of layer 3 must have shape (5, 2), (examples, neurons), and has (5, 4).", MATMUL),
    (lambda W, b, X: np.full((5, 2), np.nan), "not_finite", "The output holds nan or inf.", "Look for an exponential of a large number."),
    (lambda W, b, X: X @ W[2], "error", None, MATMUL),
    (lambda W, b: 0, "error", None, ""),
    (lambda W, b, X: W[0].__setitem__(0, 1), "error", "forward writes into W, b or X; they are closed, and nothing has changed",
     "Make an array of your own: `new = W[l] - …`, or W[l].copy(); neither pass needs an update."),
])  # fmt: skip
def test_whatever_it_does_is_an_outcome(net, X, forward, outcome, sentence, remedy):
    before = net.theta.copy()
    report = forward_check(net, X, forward)
    assert (report.outcome, report.remedy) == (outcome, remedy), report
    assert report.sentence.startswith(sentence or "forward raised ")
    np.testing.assert_array_equal(net.theta, before)


def test_what_is_no_function_is_refused(net, X, refused):
    with refused(TypeError, "forward must be a function, got 3"):
        forward_check(net, X, 3)
