"""What backpropagation saves, counted by counting; of the times only that they are there and add up."""

import re

import numpy as np
import pytest

import nnwidgets as nw
from nnwidgets.core.losses import LOSSES
from nnwidgets.core.savings import differences, duration


@pytest.fixture
def counted(monkeypatch):
    """Every forward and backward pass of any network from now on."""
    seen = {"forward": 0, "backward": 0}
    for name in seen:
        plain = getattr(nw.Network, name)

        def passing(self, *args, name=name, plain=plain):
            seen[name] += 1
            return plain(self, *args)

        monkeypatch.setattr(nw.Network, name, passing)
    return seen


def test_13003_forward_passes_for_13002_parameters(counted):
    """784-16-16-10, one example, all passes run: Nielsen's count for a million weights (chapter 2), for the net of the videos."""
    net, rng = nw.Network([784, 16, 16, 10], "sigmoid"), np.random.default_rng(0)
    X, y, before = rng.uniform(size=(1, 784)), np.array([3]), net.theta.copy()
    slopes = list(differences(net, X, np.eye(10)[[3]], LOSSES["bce"]))
    assert counted == {"forward": 13_003, "backward": 0}
    np.testing.assert_array_equal(net.theta, before)
    right = net.backward(net.forward(X), y).theta
    assert counted == {"forward": 13_004, "backward": 1}
    np.testing.assert_allclose(slopes[1:], right, atol=1e-5)
    found = nw.savings(net, X, y, seconds=0.01)
    assert (found.n_params, found.passes, found.n) == (13_002, 13_003, 1)
    assert found.multiplications == 13_003 * (784 * 16 + 16 * 16 + 16 * 10)
    assert found.by_backward == 2 * (784 * 16 + 16 * 16 + 16 * 10) + (16 * 16 + 16 * 10)  # forward, dW; δ in all layers but the first
    np.testing.assert_array_equal(net.theta, before)


def test_all_passes_of_a_small_network_are_run(counted):
    net, data = nw.Network([2, 4, 2, 1]), nw.datasets.circle(50)
    found = nw.savings(net, data.inputs, data.y, seconds=20)
    assert (found.n_params, found.passes, found.timed, found.n) == (25, 26, 26, 50)
    assert counted["forward"] == 26 + counted["backward"]  # one forward pass goes with each backward
    assert found.difference < 1e-5
    assert found.times == found.seconds / found.seconds_by_backward
    words = r"(\d|\.|,)+ (s|ms|µs)"
    assert re.fullmatch(
        r"25 parameters: by differences 26 forward passes and 23,400 multiplications, " + words + "; "
        r"by backpropagation one forward and one backward pass, 2,300 multiplications, " + words + r"\.",
        found.sentence,
    )  # 18 weights, 50 examples: 18 · 50 · 26, and 50 (3 · 18 − 8)
    assert repr(found) == "Savings(25 parameters: 26 forward passes, or one forward and one backward)"


def test_a_large_network_is_timed_in_part():
    net, rng = nw.Network([100, 50, 10], "sigmoid"), np.random.default_rng(0)
    found = nw.savings(net, rng.uniform(size=(20, 100)), rng.integers(0, 10, 20), seconds=0.01)
    assert 32 <= found.timed < found.passes == 5_561
    assert f" (from the first {found.timed:,}); by backpropagation" in found.sentence
    assert found.difference < 1e-5


def test_the_passes_it_runs_are_differences(fitting, problem):
    output, loss = fitting
    p = problem(("tanh",), output)
    assert nw.savings(p.net, p.X, p.y, loss).difference < 1e-5


@pytest.mark.parametrize(("seconds", "words"), [
    (12.34, "12 s"), (1.93, "1.9 s"), (120, "120 s"), (0.9994, "999 ms"), (0.0314, "31 ms"), (0.00123, "1.2 ms"), (3.14e-5, "31 µs"),
    (2.1e-4, "210 µs"), (4000, "4,000 s"),
])  # fmt: skip
def test_durations(seconds, words):
    assert duration(seconds) == words


def test_what_is_refused(refused):
    with refused(ValueError, "seconds must be a number above 0, got 0"):
        nw.savings(nw.Network([1, 1]), [[1.0]], [1], seconds=0)
