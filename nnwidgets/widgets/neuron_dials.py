"""What can be set on a NeuronLab beside the weights: what is looked at, the input, the gate, the painting, the neuron of 1943."""

from collections.abc import Sequence
from typing import Any

from nnwidgets.core import all_or_none, painted
from nnwidgets.core.arrays import numbers
from nnwidgets.core.gates import GATES
from nnwidgets.core.registry import pick, whole
from nnwidgets.widgets.dials import Dial

MODES = {
    "sum": "Sum", "bias": "Bias", "line": "Line", "gate": "Gate", "image": "Image", "vectors": "Vectors", "1943": "1943",
}  # fmt: skip
OF_TWO = ("line", "gate", "vectors")  # modes that draw a plane


def _mode(lab: Any, value: Any) -> str:
    pick(MODES, value, "mode")
    n = lab.n_in
    if value in OF_TWO and n != 2:
        others = ", ".join(mode for mode in MODES if mode not in OF_TWO)
        raise ValueError(f"mode {value!r} needs a neuron with two inputs, this one has {n}; choose one of {others}")
    return str(value)


def _x(lab: Any, value: Any) -> list[float]:
    x, n = numbers(value, "x"), lab.n_in
    if x.shape != (n,):
        raise ValueError(f"x must hold {n} number{'s' * (n > 1)}, one for each input, got shape {x.shape}")
    return [float(v) for v in x]


def _gate(lab: Any, value: Any) -> str:
    pick(GATES, value, "gate")
    return str(value)


def _pixels(lab: Any, value: Any) -> list[list[float]]:
    found: list[list[float]] = painted.painting(value).tolist()
    return found


def _probe(lab: Any, value: Any) -> str:
    pick(painted.PROBES, value, "probe")
    return str(value)


def _revealed(lab: Any, value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError(f"revealed must be True or False, got {value!r}"[:200])
    return value


def _few(value: Any, what: str, such_as: str) -> Sequence[Any]:
    if isinstance(value, str) or not isinstance(value, Sequence):
        raise TypeError(f"{what} must be a list such as {such_as}, got {value!r}"[:200])
    if not 1 <= len(value) <= all_or_none.MOST:
        raise ValueError(f"{what} must be a list of 1 to {all_or_none.MOST}, got {len(value)}")
    return value


def _kinds(lab: Any, value: Any) -> list[str]:
    found = [str(kind) for kind in _few(value, "kinds", "['excitatory', 'inhibitory']")]
    for kind in found:
        pick(all_or_none.KINDS, kind, "kind")
    return found


def _pulses(lab: Any, value: Any) -> list[int]:
    found = [whole(pulse, "every pulse") for pulse in _few(value, "pulses", "[1, 0]")]
    if max(found) > 1:
        raise ValueError(f"every pulse must be 0 or 1, all or none, got {max(found)}")
    return found


def _threshold(lab: Any, value: Any) -> int:
    return whole(value, "threshold", 1, hint="a neuron that nothing excites does not fire")


DIALS = {
    "mode":      Dial("sum", _mode, help="what is looked at: sum, bias, line, gate, image, vectors or 1943"),
    "x":         Dial([], _x, help="the input, (n_in,)"),
    "gate":      Dial("and", _gate, help="the gate that the neuron is compared with: and, or, nand, nor, xor or xnor"),
    "pixels":    Dial(painted.PAINTINGS["patch"].tolist(), _pixels, help="the painted weights, 8 rows of 8 from -1 to 1, or a name"),
    "probe":     Dial("B", _probe, help="the image that the painting lies over: A, B, C or D"),
    "revealed":  Dial(True, _revealed, help="whether the sums of the images are on the page, or still to be predicted"),
    "kinds":     Dial(["excitatory", "excitatory"], _kinds, help="the inputs of the neuron of 1943: excitatory or inhibitory"),
    "pulses":    Dial([1, 0], _pulses, help="what comes in there, 0 or 1 each"),
    "threshold": Dial(2, _threshold, help="how many excitatory inputs must be active at once there"),
}  # fmt: skip
