"""Another optimizer on the way: the weights stay, the steps go on, its memory begins empty; and all of it can be gone back to."""

import numpy as np
import pytest

import nnwidgets as nw
from nnwidgets.core.optimizers import OPTIMIZERS
from nnwidgets.core.share import load, share


def make(**given):
    net = nw.Network([2, 3, 1], output="tanh", seed=1)
    return nw.Trainer(net, nw.datasets.xor(40), **{"learning_rate": 0.05, "batch_size": 10, "seed": 3, "loss": "squared_error"} | given)


def test_it_begins_as_a_new_one_would_from_these_weights(optimizer):
    t = make(optimizer=nw.Momentum(beta=0.5)).train(8)  # two epochs
    before = t.net.theta.copy()
    t.change(optimizer=optimizer)
    np.testing.assert_array_equal(t.net.theta, before)
    assert (t.steps, t.epoch, t.optimizer) == (8, 2, t.settings.optimizer)
    assert all((value == 0).all() for value in t.optimizer_state.values())
    fresh = make(optimizer=optimizer, shuffle=False)
    order = t._run.bench.feed.order  # of the epoch that begins
    fresh.change(data=(t.data[0].take(order), t.data[1]))
    fresh.net.theta = before
    t.train(4), fresh.train(4)
    np.testing.assert_allclose(t.net.theta, fresh.net.theta, rtol=0, atol=1e-12)


def test_there_and_back_bit_for_bit(optimizer):
    def run():
        t = make(optimizer="adam", record_every=3).train(30)
        t.change(optimizer=optimizer)
        t.train(30)
        t.change(optimizer=nw.Adam(beta1=0.5), learning_rate=0.01)
        return t.train(60)

    t, straight = run(), run()
    for step in (75, 60, 45, 30, 12):
        t.rewind(step)
        assert t.optimizer == (nw.Adam(beta1=0.5) if step >= 60 else OPTIMIZERS[optimizer] if step >= 30 else nw.Adam())
        np.testing.assert_array_equal(t.branch().train(3).net.theta, t.train(3).net.theta)
        t = run()
    np.testing.assert_array_equal(t.rewind(60).train(60).net.theta, straight.net.theta)
    np.testing.assert_equal(t.history.to_dict(), straight.history.to_dict())


def test_a_change_of_something_else_keeps_the_memory():
    t = make(optimizer="momentum").train(5)
    before = t.optimizer_state["v"]
    for change in ({"learning_rate": 0.2}, {"optimizer": "momentum"}, {"shuffle": False}):
        t.change(**change)
        np.testing.assert_array_equal(t.optimizer_state["v"], before)


def test_the_experiment_begins_with_the_first_and_the_code_has_both():
    t = make(optimizer="rmsprop").train(5)
    t.change(optimizer=nw.Momentum(beta=0.8))
    t.train(9)
    assert nw.Experiment.of(t).to_dict()["training"]["optimizer"]["name"] == "rmsprop"
    again = load(share(t))
    np.testing.assert_array_equal(again.net.theta, t.net.theta)
    assert again.optimizer == nw.Momentum(beta=0.8)


def test_one_that_there_is_not():
    t = make()
    with pytest.raises(ValueError) as caught:
        t.change(optimizer="Adam")
    names = "sgd, momentum, nesterov, rmsprop, adam"
    assert str(caught.value) == f"unknown optimizer 'Adam'; choose one of {names} (did you mean 'adam'?)"
    assert t.optimizer.name == "sgd" and not t.history.events
