"""The program that `to_code` prints is read as a tutorial, needs NumPy alone, and gives the network's own numbers, to the last bit."""

import subprocess
import sys

import numpy as np
import pytest

import nnwidgets as nw
from nnwidgets.core.activations import HIDDEN
from nnwidgets.core.code import to_code
from nnwidgets.core.targets import encode

X = np.random.default_rng(5).normal(0, 3, (50, 2))


def ran(thing):
    code = to_code(thing)
    names = {}
    exec(compile(code, "program", "exec"), names)
    return code, names


def test_every_activation_at_every_depth(hidden, depth, dtype):
    net = nw.Network([2, *[3] * depth, 1], hidden, dtype=dtype, seed=depth)
    _, program = ran(net)
    for rows in (X, X[:1], X * 100):
        assert program["forward"](rows).tobytes() == net.forward(rows).output.tobytes()


def test_every_output(activation, dtype):
    net = nw.Network([2, 5, 4, 3], "relu", activation, dtype=dtype, seed=1)
    assert ran(net)[1]["forward"](X).tobytes() == net.forward(X).output.tobytes()


@pytest.mark.parametrize(("result", "by"), [(o, "squared_error") for o in HIDDEN] + [("sigmoid", "bce"), ("softmax", "cross_entropy")])
def test_its_step_is_a_step_of_training(result, by):
    output, loss = result, by
    n_out = 3 if output == "softmax" else 2
    y = encode(np.arange(50) % 3, 3, "softmax") if output == "softmax" else np.random.default_rng(1).uniform(0.1, 0.9, (50, n_out))
    net = nw.Network([2, 4, 3, n_out], ["tanh", "gelu"], output)
    t = nw.Trainer(net, (X, y), loss=loss, batch_size=50, shuffle=False, learning_rate=0.02)
    _, program = ran(t)
    for _ in range(3):
        program["step"](X, y, 0.02)
    t.train(3)
    for M, block in zip(program["M"], net.blocks, strict=True):
        np.testing.assert_allclose(M, block, rtol=1e-12, atol=1e-12)


def test_the_step_is_there_only_where_it_is_what_happens():
    net = nw.Network([2, 3, 1])
    assert "def step" in to_code(nw.Trainer(net, "xor"))
    for given in ({"optimizer": "adam"}, {"l2": 0.1}, {"schedule": "cosine"}, {"loss": "huber"}):
        assert "def step" not in to_code(nw.Trainer(net, "xor", **given))
    assert "def step" not in to_code(net)


def test_it_needs_numpy_alone_and_reads_well():
    t = nw.Trainer(nw.Network([2, 2, 1], output="sigmoid"), "circle").train(30)
    code = to_code(t)
    assert code.startswith('"""A network 2-2-1 in NumPy. Inputs: x1, x2. Made with nnwidgets."""\n\nimport numpy as np\n\n# One array')
    assert "nnwidgets" not in code.split("\n", 1)[1]
    assert max(map(len, code.splitlines())) <= 140
    run = code + "\nprint(forward([[0.5, -1.0]]).tobytes().hex())\n"
    got = subprocess.run([sys.executable, "-I", "-c", run], check=True, capture_output=True, text=True).stdout.strip()
    assert got == t.net.forward([[0.5, -1.0]]).output.tobytes().hex()


def test_an_experiment_is_printed_at_its_beginning():
    t = nw.Trainer(nw.Network([2, 3, 1], seed=4), "circle")
    before = to_code(t)
    assert to_code(nw.Experiment.of(t.train(20))) == before != to_code(t)


def test_what_cannot_be_printed(refused):
    choices = ", ".join(nw.core.activations.ACTIVATIONS)
    with refused(ValueError, f"to_code prints the package's activations, got your own 'sin'; use one of {choices}"):
        to_code(nw.Network([2, 3, 1], (np.sin, np.cos)))
    with refused(TypeError, "to_code takes a Network, a Trainer or an Experiment, got list"):
        to_code([2, 3, 1])
