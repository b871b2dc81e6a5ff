"""Terrains against central differences and the numbers that are published or worked out by hand; walks against closed forms."""

import numpy as np
import pytest

from nnwidgets.core.cost_terms import preset, shares, terms
from nnwidgets.core.optimizers import OPTIMIZERS
from nnwidgets.core.terrains import CURVES, SURFACES, TERRAINS, sampled
from nnwidgets.core.walk import walk


def differences(f, p, h=1e-5):
    return np.array([(f(p + h * e) - f(p - h * e)) / (2 * h) for e in np.eye(len(p))])


@pytest.mark.parametrize("name", TERRAINS)
def test_slopes_and_curvatures_are_those_of_the_cost(name):
    terrain, rng = TERRAINS[name], np.random.default_rng(0)
    points = rng.uniform(*np.array(terrain.over).T, (20, len(terrain.over)))
    assert terrain.cost(points).shape == (20,) and terrain.gradient(points).shape == points.shape
    for p in points:
        np.testing.assert_allclose(terrain.gradient(p), differences(terrain.cost, p), atol=1e-5)
        np.testing.assert_allclose(terrain.curvature(p), differences(terrain.gradient, p), atol=1e-4)
    assert all(low <= v <= high for v, (low, high) in zip(terrain.start, terrain.over, strict=True))


def test_V2_6_the_three_valleys_of_3blue1brown():
    curve = CURVES["3b1b"]
    for w, cost, limit in ((-2.0131, 0.4980, 0.0853), (0.9195, 1.3878, 0.520), (2.9678, 1.9953, 0.230)):
        assert curve.cost(np.array([w])) == pytest.approx(cost, abs=5e-5) and curve.limit((w,)) == pytest.approx(limit, abs=5e-4)
        assert curve.gradient(np.array([w])) == pytest.approx(0, abs=3e-3)
    ends = [walk(curve, (w,), "sgd", 0.02, 3000).points[-1, 0] for w in np.linspace(-2.7, 3.7, 11)]  # V2.7
    np.testing.assert_allclose(ends, [-2.0131] * 4 + [0.9195] * 4 + [2.9678] * 3, atol=2e-4)
    first = [walk(curve, (-0.5,), "sgd", eta, 100).first_below(1.39) for eta in (0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5)]
    assert first == [53, 21, 10, 6, 4, 3, 5, 21]
    bounces = walk(curve, (-2.0,), "sgd", 0.1, 2000).points[-2:, 0]
    assert sorted(bounces.round(2)) == [-2.15, -1.76]


def test_V2_10_the_line_fit_and_its_critical_rate():
    line = CURVES["line"]
    assert line.cost(np.array([[0.0], [2.0], [4.0]])) == pytest.approx([56 / 3, 0, 56 / 3])
    assert line.gradient(np.array([0.0]))[0] == pytest.approx(-56 / 3) and line.limit((0,)) == pytest.approx(3 / 14)
    assert walk(line, (0,), "sgd", 0.2, 3).points[1:, 0] == pytest.approx([3.733, 0.498, 3.302], abs=5e-4)
    at = walk(line, (0,), "sgd", 3 / 14, 40).points[:, 0]
    assert at[0::2] == pytest.approx(0, abs=1e-9) and at[1::2] == pytest.approx(4)
    assert walk(line, (0,), "sgd", 0.22, 2000).diverged is not None
    assert SURFACES["fit"].cost(np.array([2.0, 0.0])) == 0


def test_V2_9_V2_13_the_bowl():
    bowl = SURFACES["bowl"]
    assert bowl.gradient(np.array([1.0, 1.0])).tolist() == [3, 1]
    assert walk(bowl, (1, 1), "sgd", 1 / 3, 1).points[1, 0] == 0
    assert walk(bowl, (1, 1), "sgd", 0.66, 20).points[-1, 0] == pytest.approx(0.668, abs=5e-4)
    assert walk(bowl, (1, 1), "sgd", 2 / 3, 20).points[:, 0] == pytest.approx([(-1) ** i for i in range(21)])


@pytest.mark.parametrize(
    ("rule", "rate", "steps"),
    [("sgd", 0.001, 6558), ("sgd", 0.01, 653), ("sgd", 0.0198, 440), ("sgd", 0.02, None), ("momentum", 0.01, 138), ("nesterov", 0.01, 61),
     ("rmsprop", 0.01, 172), ("adam", 0.001, 3068), ("adam", 0.01, 305), ("adam", 0.1, 82)],
)  # fmt: skip
def test_steps_to_a_millionth_in_the_valley(rule, rate, steps):
    assert walk(SURFACES["valley"], (1, 1), rule, rate, 7000).first_below(1e-6) == steps


def test_closed_forms():
    way = walk(CURVES["parabola"], (0,), "sgd", 0.3, 25)
    np.testing.assert_allclose(way.points[:, 0], 3 - 3 * 0.7 ** np.arange(26))
    np.testing.assert_allclose(way.lengths, 0.3 * 3 * 0.7 ** np.arange(25))  # V2.8: steps shrink with the slope
    even = walk(CURVES["parabola"], (0,), "sgd", 0.3, 9, constant=True)
    np.testing.assert_allclose(even.lengths, 0.3)
    far = walk(CURVES["parabola"], (0,), "sgd", 2.5, 1000)
    assert far.diverged == len(far.points) and np.isfinite(far.costs).all()
    ball = walk(CURVES["3b1b"], (-2.7,), "momentum", 0.02, 2000)
    assert ball.points[-1, 0] == pytest.approx(2.9678, abs=1e-3)  # over two ridges
    first = walk(SURFACES["valley"], (1, 1), "adam", 0.1, 1)
    np.testing.assert_allclose(first.points[1], 0.9)  # the first step is η whatever the slope
    assert {name for name in OPTIMIZERS if walk(SURFACES["bowl"], (1, 1), name, 0.01, 3).memory[-1]} == set(OPTIMIZERS) - {"sgd"}


def test_a_surface_known_at_points_only():
    flat = np.add.outer(np.linspace(-2, 2, 9), 3 * np.linspace(-1, 1, 9))
    terrain = sampled(flat, ((-2, 2), (-1, 1)), ("α", "β"), "a plane", (0.0, 0.0))
    p = np.random.default_rng(0).uniform([-2, -1], [2, 1], (30, 2))
    np.testing.assert_allclose(terrain.cost(p), p @ [1, 3])
    np.testing.assert_allclose(terrain.gradient(p), np.tile([1.0, 3.0], (30, 1)))
    assert terrain.cost(np.array([9.0, 9.0])) == flat[-1, -1]


def test_V2_3_V2_4_what_outputs_cost():
    target = np.eye(10)[4]
    ranked = {name: terms(preset(name, target), target).sum() for name in ("perfect", "all zero", "all one half", "all wrong")}
    assert ranked == {"perfect": 0, "all zero": 1, "all one half": 2.5, "all wrong": 10}
    costs = np.array([1.0, 2.5, 10.0])
    assert shares(costs).sum() == pytest.approx(costs.mean()) and shares(np.array([])).size == 0


def test_V2_14_a_step_neuron_makes_a_staircase_without_slope():
    step, sigmoid = CURVES["step"], CURVES["sigmoid"]
    assert (step.level_share(), sigmoid.level_share()) == (1, 0)
    w = np.linspace(*step.over[0], 7001)[:, None]
    assert (
        len(np.unique(step.cost(w).round(12))) <= 9 and len(np.unique(sigmoid.cost(w).round(12))) > 6000
    )  # at most a stair for each example
    assert (np.diff(walk(step, step.start, "sgd", 1, 50).points[:, 0]) == 0).all()  # it stays where it lies
    way = walk(sigmoid, sigmoid.start, "sgd", 1, 300)
    assert way.costs[-1] < way.costs[0] and abs(sigmoid.gradient(way.points[-1])[0]) < 1e-3
