"""What can be set on an ActivationLab: which functions at which z, and the network that a thousand inputs are pushed through."""

from collections.abc import Callable, Iterable
from typing import Any

from nnwidgets.core.activations import Activation, hidden_activation, own
from nnwidgets.core.initializers import INITIALIZERS
from nnwidgets.core.registry import number, pick, whole
from nnwidgets.core.slope_check import elementwise
from nnwidgets.core.statistics import FLAT
from nnwidgets.widgets.dials import Dial, count, flag

MOST_SHOWN, MOST_LAYERS, MOST_WIDTH = 6, 8, 64


def _function(lab: Any, value: Any) -> str:
    """The name on screen of a name, an Activation or a pair (f, df)."""
    if isinstance(value, str) and value in lab.functions():
        return value
    if value == "softmax" or isinstance(value, Activation) or own(value):
        return str(lab.called(elementwise(hidden_activation(value))))
    pick(dict.fromkeys(lab.functions()), value, "activation")
    raise AssertionError("pick has raised")


def _shown(lab: Any, value: Any) -> list[str]:
    if isinstance(value, str) or own(value) or not isinstance(value, Iterable):
        raise TypeError(f"shown must be a list such as ['sigmoid', 'relu'], got {value!r}"[:200])
    names = list(dict.fromkeys(_function(lab, one) for one in value))
    if not 1 <= len(names) <= MOST_SHOWN:
        raise ValueError(f"shown must hold 1 to {MOST_SHOWN} functions, got {len(names)}")
    return names


def _between(name: str, low: float, high: float) -> Callable[[Any, Any], float]:
    return lambda lab, value: number(value, name, low=low, high=high)


def _init(lab: Any, value: Any) -> str:
    pick(INITIALIZERS, value, "init")
    return str(value)


def _layer(lab: Any, value: Any) -> int | None:
    if value is None:
        return None
    layer, n = whole(value, "layer"), lab.asked("layers")
    if layer >= n:
        raise ValueError(f"layer must be None or below {n}, the number of hidden layers, got {layer}")
    return layer


# in the order in which they are set when several are: what a later one depends on comes first
DIALS = {
    "shown":      Dial(["sigmoid", "relu"], _shown, help=f"functions drawn over one another, up to {MOST_SHOWN}: names or pairs (f, df)"),
    "z":          Dial(1.0, lambda lab, value: number(value, "z"), help="where all of them are read, and where their tangents touch"),
    "reach":      Dial(6.0, _between("reach", 1, 100), help="the picture goes from −reach to reach, further if z does"),
    "flat":       Dial(FLAT, _between("flat", 0, 0.5), help="flat is where |f'(z)| is at most this share of its maximum"),
    "activation": Dial("sigmoid", _function, help="what the hidden layers of the network have; the weights stay"),
    "layers":     Dial(6, count("layers", 1, MOST_LAYERS), help="how many hidden layers there are"),
    "width":      Dial(30, count("width", 1, MOST_WIDTH), help="how many units each of them has"),
    "init":       Dial("xavier", _init, help="how their weights are drawn"),
    "seed":       Dial(0, lambda lab, value: whole(value, "seed"), help="which of many draws"),
    "layer":      Dial(None, _layer, help="the layer whose z stand below the curves, as in net.W[layer]; None: of all hidden layers"),
    "facts":      Dial(True, flag("facts"), help="whether the table of formulas, ranges and uses is open"),
    "network":    Dial(True, flag("network"), help="whether the network is shown that a thousand inputs are pushed through"),
    "collapse":   Dial(False, flag("collapse"), help="whether the product of all matrices stands beside the network"),
}  # fmt: skip
NETWORK = ("layers", "width", "init", "seed")  # what takes another network
