"""The formulas of the activations, each beside its derivative; in teaching order.

All are elementwise but softmax, exact far from zero (z = ±1000) and answer in the kind of number they are given.
"""

import numpy as np

from nnwidgets.core.registry import Array

SLOPE = 0.01  # of leaky_relu below 0
GELU_SCALE, GELU_CUBE = 0.7978845608028654, 0.044715  # √(2/π), and what goes with z³
FAR = 30.0  # from |z| = 30 on gelu is 0 or z to the last bit, and z³ need not be formed


def linear(z: Array) -> Array:
    """f(z) = z (definition)."""
    return +z


def sigmoid(z: Array) -> Array:
    """σ(z) = 1 / (1 + e⁻ᶻ) (definition); exact at z = ±1000."""
    with np.errstate(over="ignore"):  # e¹⁰⁰⁰ is inf, and 1 / inf = 0 is the right answer
        return 1 / (1 + np.exp(-z))


def d_sigmoid(z: Array) -> Array:
    """σ'(z) = σ(z) (1 − σ(z)), at most ¼ (definition)."""
    a = sigmoid(z)
    return a * (1 - a)


def d_tanh(z: Array) -> Array:
    """tanh'(z) = 1 − tanh²(z) (definition)."""
    return 1 - np.tanh(z) ** 2


def relu(z: Array) -> Array:
    """max(0, z) (definition); its slope at 0 is taken as 0."""
    return np.maximum(z, 0)


def d_relu(z: Array) -> Array:
    """1 where z > 0, else 0 (definition)."""
    return np.where(z > 0, 1, 0).astype(np.result_type(z, np.float32), copy=False)


def leaky_relu(z: Array) -> Array:
    """max(0.01 z, z) (Maas, Hannun, Ng 2013); its slope at 0 is taken as 0.01."""
    return np.maximum(SLOPE * z, z)


def d_leaky_relu(z: Array) -> Array:
    """1 where z > 0, else 0.01 (definition)."""
    return np.where(z > 0, 1, SLOPE).astype(np.result_type(z, np.float32), copy=False)


def elu(z: Array) -> Array:
    """z where z > 0, else eᶻ − 1, which is the larger of both (Clevert, Unterthiner, Hochreiter 2016, eq. 15 with α = 1)."""
    return np.maximum(z, np.expm1(np.minimum(z, 0)))


def d_elu(z: Array) -> Array:
    """1 where z > 0, else eᶻ (definition)."""
    return np.exp(np.minimum(z, 0))


def softplus(z: Array) -> Array:
    """ln(1 + eᶻ): a relu without its kink (Dugas et al. 2001)."""
    return np.logaddexp(z, 0)


def gelu(z: Array) -> Array:
    """½ z (1 + tanh u) with u = √(2/π) (z + 0.044715 z³), computed as z σ(2u) (Hendrycks and Gimpel 2016, section 2)."""
    near = np.clip(z, -FAR, FAR)
    return z * sigmoid(2 * GELU_SCALE * near * (1 + GELU_CUBE * near**2))


def d_gelu(z: Array) -> Array:
    """s + z s (1 − s) 2u' with s = σ(2u) and u' = √(2/π) (1 + 3 · 0.044715 z²) (definition)."""
    near = np.clip(z, -FAR, FAR)
    s = sigmoid(2 * GELU_SCALE * near * (1 + GELU_CUBE * near**2))
    return s * (1 + near * (1 - s) * (2 * GELU_SCALE) * (1 + 3 * GELU_CUBE * near**2))


def swish(z: Array) -> Array:
    """z σ(z), also called silu (Ramachandran, Zoph, Le 2017, with β = 1)."""
    return z * sigmoid(z)


def d_swish(z: Array) -> Array:
    """σ(z) (1 + z (1 − σ(z))) (definition)."""
    s = sigmoid(z)
    return s * (1 + z * (1 - s))


def step(z: Array) -> Array:
    """1 where z > 0, else 0: the perceptron's answer (Nielsen 2015, chapter 1)."""
    return np.heaviside(z, 0)


def d_step(z: Array) -> Array:
    """0 everywhere; at 0 there is none, and 0 is taken (definition)."""
    return np.zeros_like(z, np.result_type(z, np.float32))


def softmax(z: Array) -> Array:
    """eᶻʲ / Σₖ eᶻᵏ over the last axis (definition), shifted by the largest z so that nothing overflows."""
    e = np.exp(z - np.max(z, axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


def log_softmax(z: Array, axis: int = -1) -> Array:
    """zⱼ − ln Σₖ eᶻᵏ over the last axis, or another (definition), shifted likewise."""
    shifted = z - np.max(z, axis=axis, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(axis=axis, keepdims=True))


def softmax_has_no_slope(z: Array) -> Array:
    """Say so."""
    raise ValueError("softmax has no elementwise derivative; as an output it goes with loss='cross_entropy'")
