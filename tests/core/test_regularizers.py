"""Penalties: on weights, never on biases; in the displayed loss, never in `grads`."""

import numpy as np
import pytest

import nnwidgets as nw
from nnwidgets.core.regularizers import l1_steps, penalty


def test_the_penalty_is_its_formula(gradient_of):
    W = [np.array([[1.0, -2], [0.5, 0]]), np.array([[3.0]])]
    assert penalty(W, 0, 0) == 0
    assert penalty(W, 0.1, 0) == pytest.approx(0.1 * 6.5)
    assert penalty(W, 0, 0.1) == pytest.approx(0.05 * (1 + 4 + 0.25 + 9))
    np.testing.assert_allclose(gradient_of(lambda w: penalty([w], 0, 0.3), W[0]), 0.3 * W[0], atol=1e-9)  # L2 adds λw


@pytest.mark.parametrize(
    ("theta", "shrink", "after"),
    [(1, 0.25, 0.75), (-1, 0.25, -0.75), (0.2, 0.25, 0), (-0.2, 0.25, 0), (0.25, 0.25, 0), (0, 0.25, 0), (1, 0, 1), (-3, 0, -3)],
)
def test_l1_shrinks_to_exactly_zero(theta, shrink, after):
    theta = np.array([float(theta)])
    for fn, args in l1_steps(theta, np.array([shrink])):
        fn(*args)
    assert theta[0] == after


def test_the_displayed_loss_holds_the_penalty():
    net = nw.Network([2, 3, 1])
    net.b[0] += 5  # biases do not count
    data = nw.datasets.circle(50)
    bare = nw.Trainer(net.copy(), data, test=0.3)
    trainer = nw.Trainer(net, data, test=0.3, l1=0.02, l2=0.3)
    extra = 0.02 * sum(np.abs(W).sum() for W in net.W) + 0.15 * sum((W**2).sum() for W in net.W)
    assert trainer.train_loss == pytest.approx(bare.train_loss + extra, rel=1e-12)
    assert trainer.test_loss == pytest.approx(bare.test_loss + extra, rel=1e-12)
    assert trainer.measure()["train_loss"] == trainer.train_loss == trainer.history.train_loss[0]
    assert trainer.measure()["train_accuracy"] == bare.measure()["train_accuracy"]
    part = trainer.data[0]
    np.testing.assert_array_equal(net.backward(net.forward(part.X), part.y).theta, bare.net.backward(net.forward(part.X), part.y).theta)


def test_l2_pulls_the_weights_in_and_leaves_the_biases():
    net = nw.Network([1, 1], output="linear")
    net.theta[:] = 2, 3
    trainer = nw.Trainer(net, ([[0.0]], [3.0]), learning_rate=0.1, l2=0.5)  # the gradient itself is 0
    trainer.train(1)
    assert net.theta.tolist() == [2 * (1 - 0.1 * 0.5), 3]
