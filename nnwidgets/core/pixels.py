"""Images as rows of pixels: moved, inverted, put into another order; how smooth they are, and how alike."""

from dataclasses import dataclass

import numpy as np

from nnwidgets.core.registry import Array
from nnwidgets.core.streams import Stream


def side_of(n: int) -> int:
    """The side of a square image of n pixels; raises ValueError where there is none."""
    side = round(n**0.5)
    if side * side != n:
        raise ValueError(f"images must be square, such as 64 or 784 pixels, got {n}")
    return side


def shifted(X: Array, dx: int, dy: int) -> Array:
    """Square images X (n, side²) moved dx pixels to the right and dy down; what comes in is 0, what leaves is lost."""
    side = side_of(X.shape[-1])
    images, moved = X.reshape(-1, side, side), np.zeros_like(X).reshape(-1, side, side)
    h, w = max(0, side - abs(dy)), max(0, side - abs(dx))
    y, x = max(0, dy), max(0, dx)
    moved[:, y : y + h, x : x + w] = images[:, y - dy : y - dy + h, x - dx : x - dx + w]
    return moved.reshape(X.shape)


def inverted(X: Array) -> Array:
    """Ink where there was paper: 1 − X."""
    return 1 - X


def order(n: int, seed: int = 0) -> Array:
    """The one order that `permuted` pixels have: pixel i of a new image is pixel order[i] of the old, (n,)."""
    return Stream(seed, "data").order(n)


def noise(count: int, n: int, seed: int = 0) -> Array:
    """Images of pixels that are drawn alone, evenly from 0 to 1, (count, n)."""
    return Stream(seed, "noise").uniform(0, 1, (count, n))


def sure(outputs: Array, above: float = 0.9) -> float:
    """The share of rows whose largest output is above `above`."""
    return float((outputs.max(axis=1) > above).mean())


def smoothness(weights: Array) -> Array:
    """The correlation of neighbouring pixels, right and below, in each image of (n, side²): 0 for noise, near 1 for soft blobs, (n,)."""
    side = side_of(weights.shape[-1])
    W = weights.reshape(-1, side, side).astype(float)
    a = np.concatenate([W[:, :, :-1].reshape(len(W), -1), W[:, :-1].reshape(len(W), -1)], axis=1)
    b = np.concatenate([W[:, :, 1:].reshape(len(W), -1), W[:, 1:].reshape(len(W), -1)], axis=1)
    a, b = a - a.mean(axis=1, keepdims=True), b - b.mean(axis=1, keepdims=True)
    both = np.sqrt((a * a).sum(axis=1) * (b * b).sum(axis=1))
    return np.divide((a * b).sum(axis=1), both, out=np.zeros(len(W)), where=both > 0)


@dataclass(frozen=True)
class Likeness:
    """Two images: `differ` pixels by more than 0.5, their `distance` √Σ(a − b)², and how far the `nearest` other image is."""

    differ: int
    distance: float
    nearest: int
    nearest_distance: float


def likeness(a: Array, b: Array, others: Array) -> Likeness:
    """Compare a and b (n_in,), and a with the nearest of `others` (n, n_in), by the straight distance of their pixels."""
    far = np.linalg.norm(others - a, axis=1)
    k = int(far.argmin())
    return Likeness(int((np.abs(a - b) > 0.5).sum()), float(np.linalg.norm(a - b)), k, float(far[k]))
