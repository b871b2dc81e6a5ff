"""A run of a fan that diverges stops by itself, and ■ leaves whole steps."""

import numpy as np
import pytest
from interrupts import interrupted_at

import nnwidgets as nw
from nnwidgets.core import fan as fans


def wild(optimizer="sgd", rates=(0.05, 30.0, 0.1), **given):
    net = nw.Network([2, 4, 1], "relu", "linear", seed=1)
    return nw.Fan(net, nw.datasets.reg_plane(60, seed=2), learning_rate=list(rates), optimizer=optimizer, test=0.3, **given)


def test_a_run_that_diverges_does_not_spoil_the_others(optimizer, monkeypatch):
    rates = (0.005, 1e160, 0.01) if optimizer in ("rmsprop", "adam") else (0.005, 30.0, 0.01)
    for chunk in (64, 3):
        monkeypatch.setattr(fans, "CHUNK", chunk)
        fan = wild(optimizer, rates).train(200)
        single = nw.Trainer(nw.Network([2, 4, 1], "relu", "linear", seed=1), fan.data, learning_rate=rates[1], optimizer=optimizer)
        with pytest.raises(nw.DivergenceError) as why:
            single.train(200)
        assert fan.diverged == {1: f"run 1 (learning_rate {rates[1]:g}): {why.value}"}
        opened = fan.open(1)
        assert (opened.steps, str(opened.reason)) == (single.steps, str(why.value))
        np.testing.assert_allclose(opened.net.theta, single.net.theta, rtol=1e-9)
        np.testing.assert_array_equal(fan.theta[1], opened.net.theta)
        calm = wild(optimizer, (0.005, 0.01)).train(200)
        np.testing.assert_allclose(fan.theta[[0, 2]], calm.theta, rtol=1e-9)
        np.testing.assert_allclose(fan.train_loss[[0, 2]], calm.train_loss, rtol=1e-9)
        assert (np.isfinite(fan.train_loss[1]) == (fan.recorded <= opened.steps)).all()
        assert np.isnan(fan.losses()[1])
        assert fan.solved(1e308).runs == (0, 2)
        assert fan.band(1, 1).high[-1] == np.inf
        assert repr(fan).endswith("step 200, 1 diverged)")
        fan.train(50)
        np.testing.assert_allclose(fan.theta[[0, 2]], calm.train(50).theta, rtol=1e-9)
        np.testing.assert_array_equal(fan.theta[1], opened.net.theta)
        opened.rewind(0).change(learning_rate=0.005)  # it is an ordinary Trainer
        np.testing.assert_allclose(opened.train(250).net.theta, fan.theta[0], rtol=1e-9)


def test_all_diverge():
    fan = wild(rates=(30.0, 50.0)).train(300)
    assert list(fan.diverged) == [0, 1]
    assert fan.steps == 300
    assert str(fan.solved(1e308)) == "solved 0 of 2"
    assert fan.train(20).steps == 320
    assert np.isfinite(fan.theta).all()


@pytest.mark.parametrize("rates", [(0.05, 0.1), (0.05, 30.0)])
def test_an_interrupt_anywhere_leaves_whole_steps(rates):
    def make():
        return wild(rates=rates, batch_size=[10, 25], record_every=4, optimizer="momentum")

    straight, thetas = make(), {0: make().theta}
    while straight.steps < 30:
        straight.train(1)
        thetas[straight.steps] = straight.theta
    stops, line = set(), 0
    while True:
        fan = make().train(6)
        if not interrupted_at(line, lambda fan=fan: fan.train(15)):
            break
        interrupted_at(line % 50, lambda fan=fan: fan.steps)  # and once more, while it comes to rest
        stops.add(fan.steps)
        np.testing.assert_array_equal(fan.theta, thetas[fan.steps])
        fan.train(30 - fan.steps)
        np.testing.assert_array_equal(fan.theta, straight.theta)
        np.testing.assert_array_equal(fan.recorded, straight.recorded)
        np.testing.assert_array_equal(fan.train_loss, straight.train_loss)
        assert fan.diverged == straight.diverged
        line += 31 if line < 400 else 97
    assert line > 1000
    assert len(stops) > 3
