"""What can be set on a DepthLab: which view, the deep network, the kernel and its image, the drawing, the face, the parts of digits."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from nnwidgets.core import digit_parts, face, kernels
from nnwidgets.core.activations import HIDDEN
from nnwidgets.core.arrays import numbers
from nnwidgets.core.convnet import MAPS
from nnwidgets.core.deep import INITS, MOST_LAYERS
from nnwidgets.core.registry import number, pick, whole
from nnwidgets.widgets.depth_history import LOGGED
from nnwidgets.widgets.dials import Dial, count

VIEWS = {"depth": "Depth", "kernel": "One kernel", "features": "Learned features", "ladder": "Face, by hand", "parts": "Digits, by hand"}
SIDE, PICKS = kernels.SIDE, 20  # pixels of a drawing; two digits of each class to choose from


def _named(table: Mapping[str, Any], what: str) -> Callable[[Any, Any], str]:
    def check(lab: Any, value: Any) -> str:
        pick(table, value, what)
        return str(value)

    return check


def _rows(array: Any) -> list[list[float]]:
    return [[float(v) for v in row] for row in array]


def _image(lab: Any, value: Any) -> Any:
    if isinstance(value, str) and value == "drawing":
        return value
    if isinstance(value, str):
        pick(kernels.IMAGES | {"drawing": None}, value, "image")
        return value
    return _rows(kernels.image(value))


def _pixel(lab: Any, value: Any) -> list[int]:
    if not isinstance(value, list | tuple) or len(value) != 2:
        raise TypeError(f"pixel must be a pair (row, column), got {value!r}"[:200])
    at, shape = [whole(v, "row and column of pixel") for v in value], lab.shape_of(lab.asked("image"))
    for v, n in zip(at, shape, strict=True):
        if v > n - 3:
            raise ValueError(
                f"pixel must be from (0, 0) to ({shape[0] - 3}, {shape[1] - 3}), where the kernel's upper left is, got ({at[0]}, {at[1]})"
            )
    return at


def _drawing(lab: Any, value: Any) -> list[list[float]]:
    x = numbers(value, "drawing")
    if x.shape != (SIDE, SIDE) or x.min() < 0 or x.max() > 1:
        raise ValueError(f"drawing must be {SIDE} rows of {SIDE} numbers from 0 (paper) to 1 (ink), got shape {x.shape}")
    return _rows(np.round(x, 4))


def _digit(lab: Any, value: Any) -> int | None:
    return None if value is None else count("digit", 0, PICKS - 1)(lab, value)


def _face(lab: Any, value: Any) -> dict[str, list[int] | None]:
    if isinstance(value, str):
        value = pick(face.SCENES, value, "face")
    if not isinstance(value, Mapping):
        raise TypeError(f"face must be a name, or {{part: (row, column) or None}}, got {value!r}"[:200])
    found: dict[str, list[int] | None] = dict.fromkeys(face.PARTS)
    for name, place in value.items():
        shape = pick(face.PARTS, name, "part").shape
        if place is not None:
            r, c = (whole(v, f"row and column of the {name}") for v in place)
            if r > face.SIDE - shape[0] or c > face.SIDE - shape[1]:
                raise ValueError(f"the {name} must be from (0, 0) to ({face.SIDE - shape[0]}, {face.SIDE - shape[1]}), got ({r}, {c})")
            found[name] = [r, c]
    return found


def _ticks(lab: Any, value: Any) -> list[list[str]]:
    if isinstance(value, str) or not isinstance(value, Sequence) or len(value) != 10:
        raise TypeError(f"ticks must be ten lists of parts, one for each digit, got {value!r}"[:200])
    for parts in value:
        for part in parts:
            pick(dict.fromkeys(digit_parts.PARTS), part, "part")
    return [[part for part in digit_parts.PARTS if part in parts] for parts in value]


# in the order in which they are set when several are
DIALS = {
    "view":       Dial("depth", _named(VIEWS, "view"), help=f"what the lab shows: {', '.join(VIEWS)}"),
    "layers":     Dial(6, count("layers", 1, MOST_LAYERS), help="how many hidden layers the deep network has"),
    "activation": Dial("sigmoid", _named(HIDDEN, "activation"), help="what they have"),
    "init":       Dial("xavier", _named(INITS, "init"), help=f"how the weights are drawn: {', '.join(INITS)}"),
    "width":      Dial(30, count("width", 1, 64), help="how many units each of them has"),
    "rate":       Dial(0.1, lambda lab, value: number(value, "rate", above=0), help="the learning rate"),
    "seed":       Dial(0, lambda lab, value: whole(value, "seed"), help="which of many draws"),
    "measure":    Dial("gradient_rms", _named(LOGGED, "measure"), help=f"what bars and lines show: {', '.join(LOGGED)}"),
    "image":      Dial("house", _image, help="what the kernel slides over: a name, 'drawing', or an array (h, w) of your own"),
    "kernel":     Dial(_rows(kernels.KERNELS["vertical edges"]), lambda lab, value: _rows(kernels.kernel(value)),
                       help="its nine weights, 3 rows of 3, or a name"),
    "pixel":      Dial([8, 7], _pixel, help="(row, column) of the response that is looked at"),
    "drawing":    Dial([[0.0] * SIDE] * SIDE, _drawing, help=f"what is drawn by hand, {SIDE} × {SIDE}, 0 paper to 1 ink"),
    "digit":      Dial(14, _digit, help=f"which of {PICKS} test images the learned network sees; None: the drawing"),
    "map":        Dial(0, count("map", 0, MAPS[0] - 1), help="the kernel of the first layer that is looked at"),
    "unit":       Dial(0, count("unit", 0, MAPS[1] - 1), help="the unit of the second layer that is looked at"),
    "face":       Dial(_face(None, "face"), _face, help=f"where the parts of the face are: {', '.join(face.SCENES)}, or by part"),
    "ticks":      Dial([[] for _ in range(10)], _ticks, help="of each digit, the parts that it is said to have"),
}  # fmt: skip
NETWORK = ("layers", "activation", "init", "width", "rate", "seed")  # what takes another network
