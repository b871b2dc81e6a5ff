"""Logits and probabilities: softmax at a temperature, how uncertain it is, what a target makes of it, and what changes the logits."""

import numpy as np

from nnwidgets.core.registry import Array


def naive(z: Array) -> Array:
    """e^z / Σ e^z as the formula is written (definition): nan from about z = 710 on, where e^z is more than a float64 can hold."""
    with np.errstate(over="ignore", invalid="ignore"):
        e = np.exp(z)
        return np.asarray(e / e.sum())


def probabilities(z: Array, T: float = 1.0) -> Array:
    """softmax(z / T) of logits z (k,), with the largest taken off first (definition).

    T = 0 is the limit, 1 shared by the largest; T = inf the other one, 1/k each.
    """
    if T == 0:
        first = z == z.max()
        return np.asarray(first / first.sum())
    e = np.exp((z - z.max()) / T)
    return np.asarray(e / e.sum())


def log_probabilities(z: Array, T: float = 1.0) -> Array:
    """ln of `probabilities` for 0 < T, computed from z, so that ln 0 never happens (definition)."""
    moved = (z - z.max()) / T
    return np.asarray(moved - np.log(np.exp(moved).sum()))


def entropy(p: Array) -> float:
    """−Σ pᵢ ln pᵢ in nats, with 0 ln 0 = 0: 0 for one certain class, ln k for k equal ones (Shannon 1948)."""
    some = p[p > 0]
    return float(abs((some * np.log(some)).sum()))


def loss(z: Array, y: Array, T: float = 1.0) -> float:
    """Σ yᵢ (−ln pᵢ) of targets y (k,) that add up to 1 (definition); inf at T = 0 where a target has no probability."""
    wanted = y > 0
    if T == 0:
        with np.errstate(divide="ignore"):
            return float((y[wanted] * -np.log(probabilities(z, 0)[wanted])).sum())
    return float((y[wanted] * -log_probabilities(z, T)[wanted]).sum())


def gradient(z: Array, y: Array, T: float = 1.0) -> Array:
    """∂loss/∂z = (p − y) / T, (k,): p − y at T = 1; its numbers add up to 0 (definition). T is above 0; at inf it is 0."""
    return np.asarray((probabilities(z, T) - y) / T)


def descend(z: Array, y: Array, eta: float, T: float = 1.0) -> Array:
    """One step of gradient descent on the logits: z − η (p − y) / T."""
    return np.asarray(z - eta * gradient(z, y, T))


def logit_for(z: Array, i: int, q: float, T: float = 1.0) -> float:
    """The logit of class i that gives it the probability 0 < q < 1, the others as they are: T (ln q/(1−q) + ln Σ_{j≠i} e^{z_j/T})."""
    others = np.delete(z, i) / T
    top = others.max()
    return float(T * (np.log(q) - np.log1p(-q) + top + np.log(np.exp(others - top).sum())))
