"""A trainer that takes up where a branch of it stood goes on as the branch would, bit for bit."""

import numpy as np
import pytest

import nnwidgets as nw
from nnwidgets.core.branches import become, begins


def rows(trainer):
    return trainer.history.rows().tolist()


@pytest.mark.parametrize("method", ["sgd", "momentum", "adam"])
def test_become_is_bit_for_bit_and_in_place(method):
    trainer = nw.Trainer(nw.Network([2, 4, 1], seed=2), "circle", optimizer=method, test=0.2, seed=3).train(37)
    kept, theta = trainer.branch(), trainer.net.theta
    trainer.train(20).change(learning_rate=0.5, data=nw.datasets.xor(60).split(0.5))
    trainer.net.new_weights(1)
    trainer.reset(trainer.net.theta)
    trainer.train(9)
    become(trainer, kept)
    assert trainer.net.theta is theta and trainer.steps == 37 and trainer.net.draw == 0 and rows(trainer) == rows(kept)
    other = kept.branch()
    for one in (trainer, other):
        one.train(50).rewind(30).train(15)
    np.testing.assert_array_equal(trainer.net.theta, other.net.theta)
    assert rows(trainer) == rows(other) and kept.steps == 37
    trainer.reset()
    np.testing.assert_array_equal(trainer.net.theta, other.reset().net.theta)


def test_begins():
    trainer = nw.Trainer(nw.Network([2, 4, 1], seed=2), "circle").train(30)
    trainer.set({0: 1.0})
    whole = trainer.train(30).branch()
    assert begins(trainer, whole) and begins(whole, trainer)
    assert begins(trainer.rewind(45), whole) and not begins(whole, trainer)
    assert begins(trainer.rewind(30), whole)  # with the event there
    assert begins(trainer.rewind(20), whole)  # before it
    assert not begins(trainer.train(20), whole)  # past it, without it
    trainer.rewind(10).set({0: 2.0})
    assert not begins(trainer, whole)
    assert not begins(nw.Trainer(nw.Network([2, 4, 1], seed=2), "circle"), whole)
