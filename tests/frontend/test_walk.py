"""The browser's terrains and walks equal NumPy's."""

import numpy as np
import pytest

from nnwidgets.core.optimizers import OPTIMIZERS
from nnwidgets.core.terrains import TERRAINS, sampled
from nnwidgets.core.walk import walk

PROGRAM = """
import { readFileSync } from "node:fs";
import { TERRAINS, sampled } from "./lib/terrains.js";
import { walk } from "./lib/walk.js";
const { points, walks, heights, over } = JSON.parse(readFileSync(0, "utf8"));
const grid = sampled(Float64Array.from(heights.flat()), heights.length, over);
console.log(JSON.stringify({
  names: Object.keys(TERRAINS),
  at: points.map(([name, p]) => [TERRAINS[name].cost(p), TERRAINS[name].gradient(p), TERRAINS[name].bend(p)]),
  walks: walks.map(([name, start, optimizer, rate, steps, constant]) => walk(TERRAINS[name], start, optimizer, rate, steps, constant)),
  grid: points.filter(([name]) => name === "bowl").map(([, p]) => [grid.cost(p), ...grid.gradient(p)]),
}));
"""
RATES = {
    "parabola": 0.3,
    "line": 0.05,
    "3b1b": 0.02,
    "sigmoid": 1,
    "step": 1,
    "bowl": 0.2,
    "valley": 0.005,
    "saddle": 0.1,
    "bumpy": 0.3,
    "fit": 0.05,
}


@pytest.fixture(scope="module")
def both(node):
    rng = np.random.default_rng(3)
    points = [(name, rng.uniform(*np.array(t.over).T)) for name, t in TERRAINS.items() for _ in range(8)]
    walks = [
        (name, t.start, rule, RATES[name], 30, constant)
        for name, t in TERRAINS.items()
        for rule in OPTIMIZERS
        for constant in (False, True)
    ]
    walks.append(("parabola", (0.0,), "sgd", 2.5, 500, False))
    heights, over = rng.normal(size=(7, 7)), ((-2.0, 2.0), (-2.0, 2.0))
    sent = {"points": [(name, p.tolist()) for name, p in points], "walks": walks, "heights": heights.tolist(), "over": over}
    return points, walks, sampled(heights, over, ("x", "y"), "", (0, 0)), node(PROGRAM, sent)


def test_terrains(both):
    points, _, grid, got = both
    assert got["names"] == list(TERRAINS)
    for (name, p), (cost, gradient, bend) in zip(points, got["at"], strict=True):
        assert cost == pytest.approx(float(TERRAINS[name].cost(p)), rel=1e-12, abs=1e-12)
        np.testing.assert_allclose(gradient, TERRAINS[name].gradient(p), rtol=1e-11, atol=1e-12)
        assert bend == pytest.approx(np.linalg.eigvalsh(TERRAINS[name].curvature(p))[-1], rel=1e-11)
    bowl = [p for name, p in points if name == "bowl"]
    for p, (cost, *gradient) in zip(bowl, got["grid"], strict=True):
        assert cost == pytest.approx(float(grid.cost(p))) and gradient == pytest.approx(grid.gradient(p).tolist())


def test_walks(both):
    _, walks, _, got = both
    for (name, start, rule, rate, steps, constant), ours in zip(walks, got["walks"], strict=True):
        theirs = walk(TERRAINS[name], start, rule, rate, steps, constant)
        assert ours["diverged"] == theirs.diverged and len(ours["points"]) == len(theirs.points)
        near = {"rtol": 1e-6, "atol": 1e-6}  # across a valley rounding grows from step to step
        np.testing.assert_allclose(ours["points"], theirs.points, **near)
        np.testing.assert_allclose(ours["costs"], theirs.costs, **near)
        for mine, own in zip(ours["memory"], theirs.memory, strict=True):
            assert mine.keys() == own.keys()
            for letter in own:
                np.testing.assert_allclose(mine[letter], own[letter], **near)
    assert got["walks"][-1]["diverged"] is not None
