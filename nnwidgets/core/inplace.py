"""The activations once more, for the hot loop: steps that write into given arrays and allocate nothing; in teaching order.

`…_steps(z, a)` write a = f(z); `d_…_steps(z, a, d)` write d = act'(z), where a = f(z) is already there. Scalars are 0-d arrays
(a Python number costs twice the call). fmin and fmax stand for minimum and maximum, which warn about a positional out.
"""

from collections.abc import Callable

import numpy as np

from nnwidgets.core.functions import FAR, GELU_CUBE, GELU_SCALE, SLOPE, softmax
from nnwidgets.core.registry import Array, Steps


def copy(f: Callable[[Array], Array], z: Array, out: Array) -> None:
    """out = f(z), for a function that has no steps of its own."""
    out[...] = f(z)


def linear_steps(z: Array, a: Array) -> Steps:
    return [(np.copyto, (a, z))]


def d_linear_steps(z: Array, a: Array, d: Array) -> Steps:
    return [(d.fill, (1,))]


def sigmoid_steps(z: Array, a: Array) -> Steps:
    one = np.array(1, z.dtype)
    return [(np.negative, (z, a)), (np.exp, (a, a)), (np.add, (a, one, a)), (np.reciprocal, (a, a))]


def d_sigmoid_steps(z: Array, a: Array, d: Array) -> Steps:
    return [(np.subtract, (np.array(1, z.dtype), a, d)), (np.multiply, (d, a, d))]


def tanh_steps(z: Array, a: Array) -> Steps:
    return [(np.tanh, (z, a))]


def d_tanh_steps(z: Array, a: Array, d: Array) -> Steps:
    return [(np.square, (a, d)), (np.subtract, (np.array(1, z.dtype), d, d))]


def relu_steps(z: Array, a: Array) -> Steps:
    return [(np.fmax, (z, np.zeros_like(z), a))]


def d_relu_steps(z: Array, a: Array, d: Array) -> Steps:
    return [(np.sign, (a, d))]


def leaky_relu_steps(z: Array, a: Array) -> Steps:
    return [(np.multiply, (z, np.array(SLOPE, z.dtype), a)), (np.fmax, (z, a, a))]


def d_leaky_relu_steps(z: Array, a: Array, d: Array) -> Steps:
    rest, slope = np.array(1 - SLOPE, z.dtype), np.array(SLOPE, z.dtype)
    return [(np.heaviside, (z, np.zeros_like(z), d)), (np.multiply, (d, rest, d)), (np.add, (d, slope, d))]


def elu_steps(z: Array, a: Array) -> Steps:
    return [(np.fmin, (z, np.zeros_like(z), a)), (np.expm1, (a, a)), (np.fmax, (z, a, a))]


def d_elu_steps(z: Array, a: Array, d: Array) -> Steps:
    return [(np.fmin, (a, np.zeros_like(z), d)), (np.add, (d, np.array(1, z.dtype), d))]  # eᶻ = a + 1 where z < 0


def softplus_steps(z: Array, a: Array) -> Steps:
    return [(np.logaddexp, (z, np.zeros_like(z), a))]


def d_softplus_steps(z: Array, a: Array, d: Array) -> Steps:
    return [(np.negative, (a, d)), (np.expm1, (d, d)), (np.negative, (d, d))]  # σ(z) = 1 − e⁻ᵃ


def _gelu_gate(z: Array, near: Array, s: Array) -> Steps:
    """near = z within ±FAR, s = σ(2u)."""
    one, far, low = (np.array(x, z.dtype) for x in (1, FAR, -FAR))
    outer, inner = np.array(-2 * GELU_SCALE, z.dtype), np.array(-2 * GELU_SCALE * GELU_CUBE, z.dtype)
    return [
        (np.fmin, (z, far, near)), (np.fmax, (near, low, near)),
        (np.square, (near, s)), (np.multiply, (s, inner, s)), (np.add, (s, outer, s)), (np.multiply, (s, near, s)),  # −2u
        (np.exp, (s, s)), (np.add, (s, one, s)), (np.reciprocal, (s, s)),
    ]  # fmt: skip


def gelu_steps(z: Array, a: Array) -> Steps:
    near = np.empty_like(z)
    return [*_gelu_gate(z, near, a), (np.multiply, (z, a, a))]


def d_gelu_steps(z: Array, a: Array, d: Array) -> Steps:
    near, s, one = np.empty_like(z), np.empty_like(z), np.array(1, z.dtype)
    outer, inner = np.array(2 * GELU_SCALE, z.dtype), np.array(6 * GELU_SCALE * GELU_CUBE, z.dtype)
    return [
        *_gelu_gate(z, near, s),
        (np.square, (near, d)), (np.multiply, (d, inner, d)), (np.add, (d, outer, d)), (np.multiply, (d, near, d)),  # z 2u'
        (np.subtract, (one, s, near)), (np.multiply, (d, near, d)), (np.add, (d, one, d)), (np.multiply, (d, s, d)),
    ]  # fmt: skip


def swish_steps(z: Array, a: Array) -> Steps:
    return [*sigmoid_steps(z, a), (np.multiply, (z, a, a))]


def d_swish_steps(z: Array, a: Array, d: Array) -> Steps:
    s, one = np.empty_like(z), np.array(1, z.dtype)
    slope = [(np.subtract, (one, s, d)), (np.multiply, (d, z, d)), (np.add, (d, one, d)), (np.multiply, (d, s, d))]
    return [*sigmoid_steps(z, s), *slope]


def sin_steps(z: Array, a: Array) -> Steps:
    return [(np.sin, (z, a))]


def d_sin_steps(z: Array, a: Array, d: Array) -> Steps:
    return [(np.cos, (z, d))]


def step_steps(z: Array, a: Array) -> Steps:
    return [(np.heaviside, (z, np.zeros_like(z), a))]


def d_step_steps(z: Array, a: Array, d: Array) -> Steps:
    return [(d.fill, (0,))]


def _softmax_columns(z: Array, a: Array) -> None:
    a[...] = softmax(z.T).T


def softmax_steps(z: Array, a: Array) -> Steps:
    return [(_softmax_columns, (z, a))]
