"""Deep networks on the digits: the numbers of the curriculum's depth and init, recomputed."""

import numpy as np
import pytest

from nnwidgets.core.deep import INITS, deep_digits
from nnwidgets.core.statistics import statistics


def trained(layers, activation, init="xavier", epochs=20, **more):
    return deep_digits(layers, activation, init, **more).train(epochs=epochs).measure()


@pytest.mark.slow
def test_L13_sigmoids_stop_learning_where_others_go_on():
    assert [round(trained(n, "sigmoid")["test_accuracy"], 3) for n in (1, 2, 4, 8)] == [0.939, 0.916, 0.092, 0.092]
    assert [trained(n, "tanh")["test_accuracy"] > 0.95 for n in (1, 2, 4, 8)] == [True] * 4
    assert [trained(n, "relu", "he")["test_accuracy"] > 0.95 for n in (1, 2, 4)] == [True] * 3
    assert trained(8, "relu", "he")["test_accuracy"] < 0.8  # deeper is not better: at this rate it jumps about
    assert trained(8, "relu", "he", rate=0.03)["test_accuracy"] > 0.94


def test_L13_the_first_gradient_against_the_last():
    ratio = {}
    for act in ("sigmoid", "tanh", "relu"):
        g = statistics(deep_digits(6, act)).gradient_rms
        ratio[act] = g[0] / g[-1]
    assert ratio["sigmoid"] == pytest.approx(1.2e-4, rel=0.02)
    assert all(0.5 < ratio[act] < 2 for act in ("tanh", "relu"))


@pytest.mark.parametrize("act", ["relu", "sigmoid"])
def test_M24_from_zeros_all_units_stay_alike(act):
    trainer = deep_digits(2, act, "zeros").train(epochs=5)
    W = trainer.net.W
    assert abs(trainer.measure()["train_loss"] - np.log(10)) < 0.03
    assert all((matrix == matrix[0]).all() for matrix in W[:-1])


def test_L13_too_large_and_too_small():
    assert deep_digits(2, "tanh", "normal 1").measure()["train_loss"] == pytest.approx(7.314, abs=1e-3)
    assert trained(2, "tanh", "normal 0.01", 5)["test_accuracy"] < 0.12
    assert trained(2, "tanh", "xavier", 5)["test_accuracy"] > 0.92
    assert INITS["normal 0.01"].std == 0.01


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ({"layers": 9}, "layers must be from 1 to 8, got 9"),
        ({"layers": 0}, "layers must be a whole number of at least 1, got 0"),
        ({"init": "glorot"}, "unknown init 'glorot'; choose one of zeros, normal 0.01, normal 1, xavier, he"),
    ],
)
def test_what_does_not_fit(arguments, sentence):
    with pytest.raises(ValueError) as got:
        deep_digits(**arguments)
    assert str(got.value) == sentence
