"""Scaling of inputs: a center and a spread for every column, remembered so that new points are treated alike."""

from dataclasses import dataclass
from typing import Self

import numpy as np

from nnwidgets.core.registry import Array


@dataclass(frozen=True, eq=False)
class Scale:
    """(z − center) / spread, column by column; `fitted` where both came from examples, not from a unit such as 255."""

    center: Array
    spread: Array
    fitted: bool = False

    @classmethod
    def of(cls, Z: Array) -> Self:
        """To mean 0 and standard deviation 1 (that of the n examples, not n − 1); a column that is constant is only centered."""
        with np.errstate(over="ignore"):
            center, spread = Z.mean(axis=0, dtype=float), Z.std(axis=0, dtype=float)
        constant = np.ptp(Z, axis=0) == 0  # not spread == 0: rounding leaves 1e-17 of a constant
        center, spread = np.where(constant, Z[0], center), np.where(constant, 1.0, spread)
        if not np.isfinite([center, spread]).all():
            raise ValueError("the inputs are too large to take their standard deviation")
        return cls(center, spread, True)

    def apply(self, Z: Array) -> Array:
        """Rows (n, m), scaled, in their own precision."""
        moved = np.subtract(Z, self.center, dtype=Z.dtype, casting="same_kind")
        return np.divide(moved, self.spread, dtype=Z.dtype, casting="same_kind")
