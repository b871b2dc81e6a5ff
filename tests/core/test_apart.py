"""act(P + Q) from exponentials of both parts: right to rounding wherever it is done so, and not done where it would be wrong."""

import numpy as np
import pytest

from nnwidgets.core.activations import ACTIVATIONS
from nnwidgets.core.apart import RATES, exponential, joined


@pytest.mark.parametrize("act", RATES)
@pytest.mark.parametrize("size", [1e-9, 1, 30, 140])
def test_it_is_the_activation_of_the_sum(act, size):
    rng = np.random.default_rng(0)
    P, Q = size * rng.uniform(-1, 1, (7, 1, 2, 5)), size * rng.uniform(-1, 1, (1, 6, 2, 5))
    p, q, out = exponential(act, P), exponential(act, Q), np.empty((7, 6, 2, 5))
    joined(act, p, q, out)
    np.testing.assert_allclose(out, ACTIVATIONS[act].f(P + Q), rtol=0, atol=2e-15)
    joined(act, exponential(act, P), exponential(act, -P), out[:, :1])  # what cancels is 0, or a half
    np.testing.assert_allclose(out[:, :1], ACTIVATIONS[act].f(0 * P), rtol=0, atol=2e-15 * max(1, size))


@pytest.mark.parametrize(
    ("act", "part"), [("tanh", 150.0), ("tanh", -150.0), ("sigmoid", 300.0), ("tanh", np.inf), ("tanh", np.nan), ("relu", 1.0)]
)
def test_what_is_too_far_or_another_is_left_to_the_activation(act, part):
    assert exponential(act, np.array([0.0, part])) is None
