"""Softmax at a temperature, loss and gradient against other formulas and differences; the published numbers; the race against Nielsen's."""

import math

import numpy as np
import pytest

import nnwidgets as nw
from nnwidgets.core import logits as of
from nnwidgets.core.dataset import Dataset
from nnwidgets.core.neuron import one_neuron
from nnwidgets.core.race import race

SEVEN = np.array([-0.8, -5.0, 0.5, 1.5, 3.4, -2.3, 2.5])
Y = np.array([0.1, 0, 0.2, 0, 0.7])


@pytest.fixture
def z():
    return np.random.default_rng(4).normal(size=5) * 3


def test_V5_3_the_published_seven():
    np.testing.assert_allclose(of.probabilities(SEVEN), [0.0092, 0.0001, 0.0338, 0.0918, 0.6136, 0.0021, 0.2495], atol=5e-5)
    assert of.probabilities(SEVEN, 0.1).max() == pytest.approx(0.9999, abs=5e-5)
    assert of.probabilities(SEVEN, 10).max() == pytest.approx(0.1944, abs=5e-5)


@pytest.mark.parametrize("T", [0.1, 0.5, 1, 2, 4, 7, 10])
def test_softmax_equals_odds(z, T):
    p = of.probabilities(z, T)
    other = [1 / sum(math.exp((b - a) / T) for b in z) for a in z]  # of each against all: no division by a sum of e^z
    np.testing.assert_allclose(p, other, rtol=1e-12)
    np.testing.assert_allclose(of.probabilities(z + 5, T), p, rtol=1e-12)
    np.testing.assert_allclose(of.log_probabilities(z, T), np.log(other), rtol=1e-10)


def test_the_limits_of_temperature():
    z = np.array([3.0, 1.0, 3.0, -2.0])
    assert of.probabilities(z, 0).tolist() == [0.5, 0, 0.5, 0]
    assert of.probabilities(z, math.inf).tolist() == [0.25] * 4
    np.testing.assert_allclose(of.probabilities(z, 1e-3), of.probabilities(z, 0), atol=1e-12)
    np.testing.assert_allclose(of.probabilities(z, 1e6), 0.25, atol=1e-5)
    assert of.gradient(z, np.eye(4)[0], math.inf).tolist() == [0] * 4
    assert of.loss(z, np.eye(4)[0], 0) == pytest.approx(math.log(2)) and of.loss(z, np.eye(4)[1], 0) == math.inf


def test_the_formula_as_it_is_written_overflows():
    big = np.array([1000.0, 1001.0, 1002.0])
    assert np.isnan(of.naive(big)).all()
    np.testing.assert_allclose(of.probabilities(big), [0.0900, 0.2447, 0.6652], atol=5e-5)
    np.testing.assert_allclose(of.naive(SEVEN), of.probabilities(SEVEN), rtol=1e-12)
    assert of.loss(np.array([0.0, 5000.0]), np.array([1.0, 0.0])) == 5000


@pytest.mark.parametrize("T", [0.3, 1, 4])
def test_the_gradient_is_a_difference(z, T):
    h = 1e-6
    slopes = [(of.loss(z + h * e, Y, T) - of.loss(z - h * e, Y, T)) / (2 * h) for e in np.eye(5)]
    np.testing.assert_allclose(of.gradient(z, Y, T), slopes, atol=1e-8)
    assert of.gradient(z, Y, T).sum() == pytest.approx(0, abs=1e-12)
    down = of.descend(z, Y, 0.1, T)
    np.testing.assert_allclose(down, z - 0.1 * np.array(slopes), atol=1e-8)
    assert of.loss(down, Y, T) < of.loss(z, Y, T)


def test_L11_the_worked_example_of_CS231n():
    z, y = np.log([0.2, 0.3, 0.5]), np.eye(3)[1]
    np.testing.assert_allclose(of.gradient(z, y), [0.2, -0.7, 0.5], atol=1e-12)
    assert of.loss(z, y) == pytest.approx(1.203972804, abs=1e-9)


@pytest.mark.parametrize(("q", "expected"), [(0.9, 0.105), (0.5, 0.693), (0.1, 2.303), (0.01, 4.605)])
def test_V5_8_a_logit_for_a_probability(z, q, expected):
    for T in (0.5, 1, 3):
        moved = z.copy()
        moved[2] = of.logit_for(z, 2, q, T)
        assert of.probabilities(moved, T)[2] == pytest.approx(q, rel=1e-10)
        assert of.loss(moved, np.eye(5)[2], T) == pytest.approx(expected, abs=5e-4)


def test_entropy_and_chance():
    assert of.entropy(np.full(10, 0.1)) == pytest.approx(math.log(10)) and of.entropy(np.array([0.0, 1.0])) == 0
    assert of.loss(np.zeros(10), np.eye(10)[3]) == pytest.approx(2.302585, abs=5e-7)
    assert of.loss(np.zeros(3), np.eye(3)[0]) == pytest.approx(1.0986, abs=5e-5)
    assert of.loss(np.log(Y[Y > 0]), Y[Y > 0]) == pytest.approx(of.entropy(Y))  # at its least where p = y


def test_a_race_is_what_a_trainer_does():
    data = Dataset(np.ones((1, 1)), np.zeros((1, 1)), "regression", ("x",))
    for loss, name in (("squared_error", "squared"), ("bce", "crossed")):
        trainer = nw.Trainer(one_neuron(np.array([2.0]), 2.0, "sigmoid"), data, loss=loss, learning_rate=0.15, batch_size=1, test=0)
        run = race(2.0, 2.0)
        for step in (0, 1, 100, 300):
            trainer.train(steps=step - trainer.steps) if step > trainer.steps else None
            assert trainer.net.forward([[1.0]]).output.item() == pytest.approx(getattr(run, name)[step], rel=1e-10)


def test_the_numbers_of_Nielsens_neuron():
    near, far = race(0.6, 0.9), race(2.0, 2.0)
    assert near.squared[[0, 50, 300]] == pytest.approx([0.8176, 0.3870, 0.0940], abs=5e-5)
    assert far.squared[[0, 100, 200, 300]] == pytest.approx([0.9820, 0.9641, 0.7887, 0.2028], abs=5e-5)
    assert [near.crossed[300], far.crossed[300]] == pytest.approx([0.0116, 0.0120], abs=5e-5)
    assert near.squared_slope[0] == pytest.approx(0.1219, abs=5e-5) and near.crossed_slope[0] == pytest.approx(0.8176, abs=5e-5)
    assert far.squared_slope[0] == pytest.approx(0.01735, abs=5e-6) and far.crossed_slope[0] == pytest.approx(0.9820, abs=5e-5)
    assert far.ratio == pytest.approx(56.6, abs=0.05)
