"""The gradient check: every parameter, every layer, the first wrong one on the way back, and the likely slip."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from nnwidgets.core.answer import ask_safely
from nnwidgets.core.doctor import Diagnosis, diagnose, own_derivatives
from nnwidgets.core.gradcheck import asked, numerical_gradient
from nnwidgets.core.mutant import Case
from nnwidgets.core.network import Network
from nnwidgets.core.registry import Array

PASS = 1e-5  # vector error: right code stays below 1e-8, the slightest slip is above 1e-3
WORK = 5_000_000  # numbers per side of all nudged passes: about half a second


@dataclass(frozen=True)
class LayerCheck:
    """One layer's block: vector error and cosine, the errors of its W and b by themselves, what was left out.

    `blind`: its gradient is 0 here whatever the formula, so that the check says nothing about it.
    """

    layer: int
    error: float
    cosine: float
    W: float
    b: float
    passed: bool
    left_out: int
    blind: bool


@dataclass(frozen=True)
class GradientCheck:
    """`outcome` is passed, wrong_value, wrong_shape, wrong_type, not_finite, error or not_attempted, with a `diagnosis`.

    `error` is ‖n − a‖ / (‖n‖ + ‖a‖) and `cosine` n·a / ‖n‖‖a‖ over all parameters that were checked, n by differences; NaN where no
    gradient came. `first_wrong` is the first wrong layer in the direction of the backward pass.
    """

    outcome: str
    error: float
    cosine: float
    layers: tuple[LayerCheck, ...]
    diagnosis: Diagnosis
    first_wrong: int | None
    examples: int
    of_examples: int
    n_params: int
    left_out: int

    @property
    def passed(self) -> bool:
        """Whether the gradient is right."""
        return self.outcome == "passed"

    def __repr__(self) -> str:
        lines = [f"gradient check: {self.outcome.replace('_', ' ')}"]
        if self.layers:
            some = f"{self.examples} of {self.of_examples:,}" if self.examples < self.of_examples else f"{self.examples}"
            some += " example" + "s" * (self.of_examples > 1)
            without = f", {self.left_out} left out at kinks" if self.left_out else ""
            lines[0] += f" · error {said(self.error)}, cosine {self.cosine:.4f} · {self.n_params:,} parameters{without}, {some}"
        for l in reversed(self.layers):
            mark = "no gradient here" if l.blind and l.passed else "right" if l.passed else "wrong"
            first = ", the first on the way back" if l.layer == self.first_wrong else ""
            lines.append(f"  layer {l.layer}: dW {said(l.W)}, db {said(l.b)}  {mark}{first}")
        return "\n".join([*lines, *filter(None, [self.diagnosis.sentence, self.diagnosis.remedy])])


def gradient_check(net: Network, X: object, y: object, loss: object = None, backward: Callable[..., Any] | None = None) -> GradientCheck:
    """Compare a backward pass with central differences, parameter by parameter, in float64; name the first wrong layer and the likely slip.

    `backward(W, b, X, y) -> (dW, db)` is the learner's own, the network's if None; W[l] (n_out, n_in), b[l] (n_out,), X (n, n_in),
    y the targets (n, n_out), gradients of the mean loss. The error is ‖n − a‖ / (‖n‖ + ‖a‖), right below 1e-5 (CS231n, Gradient checks).
    Of many examples so many are taken, evenly, as half a second allows. Raises for wrong data, never for what the function does.
    """
    if backward is not None and not callable(backward):
        raise TypeError(f"backward must be a function, got {backward!r}")
    own, x, target, chosen = asked(net, X, y, loss)
    total = len(x)
    rows = np.linspace(0, total - 1, min(total, affordable(own))).astype(int)
    x, target = x[rows], target[rows]
    trace = own.forward(x)
    answer = None
    if backward is None:
        given = own.backward(trace, target, chosen).theta
    else:
        answer = ask_safely(backward, net, own, x, target)
        given = answer.theta if answer.theta is not None else np.zeros(0)
    sizes = len(x), total, own.n_params
    if answer and answer.theta is None:
        return GradientCheck(answer.outcome, np.nan, np.nan, (), Diagnosis(answer.sentence, answer.remedy), None, *sizes, 0)
    right = numerical_gradient(own, x, target, chosen)
    kept = ~right.left_out
    layers = tuple(_layers(own, right.theta, given, kept, right.noise))
    bad = [check.layer for check in layers if not check.passed]
    case = Case(own, trace.z, trace.a, target, chosen, given)
    if bad:
        parts = [(check.W > PASS, check.b > PASS) for check in layers]
        diagnosis = own_derivatives(case) or diagnose(case, parts)
    else:
        diagnosis = _praise([check.layer for check in layers if check.blind])
    error, cosine = compared(right.theta[kept], given[kept], right.noise)
    outcome = "wrong_value" if bad else "passed"
    return GradientCheck(outcome, error, cosine, layers, diagnosis, max(bad, default=None), *sizes, int(right.left_out.sum()))


def said(error: float) -> str:
    """An error as it is printed: below PASS it is rounding, and differs from machine to machine."""
    return f"{error:.3f}" if error > 0.01 else f"{error:.1e}" if error > PASS else "< 1e-5"


def affordable(net: Network) -> int:
    """How many examples WORK allows, at least 5."""
    one = sum(M.size * sum(net.sizes[layer + 1 :]) for layer, M in enumerate(net.blocks))
    return max(5, WORK // one)


def compared(n: Array, a: Array, noise: float = 0) -> tuple[float, float]:
    """Vector error and cosine of two gradients; 0 and 1 where they differ by less than what rounding does to differences."""
    N, A, gap = (float(np.linalg.norm(v)) for v in (n, a, n - a))
    if gap <= noise * np.sqrt(n.size):
        return (gap / (N + A) if gap > 0 and gap <= PASS * (N + A) else 0.0), 1.0
    return gap / (N + A), float(n @ a) / (N * A) if N and A else 0.0


def _layers(net: Network, right: Array, given: Array, kept: Array, noise: float) -> list[LayerCheck]:
    out = []
    for layer, (n, a, k) in enumerate(zip(*map(net.split, (right, given, kept)), strict=True)):
        W, b = (compared(n[:, s][k[:, s]], a[:, s][k[:, s]], noise)[0] for s in (slice(-1), slice(-1, None)))
        error, cosine = compared(n[k], a[k], noise)
        blind = bool(np.linalg.norm(n[k]) <= noise * np.sqrt(k.sum()))
        out.append(LayerCheck(layer, error, cosine, W, b, W <= PASS and b <= PASS, int((~k).sum()), blind))
    return out


def _praise(blind: list[int]) -> Diagnosis:
    if not blind:
        return Diagnosis("The gradient is right.")
    which = f"layer {blind[0]}" if len(blind) == 1 else f"layers {', '.join(map(str, blind))}"
    remedy = "Check with other weights: net.new_weights(1)."
    return Diagnosis(f"No fault found, but the gradient of {which} is 0 here, whatever the formula.", remedy)
