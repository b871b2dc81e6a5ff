"""What can be set on a DescentLab: the terrain, where balls lie, the rates, how many steps, and the outputs whose cost adds up."""

from typing import Any

import numpy as np

from nnwidgets.core import crowd
from nnwidgets.core.arrays import numbers
from nnwidgets.core.optimizers import OPTIMIZERS
from nnwidgets.core.registry import number, pick, whole
from nnwidgets.core.terrains import CURVES, SURFACES
from nnwidgets.widgets.dials import Dial, flag

VIEWS = {
    "curve": "One weight",
    "surface": "Two weights",
    "gradient": "All weights",
    "batch": "Many examples",
    "terms": "What it costs",
    "tower": "What depends on what",
}
MOST_STEPS, MOST_BALLS, MOST_RACERS, MOST_EXAMPLES = 400, 24, 4, 12
FLOORS = ("network", "cost", "gradient")
MOST_SIZES, MOST_UNITS = 12, 100_000
LOSS = "loss"  # the surface of the lab's own network


def _view(lab: Any, value: Any) -> str:
    pick(VIEWS, value, "view")
    return str(value)


def _curve(lab: Any, value: Any) -> str:
    pick(CURVES, value, "curve")
    return str(value)


def _surface(lab: Any, value: Any) -> str:
    pick(SURFACES | ({LOSS: None} if lab.landscape is not None else {}), value, "surface")
    return str(value)


def _balls(lab: Any, value: Any) -> list[float]:
    balls = numbers(value, "balls")
    if balls.ndim != 1 or not 1 <= balls.size <= MOST_BALLS or np.abs(balls).max() > 100:
        raise ValueError(f"balls must hold 1 to {MOST_BALLS} numbers from -100 to 100, got {balls.tolist()}"[:200])
    return [float(w) for w in balls]


def _point(lab: Any, value: Any) -> list[float]:
    point = numbers(value, "point")
    if point.shape != (2,) or np.abs(point).max() > 100:
        raise ValueError(f"point must be a pair of numbers from -100 to 100, got {point.tolist()}"[:200])
    return [float(v) for v in point]


def _begin(lab: Any, value: Any) -> list[float]:
    begin = numbers(value, "begin")
    if begin.shape != (2,) or np.abs(begin).max() > 100:
        raise ValueError(f"begin must be a pair of numbers from -100 to 100, got {begin.tolist()}"[:200])
    return [float(v) for v in begin]


def _batch(lab: Any, value: Any) -> int:
    batch = whole(value, "batch", 1)
    if crowd.N % batch:
        raise ValueError(f"batch must divide {crowd.N} (1, 2, 4, 8, 16, 32 or 64), got {batch}")
    return batch


def _work(lab: Any, value: Any) -> int:
    work = whole(value, "work")
    if work > crowd.ORDERS.size:
        raise ValueError(f"work must be at most {crowd.ORDERS.size}, got {work}")
    return work


def _floor(lab: Any, value: Any) -> str:
    pick(dict.fromkeys(FLOORS), value, "floor")
    return str(value)


def _counted(lab: Any, value: Any) -> list[int]:
    if not isinstance(value, list | tuple) or not 2 <= len(value) <= MOST_SIZES:
        raise ValueError(f"counted must be a list of 2 to {MOST_SIZES} sizes of layers, got {value!r}"[:200])
    sizes = [whole(n, "a size in counted", 1) for n in value]
    if max(sizes) > MOST_UNITS:
        raise ValueError(f"a size in counted must be at most {MOST_UNITS:,}, got {max(sizes):,}")
    return sizes


def _steps(lab: Any, value: Any) -> int:
    steps = whole(value, "steps")
    if steps > MOST_STEPS:
        raise ValueError(f"steps must be at most {MOST_STEPS}, got {steps}; nnwidgets.core.walk.walk takes more")
    return steps


def _eta(lab: Any, value: Any) -> float:
    eta = number(value, "eta", above=0)
    if eta > 100:
        raise ValueError(f"eta must be at most 100, got {eta:g}")
    return eta


def _race(lab: Any, value: Any) -> list[list[Any]]:
    if not isinstance(value, list | tuple) or not 1 <= len(value) <= MOST_RACERS:
        raise ValueError(f"race must be a list of 1 to {MOST_RACERS} pairs (optimizer, rate), got {value!r}"[:200])
    found = []
    for one in value:
        if not isinstance(one, list | tuple) or len(one) != 2:
            raise ValueError(f"every entry of race must be a pair (optimizer, rate), got {one!r}"[:200])
        pick(OPTIMIZERS, one[0], "optimizer")
        found.append([str(one[0]), _eta(lab, one[1])])
    return found


def _turned(lab: Any, value: Any) -> list[float]:
    angles = numbers(value, "turned")
    if angles.shape != (2,):
        raise ValueError(f"turned must be a pair of angles in degrees, got {angles.tolist()}"[:200])
    return [float(angles[0]) % 360, float(np.clip(angles[1], 5, 85))]


def _outputs(lab: Any, value: Any) -> list[float]:
    a = numbers(value, "outputs")
    if a.shape != (10,) or a.min() < 0 or a.max() > 1:
        raise ValueError(f"outputs must be 10 numbers from 0 to 1, got {a.tolist()}"[:200])
    return [float(v) for v in a]


def _digit(lab: Any, value: Any) -> int:
    digit = whole(value, "digit")
    if digit > 9:
        raise ValueError(f"digit must be from 0 to 9, got {digit}")
    return digit


def _costs(lab: Any, value: Any) -> list[float]:
    if isinstance(value, list | tuple) and not value:
        return []
    costs = numbers(value, "costs")
    if costs.ndim != 1 or costs.size > MOST_EXAMPLES or costs.min() < 0:
        raise ValueError(f"costs must hold at most {MOST_EXAMPLES} numbers of at least 0, got {costs.tolist()}"[:200])
    return [float(v) for v in costs]


def _seen(lab: Any, value: Any) -> list[float]:
    if isinstance(value, list | tuple) and not value:
        return []
    seen = numbers(value, "seen")
    return [float(v) for v in seen.ravel()[-200:]]


def _picked(lab: Any, value: Any) -> int | None:
    if value is None:
        return None
    k, n = whole(value, "picked"), lab.net.n_params
    if k >= n:
        raise ValueError(f"picked must be below {n:,}, the number of weights and biases, got {k}")
    return k


def _h(lab: Any, value: Any) -> float:
    h = float(number(value, "h"))
    if not 1e-6 <= abs(h) <= 10:
        raise ValueError(f"h must be a nudge from 1e-6 to 10, up or down, got {h:g}")
    return h


DIALS = {
    "view":     Dial("curve", _view, help=f"what the lab shows: {', '.join(VIEWS)}"),
    "curve":    Dial("3b1b", _curve, help=f"C(w): {', '.join(CURVES)}"),
    "surface":  Dial("bowl", _surface, help=f"C(x, y): {', '.join(SURFACES)}, and {LOSS} of the lab's own network"),
    "balls":    Dial([-0.5], _balls, help="where the balls on the curve start"),
    "point":    Dial([1.0, 1.0], _point, help="where the walks on the surface start"),
    "eta":      Dial(0.05, _eta, help="the learning rate η on the curve"),
    "race":     Dial([["sgd", 0.1]], _race, help=f"who walks on the surface: up to {MOST_RACERS} pairs (optimizer, rate)"),
    "steps":    Dial(0, _steps, help="how many steps have been taken"),
    "picked":   Dial(None, _picked, help="the parameter that is nudged, by its index in net.theta; None: the steepest"),
    "h":        Dial(0.01, _h, help="by how much it is nudged"),
    "begin":    Dial(list(crowd.CROWD.start), _begin, help="where both walkers through the crowd of examples start, (w, b)"),
    "batch":    Dial(4, _batch, help=f"how many of the {crowd.N} examples the drunk walker asks for each step"),
    "work":     Dial(128, _work, help="how many gradients of one example each of the two walkers has asked for"),
    "floor":    Dial("network", _floor, help=f"the floor of the tower that is looked at: {', '.join(FLOORS)}"),
    "counted":  Dial([784, 16, 16, 10], _counted, help="the sizes of the network on which the tower stands"),
    "constant": Dial(False, flag("constant"), help="whether every step on the curve has the length η, whatever the slope"),
    "hidden":   Dial(False, flag("hidden"), help="whether the curve is hidden but for the points that a hand has seen"),
    "seen":     Dial([], _seen, help="the w that a hand has seen"),
    "turned":   Dial([30.0, 35.0], _turned, help="how the relief is turned and tilted, in degrees"),
    "outputs":  Dial([0.5, 0.8, 0.2, 0.3, 0.1, 0.6, 0.4, 0.2, 0.0, 0.7], _outputs, help="ten outputs whose cost adds up"),
    "digit":    Dial(2, _digit, help="the digit that they should say"),
    "costs":    Dial([], _costs, help="the costs of the examples that have been added to the mean"),
}  # fmt: skip
