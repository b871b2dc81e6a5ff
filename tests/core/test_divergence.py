"""A run that overflows stops at its last finite step, names what overflowed, and can go on from there."""

import numpy as np
import pytest

import nnwidgets as nw
from nnwidgets.core import run, trainer
from nnwidgets.core.divergence import culprit
from nnwidgets.core.losses import LOSSES

REMEDY = "try a learning rate below {}, or inputs scaled to about −1 … 1"
STOP = "training diverged: {} overflowed in step {}; stopped at step {}, the last with finite numbers; " + REMEDY


def make(activation="relu", output="linear", learning_rate=5.0, dtype="float64", depth=1, **settings):
    net = nw.Network([2, *[4] * depth, 1], activation, output, dtype=dtype, seed=1)
    return nw.Trainer(net, nw.datasets.reg_plane(60, seed=2), learning_rate=learning_rate, **settings)


def last_finite(t, plain, most=2000):
    """The same, by the plain formula: the last step after which weights and training loss are numbers."""
    part, s = t.data[0], t.settings
    y = part.y[:, None].astype(t.net.theta.dtype)
    model = plain(t.net, part.X, part.y, loss=t.loss, learning_rate=s.learning_rate, batch_size=s.batch_size, l1=s.l1, l2=s.l2)
    for step in range(most):
        with np.errstate(all="ignore"):
            model.step()
            trace = model.net.forward(part.X)
            loss = t.loss.value(trace.z[-1], trace.output, y).sum()
        if not (np.isfinite(model.net.theta).all() and np.isfinite(loss)):
            return step
    raise AssertionError("it does not diverge")


@pytest.mark.parametrize("settings", [{}, {"activation": "linear"}, {"batch_size": 1}, {"loss": "sum_of_squares"},
                                      {"output": "leaky_relu", "activation": "leaky_relu", "learning_rate": 500}])  # fmt: skip
@pytest.mark.parametrize("layers", range(5))  # in a deeper float32 net a loss may overflow and come back between two looks
def test_it_stops_at_the_last_finite_step(layers, settings, dtype, plain, monkeypatch):
    expected = last_finite(make(dtype=dtype, depth=layers, **settings), plain)
    ends = []
    for chunk, seconds in ((64, 0.02), (7, 1e-9)):
        monkeypatch.setattr(run, "CHUNK", chunk)
        monkeypatch.setattr(trainer, "SLICE", seconds)
        t = make(dtype=dtype, depth=layers, **settings)
        with pytest.raises(nw.DivergenceError) as got:
            t.train(100_000)
        assert str(got.value).startswith("training diverged: ")
        assert f"overflowed in step {t.steps + 1}; stopped at step {t.steps}, the last" in str(got.value)
        assert np.isfinite(t.net.theta).all()
        assert np.isfinite(t.train_loss)
        assert np.isfinite(t.history.train_loss).all()
        ends.append((t.steps, str(got.value), t.net.theta.tolist(), t.history.to_dict()))
    np.testing.assert_equal(*ends)
    assert abs(t.steps - expected) <= 1  # a sum that is put together otherwise may overflow a step earlier


def test_the_sentences(refused):
    t = make(depth=0)
    with refused(nw.DivergenceError, STOP.format("the loss", 83, 82, 5)):
        t.train(1000)
    t = make(depth=1, learning_rate=10)
    with refused(nw.DivergenceError, STOP.format("z = W a + b of layer 2", 5, 4, 10)):
        t.train(1000)
    t = make(depth=3, activation="linear")
    with refused(nw.DivergenceError, STOP.format("z = W a + b of layer 4", 3, 2, 5)):
        t.train(1000)
    t = make(depth=0, learning_rate=0.01, l2=1e300)
    t.hold([0, 1])
    t.set({0: 1e10})
    with refused(nw.DivergenceError, STOP.format("the penalty", 1, 0, 0.01)):
        t.train(1000)


def test_it_goes_on_from_there_with_a_smaller_rate():
    t = make(depth=0)
    with pytest.raises(nw.DivergenceError):
        t.train(1000)
    stopped = t.steps
    with pytest.raises(nw.DivergenceError):
        t.train(1)  # and again, at the same step
    assert t.steps == stopped
    t.rewind(1)
    t.change(learning_rate=0.001)
    t.train(500)
    assert t.steps == 501
    straight = make(depth=0)
    straight.train(1)
    straight.change(learning_rate=0.001)
    np.testing.assert_array_equal(t.net.theta, straight.train(500).net.theta)


def test_rows_before_it_are_those_of_a_calm_run():
    t, calm = make(learning_rate=0.3, depth=0, record_every=5), make(learning_rate=0.3, depth=0, record_every=5)
    with pytest.raises(nw.DivergenceError):
        t.train(100_000)
    assert t.steps > 100
    calm.train(t.steps)
    np.testing.assert_equal(t.history.to_dict(), calm.history.to_dict())
    np.testing.assert_array_equal(t.rewind(60).net.theta, calm.rewind(60).net.theta)


def test_an_interrupt_while_it_is_looked_into(monkeypatch):
    for after in range(1, 40, 3):
        t, left, restore = make(depth=0), [after], run.Run.restore

        def nasty(self, step, left=left, restore=restore):
            restore(self, step)
            left[0] -= 1
            if left[0] == 0:
                raise KeyboardInterrupt

        with monkeypatch.context() as patch:
            patch.setattr(run.Run, "restore", nasty)
            with pytest.raises((KeyboardInterrupt, nw.DivergenceError)):
                t.train(1000)
        assert np.isfinite(t.net.theta).all()
        with pytest.raises(nw.DivergenceError, match="stopped at step 82"):
            t.train(1000)


NAN = "training needs finite numbers: write one there, or reset()"


@pytest.mark.parametrize(
    ("write", "sentence"),
    [
        (lambda net: net.W[0].__setitem__((2, 1), np.nan), f"net.W[0][2, 1] is nan; {NAN}"),
        (lambda net: net.b[1].__setitem__(0, np.inf), f"net.b[1][0] is inf; {NAN}"),
        (lambda net: net.theta.__setitem__(slice(None), -np.inf), f"net.W[0][0, 0] is -inf; {NAN}"),
    ],
)
def test_what_is_not_finite_is_refused_by_name(refused, write, sentence):
    t = make(learning_rate=0.01).train(5)
    good = t.net.theta.copy()
    write(t.net)
    for act in (lambda: t.train(1), t.notice, lambda: t.set({0: 1.0}), lambda: t.change(learning_rate=1), lambda: t.run(5, 1)):
        with refused(ValueError, sentence):
            act()
    assert t.steps == 5
    assert t.history.events == []
    np.testing.assert_array_equal(t.rewind(5).net.theta, good)
    write(t.net)
    t.reset().train(5)
    np.testing.assert_array_equal(t.net.theta, good)


def test_weights_that_are_too_large_by_hand(refused):
    t = make(depth=0)
    t.set({0: 1e200})
    with refused(nw.DivergenceError, STOP.format("the loss", 1, 0, 5)):
        t.train(10)
    assert t.steps == 0
    t.set({0: 0.1})
    t.change(learning_rate=0.01)
    assert t.train(10).steps == 10


@pytest.mark.parametrize(
    ("theta", "x", "learning", "what"),
    [
        ([1, 1, 1, 1], 1, True, None),
        ([np.nan, 1, 1, 1], 1, False, "the update of W and b in layer 1"),
        ([1, 1, 1, np.inf], 1, False, "the update of W and b in layer 2"),
        ([1e200, 0, 1, 1], 1e200, False, "z = W a + b of layer 1"),
        ([1e200, 0, 1e200, 1], 1, False, "z = W a + b of layer 2"),
        ([1e200, 0, 1, 0], 1, False, "the loss"),
        ([1e150, 0, 1e-150, 0], 1e-150, False, None),
        ([1e-200, 0, 1e150, 0], 1e250, False, "the loss"),
        ([1e-250, 0, 1e100, 0], 1e300, True, "the gradient of W in layer 1"),
        ([1e-150, 0, 1e152, 0], 1e150, True, "the gradient of W in layer 1"),
        ([1e-10, 0, 1e160, 0], 1, True, "delta of layer 1"),
    ],
)
def test_the_first_that_is_not_finite(theta, x, learning, what):
    net = nw.Network([1, 1, 1], "linear", "linear")
    net.theta[:] = theta
    assert culprit(net, np.array([[x]], float), np.array([[0.0]]), LOSSES["squared_error"], learning) == what
