"""Logic gates: the four rows of a truth table as examples."""

import numpy as np

from nnwidgets.core.dataset import Dataset
from nnwidgets.core.recipe import remembered
from nnwidgets.core.registry import pick
from nnwidgets.core.shapes import XY, streams

# the answer for (x1, x2) = (0, 0), (0, 1), (1, 0), (1, 1)
GATES: dict[str, tuple[int, ...]] = {
    "and":  (0, 0, 0, 1),
    "or":   (0, 1, 1, 1),
    "nand": (1, 1, 1, 0),
    "nor":  (1, 0, 0, 0),
    "xor":  (0, 1, 1, 0),
    "xnor": (1, 0, 0, 1),
}  # fmt: skip


@remembered
def gate(name: str = "and", n: int = 4, noise: float = 0, seed: int = 0) -> Dataset:
    """The truth table of a gate, its rows again and again until there are n; noise displaces each point by U(−1, 1)² · noise.

    `name` is and, or, nand, nor, xor or xnor. All four rows are needed to learn it: set none aside (test=0).
    """
    answers = np.array(pick(GATES, name, "gate"))
    n, noise, _, shake = streams(n, noise, seed)
    row = np.arange(n) % 4
    X = np.column_stack([row // 2, row % 2]) + shake.uniform(-1, 1, (n, 2)) * noise
    return Dataset(X, answers[row], "binary", XY, ("0", "1"), name, seed)
