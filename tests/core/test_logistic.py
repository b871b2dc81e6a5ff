"""tanh and sigmoid layers as one kind: the same outputs; and 1 / (1 + eᴾ⁺Q) from exponentials of both parts, not where that is wrong."""

import numpy as np
import pytest

import nnwidgets as nw
from nnwidgets.core.logistic import ALIKE, LOGISTIC, as_logistic, exponential, joined


@pytest.mark.parametrize("act", ALIKE, ids=str)
def test_it_is_the_activation(act):
    rate, scale, shift = ALIKE[act]
    z = np.linspace(-40, 40, 401)
    np.testing.assert_allclose(scale * LOGISTIC.f(-rate * z) + shift, act.f(z), rtol=0, atol=1e-15)
    np.testing.assert_allclose(-rate * scale * LOGISTIC.df(-rate * z), act.df(z), rtol=0, atol=1e-15)
    a = np.empty_like(z)
    for fn, args in LOGISTIC.into(z, a):
        fn(*args)
    np.testing.assert_array_equal(a, LOGISTIC.f(z))


def test_a_network_becomes_another_with_the_same_outputs():
    net = nw.Network([2, 3, 4, 3, 2], ["tanh", "relu", "sigmoid"], "tanh", "normal", seed=3)
    X, way = np.random.default_rng(0).normal(size=(7, 2)), np.random.default_rng(1).normal(size=net.n_params)
    there = net.copy()
    there.theta += 0.7 * way
    want = there.forward(X).a[-1]
    start, moved = net.split(net.theta.copy()), net.split(way)
    acts = as_logistic([*net.activation, net.output], start, moved)
    assert [act.name for act in acts] == ["logistic", "relu", "logistic", "tanh"]
    a = np.column_stack([X, np.ones(7)])
    for act, block, step in zip(acts, start, moved, strict=True):
        a = np.column_stack([act.f(a @ (block + 0.7 * step).T), np.ones(7)])
    np.testing.assert_allclose(a[:, :-1], want, rtol=0, atol=1e-14)


@pytest.mark.parametrize("size", [1e-9, 1, 30, 140, 299])
def test_it_is_worked_out_from_both_parts(size):
    rng = np.random.default_rng(0)
    P, Q = size * rng.uniform(-1, 1, (7, 1, 2, 5)), size * rng.uniform(-1, 1, (1, 6, 2, 5))
    p, q, a = exponential(-P), exponential(Q), np.empty((7, 6, 2, 5))
    joined(p, q, a)
    np.testing.assert_allclose(a, LOGISTIC.f(P + Q), rtol=0, atol=2e-15)
    joined(p, exponential(-P), a[:, :1])  # what cancels is a half
    np.testing.assert_array_equal(a[:, :1], 0.5)


@pytest.mark.parametrize("part", [300.0, -300.0, np.inf, np.nan])
def test_what_is_too_far_is_left_to_the_activation(part):
    assert exponential(np.array([0.0, part])) is None
