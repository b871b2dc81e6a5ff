"""What `import nnwidgets as nw` gives: names, where they come from, what is said about wrong ones, and how things look when printed."""

import ast
import re
import subprocess
import sys
from importlib import import_module
from importlib.metadata import version
from pathlib import Path

import numpy as np
import pytest

import nnwidgets as nw


def test_dir_lists_the_names():
    assert dir(nw) == sorted([*nw.NAMES, "__version__"])
    assert set(nw.__all__) == set(dir(nw))
    assert len(set(nw.__all__)) == len(nw.__all__)


@pytest.mark.parametrize("name", nw.NAMES)
def test_a_name_is_loaded_from_its_home(name):
    home = import_module(f"nnwidgets.{nw.NAMES[name]}")
    found = getattr(nw, name)
    assert found is (home if name in nw.MODULES else getattr(home, name))
    assert vars(nw)[name] is found  # and is found at once the next time
    assert found.__doc__


def test_star_and_version():
    names = {}
    exec("from nnwidgets import *", names)
    assert set(nw.__all__) <= set(names)
    assert nw.__version__ == version("nnwidgets")


def test_editors_know_the_same_names():
    """The block under TYPE_CHECKING is for editors, the table for Python: one list, twice written."""
    block = next(node for node in ast.parse(Path(nw.__file__).read_text()).body if isinstance(node, ast.If))
    pairs = {alias.asname: f"{node.module}.{alias.name}" for node in block.body for alias in node.names}
    assert pairs == {name: f"nnwidgets.{home}" + f".{name}" * (name not in nw.MODULES) for name, home in nw.NAMES.items()}


@pytest.mark.parametrize("name", ["Netwrok", "network", "core_", "numpy"])
def test_an_unknown_name(name):
    with pytest.raises(AttributeError) as got:
        getattr(nw, name)
    assert str(got.value) == f"nnwidgets has no {name!r}; it has {', '.join(nw.NAMES)}"
    with pytest.raises(ImportError):
        exec(f"from nnwidgets import {name}")


@pytest.mark.parametrize(
    ("call", "what"),
    [
        (lambda: nw.Network([2, 3, 1], activation=1), "activation"),
        (lambda: nw.Network([2, 3, 1], output=1), "activation"),
        (lambda: nw.Network([2, 3, 1], init=1), "init"),
        (lambda: nw.Trainer(nw.Network([2, 1]), 1), "data"),
        (lambda: nw.Trainer(nw.Network([2, 1]), "circle", loss=1), "loss"),
        (lambda: nw.Trainer(nw.Network([2, 1]), "circle", optimizer=1), "optimizer"),
        (lambda: nw.Trainer(nw.Network([2, 1]), "circle").step(1), "step"),
    ],
)
def test_a_name_must_be_a_name(call, what):
    with pytest.raises(TypeError, match=rf"^{what} must be a name, got 1; choose one of \w+"):
        call()


def things():
    net = nw.Network([2, 3, 2], ["relu"], "softmax", seed=1)
    trainer = nw.Trainer(net, nw.datasets.circle(40), test=0.2).train(7)
    trainer.set({0: 1})
    trace = net.forward(np.zeros((2, 2)))
    return [
        net, nw.Network([2, 3, 1], (np.sin, np.cos)), net.W, net.b, net.activation, net.output,
        trainer, trainer.loss, trainer.optimizer, trainer.settings, trainer.data, trainer.history, trainer.history.events,
        trace, net.backward(trace, [0, 1]), nw.datasets.from_arrays([[1.0], [2]], ["a", "b"]), nw.DivergenceError("why"),
    ]  # fmt: skip


def test_what_is_printed_is_the_same_every_time():
    first, again = [repr(thing) for thing in things()], [repr(thing) for thing in things()]
    assert first == again
    for text in first:
        assert not re.search(r"0x[0-9a-f]{6}| at 0x|<function|<nnwidgets", text), text
        assert not re.search(r"np\.\w+\(", text), text


def test_core_stands_alone():
    """`import nnwidgets.core` brings the names of the core and nothing of the widgets."""
    code = "import sys, nnwidgets as nw; nw.Trainer(nw.Network([2, 1]), 'circle').train(5); print(*sys.modules)"
    loaded = set(subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout.split())
    assert not loaded & {"nnwidgets.widgets", "ipywidgets", "anywidget", "traitlets", "IPython", "matplotlib"}
