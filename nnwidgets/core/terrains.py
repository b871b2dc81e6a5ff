"""Terrains to go down on: curves C(w) and surfaces C(x, y) with their slopes and curvatures; each is written once, in a table."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from nnwidgets.core.registry import Array

X, Y = np.array([1.0, 2.0, 3.0]), np.array([2.0, 4.0, 6.0])  # of the line fit y = 2x
SIZES, LARGE = np.array([0.3, 0.5, 0.7, 0.9, 1.2, 1.6, 2.0, 2.5]), np.array([0, 0, 0, 1, 0, 1, 1, 1])  # of the neurons that say "large"
FAR = 1e6  # a walk that is further out has diverged


@dataclass(frozen=True)
class Terrain:
    """C of a point (d,), with its gradient (d,) and the matrix of its curvatures (d, d), for points (…, d).

    `over` are the limits of the picture, one pair for each axis; `start` is where a ball lies at first; `names` those of the axes;
    `text` is the formula as a page says it, `source` who it is from.
    """

    text: str
    names: tuple[str, ...]
    over: tuple[tuple[float, float], ...]
    start: tuple[float, ...]
    cost: Callable[[Array], Array]
    gradient: Callable[[Array], Array]
    curvature: Callable[[Array], Array]
    source: str = "definition"

    def level_share(self, points: int = 701) -> float:
        """The share of the picture's points, so many along each axis, where the gradient is exactly 0: no step leads away from there."""
        grid = np.stack(np.meshgrid(*(np.linspace(low, high, points) for low, high in self.over)), axis=-1)
        return float((self.gradient(grid.reshape(-1, len(self.over))) == 0).all(axis=-1).mean())

    def limit(self, point: Any) -> float:
        """The rate above which gradient descent cannot settle near here: 2 / the largest curvature; infinite where none bends up."""
        bend = float(np.linalg.eigvalsh(self.curvature(np.asarray(point, float)))[-1])
        return 2 / bend if bend > 0 else np.inf


def _curve(text: str, over: tuple[float, float], start: float, f: Any, df: Any, d2f: Any, source: str = "definition") -> Terrain:
    return Terrain(
        text, ("w",), (over,), (start,),
        lambda p: f(p[..., 0]), lambda p: df(p[..., 0])[..., None], lambda p: (d2f(p[..., 0]) + 0 * p[..., 0])[..., None, None], source,
    )  # fmt: skip


def _diagonal(*entries: Any) -> Array:
    """Matrices (…, d, d) of curvatures along the axes alone."""
    return np.stack(np.broadcast_arrays(*entries), axis=-1)[..., None] * np.eye(len(entries))


CURVES: dict[str, Terrain] = {
    "parabola": _curve(
        "½(w − 3)² + 2", (-2, 8), 0, lambda w: (w - 3) ** 2 / 2 + 2, lambda w: w - 3, lambda w: 1.0),
    "line": _curve(
        "mean of (w x − y)²", (-1, 5), 0, lambda w: ((w[..., None] * X - Y) ** 2).mean(-1),
        lambda w: (2 * X * (w[..., None] * X - Y)).mean(-1), lambda w: 2 * float((X**2).mean())),
    "3b1b": _curve(
        "0.05((w + 2)(w − 1)(w − 3))² + 2 + 0.3(w − 3)", (-2.8, 3.8), -0.5,
        lambda w: 0.05 * ((w + 2) * (w - 1) * (w - 3)) ** 2 + 2 + 0.3 * (w - 3),
        lambda w: 0.1 * _p(w) * _dp(w) + 0.3, lambda w: 0.1 * (_dp(w) ** 2 + _p(w) * (6 * w - 4)),
        "3Blue1Brown, Neural networks, chapter 2"),
    "sigmoid": _curve(
        "mean of (σ(w x − 1) − y)² over 8 examples", (-1, 6), 3, lambda w: ((_said(w) - LARGE) ** 2).mean(-1),
        lambda w: (2 * (_said(w) - LARGE) * _said(w) * (1 - _said(w)) * SIZES).mean(-1),
        lambda w: _bend(_said(w)).mean(-1)),
    "step": _curve(
        "mean of (step(w x − 1) − y)² over the same 8 examples", (-1, 6), 3,
        lambda w: (((w[..., None] * SIZES > 1) - LARGE) ** 2).mean(-1), lambda w: 0 * w, lambda w: 0.0),
}  # fmt: skip


def _said(w: Array) -> Array:
    answers: Array = 1 / (1 + np.exp(1 - w[..., None] * SIZES))
    return answers


def _bend(a: Array) -> Array:
    slope = a * (1 - a)
    bends: Array = 2 * SIZES**2 * slope * (slope + (a - LARGE) * (1 - 2 * a))
    return bends


def _p(w: Array) -> Array:
    return w**3 - 2 * w**2 - 5 * w + 6  # (w + 2)(w − 1)(w − 3)


def _dp(w: Array) -> Array:
    return 3 * w**2 - 4 * w - 5


def _fit(p: Array) -> Array:
    return p[..., :1] * X + p[..., 1:] - Y  # what the line says less what is so


SURFACES: dict[str, Terrain] = {
    "bowl": Terrain(
        "3/2 x² + ½ y²", ("x", "y"), ((-2, 2), (-2, 2)), (1.0, 1.0),
        lambda p: 1.5 * p[..., 0] ** 2 + p[..., 1] ** 2 / 2, lambda p: p * [3.0, 1.0], lambda p: _diagonal(3.0 + 0 * p[..., 0], 1.0),
        "3Blue1Brown, Neural networks, chapter 2"),
    "valley": Terrain(
        "½(x² + 100 y²)", ("x", "y"), ((-1.5, 1.5), (-1.5, 1.5)), (1.0, 1.0),
        lambda p: (p[..., 0] ** 2 + 100 * p[..., 1] ** 2) / 2, lambda p: p * [1.0, 100.0], lambda p: _diagonal(1.0 + 0 * p[..., 0], 100.0)),
    "saddle": Terrain(
        "½(x² − y²)", ("x", "y"), ((-2, 2), (-2, 2)), (1.5, 0.01),
        lambda p: (p[..., 0] ** 2 - p[..., 1] ** 2) / 2, lambda p: p * [1.0, -1.0], lambda p: _diagonal(1.0 + 0 * p[..., 0], -1.0)),
    "bumpy": Terrain(
        "0.1(x² + y²) + sin x + 1.5", ("x", "y"), ((-6, 6), (-6, 6)), (4.0, 3.0),
        lambda p: 0.1 * (p**2).sum(-1) + np.sin(p[..., 0]) + 1.5,
        lambda p: 0.2 * p + np.stack([np.cos(p[..., 0]), 0 * p[..., 0]], -1), lambda p: _diagonal(0.2 - np.sin(p[..., 0]), 0.2),
        "3Blue1Brown, Cross-entropy"),
    "fit": Terrain(
        "mean of (w x + b − y)²", ("w", "b"), ((-1, 5), (-4, 4)), (0.0, 2.0),
        lambda p: (_fit(p) ** 2).mean(-1), lambda p: np.stack([(2 * X * _fit(p)).mean(-1), 2 * _fit(p).mean(-1)], -1),
        lambda p: np.array([[2 * (X**2).mean(), 2 * X.mean()], [2 * X.mean(), 2.0]]) + 0 * p[..., :1, None]),
}  # fmt: skip
TERRAINS = CURVES | SURFACES


def sampled(heights: Array, over: Any, names: tuple[str, ...], text: str, start: tuple[float, ...]) -> Terrain:
    """A surface that is known at (n, n) points only, heights[i, j] at the i-th of x and j-th of y: between them it is bilinear.

    Outside the points its border goes on as it is. The gradient is that of the piece; it jumps from one piece to the next.
    """
    n, (low, high) = len(heights), np.array(over).T
    cell = (high - low) / (n - 1)

    def corner(p: Array) -> tuple[Any, ...]:
        at = np.clip((p - low) / cell, 0, n - 1)
        i, j = np.moveaxis(np.minimum(at.astype(int), n - 2), -1, 0)
        u, v = np.moveaxis(at - np.stack([i, j], -1), -1, 0)
        return u, v, heights[i, j], heights[i + 1, j], heights[i, j + 1], heights[i + 1, j + 1]

    def cost(p: Array) -> Array:
        u, v, a, b, c, d = corner(p)
        height: Array = (a * (1 - u) + b * u) * (1 - v) + (c * (1 - u) + d * u) * v
        return height

    def gradient(p: Array) -> Array:
        u, v, a, b, c, d = corner(p)
        return np.stack([(b - a) * (1 - v) + (d - c) * v, (c - a) * (1 - u) + (d - b) * u], -1) / cell

    return Terrain(text, names, over, start, cost, gradient, lambda p: np.zeros((*p.shape[:-1], 2, 2)), "nw.landscape")
