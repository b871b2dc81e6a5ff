"""Backpropagation against central differences, and Mazur's example to nine digits."""

import itertools

import numpy as np
import pytest

import nnwidgets as nw
from nnwidgets.core.activations import HIDDEN
from nnwidgets.core.losses import LOSSES


def mean_losses(net, thetas, X, y, loss):
    """The mean losses under many thetas (k, n_params) at once, by one stack of matrices a layer."""
    a, start = X, 0
    for j, k, act in zip(net.sizes[1:], net.sizes, (*net.activation, net.output), strict=False):
        M, start = thetas[:, start : start + j * (k + 1)].reshape(-1, j, k + 1), start + j * (k + 1)
        z = a @ M[:, :, :-1].transpose(0, 2, 1) + M[:, None, :, -1]
        a = act.f(z)
    return LOSSES[loss].value(z, a, y).mean(axis=-1)


def test_the_gradient_is_that_of_the_loss(fitting, hidden, problem, h=1e-5):
    output, loss = fitting
    for depth in range(7):
        p = problem([hidden] * depth, output, n_out=2, n=3, seed=depth)
        grads, moves = p.net.backward(p.net.forward(p.X), p.y, loss), h * np.eye(p.net.n_params)
        above, below = (mean_losses(p.net, p.net.theta + sign * moves, p.X, p.y, loss) for sign in (1, -1))
        np.testing.assert_allclose(grads.theta, (above - below) / (2 * h), rtol=1e-6, atol=1e-9)


def test_mixed_layers_and_an_own_pair(fitting, problem, h=1e-5):
    output, loss = fitting
    own = (lambda z: z * np.exp(-z * z), lambda z: (1 - 2 * z * z) * np.exp(-z * z))
    for mixed in itertools.islice(itertools.permutations([*HIDDEN, own], 3), 0, None, 97):
        p = problem(mixed, output, n=2)
        grads, moves = p.net.backward(p.net.forward(p.X), p.y, loss), h * np.eye(p.net.n_params)
        above, below = (mean_losses(p.net, p.net.theta + sign * moves, p.X, p.y, loss) for sign in (1, -1))
        np.testing.assert_allclose(grads.theta, (above - below) / (2 * h), rtol=1e-6, atol=1e-9)


def test_delta_is_the_slope_of_one_example_in_z(fitting, problem, gradient_of):
    """delta[l] is ∂C/∂z[l] per example, not divided by n."""
    output, loss = fitting
    p = problem(("tanh", "sigmoid"), output)
    grads = p.net.backward(p.net.forward(p.X), p.y, loss)
    n = len(p.X)
    for layer, delta in enumerate(grads.delta):

        def moved(b, layer=layer, at=3):  # moving a bias moves z
            net = p.net.copy()
            net.b[layer] = b
            trace = net.forward(p.X[at : at + 1])
            return LOSSES[loss].value(trace.z[-1], trace.output, p.y[at : at + 1])[0]

        np.testing.assert_allclose(delta[3], gradient_of(moved, p.net.b[layer]), rtol=1e-6, atol=1e-9)
        np.testing.assert_allclose(grads.W[layer], delta.T @ p.net.forward(p.X).a[layer] / n, rtol=1e-13)
        np.testing.assert_allclose(grads.b[layer], delta.mean(axis=0), rtol=1e-13, atol=1e-16)


def test_the_partner_is_taken_when_no_loss_is_named(fitting, problem):
    output, loss = fitting
    p = problem(output=output)
    trace = p.net.forward(p.X)
    partner = {"sigmoid": "bce", "softmax": "cross_entropy"}.get(output, "squared_error")
    np.testing.assert_array_equal(p.net.backward(trace, p.y).theta, p.net.backward(trace, p.y, partner).theta)
    np.testing.assert_array_equal(p.net.backward(trace, p.y, LOSSES[loss]).theta, p.net.backward(trace, p.y, loss).theta)


def test_labels_are_encoded():
    net = nw.Network([3, 4, 3], output="softmax")
    trace = net.forward(np.random.default_rng(0).normal(size=(5, 3)))
    np.testing.assert_array_equal(net.backward(trace, [0, 2, 1, 1, 0]).theta, net.backward(trace, np.eye(3)[[0, 2, 1, 1, 0]]).theta)


# ---- Matt Mazur, "A step by step backpropagation example" (2015); where the page disagrees with itself, the right order of updates


@pytest.fixture
def mazur():
    net = nw.Network([2, 2, 2], "sigmoid", "sigmoid")
    net.W[0], net.b[0] = [[0.15, 0.20], [0.25, 0.30]], [0.35, 0.35]
    net.W[1], net.b[1] = [[0.40, 0.45], [0.50, 0.55]], [0.60, 0.60]
    return net, np.array([[0.05, 0.10]]), np.array([[0.01, 0.99]])


def near(values):
    return pytest.approx(values, abs=6e-10)


def test_mazur_forward(mazur):
    net, X, y = mazur
    trace = net.forward(X)
    assert trace.z[0][0] == near([0.377500000, 0.392500000])
    assert trace.a[1][0] == near([0.593269992, 0.596884378])
    assert trace.z[1][0] == near([1.105905967, 1.224921404])
    assert trace.output[0] == near([0.751365070, 0.772928465])
    assert LOSSES["squared_error"].value(trace.z[1], trace.output, y)[0] == near(0.298371109)


def test_mazur_backward(mazur):
    net, X, y = mazur
    grads = net.backward(net.forward(X), y, "squared_error")
    assert grads.delta[1][0] == near([0.138498562, -0.038098237])
    assert grads.delta[0][0] == near([0.008771355, 0.009954255])
    assert grads.W[0].ravel() == near([0.000438568, 0.000877135, 0.000497713, 0.000995425])
    assert grads.W[1].ravel() == near([0.082167041, 0.082667628, -0.022602540, -0.022740242])
    assert (*grads.b[0], *grads.b[1]) == near((0.008771355, 0.009954255, 0.138498562, -0.038098237))


def test_mazur_training_without_biases(mazur):
    net, X, y = mazur
    trainer = nw.Trainer(net, (X, y), loss="squared_error", learning_rate=0.5, batch_size=1)
    trainer.hold([2, 5, 8, 11])  # the biases, which the page does not update
    trainer.train(steps=1)
    assert net.W[0].ravel() == near([0.149780716, 0.199561432, 0.249751144, 0.299502287])
    assert net.W[1].ravel() == near([0.358916480, 0.408666186, 0.511301270, 0.561370121])
    assert net.forward(X).output[0] == near([0.742088111, 0.775284968])
    assert trainer.train_loss == pytest.approx(0.291027773694, abs=6e-13)
    for step, error in ((2, 0.2835471331), (10, 0.2209185921), (100, 0.0200468282), (1000, 0.0011143495), (9999, 0.0000351085)):
        trainer.train(steps=step - trainer.steps)
        assert trainer.train_loss == pytest.approx(error, abs=6e-11)
    trainer.train(steps=1)
    assert trainer.train_loss == pytest.approx(0.0000351019, abs=6e-11)
    assert net.forward(X).output[0] == near([0.015913620, 0.984064274])
    assert (*net.b[0], *net.b[1]) == (0.35, 0.35, 0.60, 0.60)


def test_mazur_training_with_biases(mazur):
    net, X, y = mazur
    assert nw.Trainer(net, (X, y), loss="squared_error", learning_rate=0.5, batch_size=1).train(1).train_loss == near(0.280471447)
