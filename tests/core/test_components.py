"""The gradient as a sorted list: slopes against differences, nudges against the loss itself."""

import numpy as np
import pytest

import nnwidgets as nw
from nnwidgets.core.components import along, components


@pytest.fixture
def case():
    data = nw.datasets.circle(60, seed=2)
    return nw.Trainer(nw.Network([2, 3, 1], "tanh", "sigmoid", seed=1), data).train(40).net, data.inputs, data.y


def cost(net, X, y):
    a = 1 / (1 + np.exp(-(np.tanh(X @ net.W[0].T + net.b[0]) @ net.W[1].T + net.b[1])))[:, 0]
    return float(-np.mean(y * np.log(a) + (1 - y) * np.log(1 - a)))


def test_V2_11_sorted_nudged_and_measured(case):
    net, X, y = case
    y01 = (y > 0).astype(float)
    before = net.theta.copy()
    found = components(net, X, y, h=0.02, most=6)
    np.testing.assert_array_equal(net.theta, before)
    assert sorted(found.ks) == [*range(13)] and (np.diff(np.abs(found.slopes)) <= 0).all()
    numeric = nw.numerical_gradient(net, X, y).theta
    np.testing.assert_allclose(found.slopes, numeric[found.ks], atol=1e-8)
    assert found.cost == pytest.approx(cost(net, X, y01), rel=1e-12)
    for k, name, predicted, measured in zip(found.ks, found.names, found.predicted, found.measured, strict=False):
        other = net.copy()
        other.theta[k] += 0.02
        assert other.name_of(int(k)) == name and predicted == pytest.approx(0.02 * numeric[k], abs=1e-9)
        assert measured == pytest.approx(cost(other, X, y01) - found.cost, rel=1e-9, abs=1e-12)
        assert abs(measured - predicted) < 0.02**2  # the second order is left
    assert found.share == pytest.approx(np.linalg.norm(found.slopes[:6]) / np.linalg.norm(numeric), rel=1e-6)


def test_the_cost_along_one_parameter(case):
    net, X, y = case
    t, costs = along(net, X, y, 4, 0.5, points=5)
    np.testing.assert_allclose(t, [-0.5, -0.25, 0, 0.25, 0.5])
    for by, found in zip(t, costs, strict=True):
        other = net.copy()
        other.theta[4] += by
        assert found == pytest.approx(cost(other, X, (y > 0).astype(float)), rel=1e-12)


def test_no_nudge_is_refused(case, refused):
    with refused(ValueError, "h must be a number other than 0, such as 0.01, got 0"):
        components(*case, h=0)
