"""For the tests of the core: every table of the package as a parameter, and the formulas that the fast code must equal."""

from contextlib import contextmanager
from types import SimpleNamespace

import numpy as np
import pytest

import nnwidgets as nw
from nnwidgets.core.activations import ACTIVATIONS, HIDDEN
from nnwidgets.core.datasets import GENERATED
from nnwidgets.core.initializers import INITIALIZERS
from nnwidgets.core.losses import LOSSES, loss_for
from nnwidgets.core.optimizers import OPTIMIZERS
from nnwidgets.core.schedules import SCHEDULES, schedule_for


def fits(output, loss):
    try:
        return bool(loss_for(output, loss))
    except ValueError:
        return False


FITTING = [(output, loss) for output in ACTIVATIONS for loss in LOSSES if fits(output, loss)]
TABLES = {
    "activation": ACTIVATIONS,
    "hidden": HIDDEN,  # elementwise, all but softmax
    "loss": LOSSES,
    "fitting": [pytest.param(pair, id="-".join(pair)) for pair in FITTING],
    "init": INITIALIZERS,
    "optimizer": OPTIMIZERS,
    "schedule": SCHEDULES,
    "dataset": GENERATED,
    "depth": [pytest.param(depth, id=f"{depth}hidden") for depth in range(7)],
    "dtype": ["float64", "float32"],
}


def pytest_generate_tests(metafunc):
    """A test that asks for `activation`, `loss` … runs once for every entry of that table: also for the one added today."""
    for name, entries in TABLES.items():
        if name in metafunc.fixturenames:
            metafunc.parametrize(name, entries)


@pytest.fixture(scope="session")
def refused():
    """`with refused(ValueError, "the whole sentence"): …`"""

    @contextmanager
    def refused(kind, sentence):
        with pytest.raises(kind) as got:
            yield
        assert type(got.value) is kind
        assert str(got.value) == sentence

    return refused


@pytest.fixture(scope="session")
def gradient_of():
    """Central differences of a scalar function of an array: error about h² and ε / h."""

    def gradient_of(f, x, h=1e-5):
        x, g = np.array(x, float), np.empty(np.shape(x))
        for at in np.ndindex(x.shape):
            there = x[at]
            x[at] = there + h
            above = f(x)
            x[at] = there - h
            g[at] = (above - f(x)) / (2 * h)
            x[at] = there
        return g

    return gradient_of


def targets(output, shape, rng):
    """Targets that an output can aim at: a distribution for softmax, 0 to 1 for sigmoid, anything else −1 to 1."""
    if output == "softmax":
        return rng.dirichlet(np.ones(shape[1]), shape[0])
    return rng.uniform(0 if output == "sigmoid" else -1, 1, shape)


def momentum(o, s, g, eta, t):
    s["v"] *= o.beta
    s["v"] += eta * g
    return s["v"]


def rmsprop(o, s, g, eta, t):
    s["v"] = o.beta * s["v"] + (1 - o.beta) * g**2
    return eta * g / (np.sqrt(s["v"]) + o.eps)


def adam(o, s, g, eta, t):
    s["m"] = o.beta1 * s["m"] + (1 - o.beta1) * g
    s["v"] = o.beta2 * s["v"] + (1 - o.beta2) * g**2
    return eta * s["m"] / (1 - o.beta1**t) / (np.sqrt(s["v"] / (1 - o.beta2**t)) + o.eps)


UPDATES = {  # by what theta goes down, as the papers have it; t counts from 1
    "sgd": lambda o, s, g, eta, t: eta * g,
    "momentum": momentum,
    "nesterov": lambda o, s, g, eta, t: o.beta * momentum(o, s, g, eta, t) + eta * g,
    "rmsprop": rmsprop,
    "adam": adam,
}


class Plain:
    """A training run by the readable formulas and nothing else: no engine, no feed, no history."""

    def __init__(self, net, X, y, *, loss=None, learning_rate=0.03, batch_size=10, l1=0, l2=0, shuffle=True, seed=0,
                 optimizer="sgd", schedule=None):  # fmt: skip
        self.optimizer, self.schedule, self.t = OPTIMIZERS.get(optimizer, optimizer), schedule_for(schedule), 0
        self.memory = {letter: np.zeros(net.n_params) for letter in "mv"}
        self.net, self.X, self.y, self.loss, self.frozen = net.copy(), X, y, loss, []
        self.learning_rate, self.batch_size, self.l1, self.l2, self.shuffle = learning_rate, batch_size, l1, l2, shuffle
        self.draws = np.random.Generator(np.random.PCG64(np.random.SeedSequence((seed, 3, 0))))
        of = net.copy()
        for W, b in zip(of.W, of.b, strict=True):
            W[...], b[...] = 1, 0
        self.weights = of.theta.astype(bool)
        self.deal()

    def deal(self):
        n = len(self.X)
        self.order, self.cursor = (self.draws.random(n).argsort(kind="stable") if self.shuffle else np.arange(n)), 0

    def step(self):
        rows = self.order[self.cursor : self.cursor + self.batch_size]
        theta, eta = self.net.theta, self.learning_rate * self.schedule.factor(self.t)
        self.t += 1
        g = self.net.backward(self.net.forward(self.X[rows]), self.y[rows], self.loss).theta + self.l2 * theta * self.weights
        g[self.frozen] = 0
        change = UPDATES[self.optimizer.name](self.optimizer, self.memory, g, eta, self.t)
        change[self.frozen] = 0  # what is held stays, whatever is remembered; momentum itself is the change
        theta -= change
        shrunk = np.sign(theta) * np.maximum(np.abs(theta) - eta * self.l1, 0)
        free = self.weights.copy()
        free[self.frozen] = False
        theta[free] = shrunk[free]
        self.cursor += self.batch_size
        if self.cursor >= len(self.X):
            self.deal()

    def train(self, steps):
        for _ in range(steps):
            self.step()
        return self.net.theta


@pytest.fixture(scope="session")
def plain():
    return Plain


@pytest.fixture(scope="session")
def problem():
    """A small network with examples it can learn from; away from the kinks of relu, so that differences mean something."""

    def problem(hidden=("tanh",), output="sigmoid", n_out=2, n=7, dtype="float64", seed=0, width=4, init="xavier"):
        for tried in range(seed, seed + 1000, 50):
            rng = np.random.default_rng(tried)
            sizes = [3, *(width - k % 2 for k in range(len(hidden))), n_out]
            net = nw.Network(sizes, list(hidden), output, init, dtype, tried)
            for b in net.b:
                b[...] = rng.uniform(-0.3, 0.3, b.shape)
            X = rng.uniform(-1, 1, (n, 3))
            if min(np.abs(z).min() for z in net.forward(X).z) > 1e-3:
                return SimpleNamespace(net=net, X=X, y=targets(output, (n, n_out), rng))
        raise AssertionError("no seed keeps away from the kinks")

    return problem
