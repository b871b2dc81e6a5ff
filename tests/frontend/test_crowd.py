"""The browser's walks through the crowd of examples equal NumPy's."""

import numpy as np

from nnwidgets.core import crowd

PROGRAM = """
import { readFileSync } from "node:fs";
import { createCrowd } from "./lib/crowd.js";
const { x, y, order, points, walks } = JSON.parse(readFileSync(0, "utf8"));
const crowd = createCrowd(Float64Array.from(x), Float64Array.from(y), Float64Array.from(order));
console.log(JSON.stringify({
  at: points.map((p) => [crowd.cost(p), crowd.gradient(p), crowd.bend(p)]),
  noise: points.map((p) => [1, 4, 16, 64].map((batch) => crowd.noise(p, batch))),
  walks: walks.map(([start, rate, batch, work]) => crowd.walk(start, rate, batch, work)),
}));
"""


def test_cost_gradient_noise_and_walks(node):
    rng = np.random.default_rng(1)
    points = rng.normal(size=(6, 2))
    walks = [(rng.normal(size=2).tolist(), 0.05, batch, 640) for batch in (1, 2, 4, 8, 16, 32, 64)] + [([0.0, 0.0], 50, 1, 640)]
    sent = {"x": crowd.X.tolist(), "y": crowd.Y.tolist(), "order": crowd.ORDERS.ravel().tolist(), "points": points.tolist(), "walks": walks}
    got = node(PROGRAM, sent)
    for p, (cost, gradient, bend), noise in zip(points, got["at"], got["noise"], strict=True):
        np.testing.assert_allclose([cost, *gradient], [crowd.CROWD.cost(p), *crowd.CROWD.gradient(p)], rtol=1e-10)
        np.testing.assert_allclose(2 / bend, crowd.CROWD.limit(p), rtol=1e-10)
        for batch, found in zip((1, 4, 16, 64), noise, strict=True):
            np.testing.assert_allclose([found["relative"], found["cosine"]], crowd.noise(p, batch), rtol=1e-9, atol=1e-12)
    for walk, found in zip(walks, got["walks"], strict=True):
        wanted = crowd.batch_walk(*walk)
        assert found["diverged"] == wanted.diverged
        np.testing.assert_allclose(found["points"], wanted.points, rtol=1e-7, atol=1e-9)
        np.testing.assert_allclose(found["costs"], wanted.costs, rtol=1e-7, atol=1e-9)
    assert got["walks"][-1]["diverged"] is not None
