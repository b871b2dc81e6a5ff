"""Blocks: the views that are read and written as `net.W[0]`; what a pass leaves behind is frozen."""

from dataclasses import FrozenInstanceError

import numpy as np
import pytest

import nnwidgets as nw
from nnwidgets.core.trace import Blocks


@pytest.fixture
def net():
    return nw.Network([2, 4, 2, 1])


def test_blocks_are_a_sequence(net):
    assert len(net.W) == len(net.b) == 3
    assert [W.shape for W in net.W] == [(4, 2), (2, 4), (1, 2)]
    assert [b.shape for b in net.b] == [(4,), (2,), (1,)]
    assert net.W[-1] is net.W[2]
    assert [W.shape for W in net.W[:0:-1]] == [(1, 2), (2, 4)]
    assert repr(net.W) == "W: (4, 2), (2, 4), (1, 2)"
    with pytest.raises(IndexError):
        net.W[3]


def test_writing_goes_into_theta(net):
    theta, W, A = net.theta, net.W[0], np.arange(8.0).reshape(4, 2)
    net.W[0] = A
    np.testing.assert_array_equal(theta[:12].reshape(4, 3)[:, :2], A)
    net.W[0] -= A / 2
    net.W[0][3, 1] *= 2
    net.b[1] = [7, 8]
    net.b[2] += 1
    np.testing.assert_array_equal(W, [[0, 0.5], [1, 1.5], [2, 2.5], [3, 7]])
    assert theta[12:22].reshape(2, 5)[:, 4].tolist() == [7, 8]
    assert theta[-1] == 1
    assert net.theta is theta
    assert net.W[0] is W
    A[0, 0] = 99  # was copied
    assert W[0, 0] == 0


@pytest.mark.parametrize(
    ("write", "sentence"),
    [
        (lambda net: net.W.__setitem__(0, np.ones((2, 4))), "W[0] has shape (4, 2), got (2, 4)"),
        (lambda net: net.W.__setitem__(1, 3), "W[1] has shape (2, 4), got ()"),
        (lambda net: net.W.__setitem__(2, [1, 2]), "W[2] has shape (1, 2), got (2,)"),
        (lambda net: net.b.__setitem__(0, np.ones((4, 1))), "b[0] has shape (4,), got (4, 1)"),
        (lambda net: setattr(net, "theta", np.ones(24)), "theta has shape (25,), got (24,)"),
        (lambda net: setattr(net, "theta", 0), "theta has shape (25,), got ()"),
    ],
)
def test_a_wrong_shape_is_refused(net, refused, write, sentence):
    before = net.theta.copy()
    with refused(ValueError, sentence):
        write(net)
    np.testing.assert_array_equal(net.theta, before)


def test_theta_is_never_rebound(net):
    theta, W = net.theta, net.W[0]
    net.theta = np.arange(25)
    net.theta -= 1
    assert net.theta is theta
    assert theta.tolist() == list(range(-1, 24))
    np.testing.assert_array_equal(W, theta[:12].reshape(4, 3)[:, :2])
    for name in ("W", "b"):
        with pytest.raises(AttributeError):
            setattr(net, name, [])


def test_traces_and_gradients_are_frozen(net):
    trace = net.forward(np.zeros((1, 2)))
    grads = net.backward(trace, np.array([1]))
    for thing, name in ((trace, "z"), (trace, "output"), (grads, "theta"), (grads, "W")):
        with pytest.raises((FrozenInstanceError, AttributeError)):
            setattr(thing, name, None)


def test_the_gradient_has_the_shape_of_the_weights(net):
    grads = net.backward(net.forward(np.zeros((5, 2))), np.zeros((5, 1)))
    assert grads.theta.shape == net.theta.shape
    assert repr(grads.W) == "dW: (4, 2), (2, 4), (1, 2)"
    assert [b.shape for b in grads.b] == [(4,), (2,), (1,)]
    assert [d.shape for d in grads.delta] == [(5, 4), (5, 2), (5, 1)]
    net.W[0] -= 0.1 * grads.W[0]
    assert isinstance(grads.W, Blocks)
    grads.W[0][0, 0] = 5
    assert grads.theta[0] == 5
