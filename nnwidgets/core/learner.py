"""The learner's own passes: a run that learns by their code, through the one signature."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from nnwidgets.core.engine import Engine
from nnwidgets.core.measure import Measure
from nnwidgets.core.network import Network
from nnwidgets.core.registry import Array, Steps
from nnwidgets.core.targets import accuracy

Forward = Callable[[list[Array], list[Array], Array], Any]
Backward = Callable[[list[Array], list[Array], Array, Array], Any]


@dataclass(frozen=True, eq=False)
class Learner:
    """`forward(W, b, X) -> a` and `backward(W, b, X, y) -> (dW, db)`, or one of them; the kit does the other.

    W, b are lists by layer that cannot be written to, X (n, n_in), y the targets (n, n_out). `a` is the output (n, n_out), or a list
    that ends in it. dW, db are the gradients of the mean loss, lists shaped like W and b. Slower than the engine, which a page may say.
    """

    forward: Forward | None = None
    backward: Backward | None = None

    def output(self, net: Network, X: Array) -> Array:
        """What the learner's forward pass answers."""
        given = self.activations(net, X)
        return np.asarray(given[-1] if isinstance(given, list | tuple) else given)

    def activations(self, net: Network, X: Array) -> Any:
        """All that the learner's forward pass gives: the output, or a list that ends in it."""
        assert self.forward
        return self.forward(*_parameters(net), _closed(X))

    def gradient(self, net: Network, X: Array, y: Array) -> tuple[Any, Any]:
        """What the learner's backward pass gives."""
        assert self.backward
        dW, db = self.backward(*_parameters(net), _closed(X), _closed(y))
        return dW, db

    def check(self, net: Network, X: Array, y: Array) -> None:
        """Call both for these few examples; raises TypeError or ValueError that says which shape was expected."""
        for name in ("forward", "backward"):
            given = getattr(self, name)
            if given is not None and not callable(given):
                raise TypeError(f"{name} must be a function, got {given!r}")
        if self.forward and (got := self.output(net, X).shape) != y.shape:
            raise ValueError(f"forward(W, b, X) must give a of shape {y.shape}, (examples, outputs), got {got}")
        if self.backward:
            given = self.backward(*_parameters(net), _closed(X), _closed(y))
            if not isinstance(given, tuple | list) or len(given) != 2:
                raise TypeError(f"backward(W, b, X, y) must give (dW, db), two lists with one array per layer; got {_said(given)}")
            for name, gradients, like in zip(("dW", "db"), given, (net.W, net.b), strict=True):
                if not isinstance(gradients, list | tuple) or len(gradients) != len(like):
                    raise ValueError(f"{name} must be a list of {len(like)} arrays, one per layer, got {_said(gradients)}")
                for layer, (one, view) in enumerate(zip(gradients, like, strict=True)):
                    if np.shape(one) != view.shape:
                        raise ValueError(f"{name}[{layer}] must have shape {view.shape}, like {name[1]}[{layer}]; got {np.shape(one)}")

    def step(self, net: Network, engine: Engine) -> Callable[[Array, Array, Array, Steps], None]:
        """One step by the learner's backward pass; the update is the kit's."""
        blocks = net.split(engine.gradient)

        def step(X: Array, XT: Array, Y: Array, update: Steps) -> None:
            for M, dW, db in zip(blocks, *self.gradient(net, X[:, :-1], Y.T), strict=True):
                M[:, :-1], M[:, -1] = dW, db
            engine.gradient *= engine.folded
            for fn, args in update:
                fn(*args)

        return step


def by_own(forward: Forward | None, backward: Backward | None) -> Learner | None:
    """A Learner of what is given; None of nothing."""
    return Learner(forward, backward) if forward is not None or backward is not None else None


class LearnerMeasure(Measure):
    """Mean loss and accuracy by the learner's forward pass. Losses that are computed from z get the z that belongs to a."""

    learner: Learner

    def surely_finite(self) -> bool:
        return False

    def _run(self, decisions: bool) -> tuple[float, float]:
        total, right, output = 0.0, 0.0, self.net.output.name
        for X, Y, _ in self.parts:
            a = self.learner.output(self.net, X[:, :-1])
            z = np.log(a) - np.log1p(-a) if self.loss.pair == "sigmoid" else np.log(a) if self.loss.pair else a
            total += float(self.loss.value(z, a, Y).sum())
            if decisions:
                right += accuracy(a, Y, output) * len(Y)
        return total / self.n, right / self.n


def _parameters(net: Network) -> tuple[list[Array], list[Array]]:
    return [_closed(W) for W in net.W], [_closed(b) for b in net.b]


def _closed(array: Array) -> Array:
    view = array.view()
    view.flags.writeable = False
    return view


def _said(value: object) -> str:
    return f"{len(value)} of them" if isinstance(value, list | tuple) else f"a {type(value).__name__}"
