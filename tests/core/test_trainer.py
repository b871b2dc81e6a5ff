"""Training: the same seed gives the same numbers however it is cut up, and what is trained is `net.theta` itself."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import nnwidgets as nw
from nnwidgets.core import history, records, run, trainer
from nnwidgets.core.losses import LOSSES


def make(weights=0, **settings):
    net = nw.Network([2, 4, 2, 1], seed=weights)
    return nw.Trainer(net, nw.datasets.circle(103, noise=0.2), **({"test": 0.3, "learning_rate": 0.3, "batch_size": 10} | settings))


def same(a, b):
    """Weights, place and losses: bit for bit."""
    np.testing.assert_array_equal(a.net.theta, b.net.theta)
    assert (a.steps, a.epoch, a._run.bench.feed.place()) == (b.steps, b.epoch, b._run.bench.feed.place())
    for name in ("steps", "train_loss", "test_loss"):
        np.testing.assert_array_equal(getattr(a.history, name), getattr(b.history, name))


def test_the_same_seed_gives_the_same_numbers():
    same(make(3).train(200), make(3).train(200))
    assert not np.array_equal(make(3).train(1).net.theta, make(3, seed=4).train(1).net.theta)


@given(cuts=st.lists(st.integers(0, 90), max_size=6), epochs=st.integers(0, 3))
def test_it_does_not_matter_how_the_steps_are_asked_for(cuts, epochs):
    cut = make()
    for steps in cuts:
        assert cut.train(steps) is cut
    cut.train(epochs=epochs)
    whole = make().train(cut.steps)
    same(cut, whole)
    while whole.steps < cut.steps + 20:
        whole.step()
    same(cut.train(20), whole)


@given(
    chunk=st.integers(1, 70), slices=st.lists(st.tuples(st.integers(1, 50), st.sampled_from([1e-5, 1e-4, 1])), max_size=20),
    gap=st.integers(1, 30), snapshots=st.integers(1, 20), every=st.none() | st.integers(1, 20), most=st.sampled_from([16, 40, 100]),
)  # fmt: skip
def test_chunks_slices_records_and_snapshots_do_not_change_the_numbers(chunk, slices, gap, snapshots, every, most):
    straight = make().train(150)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(run, "CHUNK", chunk)
        patch.setattr(history, "SNAPSHOTS", snapshots)
        patch.setattr(records, "MOST", most)
        cut = make(record_every=every)
        cut.history.gap = gap
        for steps, seconds in slices:
            cut.run(min(steps, 150 - cut.steps), seconds)
        cut.train(150 - cut.steps)
    np.testing.assert_array_equal(cut.net.theta, straight.net.theta)
    assert cut._run.bench.feed.place() == straight._run.bench.feed.place()
    both = dict(zip(straight.history.steps, straight.history.train_loss, strict=True))
    assert all(both.get(step, loss) == loss for step, loss in zip(cut.history.steps, cut.history.train_loss, strict=True))


def test_a_slice_may_be_short(monkeypatch):
    monkeypatch.setattr(trainer, "SLICE", 1e-6)
    same(make().train(100), make().train(100))
    t = make()
    t.run(10**9, 1e-4)
    assert 0 <= t.steps < 10**5
    t.run(7, 60)
    assert t.steps <= 10**5 + 7


def test_the_arrays_are_the_network():
    t = make()
    theta, W, b = t.net.theta, list(t.net.W), list(t.net.b)
    t.train(50)
    t.set({0: 1})
    t.rewind(20)
    t.change(activation="relu")
    t.reset()
    t.train(30)
    assert t.net.theta is theta
    assert all(now is then for now, then in zip([*t.net.W, *t.net.b], [*W, *b], strict=True))
    assert all(np.shares_memory(view, theta) for view in (*W, *b))
    assert t.epoch == 3


def test_counting():
    t = make(batch_size=10)  # 72 training examples: 8 steps an epoch, the last with 2
    assert (t.steps, t.epoch, len(t.data[0]), len(t.data[1])) == (0, 0, 72, 31)
    t.step()
    assert (t.steps, t.epoch) == (1, 0)
    t.step("epoch")
    assert (t.steps, t.epoch) == (8, 1)
    t.step("batch")
    t.train(epochs=2)
    assert (t.steps, t.epoch) == (24, 3)
    t.train(steps=0)
    t.train(epochs=0)
    assert (t.steps, t.epoch) == (24, 3)
    assert t.history.steps.tolist() == [0, 8, 16, 24]


def test_losses_are_those_of_the_formula(fitting, problem):
    output, loss = fitting
    p = problem(output=output, n=30)
    t = nw.Trainer(p.net, nw.datasets.from_arrays(p.X, p.y), loss=loss, test=0.3).train(20)
    for part, shown in zip(t.data, (t.train_loss, t.test_loss), strict=True):
        trace = p.net.forward(part.X)
        assert shown == pytest.approx(LOSSES[loss].value(trace.z[-1], trace.output, part.y).mean(), rel=1e-12)


def test_measure():
    t = make().train(100)
    found = t.measure()
    assert found["train_loss"] == t.train_loss
    assert found["test_loss"] == t.test_loss
    for name, part in zip(("train", "test"), t.data, strict=True):
        assert found[f"{name}_accuracy"] == pytest.approx(np.mean(t.net.predict(part.X) == part.y))
    plane = nw.Trainer(nw.Network([2, 1], output="linear"), "reg_plane").measure()
    assert (plane["train_accuracy"], plane["test_loss"], plane["test_accuracy"]) == (None, None, None)
    assert np.isnan(nw.Trainer(nw.Network([2, 1]), "circle").test_loss)


def test_nothing_warns_far_from_zero():
    t = make()
    t.set(dict.fromkeys(range(25), 1e6))  # warnings of our own lines are errors in every test
    t.change(l2=1e300)
    t.measure()
    t.net.theta[:] = 1e200
    t.notice()
    assert t.train_loss == np.inf


def test_reset_gives_the_same_weights_under_the_present_settings():
    t = make()
    start = t.net.theta.copy()
    t.train(50)
    first = t.net.theta.copy()
    t.change(held=[1, 2])
    assert t.reset() is t
    np.testing.assert_array_equal(t.net.theta, start)
    assert (t.steps, t.epoch, t.history.steps.tolist(), t.history.events, t.settings.held) == (0, 0, [0], [], ())
    np.testing.assert_array_equal(t.train(50).net.theta, first)
    t.change(learning_rate=1, activation="relu")
    t.reset()
    assert t.learning_rate == 1
    assert t.net.activation[0].name == "relu"
    np.testing.assert_array_equal(t.net.theta, start)
    other = nw.Network([2, 4, 2, 1], "relu", seed=9)
    fresh = make(learning_rate=1)
    fresh.net.activation = "relu"
    same(t.reset(other.theta).train(30), fresh.reset(other.theta).train(30))
    t.reset()
    np.testing.assert_array_equal(t.net.theta, other.theta)


def test_a_reset_to_a_wrong_shape_changes_nothing(refused):
    t = make().train(10)
    before = t.net.theta.copy()
    with refused(ValueError, "theta has shape (25,), got (3,)"):
        t.reset(np.zeros(3))
    np.testing.assert_array_equal(t.net.theta, before)
    assert t.steps == 10


@pytest.mark.parametrize(
    ("call", "kind", "sentence"),
    [
        (lambda t: t.train(), ValueError, "train takes either steps or epochs, such as train(steps=100)"),
        (lambda t: t.train(3, epochs=3), ValueError, "train takes either steps or epochs, such as train(steps=100)"),
        (lambda t: t.train(-1), ValueError, "steps must be a whole number of at least 0, got -1"),
        (lambda t: t.train(1.5), TypeError, "steps must be a whole number of at least 0, got 1.5"),
        (lambda t: t.train(epochs="2"), TypeError, "epochs must be a whole number of at least 0, got '2'"),
        (lambda t: t.step("epochs"), ValueError, "unknown step 'epochs'; choose one of example, batch, epoch (did you mean 'epoch'?)"),
        (lambda t: t.set({25: 1}), ValueError, "index must be below 25, the number of parameters, got 25"),
        (lambda t: t.set({0: 1, 14: "a"}), TypeError, "W[1][0, 2] must be a number, got 'a'"),
        (lambda t: t.set({0: 1, 2: np.nan}), ValueError, "b[0][0] must be a number, got nan"),
        (lambda t: t.hold([0, 99]), ValueError, "index must be below 25, the number of parameters, got 99"),
    ],
)
def test_what_is_refused_changes_nothing(refused, call, kind, sentence):
    t = make().train(10)
    with refused(kind, sentence):
        call(t)
    same(t, make().train(10))
    assert t.history.events == []


def test_repr():
    assert repr(make()) == "Trainer(Network([2, 4, 2, 1], activation='tanh', output='sigmoid'), step 0, epoch 0, train loss 0.7076)"
