"""Each optimizer: worked numbers, races down a valley whose lengths are known, what can be seen of its memory, and every refusal."""

import numpy as np
import pytest

import nnwidgets as nw
from nnwidgets.core.optimizers import OPTIMIZERS, SGD, Adam, Momentum, Nesterov, Optimizer, RMSprop


class Walk:
    """An optimizer by itself, on a gradient that is given as a function of theta."""

    def __init__(self, optimizer, theta, rate, dtype="float64"):
        self.theta, self.optimizer, self.rate = np.array(theta, dtype), optimizer, rate
        n = self.theta.size
        self.work, self.memory = np.ones((2, n + 1), dtype), optimizer.memory(n, np.dtype(dtype))
        self.steps = optimizer.steps(self.theta, self.work, np.array(rate, dtype), self.memory)

    def step(self, gradient):
        self.work[0, :-1] = gradient * (self.rate if self.optimizer.linear else 1)
        for fn, args in self.steps:
            fn(*args)
        return self.theta


def race(optimizer, rate, most=7000):
    """Steps to ½ (x² + 100 y²) < 1e-6 from (1, 1); None where it is not reached."""
    valley, walk = np.array([1.0, 100]), Walk(optimizer, [1, 1], rate)
    for k in range(1, most):
        if 0.5 * valley @ np.square(walk.step(valley * walk.theta)) < 1e-6:
            return k
    return None


@pytest.mark.parametrize(
    ("made", "rate", "steps"),
    [
        (SGD(), 0.001, 6558), (SGD(), 0.01, 653), (SGD(), 0.0198, 440), (SGD(), 0.02, None),
        (Momentum(), 0.01, 138), (Momentum(beta=0.5), 0.01, 319), (Momentum(beta=0.99), 0.01, 1081), (Momentum(beta=0.6694), 0.03306, 70),
        (Nesterov(), 0.01, 61),  # of the point where the ball looks; the ball itself, a step behind, takes 62
        (RMSprop(), 0.01, 172), (RMSprop(beta=0.9), 0.01, 137),
        (Adam(), 0.001, 3068), (Adam(), 0.01, 305), (Adam(), 0.1, 82),
    ],
)  # fmt: skip
def test_races_down_a_narrow_valley(made, rate, steps):
    assert race(made, rate) == steps


def test_a_rate_too_high_leaves_the_valley():
    with np.errstate(over="ignore", invalid="ignore"):
        walk = Walk(SGD(), [1.0, 1], 0.0201)
        for _ in range(2000):
            walk.step(np.array([1.0, 100]) * walk.theta)
    assert abs(walk.theta[1]) > 1e3


def test_first_steps_by_hand(dtype):
    near = {"rtol": 1e-12 if dtype == "float64" else 1e-6}

    def three(optimizer, rate, g=1.0):
        walk = Walk(optimizer, [0.0, 0], rate, dtype)
        return [float(walk.step(np.array([g, g], dtype))[0]) for _ in range(3)]

    np.testing.assert_allclose(three(SGD(), 0.1), [-0.1, -0.2, -0.3], **near)
    np.testing.assert_allclose(three(Momentum(), 0.1), [-0.1, -0.29, -0.561], **near)
    np.testing.assert_allclose(three(Nesterov(), 0.1), [-0.19, -0.461, -0.8049], **near)  # 1.9, 2.71, 3.439 rates long
    np.testing.assert_allclose(three(RMSprop(beta=0.75), 0.1)[0], -0.2, rtol=1e-6)  # 1 / √(1 − β) = 2 rates long
    for g in (0.001, 1, 1000):  # Adam's first steps are one rate long whatever the gradient
        np.testing.assert_allclose(three(Adam(), 0.001, g), [-0.001, -0.002, -0.003], rtol=2e-5 if g < 1 else 2e-6)


def test_adam_without_its_correction_would_begin_with_a_leap():
    state = Walk(Adam(), [0.0, 0], 0.001)
    state.step(np.array([1.0, 1]))
    seen = state.optimizer.state(state.memory)
    assert seen["m"][0] / np.sqrt(seen["v"][0]) == pytest.approx(3.1623, abs=1e-4)
    assert seen["m_hat"][0] / np.sqrt(seen["v_hat"][0]) == pytest.approx(1, abs=1e-12)


def test_momentum_ends_at_ten_times_the_speed():
    walk = Walk(Momentum(), [0.0, 0], 0.01)
    for _ in range(300):
        walk.step(np.ones(2))
    assert walk.optimizer.state(walk.memory)["v"][0] == pytest.approx(0.1, rel=1e-9)


def test_nesterov_is_the_lookahead_of_1983():
    """Nesterov's own x takes the gradient at x − β v; theta here is that point."""
    walk, x, v = Walk(Nesterov(beta=0.8), [1.0, -2], 0.02), np.array([1.0, -2]), np.zeros(2)
    valley = np.array([3.0, 20])
    for _ in range(40):
        v = 0.8 * v + 0.02 * valley * (x - 0.8 * v)
        x = x - v
        walk.step(valley * walk.theta)
        np.testing.assert_allclose(walk.theta, x - 0.8 * v, rtol=1e-12, atol=1e-15)


def test_what_adam_shows_is_what_the_paper_says(dtype):
    rng, walk = np.random.default_rng(0), Walk(Adam(beta1=0.8, beta2=0.95), np.zeros(5), 0.01, dtype)
    m = v = np.zeros(5)
    assert all((value == 0).all() for value in walk.optimizer.state(walk.memory).values())  # and no warning before the first step
    for t in range(1, 60):
        g = rng.normal(size=5).astype(dtype)
        walk.step(g)
        m, v = 0.8 * m + 0.2 * g, 0.95 * v + 0.05 * np.square(g, dtype=float)
        seen = walk.optimizer.state(walk.memory)
        expected = {"m": m, "v": v, "m_hat": m / (1 - 0.8**t), "v_hat": v / (1 - 0.95**t)}
        assert list(seen) == list(expected)
        for letter, value in expected.items():
            np.testing.assert_allclose(seen[letter], value, rtol=1e-12 if dtype == "float64" else 1e-4, atol=1e-6 * (dtype == "float32"))
            assert seen[letter].dtype == dtype


def test_the_state_is_a_copy_that_can_be_cut_into_layers():
    t = nw.Trainer(nw.Network([2, 3, 1]), "circle", optimizer="adam", learning_rate=0.01).train(5)
    m = t.optimizer_state["m"]
    assert [M.shape for M in t.net.split(m)] == [(3, 3), (1, 4)]
    there = t.net.theta.copy()
    m[:] = 99
    assert (t.optimizer_state["m"] != 99).all()
    np.testing.assert_array_equal(t.rewind(5).net.theta, there)
    assert nw.Trainer(nw.Network([2, 1]), "circle").optimizer_state == {}
    assert list(nw.Trainer(nw.Network([2, 1]), "circle", optimizer=Momentum()).optimizer_state) == ["v"]


def test_a_reset_forgets(optimizer):
    t = nw.Trainer(nw.Network([2, 3, 1]), "circle", optimizer=optimizer, learning_rate=0.02).train(40)
    there = t.net.theta.copy()
    t.reset()
    assert not any(value.any() for value in t.optimizer_state.values())
    np.testing.assert_array_equal(t.train(40).net.theta, there)


def test_it_learns(optimizer):
    t = nw.Trainer(nw.Network([2, 6, 1], seed=1), nw.datasets.circle(200, seed=3), optimizer=optimizer, learning_rate=0.02)
    begun = t.train_loss
    assert t.train(epochs=40).train_loss < 0.7 * begun


def test_every_entry_says_what_it_is(optimizer):
    entry = OPTIMIZERS[optimizer]
    assert entry.name == optimizer
    assert all((entry.rule, entry.source, entry.use, entry.caveat, type(entry).__doc__))
    assert entry == type(entry)()
    trainer = nw.Trainer(nw.Network([2, 1]), "circle", optimizer=entry)
    assert trainer.optimizer is entry


@pytest.mark.parametrize(
    ("make", "kind", "sentence"),
    [
        (lambda: Momentum(beta=1), ValueError, "beta must be below 1, got 1; 0.9 is a usual start"),
        (lambda: Nesterov(beta=-0.1), ValueError, "beta must be a number from 0 to 1, got -0.1"),
        (lambda: RMSprop(eps=0), ValueError, "eps must be a number above 0, got 0"),
        (lambda: Adam(beta2="slow"), TypeError, "beta2 must be a number from 0 to 1, got 'slow'"),
        (lambda: nw.Trainer(nw.Network([2, 1]), "circle", optimizer="adan"), ValueError,
         "unknown optimizer 'adan'; choose one of sgd, momentum, nesterov, rmsprop, adam (did you mean 'adam'?)"),
    ],
)  # fmt: skip
def test_what_is_refused(refused, make, kind, sentence):
    with refused(kind, sentence):
        make()


def test_a_memory_that_overflows_is_named():
    """g² can leave the numbers of float32 while weights and loss still look well; every later step would then be 0."""
    X, y = np.array([[1e10], [-1e10]]), np.array([1e10, -1e10])
    t = nw.Trainer(nw.Network([1, 1], output="linear", dtype="float32", init="zeros"), (X, y), optimizer="adam")
    with pytest.raises(nw.DivergenceError) as got:
        t.train(5)
    assert str(got.value).startswith("training diverged: the optimizer's memory overflowed in step 1; stopped at step 0")
    assert np.isfinite(t.net.theta).all()
    assert np.isfinite(t._run.bench.memory).all()


def test_a_base_class_does_nothing():
    with pytest.raises(NotImplementedError):
        Optimizer().steps(None, None, None, None)
