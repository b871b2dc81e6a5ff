"""Penalties on the weights, never on the biases: what each adds to the loss and does to an update."""

from collections.abc import Iterable

import numpy as np

from nnwidgets.core.registry import Array, Steps


def penalty(weights: Iterable[Array], l1: float, l2: float) -> float:
    """λ₁ Σ|w| + ½ λ₂ Σw² over the weights of all layers (definition)."""
    return sum(float(l1 * np.abs(W).sum() + 0.5 * l2 * np.square(W).sum()) for W in weights)


def l2_steps(theta: Array, gradient: Array, decay: Array) -> Steps:
    """g ← g + λ₂ w: `decay` holds λ₂ (times the rate where the gradient carries it) for weights and 0 for biases."""
    push = np.empty_like(theta)
    return [(np.multiply, (theta, decay, push)), (np.add, (gradient, push, gradient))]


def l1_steps(theta: Array, shrink: Array) -> Steps:
    """w ← sign(w) max(|w| − η λ₁, 0), after the update: what is carried over 0 becomes exactly 0, and may come back.

    (Proximal step, Duchi and Singer 2009; TensorFlow Playground stops at 0 likewise.)
    """
    sign, size, zero = np.empty_like(theta), np.empty_like(theta), np.zeros_like(theta)
    return [
        (np.sign, (theta, sign)),
        (np.abs, (theta, size)),
        (np.subtract, (size, shrink, size)),
        (np.fmax, (size, zero, size)),
        (np.multiply, (sign, size, theta)),
    ]
