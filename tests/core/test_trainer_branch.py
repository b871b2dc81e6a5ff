"""A branch goes on as its original would have, bit for bit, and neither sees what the other does."""

import numpy as np
import pytest

import nnwidgets as nw


def make(optimizer="sgd", schedule=None, **settings):
    net = nw.Network([2, 4, 2, 1], seed=1)
    given = {"test": 0.3, "learning_rate": 0.05, "batch_size": 5, "seed": 2, "record_every": 9, **settings}
    t = nw.Trainer(net, nw.datasets.circle(73, noise=0.2), optimizer=optimizer, schedule=schedule, **given)
    t.train(31)
    t.set({3: 0.7})
    t.train(8)
    t.change(batch_size=7, l1=0.001, activation=["relu", (np.sin, np.cos)])
    t.train(3)
    t.hold([0, 5])
    return t.train(12)


def same(a, b):
    np.testing.assert_array_equal(a.net.theta, b.net.theta)
    assert (a.steps, a.epoch, a.rate, a._run.bench.feed.place()) == (b.steps, b.epoch, b.rate, b._run.bench.feed.place())
    np.testing.assert_equal(a.history.to_dict(), b.history.to_dict())
    np.testing.assert_equal(a.optimizer_state, b.optimizer_state)
    assert a.settings.frozen == b.settings.frozen


def later(t):
    t.train(17)
    t.change(learning_rate=0.1)
    t.net.W[1] += 0.1
    return t.train(20)


def test_it_goes_on_as_the_original(optimizer, schedule):
    t, straight = make(optimizer, schedule), make(optimizer, schedule)
    other = t.branch()
    same(other, t)
    assert other.data[0] is t.data[0]
    assert not np.shares_memory(other.net.theta, t.net.theta)
    later(other)
    same(t, straight)  # untouched
    later(t)
    same(other, t)
    for back in (70, 33, 10, 0):
        same(other.rewind(back), t.rewind(back))
    same(later(other), later(t))


def test_each_goes_its_way():
    t = make()
    other = t.branch()
    other.change(learning_rate=1, activation="tanh")
    other.train(30)
    assert (t.steps, t.learning_rate, t.net.activation[0].name) == (54, 0.05, "relu")
    other.reset()
    np.testing.assert_array_equal(other.net.theta, make().rewind(0).net.theta)
    assert (len(t.history.events), other.history.events) == (3, [])
    same(t, make())
    same(t.rewind(20), make().rewind(20))
    assert t.branch().branch().train(5).steps == 25


def test_what_a_cell_wrote_is_noticed_first():
    t = make()
    t.net.b[0][:] = 0.5
    other = t.branch()
    assert other.history.events[-1].kind == "set"  # few entries; many are logged as a whole
    assert not other.notice()
    t.net.b[0][:] = np.nan
    with pytest.raises(ValueError, match="is nan"):
        t.branch()


def test_a_branch_shows_no_example():
    t = make().step("example")
    assert t.branch().example is None
    assert t.example.number == 1
