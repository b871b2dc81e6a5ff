"""What can be set on a BackpropLab: what is looked at, how far the pass has gone, what is nudged, and by how much."""

from typing import Any

import numpy as np

from nnwidgets.core.arrays import numbers
from nnwidgets.core.backward_steps import ops
from nnwidgets.core.registry import number, pick, whole
from nnwidgets.widgets.dials import Dial, flag

VIEWS = {
    "steps": "Step by step", "nudges": "Nudge and chain rule", "gradient": "Gradient",
    "wishes": "Wishes", "table": "Weights × examples", "check": "Gradient check",
}  # fmt: skip


def _view(lab: Any, value: Any) -> str:
    pick(VIEWS, value, "view")
    return str(value)


def _done(lab: Any, value: Any) -> int | None:
    if value is None:
        return None
    done, most = whole(value, "done"), len(ops(lab.shown, lab.loss))
    if done > most:
        raise ValueError(f"done must be at most {most}, the operations of this network, got {done}")
    return done


def _vector(name: str, end: int) -> Any:
    def check(lab: Any, value: Any) -> list[float]:
        v, n = numbers(value, name), lab.shown.sizes[end]
        if v.shape != (n,):
            raise ValueError(f"{name} must hold {n} number{'s' * (n > 1)}, one for each {'out' if end else 'in'}put, got shape {v.shape}")
        return [float(one) for one in v]

    return check


def _weight(lab: Any, value: Any) -> int:
    k = whole(value, "weight")
    if k >= lab.shown.n_params:
        raise ValueError(f"weight must be below {lab.shown.n_params}, the number of parameters, got {k}")
    return k


def _h(lab: Any, value: Any) -> float:
    h = number(value, "h")
    if not 1e-15 <= h <= 1:
        raise ValueError(f"h must be from 1e-15 to 1, got {value!r}")
    return h


def _off(lab: Any, value: Any) -> list[int]:
    return _indices(value, "off")


def _indices(value: Any, name: str) -> list[int]:
    if not isinstance(value, list | tuple | np.ndarray):
        raise TypeError(f"{name} must be a list of numbers, got {value!r}"[:200])
    return sorted({whole(i, f"every entry of {name}") for i in value})


def _without(lab: Any, value: Any) -> list[int]:
    rows, n = _indices(value, "without"), sum(map(len, lab.data))
    if rows and rows[-1] >= n:
        raise ValueError(f"without must name examples below {n}, got {rows[-1]}")
    if len(rows) == n:
        raise ValueError("without must leave one example")
    return rows


def _layer(lab: Any, value: Any) -> int:
    layer, n = whole(value, "layer"), len(lab.shown.W)
    if layer >= n:
        raise ValueError(f"layer must be below {n}, the number of layers of weights, got {layer}")
    return layer


def _turned(lab: Any, value: Any) -> list[int] | None:
    return None if value is None else _indices(value, "turned")


def _stacked(lab: Any, value: Any) -> int | None:
    return None if value is None else whole(value, "stacked")


DIALS = {
    "view":    Dial("steps", _view, help=f"what the lab shows: {', '.join(VIEWS)}"),
    "done":    Dial(0, _done, help="how many operations of the pass forward and backward are done; None for all"),
    "batch":   Dial(False, flag("batch"), help="whether cost and gradient are the mean over all training examples, step by step"),
    "x":       Dial([], _vector("x", 0), help="the input, (n_in,): the example's, until it is set"),
    "y":       Dial([], _vector("y", -1), help="the target, (n_out,): the example's, until it is set"),
    "weight":  Dial(0, _weight, help="the parameter that is looked at, as in net.theta[weight]"),
    "h":       Dial(0.01, _h, help="the size of the nudge"),
    "off":     Dial([], _off, help="routes of the chain rule that are left out of the sum, by number"),
    "leaves":  Dial(True, flag("leaves"), help="whether the tree has those quantities too that stay as they are"),
    "build":   Dial(False, flag("build"), help="whether the product of the chain rule is to be built from pieces"),
    "turned":  Dial(None, _turned, help="factor cards that are turned, by number; None for all"),
    "picked":  Dial([], lambda lab, value: _indices(value, "picked"), help="the pieces that are picked, by number"),
    "layer":   Dial(0, _layer, help="whose wishes are shown: those that net.W[layer] hands back to trace.a[layer]"),
    "stacked": Dial(None, _stacked, help="how many wishes are added up; None for all"),
    "hebb":    Dial(False, flag("hebb"), help="whether a·a, Hebb's rule, stands beside the wishes for weights"),
    "without": Dial([], _without, help="examples that the mean of the table leaves out"),
}  # fmt: skip
