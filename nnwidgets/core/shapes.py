"""Shapes in the plane: the six of TensorFlow Playground, then others. One draw serves every noise: what it displaces moves continuously."""

import numpy as np

from nnwidgets.core.dataset import Dataset
from nnwidgets.core.recipe import remembered
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


@remembered
def circle(n: int = 500, noise: float = 0, seed: int = 0) -> Dataset:
    """A disc in a ring: half r ~ U(0, 2.5), half U(3.5, 5); noise displaces the point that decides the label (TensorFlow Playground)."""
    n, noise, place, shake = streams(n, noise, seed)
    half = n // 2
    r = np.concatenate([place.uniform(0, 2.5, half), place.uniform(3.5, 5, n - half)])
    angle = place.uniform(0, 2 * np.pi, n)
    X = np.column_stack([r * np.sin(angle), r * np.cos(angle)])
    moved = X + shake.uniform(-5, 5, (n, 2)) * noise
    return classed("circle", X, np.hypot(*moved.T) < 2.5, seed)


@remembered
def xor(n: int = 500, noise: float = 0, seed: int = 0) -> Dataset:
    """Four quadrants 0.3 apart, positive where x1 x2 ≥ 0; noise displaces the point that decides the label (TensorFlow Playground)."""
    n, noise, place, shake = streams(n, noise, seed)
    X = place.uniform(-5, 5, (n, 2))
    X += np.where(X > 0, 0.3, -0.3)
    moved = X + shake.uniform(-5, 5, (n, 2)) * noise
    return classed("xor", X, moved[:, 0] * moved[:, 1] >= 0, seed)


@remembered
def gauss(n: int = 500, noise: float = 0, seed: int = 0) -> Dataset:
    """Two normal clouds at (2, 2) and (−2, −2); noise widens their variance from 0.5 to 4 (TensorFlow Playground)."""
    n, noise, place, _ = streams(n, noise, seed)
    positive = np.arange(n) < n // 2
    spread = np.sqrt(0.5 + (4 - 0.5) * noise / 0.5)
    X = np.where(positive, 2.0, -2.0)[:, None] + spread * place.normal((n, 2))
    return classed("gauss", X, positive, seed)


@remembered
def spiral(n: int = 500, noise: float = 0, seed: int = 0) -> Dataset:
    """Two arms, r = 5 i/m, angle 1.75 · 2π i/m (+ π); noise displaces the points (TensorFlow Playground)."""
    n, noise, _, shake = streams(n, noise, seed)
    half = n // 2
    i = np.concatenate([np.arange(half) / half, np.arange(n - half) / (n - half)])
    positive = np.arange(n) < half
    t = 1.75 * 2 * np.pi * i + np.where(positive, 0, np.pi)
    X = np.column_stack([5 * i * np.sin(t), 5 * i * np.cos(t)]) + shake.uniform(-1, 1, (n, 2)) * noise
    return classed("spiral", X, positive, seed)


@remembered
def reg_plane(n: int = 1200, noise: float = 0, seed: int = 0) -> Dataset:
    """The plane (x1 + x2) / 10 over U(−6, 6)²; noise displaces the point that decides the target (TensorFlow Playground)."""
    n, noise, place, shake = streams(n, noise, seed)
    X = place.uniform(-6, 6, (n, 2))
    moved = X + shake.uniform(-6, 6, (n, 2)) * noise
    return Dataset(X, moved.sum(axis=1) / 10, "regression", XY, (), "reg_plane", seed)


@remembered
def reg_gauss(n: int = 1200, noise: float = 0, seed: int = 0) -> Dataset:
    """Six bumps of height ±1 and radius 2 over U(−6, 6)²; noise displaces the point that decides the target (TensorFlow Playground)."""
    n, noise, place, shake = streams(n, noise, seed)
    X = place.uniform(-6, 6, (n, 2))
    moved = X + shake.uniform(-6, 6, (n, 2)) * noise
    centres = np.array([(-4, 2.5), (0, 2.5), (4, 2.5), (-4, -2.5), (0, -2.5), (4, -2.5)])
    height = np.clip(1 - np.linalg.norm(moved[:, None] - centres, axis=2) / 2, 0, 1) * [1, -1, 1, -1, 1, -1]
    y = height[np.arange(n), np.abs(height).argmax(axis=1)]
    return Dataset(X, y, "regression", XY, (), "reg_gauss", seed)


@remembered
def moons(n: int = 500, noise: float = 0, seed: int = 0) -> Dataset:
    """Two interlocking half circles: 3 (cos t, sin t) about (−1.5, −0.75) and 3 (−cos t, −sin t) about (1.5, 0.75), t = 0 … π.

    Noise is the standard deviation of what displaces the points, in radii (scikit-learn's make_moons, enlarged and centered).
    """
    n, noise, _, shake = streams(n, noise, seed)
    half = n // 2
    t = np.concatenate([np.linspace(0, np.pi, half), np.linspace(0, np.pi, n - half)])
    lower = np.arange(n) >= half
    way = np.where(lower, -1, 1)
    X = 3 * np.column_stack([way * (np.cos(t) - 0.5), way * (np.sin(t) - 0.25)]) + 3 * noise * shake.normal((n, 2))
    return classed("moons", X, lower, seed)


@remembered
def checkerboard(n: int = 500, noise: float = 0, seed: int = 0, squares: int = 4) -> Dataset:
    """A board of `squares` × `squares` over U(−5, 5)², blue in the lower left; noise displaces what decides the label, as in xor."""
    n, noise, place, shake = streams(n, noise, seed)
    X = place.uniform(-5, 5, (n, 2))
    moved = X + shake.uniform(-5, 5, (n, 2)) * noise
    square = np.floor((moved + 5) * whole(squares, "squares", 2) / 10)
    return classed("checkerboard", X, square.sum(axis=1) % 2 == 0, seed)


@remembered
def three_arms(n: int = 600, noise: float = 0, seed: int = 0) -> Dataset:
    """Three spiral arms, r = 5 i/m, angle 2π (i/m + k/3); noise displaces the points, as in spiral (after CS231n's three classes)."""
    n, noise, _, shake = streams(n, noise, seed)
    arms = np.array_split(np.arange(n), 3)
    i = np.concatenate([np.arange(len(arm)) / len(arm) for arm in arms if len(arm)])
    k = np.repeat([0, 1, 2], [len(arm) for arm in arms])
    angle = 2 * np.pi * (i + k / 3)
    X = np.column_stack([5 * i * np.sin(angle), 5 * i * np.cos(angle)]) + shake.uniform(-1, 1, (n, 2)) * noise
    return classed("three_arms", X, k, seed, 3)


@remembered
def blobs(n: int = 500, noise: float = 0, seed: int = 0, classes: int = 3) -> Dataset:
    """2 to 6 normal clouds about 4 (sin 2πk/classes, cos 2πk/classes); noise widens their variance from 0.5 to 4, as in gauss."""
    n, noise, place, _ = streams(n, noise, seed)
    if whole(classes, "classes", 2) > len(COLORS):
        raise ValueError(f"classes must be a whole number from 2 to {len(COLORS)}, got {classes}")
    k = np.repeat(np.arange(classes), [len(part) for part in np.array_split(np.arange(n), classes)])
    centers = 4 * np.column_stack([np.sin(2 * np.pi * k / classes), np.cos(2 * np.pi * k / classes)])
    spread = np.sqrt(0.5 + (4 - 0.5) * noise / 0.5)
    return classed("blobs", centers + spread * place.normal((n, 2)), k, seed, classes)
