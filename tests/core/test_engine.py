"""The hot loop equals the formula: Trainer (engine, feed) against Network.forward, .backward and a plain update, step after step."""

import itertools

import numpy as np
import pytest

import nnwidgets as nw
from nnwidgets.core import engine
from nnwidgets.core.activations import HIDDEN
from nnwidgets.core.engine import Measure
from nnwidgets.core.losses import LOSSES, Loss, loss_for
from nnwidgets.core.targets import accuracy

SWISH = (lambda z: z / (1 + np.exp(-z)), lambda z: (1 + np.exp(-z) + z * np.exp(-z)) / (1 + np.exp(-z)) ** 2)
PENALTIES = [(0, 0), (0.02, 0), (0, 0.03), (0.01, 0.05)]


def follow(plain, p, loss, steps, rtol, frozen=(), **settings):
    """Both trained side by side: the weights after every step."""
    trainer = nw.Trainer(p.net, nw.datasets.from_arrays(p.X, p.y), loss=loss, **settings)
    X, y = trainer.data[0].X, trainer.data[0].y
    model = plain(p.net, X, y, loss=loss, **settings)
    trainer.hold(frozen)
    model.frozen = list(frozen)
    pairs = np.array([(trainer.train(1).net.theta.copy(), model.train(1).copy()) for _ in range(steps)])
    np.testing.assert_allclose(pairs[:, 0], pairs[:, 1], rtol=rtol, atol=rtol)
    return trainer


def test_every_output_hidden_layer_depth_and_penalty(fitting, hidden, depth, problem, plain):
    output, loss = fitting
    for k, (l1, l2) in enumerate(PENALTIES):
        p = problem([hidden] * depth, output, n_out=1 + k % 3 + (output == "softmax"), seed=k)
        follow(plain, p, loss, 5, 1e-12, learning_rate=0.05, batch_size=3, l1=l1, l2=l2)  # 3 + 3 + 1 of 7: an incomplete last batch


@pytest.mark.parametrize("batch_size", [1, 2, 3, 5, 7, 10])
def test_every_batch_size(fitting, batch_size, problem, plain):
    output, loss = fitting
    for shuffle in (True, False):
        p = problem(("tanh", "relu"), output)
        steps = 3 * -(-7 // batch_size)
        trainer = follow(plain, p, loss, steps, 1e-12, batch_size=batch_size, shuffle=shuffle, learning_rate=0.1, seed=batch_size)
        assert trainer.epoch == 3


def test_every_mixture_of_layers(problem, plain):
    for mixed in itertools.permutations(HIDDEN, 3):
        follow(plain, problem(mixed, "sigmoid"), "bce", 10, 1e-12, learning_rate=0.3, batch_size=4)
    for same in HIDDEN:  # neighbours that share an activation share one call
        follow(plain, problem((same, same, "tanh", same), "sigmoid"), "squared_error", 10, 1e-12, learning_rate=0.3, batch_size=4)


def test_own_pairs(fitting, problem, plain):
    output, loss = fitting
    for mixed in ([SWISH], [SWISH, SWISH], ["tanh", SWISH, "relu"], [SWISH, (np.sin, np.cos), SWISH, "tanh"]):
        follow(plain, problem(mixed, output), loss, 10, 1e-12, learning_rate=0.1, batch_size=3, l2=0.01)
    for loss in ("squared_error", "sum_of_squares"):
        follow(plain, problem(["tanh"], SWISH, n=7), loss, 10, 1e-12, learning_rate=0.1, batch_size=3)


def test_an_own_loss(problem, plain):
    quartic = Loss("quartic", "", lambda z, a, y: ((a - y) ** 4).sum(axis=-1), lambda a, y: 4 * (a - y) ** 3)
    for output in ("tanh", "sigmoid", "linear"):
        trainer = follow(plain, problem(("tanh",), output), quartic, 15, 1e-12, learning_rate=0.1, batch_size=3)
        a, y = trainer.net.forward(trainer.data[0].X).output, trainer.data[0].y
        assert trainer.train_loss == pytest.approx(((a - y) ** 4).sum(axis=1).mean(), rel=1e-12)


def test_a_frozen_parameter_does_not_move(fitting, problem, plain):
    output, loss = fitting
    for l1, l2 in PENALTIES:
        p = problem(("tanh", "relu"), output)
        start, frozen = p.net.theta.copy(), [0, 3, 5, p.net.n_params - 1]
        follow(plain, p, loss, 12, 1e-12, learning_rate=0.2, batch_size=3, l1=l1, l2=l2, frozen=frozen)
        still = np.arange(p.net.n_params)[p.net.theta == start]
        assert set(frozen) <= set(still)
        assert len(still) < p.net.n_params / 2 or output == "step"  # nothing learns before a step


def test_many_steps(problem, plain):
    for dtype, rtol, steps in (("float64", 1e-9, 2000), ("float32", 1e-3, 300)):  # rounding grows, slowly
        p = problem(("tanh", "tanh"), "sigmoid", n=20, dtype=dtype)
        follow(plain, p, "bce", steps, rtol, learning_rate=0.03, batch_size=6)


def test_single_precision(fitting, hidden, problem, plain):
    output, loss = fitting
    p = problem((hidden, hidden), output, dtype="float32")
    follow(plain, p, loss, 10, 1e-4, learning_rate=0.1, batch_size=3, l1=0.01, l2=0.01)
    assert p.net.theta.dtype == "float32"


def test_l1_stops_at_zero_and_comes_back(plain, problem):
    p = problem((), "linear", n_out=1)
    trainer = follow(plain, p, "squared_error", 60, 1e-12, learning_rate=0.3, l1=3)
    assert (p.net.W[0] == 0).all()
    assert p.net.b[0] != 0
    trainer.change(l1=0)
    trainer.train(1)
    assert (p.net.W[0] != 0).all()


def test_the_gradient_of_the_last_step_is_there(fitting, problem):
    output, loss = fitting
    p = problem(output=output)
    trainer = nw.Trainer(p.net, (p.X, p.y), loss=loss, learning_rate=0.5, batch_size=7)
    before = p.net.copy()
    trainer.train(1)
    expected = before.backward(before.forward(p.X), p.y, loss).theta
    np.testing.assert_allclose(trainer._run.bench.engine.gradient, 0.5 * expected, rtol=1e-12, atol=1e-15)


@pytest.mark.parametrize("n", [1, 3, 10, 13])
def test_measures_equal_the_formula(fitting, n, dtype, problem, monkeypatch):
    monkeypatch.setattr(engine, "CHUNK", 5)  # several parts and a smaller last one
    output, name = fitting
    p = problem(("tanh", "relu"), output, n=n, dtype=dtype)
    loss = loss_for(output, name)
    X, Y = np.column_stack([p.X, np.ones(n)]).astype(dtype), p.y.astype(dtype)
    measure, eps = Measure(p.net, loss, X, Y), 1e-12 if dtype == "float64" else 1e-5
    for activation in ("tanh", "sigmoid"):
        p.net.activation = activation
        measure.bind()
        trace = p.net.forward(p.X)
        value = LOSSES[name].value(trace.z[-1], trace.output, p.y).mean()
        assert measure.loss_now() == pytest.approx(value, rel=eps)
        assert measure.loss_and_accuracy() == (measure.loss_now(), pytest.approx(accuracy(trace.output, Y, output)))
