"""What one example costs, output by output, and what all of them cost: the sum of squares as it adds up."""

import numpy as np

from nnwidgets.core.registry import Array

# outputs of a network for ten classes, to be judged; equal to 3Blue1Brown's ranking for a picture of one digit
PRESETS: dict[str, float | None] = {"perfect": None, "all zero": 0.0, "all one half": 0.5, "all wrong": None}


def terms(outputs: Array, target: Array) -> Array:
    """(aⱼ − yⱼ)² for each output, (k,)."""
    return (np.asarray(outputs, float) - target) ** 2


def preset(name: str, target: Array) -> Array:
    """Outputs (k,) by a name of PRESETS, for a target (k,) of 0 and 1."""
    if name == "perfect":
        return np.array(target, float)
    if name == "all wrong":
        return 1.0 - np.asarray(target, float)
    return np.full(len(target), float(PRESETS[name] or 0))


def shares(costs: Array) -> Array:
    """What each example (n,) adds to the mean of the costs: cost / n."""
    return np.asarray(costs, float) / max(len(costs), 1)
