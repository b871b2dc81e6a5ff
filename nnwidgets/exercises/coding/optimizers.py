"""Lesson 10: momentum, RMSProp, Adam; the state goes in and comes out."""

import numpy as np

from nnwidgets.exercises.exercise import exercise


def _state(rng):
    k = rng.integers(1, 5)
    return rng.normal(size=k), rng.normal(size=k), abs(rng.normal(size=k))


def _eta(rng, beta=0.9):
    return float(rng.uniform(0.01, 0.2)), float(rng.uniform(0.5, 0.95))


def _adam(p, g, m, v, t, eta, correct=True, inside=False, late=0, swap=False):
    m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g**2
    M, V = (m / (1 - 0.9 ** (t + late)), v / (1 - 0.999 ** (t + late))) if correct else (m, v)
    if swap:
        M, V = m / (1 - 0.999**t), v / (1 - 0.9**t)
    return p - eta * M / (np.sqrt(V + 1e-8) if inside else np.sqrt(V) + 1e-8), m, v


ONE = np.array([1.0])


@exercise(
    shown=(0 * ONE, ONE, 0 * ONE, 0.1, 0.9), known=((-0.1 * ONE, ONE, -0.1 * ONE, 0.1, 0.9), (-0.29 * ONE, ONE, -0.19 * ONE, 0.1, 0.9)),
    draw=lambda rng: (*_state(rng), *_eta(rng)), gives="(p, v)", minutes=6,
    steps=("The new velocity is β v − η g.", "The new p is p plus the new velocity."),
    wrong=(
        ("There is no memory in it: this is plain gradient descent.", lambda p, g, v, eta, b: (p - eta * g, -eta * g), "M26"),
        ("p moves by the old velocity; it moves by the new one.", lambda p, g, v, eta, b: (p + v, b * v - eta * g), "M26"),
        ("The gradient is weighted by 1 − β as well; here it is not.",
         lambda p, g, v, eta, b: (p + (n := b * v - (1 - b) * eta * g), n), "M26"),
        ("The sign of the gradient is turned round: this climbs.", lambda p, g, v, eta, b: (p + (n := b * v + eta * g), n), "M16"),
    ),
)  # fmt: skip
def momentum_step(p, g, v, eta, beta):
    """(p, v) after one step: v ← beta · v − eta · g, then p ← p + v"""
    v = beta * v - eta * g
    return p + v, v


@exercise(
    shown=(ONE, 2 * ONE, 0 * ONE, 0.1, 0.9), draw=lambda rng: (*_state(rng), *_eta(rng)), gives="(p, v)", minutes=6,
    steps=("v ← β v + (1 − β) g².", "p ← p − η g / (√v + 1e−8)."),
    wrong=(
        ("v has the gradient in it, not its square.",
         lambda p, g, v, eta, b: (p - eta * g / (np.sqrt(abs(n := b * v + (1 - b) * g)) + 1e-8), n), ""),
        ("The root is missing: it is divided by √v.",
         lambda p, g, v, eta, b: (p - eta * g / ((n := b * v + (1 - b) * g**2) + 1e-8), n), ""),
        ("The old v divides; it is the new one.",
         lambda p, g, v, eta, b: (p - eta * g / (np.sqrt(v) + 1e-8), b * v + (1 - b) * g**2), ""),
        ("The factor 1 − β before g² is missing: v is an average.",
         lambda p, g, v, eta, b: (p - eta * g / (np.sqrt(n := b * v + g**2) + 1e-8), n), ""),
    ),
)  # fmt: skip
def rmsprop_step(p, g, v, eta, beta):
    """(p, v) after one step: v ← beta · v + (1 − beta) g², then p ← p − eta · g / (√v + 1e−8)"""
    v = beta * v + (1 - beta) * g**2
    return p - eta * g / (np.sqrt(v) + 1e-8), v


@exercise(
    shown=(0 * ONE, 1000 * ONE, 0 * ONE, 0 * ONE, 1, 0.001), known=((0 * ONE, 1e-4 * ONE, 0 * ONE, 0 * ONE, 1, 0.001),),
    draw=lambda rng: (*_state(rng)[:2], *(s[:1] for s in _state(rng)[1:]), int(rng.integers(1, 20)), 0.001),
    gives="(p, m, v)", minutes=10,
    steps=("m ← 0.9 m + 0.1 g, and v ← 0.999 v + 0.001 g².", "Divide by 1 − 0.9ᵗ and 1 − 0.999ᵗ: these are m̂ and v̂.",
           "p ← p − η m̂ / (√v̂ + 1e−8)."),
    wrong=(
        ("The correction of the bias is missing: the first step is 3.16 times too long.", lambda *a: _adam(*a, correct=False), "M27"),
        ("ε stands inside the root; it is added to the root.", lambda *a: _adam(*a, inside=True), "M27"),
        ("t is counted one too far; the first step has t = 1.", lambda *a: _adam(*a, late=1), "M27"),
        ("The two corrections are swapped: 0.9 belongs to m, 0.999 to v.", lambda *a: _adam(*a, swap=True), "M27"),
        ("The state that comes back is the corrected one; keep m and v as they are.",
         lambda p, g, m, v, t, eta: ((n := _adam(p, g, m, v, t, eta))[0], n[1] / (1 - 0.9**t), n[2] / (1 - 0.999**t)), "M27"),
    ),
)  # fmt: skip
def adam_step(p, g, m, v, t, eta):
    """(p, m, v) after step t = 1, 2, …, with 0.9 for m, 0.999 for v, the bias corrected, and 1e−8 added to the root"""
    m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g**2
    m_hat, v_hat = m / (1 - 0.9**t), v / (1 - 0.999**t)
    return p - eta * m_hat / (np.sqrt(v_hat) + 1e-8), m, v
