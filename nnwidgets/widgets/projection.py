"""What of the data's columns a lab's map shows."""

from typing import Any

import numpy as np

from nnwidgets.core.datasets import PLAYGROUND
from nnwidgets.core.plane import EDITED, PCA, Plane, plane_of
from nnwidgets.core.registry import Array
from nnwidgets.core.targets import encode
from nnwidgets.widgets.lab import Lab

MOST = 64  # columns that a menu lists


class Projected(Lab):
    """Part of a Playground: the plane of its map."""

    _axes: Any = None
    _at: int | None = None
    _columns: tuple[str, ...] = ()
    _seen: tuple[Any, Plane] | None = None

    def commands(self) -> dict[str, Any]:
        return super().commands() | {
            "axes": lambda v: self.set_axes(*(v if isinstance(v, list) else [v])),
            "axes_at": lambda i: self.set_axes(*self._chosen, at=i),
        }

    @property
    def _chosen(self) -> tuple[Any, ...]:
        choice = self.plane.choice
        return (choice,) if isinstance(choice, str) else choice

    def set_axes(self, *axes: Any, at: int | None = None) -> None:
        """Show the plane of two columns, by name or number, or of the two principal components, "pca"; the others at their mean.

        With `at` they are those of that example, which counts the training part first. Raises ValueError for no such columns.
        """
        choice = axes[0] if len(axes) == 1 and axes[0] == PCA else tuple(axes)
        self._plane(choice, at)
        self._axes, self._at, self._columns = choice, at, self.data[0].columns
        self.session.show(full=True, keep=not self.session.running)

    @property
    def plane(self) -> Plane:
        """What the map shows of the space of the columns."""
        if self._columns != self.data[0].columns or (self._at or 0) >= sum(map(len, self.data)):  # chosen for other data
            self._axes = self._at = None
        return self._plane(self._axes, self._at)

    def _plane(self, axes: Any, at: int | None) -> Plane:
        net, key = self.net, (*self.data, axes, at)
        if self._seen is None or self._seen[0] != key:
            targets = np.concatenate([encode(part.y, net.sizes[-1], net.output.name) for part in self.data])
            named = self.data[0].name.removesuffix(EDITED) in PLAYGROUND
            self._seen = key, plane_of(self.data, targets, named, axes, at)
        return self._seen[1]

    def describe(self) -> tuple[dict[str, Any], dict[str, Array]]:
        settings, arrays = super().describe()
        plane, columns = self.plane, self.data[0].columns
        settings["plane"] = {
            "names": list(plane.names), "domain": [list(interval) for interval in plane.domain], "rest": plane.rest,
            "choice": plane.choice if isinstance(plane.choice, str) else list(plane.choice), "columns": list(columns[:MOST]),
        }  # fmt: skip
        return settings, arrays | {"plane": plane.table}
