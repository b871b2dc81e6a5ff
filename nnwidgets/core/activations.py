"""Activation functions: formula, derivative, range and typical use; in teaching order.

An Activation is a pair (f, df). For the hot loop it may bring a second spelling of the same pair that writes into given
arrays: a list of steps `(function, arguments)`. A property test holds the two spellings together.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from nnwidgets.core.registry import Array, pick

Steps = list[tuple[Callable[..., Any], tuple[Any, ...]]]
SLOPE = 0.01  # of leaky_relu below 0


@dataclass(frozen=True, eq=False)
class Activation:
    """a = f(z) and act'(z) = df(z), both elementwise; `range` is what f can reach, `use` where it is usual."""

    name: str
    f: Callable[[Array], Array]
    df: Callable[[Array], Array]
    formula: str = ""
    derivative: str = ""
    range: tuple[float, float] = (-np.inf, np.inf)
    use: str = ""
    f_steps: Callable[[Array, Array], Steps] | None = None
    df_steps: Callable[[Array, Array, Array], Steps] | None = None

    def into(self, z: Array, a: Array) -> Steps:
        """Steps that write f(z) into a."""
        return self.f_steps(z, a) if self.f_steps else [(_copy, (self.f, z, a))]

    def slope_into(self, z: Array, a: Array, d: Array) -> Steps:
        """Steps that write act'(z) into d, where a = f(z) is already there."""
        return self.df_steps(z, a, d) if self.df_steps else [(_copy, (self.df, z, d))]

    def __repr__(self) -> str:
        return f"Activation({self.name!r})"


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


def softmax(z: Array) -> Array:
    """eᶻʲ / Σₖ eᶻᵏ over the last axis (definition), shifted by the largest z so that nothing overflows."""
    e = np.exp(z - np.max(z, axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


def log_softmax(z: Array) -> Array:
    """zⱼ − ln Σₖ eᶻᵏ over the last axis (definition), shifted likewise."""
    shifted = z - np.max(z, axis=-1, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))


def _softmax_has_no_slope(z: Array) -> Array:
    raise ValueError("softmax has no elementwise derivative; as an output it goes with loss='cross_entropy'")


def _copy(f: Callable[[Array], Array], z: Array, out: Array) -> None:
    out[...] = f(z)


def _softmax_columns(z: Array, a: Array) -> None:
    a[...] = softmax(z.T).T


def _linear_steps(z: Array, a: Array) -> Steps:
    return [(np.copyto, (a, z))]


def _d_linear_steps(z: Array, a: Array, d: Array) -> Steps:
    return [(d.fill, (1,))]


def _sigmoid_steps(z: Array, a: Array) -> Steps:
    one = np.array(1, z.dtype)
    return [(np.negative, (z, a)), (np.exp, (a, a)), (np.add, (a, one, a)), (np.reciprocal, (a, a))]


def _d_sigmoid_steps(z: Array, a: Array, d: Array) -> Steps:
    return [(np.subtract, (np.array(1, z.dtype), a, d)), (np.multiply, (d, a, d))]


def _tanh_steps(z: Array, a: Array) -> Steps:
    return [(np.tanh, (z, a))]


def _d_tanh_steps(z: Array, a: Array, d: Array) -> Steps:
    return [(np.square, (a, d)), (np.subtract, (np.array(1, z.dtype), d, d))]


def _relu_steps(z: Array, a: Array) -> Steps:
    return [(np.fmax, (z, np.zeros_like(z), a))]  # fmax: np.maximum with a positional out warns in NumPy 2.4


def _d_relu_steps(z: Array, a: Array, d: Array) -> Steps:
    return [(np.sign, (a, d))]


def _leaky_steps(z: Array, a: Array) -> Steps:
    return [(np.multiply, (z, np.array(SLOPE, z.dtype), a)), (np.fmax, (z, a, a))]


def _d_leaky_steps(z: Array, a: Array, d: Array) -> Steps:
    rest, slope = np.array(1 - SLOPE, z.dtype), np.array(SLOPE, z.dtype)
    return [(np.heaviside, (z, np.zeros_like(z), d)), (np.multiply, (d, rest, d)), (np.add, (d, slope, d))]


def _softmax_steps(z: Array, a: Array) -> Steps:
    return [(_softmax_columns, (z, a))]


INF = np.inf
ACTIVATIONS: dict[str, Activation] = {
    a.name: a
    for a in (
        Activation("linear", linear, np.ones_like, r"z", r"1", (-INF, INF),
                   "output of a regression", _linear_steps, _d_linear_steps),
        Activation("sigmoid", sigmoid, d_sigmoid, r"\frac{1}{1 + e^{-z}}", r"\sigma(z)\,(1 - \sigma(z))", (0, 1),
                   "output of a yes-or-no question", _sigmoid_steps, _d_sigmoid_steps),
        Activation("tanh", np.tanh, d_tanh, r"\frac{e^{z} - e^{-z}}{e^{z} + e^{-z}}", r"1 - \tanh^2(z)", (-1, 1),
                   "hidden layers, centred at zero", _tanh_steps, _d_tanh_steps),
        Activation("relu", relu, d_relu, r"\max(0, z)", r"1 \text{ if } z > 0 \text{ else } 0", (0, INF),
                   "hidden layers, the usual first choice", _relu_steps, _d_relu_steps),
        Activation("leaky_relu", leaky_relu, d_leaky_relu, r"\max(0.01\,z, z)", r"1 \text{ if } z > 0 \text{ else } 0.01", (-INF, INF),
                   "hidden layers, when units die", _leaky_steps, _d_leaky_steps),
        Activation("softmax", softmax, _softmax_has_no_slope, r"\frac{e^{z_j}}{\sum_k e^{z_k}}", r"a_j\,(\delta_{jk} - a_k)", (0, 1),
                   "output for several classes; adds up to 1", _softmax_steps),
    )
}  # fmt: skip
HIDDEN = {name: a for name, a in ACTIVATIONS.items() if name != "softmax"}


def own(spec: object) -> Activation | None:
    """A learner's pair (f, df) as an Activation called `own`; None for anything else."""
    if isinstance(spec, tuple) and len(spec) == 2 and callable(spec[0]) and callable(spec[1]):
        return Activation(getattr(spec[0], "__name__", "own"), spec[0], spec[1], use="the learner's own")
    return None


def hidden_activation(spec: object) -> Activation:
    """The activation of a hidden layer, by name, as an Activation or as a pair (f, df); softmax is an output only."""
    if spec in ("softmax", ACTIVATIONS["softmax"]):
        raise ValueError(f"softmax is for outputs only; choose one of {', '.join(HIDDEN)} for hidden layers")
    found: Activation = own(spec) or pick(HIDDEN, spec, "activation", Activation)
    return found


def output_activation(spec: object) -> Activation:
    """The activation of the output layer, by name, as an Activation or as a pair (f, df)."""
    found: Activation = own(spec) or pick(ACTIVATIONS, spec, "activation", Activation)
    return found
