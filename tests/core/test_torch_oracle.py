"""The same numbers as PyTorch: see torch_oracle.py, which wrote them down."""

import json
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

import nnwidgets as nw
from nnwidgets.core.activations import HIDDEN
from nnwidgets.core.losses import LOSSES
from nnwidgets.exercises.values import leaves, same

HERE = Path(__file__).parent
KEPT = json.loads((HERE / "torch_oracle.json").read_text())


def problem(sizes, hidden, output, loss, n=5):
    """The formulas of torch_oracle.py, in NumPy."""
    net = nw.Network(sizes, hidden, output)
    net.theta = 0.9 * np.sin(np.arange(net.n_params) ** 2 + 1)
    i, k, j = np.arange(n)[:, None], np.arange(sizes[0]), np.arange(sizes[-1])
    X, y = np.cos(1 + 2 * i + 3 * k), np.sin(2 + i + 2 * j)
    if loss == "hinge":
        y = np.sign(y)
    elif output in ("softmax", "sigmoid"):
        y = y**2 / ((y**2).sum(axis=1, keepdims=True) if output == "softmax" else 1)
    return net, X, y


def test_every_entry_is_there(fitting, hidden):
    assert [hidden, *fitting] in [row[:3] for row in KEPT["gradients"]]
    assert {row[3] for row in KEPT["gradients"]} == set(range(7))


@pytest.mark.parametrize("name", HIDDEN)
def test_losses_and_gradients(name):
    for hidden, output, loss, depth, value, total, weighted in KEPT["gradients"]:
        if hidden == name:
            net, X, y = problem([2, *[3] * depth, 2], hidden, output, loss)
            trace = net.forward(X)
            g = net.backward(trace, y, loss).theta
            got = [LOSSES[loss].value(trace.z[-1], trace.output, y).mean(), g.sum(), (g * np.cos(np.arange(g.size))).sum()]
            scale = 1 + np.abs(g).sum()  # of what is added up
            where = f"{hidden} {output} {loss}, {depth} hidden layers"
            np.testing.assert_allclose(got, [value, total, weighted], rtol=1e-11, atol=1e-13 * scale, err_msg=where)


@pytest.mark.parametrize(("name", "l2", "theta"), [pytest.param(*row, id=f"{row[0]}-{row[1]}") for row in KEPT["trained"]])
def test_trained_weights(name, l2, theta):
    net, X, y = problem([2, 3, 1], "tanh", "sigmoid", "bce")
    rate = 0.01 if name in ("rmsprop", "adam") else 0.1
    nw.Trainer(net, (X, y), optimizer=name, learning_rate=rate, batch_size=5, l2=l2, loss="bce").train(25)
    np.testing.assert_allclose(net.theta, theta, rtol=1e-10, atol=1e-12)


def test_every_optimizer_is_there(optimizer):
    assert [optimizer, 0] in [row[:2] for row in KEPT["trained"]]


@pytest.mark.parametrize("script", ["torch_oracle", "torch_convolution"])
def test_the_numbers_that_are_kept_are_pytorchs(script):
    """Worked out anew where an interpreter has PyTorch. NNWIDGETS_TORCH_PYTHON names one, as `.ci/run` does: then nothing is skipped."""
    python = os.environ.get("NNWIDGETS_TORCH_PYTHON") or (sys.executable if find_spec("torch") else None)
    if python is None:
        pytest.skip("no PyTorch here: name an interpreter that has it in NNWIDGETS_TORCH_PYTHON")
    own = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run([python, HERE / f"{script}.py", "--print"], env=own, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    now, kept = (json.loads(text) | {"torch": ""} for text in (done.stdout, (HERE / f"{script}.json").read_text()))
    assert same(now, kept, rtol=5e-10, atol=5e-13) and sum(np.size(value) for _, value in leaves(kept)) > 20
