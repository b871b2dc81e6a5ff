"""A learner's own function that fails leaves the last whole step; training goes on from there once it works."""

import numpy as np
import pytest

import nnwidgets as nw


def make(f):
    net = nw.Network([2, 3, 1], (f, lambda z: 1 - np.tanh(z) ** 2))
    return nw.Trainer(net, nw.datasets.xor(17), learning_rate=0.5, batch_size=5, test=0.2)


def test_an_own_function_that_fails():
    calls = []

    def moody(z):
        calls.append(1)
        if len(calls) == fails_at[0]:
            raise RuntimeError("not today")
        return np.tanh(z)

    fails_at = [None]
    t = make(moody)
    trace = [t.net.theta.copy(), *(t.train(1).net.theta.copy() for _ in range(40))]
    for fails_at[0] in range(8, 60, 7):
        calls.clear()
        t = make(moody)
        with pytest.raises(RuntimeError, match="not today"):
            t.train(40)
        assert 0 < t.steps < 40
        np.testing.assert_array_equal(t.net.theta, trace[t.steps])
        np.testing.assert_array_equal(t.train(40 - t.steps).net.theta, trace[40])


def test_an_own_function_that_always_fails():
    """From some weights on it fails every time: training stops there each time, and rewinding leads out."""

    def fragile(z):
        if np.abs(z).max() > limit:
            raise RuntimeError("too large for me")
        return np.tanh(z)

    limit = np.inf
    t = make(fragile)
    limit = 1.3 * np.abs(t.net.forward(t.data[0].X).z[0]).max()
    with pytest.raises(RuntimeError, match="too large for me"):
        t.train(10_000)
    stopped = t.steps
    assert stopped > 3
    assert np.isfinite(t.net.theta).all()
    there = t.rewind(stopped // 2).net.theta.copy()
    np.testing.assert_array_equal(t.train(2).rewind(stopped // 2).net.theta, there)
