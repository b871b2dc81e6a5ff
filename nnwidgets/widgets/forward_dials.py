"""What can be set on a ForwardLab: the input, what is looked at, how far the pass has gone, and how it is written."""

from collections.abc import Callable
from typing import Any

from nnwidgets.core.arrays import numbers
from nnwidgets.core.forward_steps import BY, steps_of
from nnwidgets.core.registry import pick, whole
from nnwidgets.widgets.dials import Dial, flag

NOTATIONS = {"layers": "W⁽¹⁾", "relative": "W⁽ᴸ⁻¹⁾", "numpy": "net.W[0]"}


def _x(lab: Any, value: Any) -> list[float]:
    x, n = numbers(value, "x"), lab.shown.sizes[0]
    if x.shape != (n,):
        raise ValueError(f"x must hold {n} number{'s' * (n > 1)}, one for each input, got shape {x.shape}")
    return [float(v) for v in x]


def _below(count: Callable[[Any], tuple[int, str]], what: str) -> Callable[[Any, Any], int]:
    def check(lab: Any, value: Any) -> int:
        (n, noun), i = count(lab), whole(value, what)
        if i >= n:
            raise ValueError(f"{what} must be below {n}, the number of {noun}, got {i}")
        return i

    return check


def _term(lab: Any, value: Any) -> int | None:
    n = lab.shown.sizes[lab.asked("layer")]
    if value is not None and whole(value, "term") > n + 1:
        raise ValueError(f"term must be None, from 0 to {n - 1} for an input, {n} for the bias or {n + 1} for the activation, got {value}")
    return value if value is None else int(value)


def _by(lab: Any, value: Any) -> str:
    pick(BY, value, "by")
    return str(value)


def _done(lab: Any, value: Any) -> int | None:
    if value is None:
        return None
    by, done = lab.asked("by"), whole(value, "done")
    most = sum(steps_of(lab.shown.sizes, lab.softmax, by))
    if done > most:
        raise ValueError(f"done must be at most {most}, the steps of this network by {by}, got {done}")
    return done


def _corner(lab: Any, value: Any) -> list[int] | None:
    if value is None:
        return None
    if not isinstance(value, list | tuple) or len(value) != 2:
        raise TypeError(f"corner must be None or [row, column], got {value!r}"[:200])
    return [whole(value[0], "row"), whole(value[1], "column")]


def _notation(lab: Any, value: Any) -> str:
    pick(NOTATIONS, value, "notation")
    return str(value)


LAYER = _below(lambda lab: (len(lab.shown.W), "layers of weights"), "layer")
UNIT = _below(lambda lab: (lab.shown.sizes[lab.asked("layer") + 1], "neurons in this layer"), "unit")

# in the order in which they are set when several are: what a later one depends on comes first
DIALS = {
    "by":       Dial("neuron", _by, help="what a step is: a layer, an operation (W a, then + b, then the activation), a neuron or a term"),
    "done":     Dial(None, _done, help="how many such steps of the forward pass are done: the rest is blank; None for all"),
    "layer":    Dial(0, LAYER, help="the layer whose equation is shown, as in net.W[layer]"),
    "unit":     Dial(0, UNIT, help="the neuron whose sum is written out, as in net.W[layer][unit]"),
    "term":     Dial(None, _term, help="the term of that sum that is lit: an input's number, n_in the bias, n_in + 1 the activation"),
    "x":        Dial([], _x, help="the input of the network, (n_in,): the example's, until it is set"),
    "corner":   Dial(None, _corner, help="[row, column] of the first entry shown of a large matrix; None: it follows unit and term"),
    "notation": Dial("layers", _notation, help="how things are named: layers (W⁽¹⁾), relative (W⁽ᴸ⁻¹⁾) or numpy (net.W[0])"),
    "symbols":  Dial(True, flag("symbols"), help="whether the table of symbols is open"),
    "counts":   Dial(True, flag("counts"), help="whether the table of shapes and parameter counts is open"),
}  # fmt: skip
