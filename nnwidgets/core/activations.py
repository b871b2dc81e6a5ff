"""The activation functions by name, and what is worth knowing about each; in teaching order.

An Activation is a pair (f, df). For the hot loop it may bring a second spelling of the same pair that writes into given
arrays: a list of steps `(function, arguments)`. A property test holds the two spellings together.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from nnwidgets.core import functions as plain
from nnwidgets.core import inplace
from nnwidgets.core.registry import Array, Steps, pick


@dataclass(frozen=True, eq=False)
class Activation:
    """a = f(z) and act'(z) = df(z), both elementwise.

    `formula` and `derivative` are LaTeX, `range` is what f can reach, `use` where it is usual, `caveat` what to look out for.
    """

    name: str
    f: Callable[[Array], Array]
    df: Callable[[Array], Array]
    formula: str = ""
    derivative: str = ""
    range: tuple[float, float] = (-np.inf, np.inf)
    use: str = ""
    caveat: str = ""
    f_steps: Callable[[Array, Array], Steps] | None = None
    df_steps: Callable[[Array, Array, Array], Steps] | None = None

    def into(self, z: Array, a: Array) -> Steps:
        """Steps that write f(z) into a."""
        return self.f_steps(z, a) if self.f_steps else [(inplace.copy, (self.f, z, a))]

    def slope_into(self, z: Array, a: Array, d: Array) -> Steps:
        """Steps that write act'(z) into d, where a = f(z) is already there."""
        return self.df_steps(z, a, d) if self.df_steps else [(inplace.copy, (self.df, z, d))]

    def __repr__(self) -> str:
        return f"Activation({self.name!r})"


INF = np.inf
ACTIVATIONS: dict[str, Activation] = {
    a.name: a
    for a in (
        Activation("linear", plain.linear, np.ones_like, r"z", r"1", (-INF, INF),
                   "output of a regression", "as a hidden layer it adds nothing: the layers collapse into one",
                   inplace.linear_steps, inplace.d_linear_steps),
        Activation("sigmoid", plain.sigmoid, plain.d_sigmoid, r"\frac{1}{1 + e^{-z}}", r"\sigma(z)\,(1 - \sigma(z))", (0, 1),
                   "output of a yes-or-no question", "its slope is at most 1/4: in deep networks gradients vanish",
                   inplace.sigmoid_steps, inplace.d_sigmoid_steps),
        Activation("tanh", np.tanh, plain.d_tanh, r"\frac{e^{z} - e^{-z}}{e^{z} + e^{-z}}", r"1 - \tanh^2(z)", (-1, 1),
                   "hidden layers, centred at zero", "flat far from 0: a unit with a large |z| hardly learns",
                   inplace.tanh_steps, inplace.d_tanh_steps),
        Activation("relu", plain.relu, plain.d_relu, r"\max(0, z)", r"1 \text{ if } z > 0 \text{ else } 0", (0, INF),
                   "hidden layers, the usual first choice", "a unit whose z is below 0 for every example no longer learns",
                   inplace.relu_steps, inplace.d_relu_steps),
        Activation("leaky_relu", plain.leaky_relu, plain.d_leaky_relu,
                   r"\max(0.01\,z, z)", r"1 \text{ if } z > 0 \text{ else } 0.01", (-INF, INF),
                   "hidden layers, when units die", "what is below 0 learns a hundred times more slowly",
                   inplace.leaky_relu_steps, inplace.d_leaky_relu_steps),
        Activation("elu", plain.elu, plain.d_elu,
                   r"z \text{ if } z > 0 \text{ else } e^{z} - 1", r"1 \text{ if } z > 0 \text{ else } e^{z}", (-1, INF),
                   "hidden layers, when units die and the mean should stay near 0", "flat far below 0, and slower to compute than relu",
                   inplace.elu_steps, inplace.d_elu_steps),
        Activation("softplus", plain.softplus, plain.sigmoid, r"\ln(1 + e^{z})", r"\frac{1}{1 + e^{-z}}", (0, INF),
                   "output that must be positive", "never 0 and never centred: in hidden layers relu usually does better",
                   inplace.softplus_steps, inplace.d_softplus_steps),
        Activation("gelu", plain.gelu, plain.d_gelu,
                   r"\tfrac12 z \left(1 + \tanh u\right),\; u = \sqrt{2/\pi}\,(z + 0.044715\,z^3)",
                   r"\tfrac12 (1 + \tanh u) + \tfrac12 z\,(1 - \tanh^2 u)\,\sqrt{2/\pi}\,(1 + 0.134145\,z^2)", (-0.17004075057125406, INF),
                   "hidden layers of transformers", "not monotonic: it falls before it rises; the costliest of this list",
                   inplace.gelu_steps, inplace.d_gelu_steps),
        Activation("swish", plain.swish, plain.d_swish, r"\frac{z}{1 + e^{-z}}", r"\sigma(z)\,(1 + z\,(1 - \sigma(z)))",
                   (-0.2784645427610738, INF),
                   "hidden layers of deep networks; also called silu", "not monotonic: it falls before it rises",
                   inplace.swish_steps, inplace.d_swish_steps),
        Activation("sin", np.sin, np.cos, r"\sin z", r"\cos z", (-1, 1),
                   "waves and fine detail; a first function of one's own", "periodic: the loss has many valleys; start with small weights",
                   inplace.sin_steps, inplace.d_sin_steps),
        Activation("step", plain.step, plain.d_step, r"1 \text{ if } z > 0 \text{ else } 0", r"0", (0, 1),
                   "gates and perceptrons, weights set by hand", "its slope is 0: neither it nor what comes before it learns",
                   inplace.step_steps, inplace.d_step_steps),
        Activation("softmax", plain.softmax, plain.softmax_has_no_slope,
                   r"\frac{e^{z_j}}{\sum_k e^{z_k}}", r"a_j\,(\delta_{jk} - a_k)", (0, 1),
                   "output for several classes; adds up to 1", "an output only; the same number added to every z changes nothing",
                   inplace.softmax_steps),
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
