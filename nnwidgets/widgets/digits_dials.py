"""What can be set on a DigitsLab: what is looked at, what is drawn, how the picture is spoilt, and what is trained on."""

from typing import Any

import numpy as np

from nnwidgets.core.arrays import numbers
from nnwidgets.core.registry import number, pick, whole
from nnwidgets.widgets.dials import Dial, flag

LIT = {"both": "both: what each link carries", "weights": "the weights alone", "data": "the data alone"}
VIEWS = {
    "draw": "Draw", "layers": "Layer by layer", "weights": "Weights", "train": "Training",
    "tests": "Spoil it", "compare": "Compare", "dream": "Dream",
}  # fmt: skip
MOST_POINTS, FAR, LONGEST = 3000, 8, 500  # of a drawing; pixels of a shift; steps of a dream


def _view(lab: Any, value: Any) -> str:
    pick(VIEWS, value, "view")
    return str(value)


def _strokes(lab: Any, value: Any) -> list[list[list[float]]]:
    if not isinstance(value, list | tuple):
        raise TypeError(f"strokes must be a list of strokes, each a list of points [x, y], got {value!r}"[:200])
    made = []
    for stroke in value:
        points = numbers(stroke, "a stroke")
        if points.ndim != 2 or points.shape[1] != 2 or not len(points):
            raise ValueError(f"a stroke must be a list of points [x, y], got shape {points.shape}")
        if points.min() < 0 or points.max() > 1:
            raise ValueError("points of strokes must be from 0 to 1, as shares of the pad")
        made.append([[float(x), float(y)] for x, y in points])
    if sum(map(len, made)) > MOST_POINTS:
        raise ValueError(f"strokes must have at most {MOST_POINTS:,} points, got {sum(map(len, made)):,}")
    return made


def _pixels(lab: Any, value: Any) -> list[float] | None:
    if value is None:
        return None
    v, n = numbers(value, "pixels").ravel(), lab.side**2
    if v.shape != (n,):
        raise ValueError(f"pixels must be {n} numbers, {lab.side} rows of {lab.side}, got {v.size}")
    if v.min() < 0 or v.max() > 1:
        raise ValueError(f"pixels must be from 0 to 1, got {v.min():g} to {v.max():g}")
    return [round(float(one), 6) for one in v]


def _below(name: str, most: Any, of: str) -> Any:
    def check(lab: Any, value: Any) -> int:
        i, n = whole(value, name), most(lab)
        if i >= n:
            raise ValueError(f"{name} must be below {n}, {of}, got {i}")
        return i

    return check


def _maybe(check: Any) -> Any:
    return lambda lab, value: None if value is None else check(lab, value)


def _pair(name: str, check: Any) -> Any:
    def both(lab: Any, value: Any) -> list[Any]:
        if not isinstance(value, list | tuple | np.ndarray) or len(value) != 2:
            raise TypeError(f"{name} must be two whole numbers, got {value!r}"[:200])
        return [check(lab, one) for one in value]

    return both


def _steps(lab: Any, value: Any) -> int:
    by = int(np.sign(value)) * whole(abs(value), "shift") if isinstance(value, int | np.integer) else whole(value, "shift")
    if abs(by) > FAR:
        raise ValueError(f"shift must be from −{FAR} to {FAR} pixels, got {by}")
    return by


def _count(lab: Any, value: Any) -> int:
    n = whole(value, "count", 1)
    if n > len(lab.source[0]):
        raise ValueError(f"count must be at most {len(lab.source[0]):,}, the training images there are, got {n:,}")
    return n


def _unit(lab: Any, value: Any) -> list[int]:
    if not isinstance(value, list | tuple) or len(value) != 2:
        raise TypeError(f"unit must be [layer, neuron], got {value!r}"[:200])
    layer, j = whole(value[0], "the layer of unit", 1), whole(value[1], "the neuron of unit")
    if layer >= len(lab.shown.sizes) or j >= lab.shown.sizes[layer]:
        raise ValueError(f"unit must name a neuron of {list(lab.shown.sizes)}, got {[layer, j]}")
    return [layer, j]


_digit = _below("digit", lambda lab: lab.shown.sizes[-1], "the number of outputs")
_example = _below("example", lambda lab: sum(map(len, lab.source)), "the number of images")


def _lit(lab: Any, value: Any) -> str:
    pick(LIT, value, "lit")
    return str(value)


DIALS = {
    "view":     Dial("draw", _view, help=f"what the lab shows: {', '.join(VIEWS)}"),
    "example":  Dial(0, _example, help="the image that is looked at: those for training first, then those for testing"),
    "strokes":  Dial([], _strokes, help="what is drawn: strokes of points [x, y] from 0 to 1; an image is shown while there are none"),
    "pixels":   Dial(None, _maybe(_pixels), help="an image of your own, in the place of the example's; None for that"),
    "fit":      Dial(True, flag("fit"), help="whether a drawing is centred and scaled as the data set's images were"),
    "replay":   Dial(1.0, lambda lab, value: number(value, "replay", low=0, high=1), help="how much of the drawing is there, by length"),
    "shift":    Dial([0, 0], _pair("shift", _steps), help="pixels to the right and down by which the picture, or the test set, is moved"),
    "inverted": Dial(False, flag("inverted"), help="whether ink and paper have changed places"),
    "reached":  Dial(None, _maybe(_below("reached", lambda lab: len(lab.shown.sizes), "the number of layers")),
                     help="how many layers behind the input have worked; None for all"),
    "unit":     Dial([1, 0], _unit, help="the neuron that is looked at: [layer, number], the input is layer 0"),
    "pixel":    Dial(0, _below("pixel", lambda lab: lab.side**2, "the number of pixels"), help="the input that is looked at"),
    "lit":      Dial("both", _lit, help="what is lit layer by layer: what is learned (weights), what flows (data), or both, multiplied"),
    "snapshot": Dial(None, _maybe(_below("snapshot", lambda lab: len(lab.snapshots), "the number of snapshots")),
                     help="whose weights the gallery shows: lab.snapshots[snapshot]; None for those of now"),
    "cell":     Dial(None, _maybe(_pair("cell", _digit)), help="the open cell of the confusion matrix: [digit, taken for]"),
    "count":    Dial(None, _maybe(_count), help="how many images are trained on; None for all"),
    "shuffled": Dial(False, flag("shuffled"), help="whether the labels that are trained on are handed out by lot"),
    "permuted": Dial(False, flag("permuted"), help="whether the pixels of all images stand in another order, the same for each"),
    "left_out": Dial(None, _maybe(_digit), help="a digit that is not trained on"),
    "only":     Dial(False, flag("only"), help="whether the image that is looked at is the only one trained on"),
    "other":    Dial(1, _example, help="the image that the one that is looked at is compared with"),
    "goal":     Dial(8, _digit, help="the output that the dream is to please"),
    "dreamt":   Dial(0, lambda lab, value: min(whole(value, "dreamt"), LONGEST), help=f"steps of the dream, at most {LONGEST}"),
}  # fmt: skip
DATA = ("count", "shuffled", "permuted", "left_out", "only")  # those that change what is trained on
