"""Lesson 06: gradient descent."""

import numpy as np

from nnwidgets.exercises.exercise import exercise


def _bend(rng):
    k, m = rng.normal(size=2)
    return lambda w: k * w**3 + np.sin(m * w)


def _slope(rng):
    k = rng.uniform(0.5, 2)
    return lambda w: k * (w - 1)


def _lists(rng):
    shapes = [tuple(rng.integers(1, 5, 2)), (int(rng.integers(1, 5)),)] * int(rng.integers(1, 3))
    return [rng.normal(size=s) for s in shapes], [rng.normal(size=s) for s in shapes], float(rng.uniform(0.01, 1))


def _walk(grad, w, eta, steps, sign=-1, first=True):
    out = [w]
    for _ in range(steps):
        out.append(out[-1] + sign * eta * grad(out[-1]))
    return np.array(out if first else out[1:])


def _into(params, grads, eta):
    for p, g in zip(params, grads, strict=True):
        p -= eta * g
    return params


@exercise(
    shown=(lambda w: w**2, 3.0, 0.1), draw=lambda rng: (_bend(rng), float(rng.normal()), float(rng.uniform(0.05, 0.3))),
    gives="one number", minutes=4,
    steps=("Evaluate f to the right, at w + h, and to the left, at w − h.", "The difference, divided by 2h."),
    wrong=(
        ("The difference from w − h to w + h is divided by h; the way is 2h.", lambda f, w, h: (f(w + h) - f(w - h)) / h, ""),
        ("This is the difference to one side, (f(w + h) − f(w)) / h; asked for is the centred one, whose error is far smaller.",
         lambda f, w, h: (f(w + h) - f(w)) / h, ""),
        ("The sign is turned round.", lambda f, w, h: (f(w - h) - f(w + h)) / (2 * h), ""),
        ("The division is missing: this is how much f changes, not how much for each w.", lambda f, w, h: f(w + h) - f(w - h), "M16"),
    ),
)  # fmt: skip
def numerical_slope(f, w, h):
    """the slope of f at w by the centred difference (f(w + h) − f(w − h)) / 2h"""
    return (f(w + h) - f(w - h)) / (2 * h)


@exercise(
    shown=(lambda w: 2 * w, 1.0, 0.25, 3), gives="an array of steps + 1 numbers, w0 first", minutes=6,
    draw=lambda rng: (_slope(rng), float(rng.normal()), float(rng.uniform(0.05, 0.6)), int(rng.integers(1, 9))),
    steps=("Begin a list with w0.", "In each step w ← w − η · slope(w), at the new w each time.", "Append it."),
    wrong=(
        ("The sign is turned round: this climbs. Downhill is against the slope.", lambda g, w, e, n: _walk(g, w, e, n, sign=1), "M16"),
        ("w0 is missing at the head.", lambda g, w, e, n: _walk(g, w, e, n, first=False), ""),
        ("The slope is taken at w0 in every step; take it anew where you stand.",
         lambda g, w, e, n: w - e * g(w) * np.arange(n + 1), "M17"),
        ("The step is η whatever the slope: only its sign is used.",
         lambda g, w, e, n: _walk(lambda v: np.sign(g(v)), w, e, n), "M17"),
        ("Only the last w is given; asked for is the whole way.", lambda g, w, e, n: _walk(g, w, e, n)[-1], ""),
    ),
)  # fmt: skip
def descend(gradient, w0, eta, steps):
    """all w on the way down, w0 first: steps times w − eta · gradient(w)"""
    way = [w0]
    for _ in range(steps):
        way.append(way[-1] - eta * gradient(way[-1]))
    return np.array(way)


@exercise(
    shown=([np.array([[1.0, 2.0]]), np.array([0.5])], [np.array([[0.5, -1.0]]), np.array([1.0])], 0.1), draw=_lists,
    gives="a list of new arrays, as params has them", minutes=4,
    steps=("Go through params and grads together: zip.", "p − eta · g makes a new array; p -= … would write into the old one."),
    wrong=(
        ("p -= … writes into the arrays that were given; p − eta · g makes new ones.", _into, "M21"),
        ("The sign is turned round: this goes uphill.", lambda P, G, eta: [p + eta * g for p, g in zip(P, G, strict=True)], "M16"),
        ("The rate is missing.", lambda P, G, eta: [p - g for p, g in zip(P, G, strict=True)], "M17"),
        ("The gradients are brought to length 1; a flat place takes small steps.",
         lambda P, G, eta: [p - eta * g / np.linalg.norm(g) for p, g in zip(P, G, strict=True)], "M17"),
    ),
)  # fmt: skip
def gd_step(params, grads, eta):
    """new arrays p − eta · g, one for each of the lists; the old ones stay as they are"""
    return [p - eta * g for p, g in zip(params, grads, strict=True)]


def _fast(args, got):
    eta, w = float(got), 0.0
    for _ in range(3):
        w -= eta * 28 / 3 * (w - 2)
    cost = 14 / 3 * (w - 2) ** 2
    if cost < 0.01:
        return ""
    way = "too large: it swings" if eta > 3 / 28 else "too small"
    return f"With {eta:g} the loss after three steps is {cost:.4g}; it must be below 0.01. The rate is {way}."


@exercise(
    shown=(), accept=_fast, gives="one number, the rate", minutes=5,
    steps=("L(w) is 14/3 (w − 2)², with the slope 28/3 (w − 2).", "Each step multiplies the distance to 2 by 1 − 28/3 η.",
           "Choose η near 3/28, where that is 0."),
    wrong=(
        ("At twice the best rate it swings from 0 to 4 and back for ever.", lambda: 3 / 14, "M17"),
        ("A small rate is safe, and far too slow here.", lambda: 0.01, "M17"),
        ("A rate of 1 diverges: each step is longer than the one before.", lambda: 1.0, "M17"),
    ),
)  # fmt: skip
def rate():
    """a learning rate that brings y = w x on (1, 2), (2, 4), (3, 6) from w = 0 to a mean squared error below 0.01 in three steps"""
    return 0.1
