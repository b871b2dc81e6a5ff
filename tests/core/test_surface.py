"""The batched surface is the loop over `net.forward`, for every network, loss and direction."""

from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import nnwidgets as nw
from nnwidgets.core import surface
from nnwidgets.core.activations import HIDDEN
from nnwidgets.core.links import plan
from nnwidgets.core.losses import LOSSES, loss_for
from nnwidgets.core.surface import Surface

SMOOTH = [name for name in HIDDEN if name != "step"]  # at a step the last bit of z decides
OWN = (lambda a, y: np.abs(a - y).max(axis=1) + (a**2).sum(axis=1), lambda a, y: a)  # of rows of outputs, and no sum over them


def with_ones(X):
    return np.column_stack([X, np.ones(len(X))])


def direct(net, ways, at, loss, X, Y):
    """One network after the other, by the readable formula."""
    net, start = net.copy(), net.theta.copy()
    found = np.empty([len(c) for c in at])
    for point in np.ndindex(found.shape):
        net.theta = start + sum(c[i] * way for c, i, way in zip(at, point, ways, strict=True))
        trace = net.forward(X)
        found[point] = loss.value(trace.z[-1], trace.a[-1], Y).mean()
    return found


def near(got, want):
    assert got.shape == want.shape
    assert np.abs(got - want).max() <= 1e-12 * max(1, np.abs(want).max())


@st.composite
def cases(draw):
    output = draw(st.sampled_from([*SMOOTH, "softmax"]))
    fitting = [name for name in LOSSES if name in _fits(output)]
    hidden = draw(st.lists(st.integers(1, 4), max_size=3))
    sizes = [draw(st.integers(1, 3)), *hidden, draw(st.integers(2 if output == "softmax" else 1, 3))]
    net = nw.Network(sizes, [draw(st.sampled_from(SMOOTH)) for _ in hidden], output, "normal", seed=draw(st.integers(0, 99)))
    rng = np.random.default_rng(draw(st.integers(0, 10**6)))
    n, ways = draw(st.integers(1, 9)), np.zeros((draw(st.integers(1, 2)), net.n_params))
    for way in ways:  # a parameter, a few of them, all of one layer, all
        kind = draw(st.sampled_from(["one", "few", "layer", "all", "none"]))
        layer = draw(st.integers(0, len(net.W) - 1))
        k = {"one": 1, "few": 3, "none": 0}.get(kind)
        if kind == "layer":
            net.split(way)[layer][...] = rng.normal(size=net.blocks[layer].shape)
        else:
            some = slice(None) if k is None else rng.integers(net.n_params, size=k)
            way[some] = rng.normal(size=way[some].shape)
    at = [rng.uniform(-2, 2, draw(st.integers(1, 6))) for _ in ways]
    loss = loss_for(output, draw(st.sampled_from([*fitting, *([OWN] if output != "softmax" else [])])))
    Y = rng.dirichlet(np.ones(sizes[-1]), n) if output == "softmax" else rng.choice([-1.0, 1.0], (n, sizes[-1]))
    return SimpleNamespace(
        net=net, ways=ways, at=at, loss=loss, X=rng.normal(size=(n, sizes[0])), Y=Y, block=draw(st.sampled_from([1, 40, 10**6]))
    )


def _fits(output):
    found = []
    for name in LOSSES:
        try:
            loss_for(output, name)
        except ValueError:
            continue
        found.append(name)
    return found


@settings(max_examples=300)
@given(cases())
def test_a_surface_is_the_loop_over_forward(case):
    held, surface.BLOCK = surface.BLOCK, case.block
    try:
        got = Surface(case.net, case.net.theta, case.ways, case.loss, with_ones(case.X), case.Y).over(*case.at)
    finally:
        surface.BLOCK = held
    near(got, direct(case.net, case.ways, case.at, case.loss, case.X, case.Y))


def test_every_activation_and_every_loss(fitting, hidden):
    """Each pair of output and loss with each hidden activation: two weights of different layers, and a direction of all."""
    output, name = fitting
    rng = np.random.default_rng(1)
    net = nw.Network([2, 3, 3, 2], hidden, output, "normal", seed=4)
    X, Y = rng.normal(size=(5, 2)), rng.dirichlet([1, 1], 5) if output == "softmax" else rng.choice([-1.0, 1.0], (5, 2))
    ways, at = np.zeros((2, net.n_params)), [np.linspace(-1, 2, 4), np.linspace(-2, 1, 3)]
    ways[0, 1], ways[1] = 1, rng.normal(size=net.n_params)
    near(
        Surface(net, net.theta, ways, loss_for(output, name), with_ones(X), Y).over(*at),
        direct(net, ways, at, loss_for(output, name), X, Y),
    )


def test_a_step_is_exact_away_from_its_edge():
    net = nw.Network([2, 3, 1], "step", "linear", "normal", seed=1)
    X, Y, ways = np.random.default_rng(0).normal(size=(6, 2)), np.zeros((6, 1)), np.zeros((1, net.n_params))
    ways[0, 0] = 1
    at = [np.array([-1.3, 0.21, 2.0])]
    near(Surface(net, net.theta, ways, LOSSES["huber"], with_ones(X), Y).over(*at), direct(net, ways, at, LOSSES["huber"], X, Y))


def test_an_activation_of_ones_own():
    bump = (lambda z: np.exp(-(z**2)), lambda z: -2 * z * np.exp(-(z**2)))
    net = nw.Network([2, 3, 2], bump, bump, "normal", seed=1)
    rng = np.random.default_rng(0)
    X, Y, ways = rng.normal(size=(6, 2)), rng.normal(size=(6, 2)), rng.normal(size=(2, net.n_params))
    at = [np.linspace(-1, 1, 3), np.linspace(0, 2, 4)]
    loss = loss_for(net.output.name, "squared_error")
    near(Surface(net, net.theta, ways, loss, with_ones(X), Y).over(*at), direct(net, ways, at, loss, X, Y))


@pytest.mark.parametrize(
    ("first", "second", "along"),
    [
        ("W[0][0, 0]", "W[0][1, 1]", [["-", "0", "1"], ["01"], ["01"]]),  # each its own unit: they meet a layer later
        ("W[0][0, 0]", "b[0][0]", [["-", "01"], ["01"], ["01"]]),
        ("W[2][0, 0]", "W[2][0, 1]", [["-"], ["-"], ["-", "01"]]),  # nothing before the last layer varies
        ("W[2][0, 0]", "W[2][1, 1]", [["-"], ["-"], ["0", "1"]]),
        ("W[0][2, 0]", "W[1][1, 0]", [["-", "0"], ["0", "01"], ["01"]]),
    ],
)
def test_only_what_varies_is_computed_more_than_once(first, second, along):
    net = nw.Network([2, 3, 3, 2])
    ways = np.zeros((2, net.n_params))
    for way, name in zip(ways, (first, second), strict=True):
        way[next(k for k in range(net.n_params) if net.name_of(k) == name)] = 1
    layers = plan(net.blocks, [net.split(way) for way in ways])
    assert [["".join(map(str, sorted(group.along))) or "-" for group in groups] for groups in layers] == along


def test_what_overflows_is_infinite_and_says_nothing():
    net = nw.Network([1, 2, 1], "relu", "linear", "constant")
    ways = np.ones((1, net.n_params))
    with np.errstate(all="raise"):
        found = Surface(net, net.theta, ways, LOSSES["squared_error"], with_ones(np.ones((3, 1))), np.ones((3, 1))).over(
            np.array([0.0, 1e200])
        )
    assert np.isfinite(found[0]) and not np.isfinite(found[1])
