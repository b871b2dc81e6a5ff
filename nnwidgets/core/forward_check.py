"""The forward check: a learner's forward pass beside the network's own, neuron by neuron, and the likely slip."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from nnwidgets.core.answer import raised
from nnwidgets.core.arrays import numbers
from nnwidgets.core.forward_slips import Place, likely
from nnwidgets.core.learner import Learner
from nnwidgets.core.network import Network
from nnwidgets.core.registry import Array

SHAPES = "It returns the output a, (n, n_out), or a list of every layer's, with X at its head or without."
MATMUL = "Write down the shapes: X is (n, n_in), W[l] (n_out, n_in), b[l] (n_out,); so z is a @ W[l].T + b[l]."
SAME = 1e-6  # of an activation's size, or of 1


class Unfit(Exception):
    """An answer that is no list of activations."""


@dataclass(frozen=True, eq=False)
class ForwardCheck:
    """`outcome` is passed, wrong_value, wrong_shape, wrong_type, not_finite, error or not_attempted, told in `sentence` and `remedy`.

    `a` are the learner's activations by layer, (n, n_out), None for a layer that was not given; `wrong` says which of their entries
    are not the network's. `first_wrong` is the first layer with such an entry, from 0 as in net.W; `slip` names an entry of SLIPS, or "".
    """

    outcome: str
    sentence: str
    remedy: str = ""
    a: tuple[Array | None, ...] = ()
    wrong: tuple[Array | None, ...] = ()
    first_wrong: int | None = None
    slip: str = ""

    @property
    def passed(self) -> bool:
        """Whether every activation that was given is right."""
        return self.outcome == "passed"

    def __repr__(self) -> str:
        return f"forward check: {self.outcome.replace('_', ' ')}. {self.sentence} {self.remedy}".strip()


def forward_check(net: Network, X: object, forward: Callable[..., Any]) -> ForwardCheck:
    """Compare a forward pass with the network's, neuron by neuron; name the first wrong layer and the likely slip.

    `forward(W, b, X)` gives the output (n, n_out), or a list of all layers' activations that ends in it, X (n, n_in) at its head or
    not; W[l] is (n_out, n_in). a = act(a W.T + b) (definition). Raises TypeError or ValueError for wrong X, or where `forward` is no
    function, never for what the function does.
    """
    if not callable(forward):
        raise TypeError(f"forward must be a function, got {forward!r}"[:200])
    x = np.atleast_2d(numbers(X, "X"))
    trace = net.forward(x)
    try:
        given = Learner(forward=forward).activations(net.copy(), x.copy())
        if given is None or given is ...:
            raise NotImplementedError
        a = _layers(given, net, len(x))
    except NotImplementedError:
        return ForwardCheck("not_attempted", "forward is not written yet.", SHAPES)
    except Unfit as unfit:
        return ForwardCheck(*unfit.args)
    except (Exception, SystemExit) as error:  # whatever the learner's code does is an outcome
        return ForwardCheck("error", *raised("forward(W, b, X)", forward, error, MATMUL))
    wrong = tuple(None if one is None else np.abs(one - t) > SAME * np.maximum(1, np.abs(t)) for one, t in zip(a, trace.a[1:], strict=True))
    bad = [l for l, one in enumerate(wrong) if one is not None and one.any()]
    if not bad:
        n = sum(one.shape[1] for one in a if one is not None)
        return ForwardCheck("passed", f"Right in {n} neuron{'s' * (n > 1)}.", "", a, wrong)
    l, total = bad[0], sum(int(one.any(axis=0).sum()) for one in wrong if one is not None)
    unit = int(np.argmax(wrong[l].any(axis=0)))  # type: ignore[union-attr]
    row = int(np.argmax(wrong[l][:, unit]))  # type: ignore[index]
    where = f"Wrong in {total} neuron{'s' * (total > 1)}; the first is neuron {unit + 1} of layer {l + 1}"
    told = f"{where}: {a[l][row, unit]:.6g}, and the network has {trace.a[l + 1][row, unit]:.6g}."  # type: ignore[index]
    named = next(likely(Place(net, l, trace.a[l], x), a[l]), None) if not l or a[l - 1] is not None else None  # type: ignore[arg-type]
    if named is None:
        return ForwardCheck("wrong_value", told, "", a, wrong, l)
    return ForwardCheck("wrong_value", f"{told} {named[0].sentence.format(named[1])}", named[0].remedy, a, wrong, l, named[0].name)


def _layers(given: Any, net: Network, n: int) -> tuple[Array | None, ...]:
    """One array (n, n_out) or None for each layer; raises Unfit(outcome, sentence, remedy)."""
    count = len(net.W)
    if isinstance(given, tuple) and len(given) == 2 and all(isinstance(part, list) for part in given):
        given = given[0]  # (all a, all z), as some books have it
    if not isinstance(given, list | tuple):
        return (*[None] * (count - 1), _array("the output", given, (n, net.sizes[-1])))
    if len(given) == count + 1:
        given = given[1:]
    if len(given) == 1:
        return (*[None] * (count - 1), _array("the output", given[0], (n, net.sizes[-1])))
    if len(given) != count:
        raise Unfit(
            "wrong_shape", f"forward gives a list of {len(given)}; here it has {count}, one for each layer, or {count + 1} with X.", SHAPES
        )
    return tuple(_array(f"a of layer {l + 1}", one, (n, size)) for l, (one, size) in enumerate(zip(given, net.sizes[1:], strict=True)))


def _array(what: str, one: Any, like: tuple[int, int]) -> Array:
    try:
        array = np.asarray(one)
    except Exception:
        array = np.empty(0, object)
    if array.dtype.kind not in "fiub":
        raise Unfit("wrong_type", f"{what.capitalize()} must be an array of numbers, got {type(one).__name__}.", SHAPES)
    if array.shape != like:
        raise Unfit("wrong_shape", f"{what.capitalize()} must have shape {like}, (examples, neurons), and has {array.shape}.", MATMUL)
    if not np.isfinite(array).all():
        raise Unfit("not_finite", f"{what.capitalize()} holds nan or inf.", "Look for an exponential of a large number.")
    return array.astype(float)
