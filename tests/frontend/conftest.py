"""Node, for the tests that run the front end's modules (users need none), and networks to compare on."""

import json
import os
import random
import shutil
import subprocess
from pathlib import Path

import pytest

from nnwidgets.core.activations import ACTIVATIONS, HIDDEN
from nnwidgets.core.losses import LOSSES, loss_for
from nnwidgets.core.network import Network

FRONTEND = Path(__file__).parents[2] / "nnwidgets" / "frontend"


@pytest.fixture(scope="session")
def node():
    """Runs a module of the front end: node(source, value) sends JSON to its standard input and reads JSON from its output."""
    path = shutil.which("node")
    if path is None and os.environ.get("NNWIDGETS_REQUIRE_NODE") != "1":
        pytest.skip("no Node.js was found: it is needed to work on the front end only (https://nodejs.org)")
    assert path, "Node.js is required here"

    def run(source: str, value: object) -> object:
        command = [path, "--input-type=module", "-e", source]
        done = subprocess.run(command, input=json.dumps(value), capture_output=True, text=True, cwd=FRONTEND)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return run


def drawn():
    """Random networks of every activation in every place, with depth 0 to 4; targets and every loss that fits."""
    choose = random.Random(0)
    for seed, output in enumerate(3 * list(ACTIVATIONS)):
        for hidden in HIDDEN:
            inner = [choose.randint(1, 9) for _ in range(choose.randint(0, 4))]
            sizes = [choose.randint(1, 5), *inner, choose.randint(2, 4) if output == "softmax" else choose.randint(1, 3)]
            kinds = [hidden, *choose.choices(list(HIDDEN), k=max(0, len(inner) - 1))][: len(inner)]
            net = Network(sizes, kinds, output, "he", seed=seed)
            smooth = all(act.name != "sin" for act in (*net.activation, net.output))  # sin turns the last bit of a large z into anything
            net.theta[:] *= choose.choice([0.1, 1, 5, 300] if smooth else [0.1, 1])  # 300: z far beyond ±1000
            yield net


def fitting_losses(output: str):
    for name in LOSSES:
        try:
            yield loss_for(output, name)
        except ValueError:
            continue


@pytest.fixture(scope="session")
def networks():
    """(network, its fitting losses), for networks at random."""
    return [(net, list(fitting_losses(net.output.name))) for net in drawn()]
