"""One sigmoid neuron, wrong at the start, under two losses: Nielsen's race of squared error against cross-entropy."""

from dataclasses import dataclass

import numpy as np

from nnwidgets.core.functions import d_sigmoid, sigmoid
from nnwidgets.core.registry import Array

STEPS, ETA = 300, 0.15
STARTS = ((0.6, 0.9), (2.0, 2.0))  # (w, b): Nielsen 2015, chapter 3


@dataclass(frozen=True, eq=False)
class Race:
    """What the neuron answers after 0, 1, … steps, (steps + 1,), and the gradient ∂C/∂w before each, under each of both losses."""

    squared: Array
    crossed: Array
    squared_slope: Array
    crossed_slope: Array

    @property
    def ratio(self) -> float:
        """How many times as large the first gradient of cross-entropy is: 1 / σ'(z)."""
        return float(self.crossed_slope[0] / self.squared_slope[0])


def race(w: float, b: float, eta: float = ETA, steps: int = STEPS) -> Race:
    """Gradient descent on a = σ(w x + b) with x = 1 and target y = 0 from (w, b).

    Squared error ½ (a − y)² has ∂C/∂w = (a − y) σ'(z) x, cross-entropy (a − y) x; that of b is the same, for x = 1.
    Source: Nielsen, Neural networks and deep learning (2015), chapter 3.
    """
    runs = []
    for crossed in (False, True):
        z = np.array(w + b)  # x = 1: w and b have the same slope, so z falls by twice η times it
        answers, slopes = [], []
        for _ in range(steps + 1):
            a = sigmoid(z)
            slope = a if crossed else a * d_sigmoid(z)
            answers.append(float(a))
            slopes.append(float(slope))
            z = z - 2 * eta * slope
        runs += [(np.array(answers), np.array(slopes))]
    (squared, squared_slope), (crossed_, crossed_slope) = runs
    return Race(squared, crossed_, squared_slope, crossed_slope)
