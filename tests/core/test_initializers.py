"""Initial weights: their spread, and those of seed 0, pinned."""

import numpy as np
import pytest

import nnwidgets as nw
from nnwidgets.core.initializers import INITIALIZERS, Constant, He, Initializer, Normal, Uniform
from nnwidgets.core.streams import Stream

PINNED = {  # theta of Network([2, 2, 1]): they must never change
    "zeros": [0] * 9,
    "constant": [0.5, 0.5, 0, 0.5, 0.5, 0, 0.5, 0.5, 0],
    "normal": [0.30741755286265043, -0.4716834963442733, 0, 0.9981814197760348, -0.4004540991244575, 0,
               -1.1352243181427937, 0.5341287456771002, 0],
    "uniform": [-0.838351921653625, -0.1951244160128256, 0, 0.20257841247553188, -0.7097995295690449, 0,
                -0.7693625919352551, -0.3461225982527807, 0],
    "playground": [-0.4191759608268125, -0.0975622080064128, 0.1, 0.10128920623776594, -0.35489976478452245, 0.1,
                   -0.38468129596762757, -0.17306129912639034, 0.1],
    "xavier": [-1.0267672164665604, -0.238977627794987, 0, 0.24810687173405754, -0.8693233335558502, 0,
               -1.088043011897355, -0.4894912726928966, 0],
    "he": [0.30741755286265043, -0.4716834963442733, 0, 0.9981814197760348, -0.4004540991244575, 0,
           -1.1352243181427937, 0.5341287456771002, 0],
}  # fmt: skip


def test_the_weights_of_seed_0_are_pinned(init):
    np.testing.assert_allclose(nw.Network([2, 2, 1], init=init).theta, PINNED[init], rtol=1e-14)


def test_shapes_and_one_stream(init):
    W, b = INITIALIZERS[init](5, 3, Stream(1, "weights"))
    assert (W.shape, b.shape) == ((5, 3), (5,))
    again = INITIALIZERS[init](5, 3, Stream(1, "weights"))
    np.testing.assert_array_equal(W, again[0])
    np.testing.assert_array_equal(b, again[1])
    assert len(set(b)) == 1


@pytest.mark.parametrize(
    ("name", "edge", "spread", "bias"),
    [
        ("playground", 0.5, 1 / np.sqrt(12), 0.1),  # U(−½, ½)
        ("xavier", np.sqrt(6 / 500), np.sqrt(2 / 500), 0),  # variance 2 / (n_in + n_out)
        ("he", np.inf, np.sqrt(2 / 200), 0),  # variance 2 / n_in
        ("zeros", 0, 0, 0),
        ("normal", np.inf, 1, 0),
        ("uniform", 1, 1 / np.sqrt(3), 0),
        (Normal(std=0.1), np.inf, 0.1, 0),
        (Uniform(limit=0.3), 0.3, 0.3 / np.sqrt(3), 0),
    ],
)
def test_spread(name, edge, spread, bias):
    W, b = INITIALIZERS.get(name, name)(300, 200, Stream(0, "weights"))
    assert np.abs(W).max() <= edge
    assert W.std() == pytest.approx(spread, rel=0.02)
    assert W.mean() == pytest.approx(0, abs=5 * spread / np.sqrt(W.size))
    assert (b == bias).all()


def test_new_weights(init, refused):
    net = nw.Network([2, 3, 1], init=init, seed=4)
    start, theta = net.theta.copy(), net.theta
    net.new_weights(1)
    assert net.theta is theta
    assert (init in ("zeros", "constant")) == np.array_equal(net.theta, start)
    net.new_weights()
    np.testing.assert_array_equal(net.theta, start)
    with refused(ValueError, "draw must be a whole number of at least 0, got -1"):
        net.new_weights(-1)


@pytest.mark.parametrize("same", ["zeros", "constant", Constant(value=-0.2)])
def test_units_that_begin_alike_stay_alike_for_ever(same):
    net = nw.Network([2, 3, 1], init=same)
    nw.Trainer(net, "circle", learning_rate=1).train(200)
    assert (net.W[0] == net.W[0][0]).all()
    assert net.theta.any()


def test_every_entry_says_what_it_is(init):
    entry = INITIALIZERS[init]
    assert entry.name == init
    assert all((entry.formula, entry.source, entry.use, entry.caveat, type(entry).__doc__))
    assert repr(entry).startswith(type(entry).__name__ + "(")
    assert entry == type(entry)()  # a value: two that are made alike are equal


def test_an_object_with_another_parameter():
    net = nw.Network([2, 3, 1], init=Constant(value=0.25))
    assert all((W == 0.25).all() for W in net.W)
    assert net.copy().init == Constant(0.25)
    small = nw.Network([2, 3, 1], init=nw.initializers.Normal(std=0.1))
    np.testing.assert_allclose(small.theta, 0.1 * nw.Network([2, 3, 1], init="normal").theta, rtol=1e-15)
    np.testing.assert_array_equal(nw.Network([2, 3, 1], init=He()).theta, nw.Network([2, 3, 1], init="he").theta)


@pytest.mark.parametrize(
    ("make", "kind", "sentence"),
    [
        (lambda: Normal(std=0), ValueError, "std must be a number above 0, got 0"),
        (lambda: Uniform(limit="wide"), TypeError, "limit must be a number above 0, got 'wide'"),
        (lambda: Constant(value=float("nan")), ValueError, "value must be a number, got nan"),
        (lambda: nw.Network([2, 1], init="normals"), ValueError,
         "unknown init 'normals'; choose one of zeros, constant, normal, uniform, playground, xavier, he (did you mean 'normal'?)"),
    ],
)  # fmt: skip
def test_what_is_refused(refused, make, kind, sentence):
    with refused(kind, sentence):
        make()


def test_a_base_class_draws_nothing():
    with pytest.raises(NotImplementedError):
        Initializer()(1, 1, Stream(0, "weights"))
