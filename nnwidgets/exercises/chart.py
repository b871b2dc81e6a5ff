"""The chart of a gradient check: the network on which backward passes are compared, and how error and cosine are read."""

import numpy as np

from nnwidgets.core.gradient_report import PASS, GradientCheck
from nnwidgets.core.network import Network
from nnwidgets.core.registry import Array

SIZES, EXAMPLES, SEED = [3, 4, 4, 2], 5, 2


def case() -> tuple[Network, Array, Array]:
    """The network, X and y on which all are measured."""
    rng = np.random.default_rng(SEED)
    net = Network(SIZES, "sigmoid", "sigmoid", init="normal", seed=SEED)
    return net, rng.normal(size=(EXAMPLES, SIZES[0])), rng.random((EXAMPLES, SIZES[-1]))


def measured(error: float, cosine: float) -> str:
    """Vector error and cosine as they are printed."""
    return f"vector error {error:.3f}, cosine {cosine:.3f}"


def reading(report: GradientCheck) -> str:
    """How error and cosine are read, with this report's numbers."""
    r = report.error
    if report.cosine > 1 - 1e-6:
        k = (1 + r) / (1 - r)
        return f"The cosine is 1: only the length is wrong. r = |k − 1| / (k + 1) = {r:.3f} gives the factor k = {k:.3g}, or 1/{k:.3g}."
    good = [l for l in reversed(report.layers) if l.passed]
    bad = next(l for l in reversed(report.layers) if not l.passed)
    right = f"Layer {' and layer '.join(str(l.layer) for l in good)} is right. " if good else ""
    if bad.W <= PASS:
        return f"{right}Going back, the first wrong is layer {bad.layer}: its dW is right, its db is not."
    return f"{right}Going back, the first wrong is layer {bad.layer}; taken by itself it has the cosine {bad.cosine:.4f}."
