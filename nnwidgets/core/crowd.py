"""A line through a crowd of examples, and walks on its cost by whole steps or by batches, at equal work."""

import numpy as np

from nnwidgets.core.registry import Array
from nnwidgets.core.terrains import FAR, Terrain
from nnwidgets.core.walk import Walk

N, PASSES, SEED = 64, 20, 7


def _draw() -> tuple[Array, Array, Array]:
    rng = np.random.default_rng(SEED)
    x = rng.uniform(-1.5, 2.5, N)
    return x, x + 0.5 + rng.normal(0, 0.9, N), np.array([rng.permutation(N) for _ in range(PASSES)])


X, Y, ORDERS = _draw()  # (64,), (64,) about y = x + ½, and (20, 64): in which order a walker meets the examples, pass by pass


def gradients(point: Array, rows: Array | slice = slice(None)) -> Array:
    """∂/∂(w, b) of (w x + b − y)² for each of the examples `rows`, (n, 2)."""
    x = X[rows]
    gap = 2 * (point[0] * x + point[1] - Y[rows])
    return np.stack([gap * x, gap], axis=-1)


CROWD = Terrain(
    f"mean of (w x + b − y)² over {N} examples", ("w", "b"), ((-2, 4), (-2.5, 3.5)), (-1.0, 2.5),
    lambda p: ((p[..., :1] * X + p[..., 1:] - Y) ** 2).mean(-1),
    lambda p: np.stack([(2 * X * (p[..., :1] * X + p[..., 1:] - Y)).mean(-1), (2 * (p[..., :1] * X + p[..., 1:] - Y)).mean(-1)], -1),
    lambda p: np.array([[2 * (X**2).mean(), 2 * X.mean()], [2 * X.mean(), 2.0]]) + 0 * p[..., :1, None],
)  # fmt: skip


def batch_walk(start: Array, rate: float, batch: int, work: int) -> Walk:
    """From `start` (2,), θ ← θ − η · the mean gradient of the next `batch` examples, as often as `work` gradients of one example allow.

    The examples come in the order of ORDERS, pass by pass; all 64 at once are the whole gradient. `slopes` are those of the whole cost.
    It ends early where a coordinate leaves ±10⁶.
    """
    theta, order = np.array(start, float), ORDERS.ravel()
    points, diverged = [theta.copy()], None
    for step in range(1, work // batch + 1):
        theta = theta - rate * gradients(theta, order[(step - 1) * batch : step * batch]).mean(axis=0)
        if not (np.abs(theta) <= FAR).all():
            diverged = step
            break
        points.append(theta)
    way = np.array(points)
    return Walk(way, CROWD.cost(way), CROWD.gradient(way), [{} for _ in points], diverged)


def noise(point: Array, batch: int) -> tuple[float, float]:
    """How far a batch's gradient g is from the whole one G at a point: (root of the mean of ‖g − G‖² / ‖G‖², mean cosine between them).

    Over all batches of ORDERS. Drawn without replacement, E‖g − G‖² = S (n − B) / (B (n − 1)) with S the mean of ‖gᵢ − G‖².
    """
    each = gradients(np.asarray(point, float))[ORDERS].reshape(-1, batch, 2).mean(axis=1)
    G = gradients(np.asarray(point, float)).mean(axis=0)
    size, sizes = float(np.linalg.norm(G)), np.linalg.norm(each, axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        return float(np.sqrt(((each - G) ** 2).sum(axis=1).mean()) / size), float((each @ G / (size * sizes)).mean())
