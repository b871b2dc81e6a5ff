"""All weights at once: the gradient of a DescentLab's network as a sorted list, one of its components chosen and nudged."""

from typing import Any

import numpy as np

from nnwidgets.core.components import Components, along, components
from nnwidgets.core.nudges import nudge
from nnwidgets.widgets.dials import Dialed

FEW = 1000  # examples that the cost is taken from: 40 nudges of all of MNIST would take seconds
REACH = 1.0  # on both sides of the chosen parameter


class AllWeights(Dialed):
    """The part of the lab that looks at every parameter of its network."""

    view: Any
    picked: Any
    h: Any
    _found: tuple[Any, dict[str, Any]] | None = None

    @property
    def _examples(self) -> tuple[Any, Any]:
        train = self.data[0]
        return train.inputs[:FEW], train.y[:FEW]

    @property
    def components(self) -> Components:
        """The gradient's components, the largest first, and what a nudge of h does: see `nnwidgets.core.components`."""
        return components(self.net, *self._examples, self.trainer.loss, self.h)

    def nudge(self) -> None:
        """Move the chosen parameter by h for good: an edit like any other."""
        k, to = self._chosen(self.components), float(self.h)
        self.session.act(lambda: self.trainer.set({k: float(self.net.theta[k]) + to}))

    def _chosen(self, found: Components) -> int:
        return int(found.ks[0]) if self.picked is None else int(self.picked)

    def _gradient(self) -> dict[str, Any]:
        """What the page needs, as JSON can carry it."""
        key = self.net.theta.tobytes(), self.picked, self.h
        if self._found is None or self._found[0] != key:
            found = self.components
            k = self._chosen(found)
            t, costs = along(self.net, *self._examples, k, max(REACH, 2 * abs(self.h)), self.trainer.loss)
            slope = float(found.slopes[np.flatnonzero(found.ks == k)[0]])
            one = {
                "k": k,
                "name": self.net.name_of(k),
                "slope": slope,
                "value": float(self.net.theta[k]),
                "t": t.tolist(),
                "costs": costs.tolist(),
            }
            one["measured"] = nudge(self.net, *self._examples, k, self.h, self.trainer.loss).after - found.cost
            rows = zip(
                found.ks.tolist(), found.names, found.slopes.tolist(), found.predicted.tolist(), found.measured.tolist(), strict=False
            )
            told = {"rows": [list(row) for row in rows], "n": len(found.ks), "share": found.share, "cost": found.cost, "one": one}
            self._found = key, told | {"examples": len(self._examples[0]), "of": len(self.data[0])}
        return self._found[1]

    def commands(self) -> dict[str, Any]:
        return super().commands() | {"nudge": lambda _: self.nudge()}

    def _heading(self) -> dict[str, Any]:
        own = {"gradient": self._gradient()} if self.view == "gradient" and self.session is not None else {}
        return super()._heading() | own
