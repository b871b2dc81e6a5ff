"""A network as a plain NumPy program, to be read, changed and run where there is no nnwidgets."""

import inspect
import re
from collections.abc import Callable
from types import FunctionType
from typing import Any

import numpy as np

from nnwidgets.core import functions
from nnwidgets.core.activations import ACTIVATIONS
from nnwidgets.core.code_inputs import inputs_of
from nnwidgets.core.experiment import Experiment
from nnwidgets.core.network import Network
from nnwidgets.core.schedules import CONSTANT
from nnwidgets.core.trainer import Trainer

SHORT = ("squared_error", "bce", "cross_entropy")  # losses whose ∂C/∂a, or ∂C/∂z with its partner, is a − y

FORWARD = '''

def forward(X):
    """The outputs (n, {n_out}) for inputs X (n, {n_in}): layer by layer z = a Wᵀ + b, then a = f(z)."""
    a = np.asarray(X, np.{dtype})
    for W_l, b_l, f in zip(W, b, ACTIVATIONS):
        z = a @ W_l.T + b_l
        a = f(z)
    return a
'''

STEP = '''

SLOPES = [{slopes}]


def step(X, y, eta):
    """One step of gradient descent on examples X (n, {n_in}) with targets y (n, {n_out}); the loss is {loss}."""
    a, z = [np.asarray(X, np.{dtype})], []
    for W_l, b_l, f in zip(W, b, ACTIVATIONS):
        z.append(a[-1] @ W_l.T + b_l)
        a.append(f(z[-1]))
    delta = {error}
    for l in reversed(range(len(M))):
        gradient = np.column_stack([delta.T @ a[l], delta.sum(axis=0)]) / len(a[0])
        if l > 0:
            delta = delta @ W[l] * SLOPES[l - 1](z[l - 1])  # back through this layer, before it moves
        M[l] -= eta * gradient


# A whole training run: X (n, {n_in}) and y (n, {n_out}) are your examples.
# rng = np.random.default_rng(0)
# for epoch in range(100):
#     order = rng.permutation(len(X))
#     for i in range(0, len(X), {batch_size}):
#         rows = order[i : i + {batch_size}]
#         step(X[rows], y[rows], eta={learning_rate})
'''


def to_code(thing: Network | Trainer | Experiment) -> str:
    """A NumPy program with the weights as they are now and the formula of `net.forward`, equal to it bit for bit for the same X.

    Of a trainer's data it has the features and the scaling, as `inputs(X)`, unless features are one's own. Where training is plain
    gradient descent, the step is there, too. Raises ValueError for activations that are not the package's.
    """
    if isinstance(thing, Experiment):
        thing = thing.build()[1]
    if not isinstance(thing, Network | Trainer):
        raise TypeError(f"to_code takes a Network, a Trainer or an Experiment, got {type(thing).__name__}")
    net, trainer = (thing.net, thing) if isinstance(thing, Trainer) else (thing, None)
    activations = (*net.activation, net.output)
    for act in activations:
        if ACTIVATIONS.get(act.name) is not act:
            raise ValueError(f"to_code prints the package's activations, got your own {act.name!r}; use one of {', '.join(ACTIVATIONS)}")
    values: dict[str, Any] = {"n_in": net.sizes[0], "n_out": net.sizes[-1], "dtype": str(net.theta.dtype)}
    used: list[Callable[..., Any]] = [act.f for act in activations]
    end = ""
    if trainer is not None and _plain(trainer):
        slopes = [act.df for act in net.activation]
        pair = trainer.loss.pair is not None
        used += slopes + ([] if pair else [net.output.df])
        error = "a[-1] - y" if pair else f"(a[-1] - y) * {_name(net.output.df)}(z[-1])"
        end = STEP.format(
            slopes=", ".join(map(_name, slopes)), error=error, loss=trainer.loss.name, batch_size=trainer.batch_size,
            learning_rate=trainer.learning_rate, **values,
        )  # fmt: skip
    chain = ", ".join(_name(act.f) for act in activations)
    made = inputs_of(trainer.data[0]) if trainer else ""
    parts = [_head(net, trainer), _weights(net), *_sources(used), f"\n\nACTIVATIONS = [{chain}]\n", made, FORWARD.format(**values), end]
    return "".join(parts)


def _plain(trainer: Trainer) -> bool:
    s = trainer.settings
    usual = trainer.optimizer.name == "sgd" and s.schedule == CONSTANT and not (s.l1 or s.l2 or s.frozen)
    return usual and trainer.loss.name in SHORT


def _name(f: Callable[..., Any]) -> str:
    return f.__name__ if isinstance(f, FunctionType) and f.__module__ == functions.__name__ else f"np.{f.__name__}"


def _head(net: Network, trainer: Trainer | None) -> str:
    inputs = ""
    if trainer is not None and len(trainer.data[0].names) <= 10:
        scaled = ", scaled" if trainer.data[0].scale is not None else ""
        inputs = f" Inputs: {', '.join(trainer.data[0].names)}{scaled}."
    layers = "-".join(map(str, net.sizes))
    return f'"""A network {layers} in NumPy.{inputs} Made with nnwidgets."""\n\nimport numpy as np\n'


def _weights(net: Network) -> str:
    lines = ["\n# One array a layer, one row a neuron: its weights, and last its bias.\nM = [\n"]
    for block in net.blocks:
        lines += ["    np.array([\n", *(f"        [{', '.join(map(repr, row))}],\n" for row in block.tolist())]
        lines.append("    ], np.float32),\n" if net.theta.dtype == np.float32 else "    ]),\n")
    lines.append("]\nW = [M_l[:, :-1] for M_l in M]  # views: they change with M\nb = [M_l[:, -1] for M_l in M]\n")
    return "".join(lines)


def _sources(used: list[Callable[..., Any]]) -> list[str]:
    """The functions that are no NumPy names, with the functions and constants that they need, in the order of their module."""
    wanted: set[str] = set()

    def want(f: Any) -> None:
        if isinstance(f, FunctionType) and f.__module__ == functions.__name__ and f.__name__ not in wanted:
            wanted.add(f.__name__)
            for name in f.__code__.co_names:
                there: Any = getattr(functions, name, None)
                if isinstance(there, float):
                    wanted.add(name)
                want(there)

    for f in used:
        want(f)
    constants = [f"{name} = {there!r}\n" for name, there in vars(functions).items() if isinstance(there, float) and name in wanted]
    made = [there for name, there in vars(functions).items() if isinstance(there, FunctionType) and name in wanted]
    texts = [re.sub(r"(: Array)|( -> Array)", "", inspect.getsource(f)) for f in made]
    return ["\n" + "".join(constants)] * bool(constants) + ["\n\n" + text for text in texts]
