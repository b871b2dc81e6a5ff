"""Each run of a fan equals a Trainer of its own: weights, losses, and what either does from there on."""

import itertools

import numpy as np
import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

import nnwidgets as nw
from nnwidgets.core import stack_feed, stack_measure
from nnwidgets.core.optimizers import SGD
from nnwidgets.core.schedules import Cosine
from nnwidgets.core.share import load, share


def singles(fan, net, data, steps, **given):
    """The runs of a fan, one Trainer after the other."""
    for run in fan.runs:
        mine = given | run
        seed = mine.pop("seed", 0)
        own = net.copy()
        if "seed" in run:
            own.theta = nw.Network(net.sizes, net.activation, net.output, net.init, str(net.theta.dtype), seed).theta
        yield nw.Trainer(own, data, seed=seed, **{k: v for k, v in mine.items() if k != "seeds"}).train(steps)


def equal(net, data, steps=100, tol=1e-9, **given):
    """Fan and singles, compared in weights, records and in going on."""
    fan = nw.Fan(net, data, **given).train(steps)
    numbers = {k: v for k, v in given.items() if not isinstance(v, list)}
    for i, single in enumerate(singles(fan, net, data, steps, **numbers)):
        np.testing.assert_allclose(fan.theta[i], single.net.theta, rtol=tol, atol=tol)
        shared = np.isin(fan.recorded, single.history.steps)
        also = np.isin(single.history.steps, fan.recorded)
        assert shared.sum() > 1
        np.testing.assert_allclose(fan.train_loss[i, shared], single.history.train_loss[also], rtol=tol, atol=tol)
        np.testing.assert_allclose(fan.test_loss[i, shared], single.history.test_loss[also], rtol=tol, atol=tol)
        np.testing.assert_allclose(fan.losses("train")[i], single.train_loss, rtol=tol, atol=tol)
        opened = fan.open(i)
        np.testing.assert_array_equal(opened.net.theta, fan.theta[i])
        assert (opened.steps, opened.epoch, opened.batch_size) == (single.steps, single.epoch, single.batch_size)
        np.testing.assert_allclose(opened.train(20).net.theta, single.train(20).net.theta, rtol=tol, atol=tol)
        np.testing.assert_allclose(opened.rewind(7).net.theta, single.rewind(7).net.theta, rtol=tol, atol=tol)
    return fan


@pytest.fixture
def circle():
    return nw.datasets.circle(57, noise=0.1).split(0.4)  # 34 to train on: 3 batches of 10 and one of 4


def test_seeds_and_rates_and_penalties(optimizer, circle):
    given = {"optimizer": optimizer, "learning_rate": [0.01, 0.04], "l1": [0, 0.002], "l2": [0, 0.01]}
    fan = equal(nw.Network([2, 4, 2, 1]), circle, seeds=3, **given)
    assert len(fan) == 24
    assert fan.train_loss.shape == fan.test_loss.shape == (24, 26)
    assert len({tuple(theta) for theta in fan.theta}) == 24


@settings(max_examples=25, deadline=None)
@drawn(st.lists(st.integers(1, 5), max_size=3), st.integers(1, 30), st.integers(1, 35), st.sets(st.integers(0, 99), min_size=1, max_size=5),
       st.integers(1, 40), st.integers(1, 9))  # fmt: skip
def test_any_shape(hidden, n, batch_size, seeds, steps, every):
    given = {"seeds": sorted(seeds), "batch_size": batch_size, "learning_rate": 0.1, "record_every": every}
    equal(nw.Network([2, *hidden, 1]), nw.datasets.gauss(n + 1).take(range(n)), max(steps, every), 1e-9, **given)


def test_what_cannot_be_stacked_goes_beside(circle):
    given = {"batch_size": [7, 34, 100], "optimizer": ["sgd", "adam"], "schedule": [None, Cosine(40)], "shuffle": [True, False]}
    assert len(equal(nw.Network([2, 3, 1]), circle, learning_rate=[0.01, 0.02], seeds=[5], **given)) == 48


def test_every_loss_and_output(fitting, problem):
    output, loss = fitting
    for width in (1, 3):
        p = problem(("tanh", "sigmoid"), output, n_out=width + (output == "softmax"), n=11)
        equal(p.net, (p.X, p.y), 25, 1e-10, loss=loss, seeds=2, learning_rate=[0.02, 0.05], batch_size=4, record_every=1)


def test_every_hidden_layer_and_depth(hidden, problem):
    for depth in range(4):
        p = problem([hidden] * depth, "sigmoid", n=11)
        for l1, l2 in itertools.product((0, 0.01), repeat=2):
            equal(p.net, (p.X, p.y), 20, 1e-10, batch_size=4, l1=l1, l2=l2, learning_rate=[0.02, 0.05])


def test_schedules(schedule, optimizer, circle):
    equal(nw.Network([2, 3, 1]), circle, 60, schedule=schedule, optimizer=optimizer, l1=0.001, l2=[0, 0.01], seeds=2)


def test_own_functions(circle):
    quartic = (lambda a, y: ((a - y) ** 4).sum(axis=-1), lambda a, y: 4 * (a - y) ** 3)
    swish = (lambda z: z / (1 + np.exp(-z)), lambda z: (1 + np.exp(-z) + z * np.exp(-z)) / (1 + np.exp(-z)) ** 2)
    equal(nw.Network([2, 3, 2], [swish], "tanh"), (circle[0].X, np.tanh(circle[0].X)), loss=quartic, seeds=2, learning_rate=[0.05, 0.1])


class Clipped(SGD):
    """Looks at the whole gradient at once, so that runs in one vector would disturb one another."""

    name = "clipped"

    def steps(self, theta, work, rate, memory):
        g = work[0, :-1]
        return [(lambda: np.divide(g, max(1, 10 * np.linalg.norm(g)), g), ()), *super().steps(theta, work, rate, memory)]


def test_an_own_optimizer_is_not_stacked(circle):
    equal(nw.Network([2, 3, 1]), circle, optimizer=Clipped(), seeds=3, learning_rate=[0.1, 0.5])


def test_single_precision(circle):
    fan = equal(nw.Network([2, 4, 1], dtype="float32"), circle, 60, 1e-4, seeds=3, optimizer="adam", l1=0.001)
    assert fan.theta.dtype == "float32"


def test_in_small_parts(circle, monkeypatch):
    """Examples gathered two batches at a time and measured five at a time."""
    monkeypatch.setattr(stack_feed, "BUFFER", 2 * 3 * 10 * 5 * 8)
    monkeypatch.setattr(stack_measure, "COLUMNS", 15)
    equal(nw.Network([2, 4, 2], output="softmax"), circle, seeds=3, learning_rate=0.1, l2=0.01)


def test_the_same_numbers_in_any_slices(circle):
    whole, cut = (nw.Fan([2, 4, 1], circle, seeds=4, record_every=5) for _ in range(2))
    whole.train(60)
    seen = []
    while cut.steps < 60:
        cut.run(min(7, 60 - cut.steps), 0)
        seen.append(cut.steps)
    assert seen == [5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55, 60]  # to the next record at the furthest
    np.testing.assert_array_equal(whole.theta, cut.theta)
    np.testing.assert_array_equal(whole.train_loss, cut.train_loss)
    np.testing.assert_array_equal(whole.recorded, np.arange(0, 61, 5))


def test_progress_and_epochs(circle):
    fan, told = nw.Fan([2, 4, 1], circle, seeds=4), []
    fan.train(epochs=3, progress=lambda done, of: told.append((done, of)))
    assert fan.steps == 12
    assert told[-1] == (12, 12)
    assert [of for _, of in told] == [12] * len(told)
    assert fan.open(2).epoch == 3


def test_the_network_given_is_left_alone(circle):
    net = nw.Network([2, 3, 1], seed=4)
    start = net.theta.copy()
    fan = nw.Fan(net, circle, learning_rate=[0.1, 0.2])
    np.testing.assert_array_equal(fan.theta, [start, start])
    net.theta[:] = 0
    opened = fan.train(10).open(1)
    before = fan.theta
    opened.train(10)
    np.testing.assert_array_equal(fan.theta, before)
    np.testing.assert_array_equal(opened.rewind(0).net.theta, start)


def test_an_opened_run_can_be_shared():
    fan = nw.Fan([2, 3, 1], nw.datasets.circle(57).split(0.4), seeds=3, learning_rate=[0.1, 0.2], optimizer="adam").train(60)
    again = load(share(fan.open(4)))
    np.testing.assert_allclose(again.net.theta, fan.theta[4], rtol=1e-9, atol=1e-9)
    assert (again.steps, again.learning_rate, again.seed) == (60, 0.2, 1)


def test_readings(circle):
    fan = nw.Fan([2, 4, 1], circle, seeds=[3, 8, 5], learning_rate=np.array([0.1, 1.0]), batch_size=range(8, 10), l1=0.0)
    assert fan.runs[1] == {"seed": 8, "learning_rate": 0.1, "batch_size": 8}
    assert fan.where(learning_rate=1, seed=5) == [8, 11]
    assert fan.where(batch_size=9) == [3, 4, 5, 9, 10, 11]
    fan.train(200)
    loss, rows = fan.losses(), fan.where(learning_rate=1)
    np.testing.assert_array_equal(loss, fan.losses("test"))
    middle = float(np.median(loss))
    assert fan.solved(middle).runs == tuple(np.flatnonzero(loss <= middle))
    assert str(fan.solved(middle)) == "solved 6 of 12"
    assert fan.solved(middle, runs=rows).count == (loss[rows] <= middle).sum()
    assert str(fan.solved(0)) == "solved 0 of 12"
    band = fan.band(0.25, 0.75, "train", rows)
    for q, line in ((0.25, band.low), (0.5, band.middle), (0.75, band.high)):
        np.testing.assert_array_equal(line, np.quantile(fan.train_loss[rows], q, axis=0, method="inverted_cdf"))
    np.testing.assert_array_equal(band.steps, fan.recorded)
    np.testing.assert_array_equal(fan.band(1, 1).high, fan.test_loss.max(axis=0))
    np.testing.assert_array_equal(fan.band(0, 1).low, fan.test_loss.min(axis=0))
    assert repr(fan) == "Fan(12 runs of Network([2, 4, 1], activation='tanh', output='sigmoid'), step 200)"


def test_what_is_refused(circle, refused):
    def fan(**given):
        return nw.Fan([2, 3, 1], circle, **given)

    with refused(ValueError, "nothing differs between the runs; pass seeds=20, or a list such as learning_rate=[0.01, 0.1]"):
        fan()
    with refused(ValueError, "learning_rate must be a number above 0, got 0; 0.03 is a usual start"):
        fan(learning_rate=[0.1, 0])
    with refused(ValueError, "l1 must hold at least one value, got an empty list"):
        fan(l1=[])
    with refused(ValueError, "seeds must be a whole number of at least 1, got 0; 20 is a usual number"):
        fan(seeds=0)
    with refused(ValueError, "seeds must be different, got 3 twice"):
        fan(seeds=[3, 4, 3])
    with refused(ValueError, "seeds must hold at least one, got none"):
        fan(seeds=[])
    with refused(TypeError, "seeds must be a whole number of at least 1, got 'ten'; 20 is a usual number"):
        fan(seeds="ten")
    with refused(ValueError, "epochs are of different length where batch_size varies; use train(steps=…)"):
        fan(batch_size=[5, 10]).train(epochs=1)
    with refused(ValueError, "train takes either steps or epochs, such as train(steps=100)"):
        fan(seeds=2).train()
    with refused(ValueError, "runs are numbered 0 to 1, got 2"):
        fan(seeds=2).open(2)
    with refused(ValueError, "runs are numbered 0 to 1, got none"):
        fan(seeds=2).solved(1, runs=[])
    with refused(ValueError, "unknown difference 'l1'; choose one of seed"):
        fan(seeds=2).where(l1=0)
    with refused(ValueError, "low must be at most high, got 0.9 and 0.1"):
        fan(seeds=2).band(0.9, 0.1)
    with refused(ValueError, "no examples are set aside; pass test=0.5 or a (train, test) pair"):
        nw.Fan([2, 3, 1], "circle", seeds=2).losses("test")
    with refused(ValueError, "the network takes 3 inputs, the data has 2; make a network whose sizes begin with 2"):
        nw.Fan([3, 1], circle, seeds=2)
