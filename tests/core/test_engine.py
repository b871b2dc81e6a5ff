"""The hot loop equals the formula: Trainer (engine, feed) against Network.forward, .backward and a plain update, step after step."""

import itertools

import numpy as np
import pytest

import nnwidgets as nw
from nnwidgets.core import measure as measuring
from nnwidgets.core.activations import HIDDEN
from nnwidgets.core.losses import LOSSES, Loss, loss_for
from nnwidgets.core.measure import Measure
from nnwidgets.core.optimizers import SGD, Adam, Momentum, Nesterov, RMSprop
from nnwidgets.core.schedules import Cosine, StepDecay, WarmUp
from nnwidgets.core.targets import accuracy

SWISH = (lambda z: z / (1 + np.exp(-z)), lambda z: (1 + np.exp(-z) + z * np.exp(-z)) / (1 + np.exp(-z)) ** 2)
# rmsprop and adam divide a gradient by its own size: where it is nearly 0 its rounding counts, and a larger ε makes that small
STEADY = [SGD(), Momentum(), Nesterov(), RMSprop(eps=1e-3), Adam(eps=1e-3)]
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


def test_every_output_hidden_layer_penalty_and_optimizer(fitting, hidden, problem, plain):
    """All of them with each other, and every depth from 0 to 6 with all but some."""
    output, loss = fitting
    for k, (optimizer, (l1, l2)) in enumerate(itertools.product(STEADY, PENALTIES)):
        p = problem([hidden] * (k % 7), output, n_out=1 + k % 3 + (output == "softmax"), seed=k)
        rate = 0.05 if optimizer.linear else 0.005  # rmsprop's first steps are ten rates long
        given = {"learning_rate": rate, "batch_size": 3, "l1": l1, "l2": l2, "optimizer": optimizer}
        follow(plain, p, loss, 4, 1e-12, **given)  # 3 + 3 + 1 of 7: an incomplete last batch


def test_every_schedule(schedule, optimizer, problem, plain):
    quick = {"step": StepDecay(every=3, drop=0.5), "cosine": Cosine(steps=10, low=0.1), "warm_up": WarmUp(steps=4, then=Cosine(steps=5))}
    for l1, l2 in PENALTIES:
        p = problem(("tanh", "relu"), "sigmoid")
        given = {"learning_rate": 0.1, "batch_size": 3, "l1": l1, "l2": l2, "frozen": [1, 4]}
        follow(plain, p, "bce", 14, 1e-12, optimizer=optimizer, schedule=quick.get(schedule, schedule), **given)


@pytest.mark.parametrize(
    "made", [Momentum(beta=0), Momentum(beta=0.99), Nesterov(beta=0.5), RMSprop(beta=0.9, eps=0.1), Adam(beta1=0.5, beta2=0.9, eps=0.01)]
)
def test_other_parameters(made, problem, plain):
    follow(plain, problem(("tanh",), "sigmoid"), "bce", 30, 1e-12, learning_rate=0.05, batch_size=3, l2=0.01, optimizer=made)


@pytest.mark.parametrize("batch_size", [1, 2, 3, 5, 7, 10])
def test_every_batch_size(fitting, batch_size, problem, plain):
    output, loss = fitting
    for shuffle in (True, False):
        p = problem(("tanh", "relu"), output)
        steps = 3 * -(-7 // batch_size)
        trainer = follow(plain, p, loss, steps, 1e-12, batch_size=batch_size, shuffle=shuffle, learning_rate=0.1, seed=batch_size)
        assert trainer.epoch == 3


def test_every_mixture_of_layers(problem, plain):
    for mixed in itertools.islice(itertools.permutations(HIDDEN, 3), 0, None, 4):
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


def test_a_frozen_parameter_does_not_move(fitting, optimizer, problem, plain):
    output, loss = fitting
    for l1, l2 in PENALTIES[::3]:
        p = problem(("tanh", "relu"), output)
        start, frozen = p.net.theta.copy(), [0, 3, 5, p.net.n_params - 1]
        given = {"learning_rate": 0.05, "batch_size": 3, "l1": l1, "l2": l2, "frozen": frozen}
        follow(plain, p, loss, 8, 1e-12, optimizer=optimizer, **given)
        still = np.arange(p.net.n_params)[p.net.theta == start]
        assert set(frozen) <= set(still)
        assert len(still) < p.net.n_params / 2 or output == "step"  # nothing learns before a step


def test_held_while_the_ball_rolls(optimizer, problem, plain):
    """What is remembered does not move a parameter that is taken hold of, and from the release on it learns again."""
    p = problem(("tanh",), "sigmoid", n=20)
    trainer = nw.Trainer(p.net, (p.X, p.y), optimizer=optimizer, learning_rate=0.05, batch_size=5)
    model = plain(p.net, trainer.data[0].X, trainer.data[0].y, learning_rate=0.05, batch_size=5, optimizer=optimizer)
    for frozen, steps in (((), 10), ((0, 7), 10), ((), 10)):
        model.frozen, before = list(frozen), p.net.theta[[0, 7]].copy()
        trainer.hold(frozen)
        trainer.train(steps)
        np.testing.assert_allclose(p.net.theta, model.train(steps), rtol=1e-11, atol=1e-11)
        assert (p.net.theta[[0, 7]] == before).all() == bool(frozen)


def test_many_steps(optimizer, problem, plain):
    for dtype, rtol, steps in (("float64", 1e-9, 2000), ("float32", 1e-3, 300)):  # rounding grows, slowly
        p = problem(("tanh", "tanh"), "sigmoid", n=20, dtype=dtype)
        follow(plain, p, "bce", steps, rtol, learning_rate=0.01, batch_size=6, optimizer=optimizer)


def test_single_precision(fitting, hidden, problem, plain):
    output, loss = fitting
    p = problem((hidden, hidden), output, dtype="float32", n=7)
    for optimizer in ("sgd", "adam"):
        given = {"learning_rate": 0.1, "batch_size": 3, "l1": 0.01, "l2": 0.01, "optimizer": optimizer}
        follow(plain, p, loss, 6, 1e-3 if optimizer == "adam" else 1e-4, **given)
    assert p.net.theta.dtype == "float32"


def test_l1_stops_at_zero_and_comes_back(plain, problem):
    p = problem((), "linear", n_out=1)
    trainer = follow(plain, p, "squared_error", 60, 1e-12, learning_rate=0.3, l1=3)
    assert (p.net.W[0] == 0).all()
    assert p.net.b[0] != 0
    trainer.change(l1=0)
    trainer.train(1)
    assert (p.net.W[0] != 0).all()


def test_the_gradient_of_the_last_step_is_there(fitting, optimizer, problem):
    output, loss = fitting
    p = problem(output=output)
    trainer = nw.Trainer(p.net, (p.X, p.y), loss=loss, learning_rate=0.5, batch_size=7, optimizer=optimizer)
    before = p.net.copy()
    trainer.train(1)
    expected = before.backward(before.forward(p.X), p.y, loss).theta
    rate = 0.5 if trainer.optimizer.linear else 1
    np.testing.assert_allclose(trainer._run.bench.engine.gradient, rate * expected, rtol=1e-12, atol=1e-15)


@pytest.mark.parametrize("n", [1, 3, 10, 13])
def test_measures_equal_the_formula(fitting, n, dtype, problem, monkeypatch):
    monkeypatch.setattr(measuring, "CHUNK", 5)  # several parts and a smaller last one
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
