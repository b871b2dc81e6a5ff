"""What the page of an ActivationLab is told: the facts of a function, and what a network has made of its inputs."""

from dataclasses import asdict
from functools import lru_cache
from typing import Any

import numpy as np

from nnwidgets.core.activations import Activation
from nnwidgets.core.collapse import collapse, compared
from nnwidgets.core.dataset import Dataset
from nnwidgets.core.network import Network
from nnwidgets.core.pushed import pushed, steepest
from nnwidgets.core.slope_check import slope_check
from nnwidgets.widgets.wire import finite

SAMPLE = 120  # of the examples whose two outputs are drawn beside one another


@lru_cache(maxsize=64)
def facts_of(act: Activation) -> dict[str, Any]:
    """The columns of the table, the steepest slope, and where df is not the slope of f."""
    whole = act.name == "softmax"
    wrong = None if whole else slope_check(act)
    return {
        "formula": act.formula, "derivative": act.derivative, "range": [finite(end) for end in act.range], "use": act.use,
        "caveat": act.caveat, "steepest": None if whole else finite(steepest(act)), "wrong": wrong and asdict(wrong),
    }  # fmt: skip


def read(act: Activation, z: float) -> list[float | None]:
    """[f(z), f'(z)]: of a function of one's own the page has but a table, which ends."""
    with np.errstate(all="ignore"):
        return [finite(np.broadcast_to(g(np.array([z])), 1)[0]) for g in (act.f, act.df)]


def told(net: Network, data: Dataset, flat: float, reach: float) -> dict[str, Any]:
    """All of `pushed` as JSON, and the one matrix beside the network."""
    found = {name: _json(value) for name, value in vars(pushed(net, data, flat, reach)).items()}
    W, b = collapse(net)
    deep, one = compared(net, data.inputs)
    off = np.abs(deep - one)
    return found | {
        "one": {"W": _json(W), "b": _json(b), "apart": finite(off.max()), "largest": finite(np.abs(deep).max()),
                "deep": _json(deep[:SAMPLE, 0]), "matrix": _json(one[:SAMPLE, 0])},
    }  # fmt: skip


def _json(value: Any) -> Any:
    if isinstance(value, np.ndarray | tuple | list):
        return [_json(one) for one in value]
    return int(value) if isinstance(value, np.integer) else finite(value)
