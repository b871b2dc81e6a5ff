"""Each loss: its gradient by central differences, published numbers, its limits; and which output it fits."""

import warnings

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

import nnwidgets as nw
from nnwidgets.core.activations import ACTIVATIONS
from nnwidgets.core.functions import sigmoid, softmax
from nnwidgets.core.losses import LOSSES, Loss, loss_for

moderate = arrays(float, (4, 3), elements=st.floats(-8, 8))


def delta(output, loss, z, y):
    """∂C/∂z per example, as the paper says: a − y for a pair, else ∂C/∂a ⊙ σ'(z)."""
    act, chosen = ACTIVATIONS[output], LOSSES[loss]
    return act.f(z) - y if chosen.pair else chosen.slope(act.f(z), y) * act.df(z)


@given(z=moderate, seed=st.integers(0, 2**32))
def test_the_gradient_is_that_of_the_value(fitting, gradient_of, z, seed):
    output, loss = fitting
    z = np.where(np.abs(z) < 1e-3, 0.5, z)  # the kinks of relu
    y = np.random.default_rng(seed).dirichlet([1, 1, 1], 4)
    act, value = ACTIVATIONS[output], LOSSES[loss].value
    np.testing.assert_allclose(delta(output, loss, z, y), gradient_of(lambda z: value(z, act.f(z), y).sum(), z), atol=1e-6, rtol=1e-6)


def test_one_value_for_each_example(loss):
    z, y = np.random.default_rng(0).normal(size=(5, 3)), np.eye(3)[[0, 1, 2, 0, 1]]
    chosen = LOSSES[loss]
    act = ACTIVATIONS[chosen.pair or "linear"]
    each = chosen.value(z, act.f(z), y)
    assert each.shape == (5,)
    assert (each >= 0).all()
    for k in range(5):
        assert chosen.value(z[k : k + 1], act.f(z[k : k + 1]), y[k : k + 1])[0] == pytest.approx(each[k], rel=1e-14)


def test_the_factor_is_that_of_the_slope(loss):
    chosen = LOSSES[loss]
    a, y = np.random.default_rng(1).normal(size=(2, 5, 3))
    if chosen.factor is None:
        assert chosen.pair or loss in ("hinge", "huber")
    else:
        np.testing.assert_array_equal(chosen.slope(a, y), chosen.factor * (a - y))
        np.testing.assert_allclose(chosen.value(a, a, y), chosen.factor / 2 * ((a - y) ** 2).sum(axis=1))


@given(z=moderate, seed=st.integers(0, 2**32))
def test_from_z_as_from_a(z, seed):
    y = np.random.default_rng(seed).dirichlet([1, 1, 1], 4)
    a, p = sigmoid(z), softmax(z)
    np.testing.assert_allclose(LOSSES["bce"].value(z, a, y), -(y * np.log(a) + (1 - y) * np.log(1 - a)).sum(axis=1), rtol=1e-9)
    np.testing.assert_allclose(LOSSES["cross_entropy"].value(z, p, y), -(y * np.log(p)).sum(axis=1), rtol=1e-9, atol=1e-12)


def test_published_numbers():
    # Mazur 2015: outputs .751365070 and .772928465, targets .01 and .99
    a, y = np.array([[0.751365070, 0.772928465]]), np.array([[0.01, 0.99]])
    assert LOSSES["squared_error"].value(a, a, y)[0] == pytest.approx(0.298371109, abs=1e-9)
    assert LOSSES["sum_of_squares"].value(a, a, y)[0] == pytest.approx(2 * 0.298371109, abs=2e-9)
    # CS231n, "neural-networks-case-study": p = [.2, .3, .5], the right class is 1
    z, y = np.log([[0.2, 0.3, 0.5]]), np.array([[0.0, 1, 0]])
    assert LOSSES["cross_entropy"].value(z, softmax(z), y)[0] == pytest.approx(1.203972804, abs=1e-9)
    np.testing.assert_allclose(delta("softmax", "cross_entropy", z, y), [[0.2, -0.7, 0.5]])
    # Huber 1964 with k = 1: a parabola to 1, then a line; the hinge of a support vector machine ends at y a = 1
    e = np.array([[-3.0], [-1], [0.5], [1], [11]])
    np.testing.assert_array_equal(LOSSES["huber"].value(e, e, 0 * e), [2.5, 0.5, 0.125, 0.5, 10.5])
    np.testing.assert_array_equal(LOSSES["huber"].slope(e, 0 * e), [[-1], [-1], [0.5], [1], [1]])
    a, y = np.array([[-1.0], [0.25], [1], [3], [0]]), np.array([[1.0], [1], [1], [1], [-1]])
    np.testing.assert_array_equal(LOSSES["hinge"].value(a, a, y), [2, 0.75, 0, 0, 1])
    np.testing.assert_array_equal(LOSSES["hinge"].slope(a, y), [[-1], [-1], [0], [0], [1]])
    # nothing known yet: ln 2
    assert LOSSES["bce"].value(np.zeros((1, 1)), np.full((1, 1), 0.5), np.ones((1, 1)))[0] == pytest.approx(np.log(2))


@pytest.mark.parametrize(
    ("output", "name", "z", "y", "value", "slope"),
    [
        ("sigmoid", "bce", [1000], [1], 0, [0]),
        ("sigmoid", "bce", [1000], [0], 1000, [1]),
        ("sigmoid", "bce", [-1000], [1], 1000, [-1]),
        ("sigmoid", "bce", [-1000], [0], 0, [0]),
        ("softmax", "cross_entropy", [1000, -1000], [1, 0], 0, [0, 0]),
        ("softmax", "cross_entropy", [1000, -1000], [0, 1], 2000, [1, -1]),
        ("sigmoid", "squared_error", [1000], [0], 0.5, [0]),
        ("sigmoid", "sum_of_squares", [-1000], [1], 1, [0]),
        ("tanh", "squared_error", [-1000], [1], 2, [0]),
        ("relu", "squared_error", [-1000], [1], 0.5, [0]),
        ("leaky_relu", "squared_error", [-1000], [0], 50, [-0.1]),
        ("linear", "squared_error", [1000], [0], 500_000, [1000]),
        ("linear", "sum_of_squares", [-1000], [0], 1_000_000, [-2000]),
        ("linear", "hinge", [-1000], [1], 1001, [-1]),
        ("linear", "hinge", [1000], [1], 0, [0]),
        ("tanh", "hinge", [1000], [-1], 2, [0]),
        ("linear", "huber", [1000], [0], 999.5, [1]),
        ("relu", "huber", [-1000], [0.5], 0.125, [0]),
    ],
)
def test_far_from_zero(output, name, z, y, value, slope, dtype):
    z, y = np.array([z], dtype), np.array([y], dtype)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        got, d = LOSSES[name].value(z, ACTIVATIONS[output].f(z), y), delta(output, name, z, y)
    assert (got.dtype, d.dtype) == (dtype, dtype)
    np.testing.assert_allclose(got, [value], rtol=1e-6)
    np.testing.assert_allclose(d, [slope], rtol=1e-6)


def test_nothing_overflows(fitting):
    output, loss = fitting
    z = np.array([[1000.0, -1000], [-1000, 1000], [0, 1000], [1000, 1000]])
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for y in (np.eye(2)[[0, 0, 0, 0]], np.eye(2)[[1, 1, 1, 1]]):
            assert np.isfinite(LOSSES[loss].value(z, ACTIVATIONS[output].f(z), y)).all()
            assert np.isfinite(delta(output, loss, z, y)).all()


def test_the_partner_of_an_output(activation):
    partner = {"sigmoid": "bce", "softmax": "cross_entropy"}.get(activation, "squared_error")
    assert loss_for(activation).name == loss_for(activation, None).name == partner
    assert loss_for("my_own").name == "squared_error"


def test_names_and_objects(loss, refused):
    chosen = LOSSES[loss]
    assert loss_for(chosen.pair or "linear", loss) is loss_for(chosen.pair or "linear", chosen) is chosen
    assert (chosen.name, repr(chosen)) == (loss, f"Loss({loss!r})")
    assert all((chosen.formula, chosen.derivative, chosen.use, chosen.caveat))
    mine = Loss("cubic", "", lambda z, a, y: np.abs(a - y).sum(axis=1) ** 3, lambda a, y: 3 * (a - y) ** 2)
    assert loss_for("tanh", mine) is mine
    with refused(ValueError, "a softmax output goes with loss 'cross_entropy', got 'cubic'; use loss='cross_entropy' or output='sigmoid'"):
        loss_for("softmax", mine)


NAMES = "squared_error, sum_of_squares, bce, cross_entropy, hinge, huber"


@pytest.mark.parametrize(
    ("output", "name", "kind", "sentence"),
    [
        ("tanh", "bce", ValueError, "loss 'bce' needs a sigmoid output, got tanh; use output='sigmoid' or loss='squared_error'"),
        ("softmax", "bce", ValueError, "loss 'bce' needs a sigmoid output, got softmax; use output='sigmoid' or loss='cross_entropy'"),
        ("sigmoid", "cross_entropy", ValueError,
         "loss 'cross_entropy' needs a softmax output, got sigmoid; use output='softmax' or loss='bce'"),
        ("softmax", "squared_error", ValueError,
         "a softmax output goes with loss 'cross_entropy', got 'squared_error'; use loss='cross_entropy' or output='sigmoid'"),
        ("sigmoid", "hinge", ValueError,
         "loss 'hinge' needs a tanh or linear output, got sigmoid; use output='tanh' or loss='bce'"),
        ("softmax", "hinge", ValueError,
         "loss 'hinge' needs a tanh or linear output, got softmax; use output='tanh' or loss='cross_entropy'"),
        ("softmax", "huber", ValueError,
         "a softmax output goes with loss 'cross_entropy', got 'huber'; use loss='cross_entropy' or output='sigmoid'"),
        ("sigmoid", "BCE", ValueError, f"unknown loss 'BCE'; choose one of {NAMES} (did you mean 'bce'?)"),
        ("sigmoid", "mse", ValueError, f"unknown loss 'mse'; choose one of {NAMES}"),
        ("sigmoid", 2, TypeError, f"loss must be a name, got 2; choose one of {NAMES}"),
    ],
)  # fmt: skip
def test_what_does_not_fit(refused, output, name, kind, sentence):
    with refused(kind, sentence):
        loss_for(output, name)


def test_which_loss_fits_which_output_is_a_table():
    every = set(ACTIVATIONS) - {"softmax"}
    table = {"squared_error": every, "sum_of_squares": every, "bce": {"sigmoid"}, "cross_entropy": {"softmax"},
             "hinge": {"tanh", "linear"}, "huber": every}  # fmt: skip
    for name in LOSSES:
        for output in ACTIVATIONS:
            if output in table[name]:
                assert loss_for(output, name) is LOSSES[name]
            else:
                with pytest.raises(ValueError, match=name):
                    loss_for(output, name)


def test_hinge_refuses_targets_that_teach_nothing(refused):
    sentence = "loss 'hinge' aims at −1 and 1, got a target of 0; pass 2 * y - 1, or labels with a tanh output"
    net = nw.Network([2, 1], output="linear")
    X, y = np.eye(2), np.array([0.0, 1])
    with refused(ValueError, sentence):
        nw.Trainer(net, (X, y), loss="hinge")
    with refused(ValueError, sentence):
        net.backward(net.forward(X), y, "hinge")
    nw.Trainer(net, (X, 2 * y - 1), loss="hinge").train(3)
    nw.Trainer(nw.Network([2, 1], output="tanh"), (X, [0, 1]), loss="hinge").train(3)  # labels become −1 and 1


def cubic(a, y):
    return (np.abs(a - y) ** 3).sum(axis=1)


def d_cubic(a, y):
    return 3 * (a - y) * np.abs(a - y)


def test_a_learners_own_pair(gradient_of):
    net, rng = nw.Network([2, 3, 2], output="tanh", seed=3), np.random.default_rng(0)
    X, y = rng.normal(size=(5, 2)), rng.normal(size=(5, 2))
    trainer = nw.Trainer(net.copy(), (X, y), loss=(cubic, d_cubic), batch_size=5, learning_rate=0.1)
    assert repr(trainer.loss) == "Loss('cubic')"
    assert trainer.train_loss == pytest.approx(cubic(net.forward(X).output, y).mean(), rel=1e-14)
    trainer.train(1)
    np.testing.assert_allclose(trainer.net.theta, net.theta - 0.1 * net.backward(net.forward(X), y, (cubic, d_cubic)).theta, rtol=1e-12)

    def mean(theta):
        net.theta[:] = theta
        return cubic(net.forward(X).output, y).mean()

    grads = net.backward(net.forward(X), y, (cubic, d_cubic)).theta
    np.testing.assert_allclose(grads, gradient_of(mean, net.theta.copy()), rtol=1e-6, atol=1e-9)
    assert loss_for("tanh", (type("F", (), {"__call__": cubic})(), d_cubic)).name == "own"
