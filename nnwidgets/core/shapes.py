"""Shapes in the plane: the six of TensorFlow Playground. The same draw serves every noise, so what noise displaces moves continuously."""

import numpy as np

from nnwidgets.core.dataset import Dataset
from nnwidgets.core.registry import Array, number, whole
from nnwidgets.core.streams import Stream

XY = ("x1", "x2")
COLORS = ("blue", "orange", "green", "pink", "brown", "violet")  # as palette.json has them for classes


def streams(n: object, noise: object, seed: object) -> tuple[int, float, Stream, Stream]:
    """The number of points and the noise, tested; where points are drawn from, and what shakes them."""
    s = whole(seed, "seed")
    return whole(n, "n", 2), number(noise, "noise", low=0, high=0.5), Stream(s, "data"), Stream(s, "noise")


def classed(name: str, X: Array, y: Array, seed: int, classes: int = 2) -> Dataset:
    """A set in the plane of x1 and x2 whose labels are called by the colors that they are drawn in."""
    names = ("orange", "blue") if classes == 2 else COLORS[:classes]
    return Dataset(X, y.astype(int), "binary" if classes == 2 else "multiclass", XY, names, name, seed)


def circle(n: int = 500, noise: float = 0, seed: int = 0) -> Dataset:
    """A disc in a ring: half r ~ U(0, 2.5), half U(3.5, 5); noise displaces the point that decides the label (TensorFlow Playground)."""
    n, noise, place, shake = streams(n, noise, seed)
    half = n // 2
    r = np.concatenate([place.uniform(0, 2.5, half), place.uniform(3.5, 5, n - half)])
    angle = place.uniform(0, 2 * np.pi, n)
    X = np.column_stack([r * np.sin(angle), r * np.cos(angle)])
    moved = X + shake.uniform(-5, 5, (n, 2)) * noise
    return classed("circle", X, np.hypot(*moved.T) < 2.5, seed)


def xor(n: int = 500, noise: float = 0, seed: int = 0) -> Dataset:
    """Four quadrants 0.3 apart, positive where x1 x2 ≥ 0; noise displaces the point that decides the label (TensorFlow Playground)."""
    n, noise, place, shake = streams(n, noise, seed)
    X = place.uniform(-5, 5, (n, 2))
    X += np.where(X > 0, 0.3, -0.3)
    moved = X + shake.uniform(-5, 5, (n, 2)) * noise
    return classed("xor", X, moved[:, 0] * moved[:, 1] >= 0, seed)


def gauss(n: int = 500, noise: float = 0, seed: int = 0) -> Dataset:
    """Two normal clouds at (2, 2) and (−2, −2); noise widens their variance from 0.5 to 4 (TensorFlow Playground)."""
    n, noise, place, _ = streams(n, noise, seed)
    positive = np.arange(n) < n // 2
    spread = np.sqrt(0.5 + (4 - 0.5) * noise / 0.5)
    X = np.where(positive, 2.0, -2.0)[:, None] + spread * place.normal((n, 2))
    return classed("gauss", X, positive, seed)


def spiral(n: int = 500, noise: float = 0, seed: int = 0) -> Dataset:
    """Two arms, r = 5 i/m, angle 1.75 · 2π i/m (+ π); noise displaces the points (TensorFlow Playground)."""
    n, noise, _, shake = streams(n, noise, seed)
    half = n // 2
    i = np.concatenate([np.arange(half) / half, np.arange(n - half) / (n - half)])
    positive = np.arange(n) < half
    t = 1.75 * 2 * np.pi * i + np.where(positive, 0, np.pi)
    X = np.column_stack([5 * i * np.sin(t), 5 * i * np.cos(t)]) + shake.uniform(-1, 1, (n, 2)) * noise
    return classed("spiral", X, positive, seed)


def reg_plane(n: int = 1200, noise: float = 0, seed: int = 0) -> Dataset:
    """The plane (x1 + x2) / 10 over U(−6, 6)²; noise displaces the point that decides the target (TensorFlow Playground)."""
    n, noise, place, shake = streams(n, noise, seed)
    X = place.uniform(-6, 6, (n, 2))
    moved = X + shake.uniform(-6, 6, (n, 2)) * noise
    return Dataset(X, moved.sum(axis=1) / 10, "regression", XY, (), "reg_plane", seed)


def reg_gauss(n: int = 1200, noise: float = 0, seed: int = 0) -> Dataset:
    """Six bumps of height ±1 and radius 2 over U(−6, 6)²; noise displaces the point that decides the target (TensorFlow Playground)."""
    n, noise, place, shake = streams(n, noise, seed)
    X = place.uniform(-6, 6, (n, 2))
    moved = X + shake.uniform(-6, 6, (n, 2)) * noise
    centres = np.array([(-4, 2.5), (0, 2.5), (4, 2.5), (-4, -2.5), (0, -2.5), (4, -2.5)])
    height = np.clip(1 - np.linalg.norm(moved[:, None] - centres, axis=2) / 2, 0, 1) * [1, -1, 1, -1, 1, -1]
    y = height[np.arange(n), np.abs(height).argmax(axis=1)]
    return Dataset(X, y, "regression", XY, (), "reg_gauss", seed)
