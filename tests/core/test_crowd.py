"""The crowd of examples: its gradient by differences, walks by a loop in plain Python, noise by theory."""

import numpy as np
import pytest

from nnwidgets.core import crowd
from nnwidgets.core.crowd import CROWD, ORDERS, batch_walk, gradients, noise

START = np.array(CROWD.start)


def test_gradients_by_central_differences():
    for i, p in enumerate(np.random.default_rng(0).normal(size=(20, 2))):

        def cost(q, i=i):
            return (q[0] * crowd.X[i] + q[1] - crowd.Y[i]) ** 2

        slope = [(cost(p + 1e-5 * e) - cost(p - 1e-5 * e)) / 2e-5 for e in np.eye(2)]
        np.testing.assert_allclose(gradients(p)[i], slope, rtol=1e-7, atol=1e-8)
        np.testing.assert_allclose(CROWD.gradient(p), gradients(p).mean(axis=0), rtol=1e-12)
        assert CROWD.cost(p) == pytest.approx(np.mean([(p[0] * x + p[1] - y) ** 2 for x, y in zip(crowd.X, crowd.Y, strict=True)]))


def test_the_least_cost_is_that_of_the_normal_equations():
    best = np.polyfit(crowd.X, crowd.Y, 1)
    assert np.linalg.norm(CROWD.gradient(best)) < 1e-12
    assert np.linalg.norm(batch_walk(START, 0.2, 64, 1280).points[-1] - best) < 0.02


@pytest.mark.parametrize("batch", [1, 2, 4, 8, 16, 32, 64])
def test_a_walk_is_the_loop_that_one_would_write(batch):
    w, b = START
    order, points = [i for one in ORDERS for i in one], [(w, b)]
    for first in range(0, 192 - batch + 1, batch):
        rows = order[first : first + batch]
        errors = [w * crowd.X[i] + b - crowd.Y[i] for i in rows]
        dw = sum(2 * e * crowd.X[i] for e, i in zip(errors, rows, strict=True)) / batch
        w, b = w - 0.05 * dw, b - 0.05 * sum(2 * e for e in errors) / batch
        points.append((w, b))
    np.testing.assert_allclose(batch_walk(START, 0.05, batch, 192).points, points, rtol=1e-10, atol=1e-12)


def test_every_pass_meets_every_example_once():
    assert (np.sort(ORDERS, axis=1) == np.arange(crowd.N)).all()


def test_V3_11_at_equal_work_the_drunk_walker_is_further_down():
    careful, drunk = (batch_walk(START, 0.05, batch, 128) for batch in (64, 4))
    assert (len(careful.points), len(drunk.points)) == (3, 33)
    assert drunk.costs[-1] < 0.5 * careful.costs[-1]
    assert (np.diff(careful.costs) < 0).all() and (np.diff(batch_walk(START, 0.05, 1, 128).costs) > 0).any()


@pytest.mark.parametrize("batch", [1, 4, 16, 64])
def test_V3_11_noise_falls_with_the_root_of_the_batch(batch):
    relative, cosine = noise(START, batch)
    g = gradients(START)
    G = g.mean(axis=0)
    spread = ((g - G) ** 2).sum(axis=1).mean()
    wanted = np.sqrt(spread / batch * (64 - batch) / 63) / np.linalg.norm(G)
    assert relative == pytest.approx(wanted, rel=0.15, abs=1e-12)
    if batch == 1:  # all batches there are
        assert relative == pytest.approx(wanted, rel=1e-12)
        assert cosine == pytest.approx(np.mean(g @ G / np.linalg.norm(g, axis=1) / np.linalg.norm(G)))
    if batch == 64:
        assert cosine == pytest.approx(1)


def test_a_rate_beyond_the_limit_diverges():
    assert CROWD.limit(START) == pytest.approx(2 / np.linalg.eigvalsh(CROWD.curvature(START))[-1])
    assert batch_walk(START, 1.05 * CROWD.limit(START), 64, 1280).costs[-1] > CROWD.cost(START)
    walk = batch_walk(START, 50, 1, 1280)
    assert walk.diverged == len(walk.points) and np.abs(walk.points).max() <= 1e6
