"""What can be set on a SoftmaxLab: logits, temperature, target, what is written out, and the race of two losses."""

import math
from collections.abc import Iterable
from typing import Any

import numpy as np

from nnwidgets.core.arrays import numbers
from nnwidgets.core.race import ETA, STARTS, STEPS
from nnwidgets.core.registry import number, whole
from nnwidgets.widgets.dials import Dial, flag

LEAST, MOST = 2, 10  # classes
LOGITS = [-0.8, -5.0, 0.5, 1.5, 3.4, -2.3, 2.5]  # 3Blue1Brown, Neural networks, chapter 5
INFINITE = "inf"  # as JSON can carry it; float("inf") in Python
LARGEST, NEAR = 1e6, 1e-9
STAGES = ("z", "e^z", "sum", "p")


def classes(n: int) -> list[str]:
    """Names of n classes."""
    return [f"class {i}" for i in range(n)]


def one_hot(n: int, i: int) -> list[float]:
    """A target (n,) for the class i."""
    return [float(j == i) for j in range(n)]


def _logits(lab: Any, value: Any) -> list[float]:
    z = numbers(value, "logits")
    if z.ndim != 1 or not LEAST <= z.size <= MOST:
        raise ValueError(f"logits must hold {LEAST} to {MOST} numbers, one for each class, got shape {z.shape}")
    if np.abs(z).max() > LARGEST:
        raise ValueError(f"logits must lie between -{LARGEST:g} and {LARGEST:g}, got {z[np.abs(z).argmax()]:g}")
    return [float(one) for one in z]


def _names(lab: Any, value: Any) -> list[str]:
    n = len(lab.asked("logits"))
    if isinstance(value, str) or not isinstance(value, Iterable):
        raise TypeError(f"names must be a list of words, one for each class, got {value!r}"[:200])
    words = [str(one)[:24] for one in value]
    if len(words) != n or not all(word.strip() for word in words):
        raise ValueError(f"names must be {n} words, one for each class, got {words}"[:200])
    return words


def _target(lab: Any, value: Any) -> list[float]:
    n = len(lab.asked("logits"))
    if not isinstance(value, Iterable) or isinstance(value, str):
        i = whole(value, "target")
        if i >= n:
            raise ValueError(f"target must be a class below {n}, or {n} shares that add up to 1, got {i}")
        return one_hot(n, i)
    y = numbers(value, "target")
    if y.shape != (n,) or y.min() < 0 or abs(y.sum() - 1) > NEAR:
        raise ValueError(f"target must be a class below {n}, or {n} shares that add up to 1, got {y.tolist()}"[:200])
    return [float(one) for one in y]


def _temperature(lab: Any, value: Any) -> float | str:
    if value == INFINITE or (isinstance(value, float | np.floating) and math.isinf(value) and value > 0):
        return INFINITE
    return number(value, "T", low=0, hint="np.inf is the limit of equal shares")


def _stage(lab: Any, value: Any) -> int:
    stage = whole(value, "stage")
    if stage >= len(STAGES):
        raise ValueError(f"stage must be below {len(STAGES)}, got {stage}: {', '.join(f'{i} {name}' for i, name in enumerate(STAGES))}")
    return stage


def _start(lab: Any, value: Any) -> list[float]:
    pair = numbers(value, "start")
    if pair.shape != (2,) or np.abs(pair).max() > 10:
        raise ValueError(f"start must be a pair (w, b) of numbers from -10 to 10, got {pair.tolist()}"[:200])
    return [float(one) for one in pair]


def _lap(lab: Any, value: Any) -> int:
    step = whole(value, "race_step")
    if step > STEPS:
        raise ValueError(f"race_step must be from 0 to {STEPS}, got {step}")
    return step


# in the order in which they are set when several are: what a later one depends on comes first
DIALS = {
    "logits":    Dial(LOGITS, _logits, help=f"z, {LEAST} to {MOST} numbers, one for each class"),
    "names":     Dial(classes(len(LOGITS)), _names, help="what the classes are called"),
    "target":    Dial(one_hot(len(LOGITS), 4), _target, help="y: the true class by its number, or shares that add up to 1"),
    "T":         Dial(1.0, _temperature, help="temperature: softmax(z / T); 0 and 'inf' (or np.inf) are its limits"),
    "stage":     Dial(3, _stage, help="how far softmax is built up: 0 logits, 1 e^z, 2 their sum, 3 the shares"),
    "words":     Dial(True, flag("words"), help="whether the columns say logit and probability, or the letters z and p"),
    "eta":       Dial(1.0, lambda lab, value: number(value, "eta", above=0), help="η of one step of the logits against the gradient"),
    "learning":  Dial(True, flag("learning"), help="whether target, loss and gradient are shown"),
    "overflow":  Dial(False, flag("overflow"), help="whether the formula as it is written stands beside the one that is used"),
    "race":      Dial(False, flag("race"), help="whether the race of squared error against cross-entropy is shown"),
    "start":     Dial(list(STARTS[1]), _start, help="(w, b) of the neuron at the start of the race"),
    "race_eta":  Dial(ETA, lambda lab, value: number(value, "race_eta", above=0), help="η of the race"),
    "race_step": Dial(STEPS, _lap, help=f"the step of the race that is read, 0 to {STEPS}"),
}  # fmt: skip
