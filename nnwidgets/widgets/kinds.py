"""The activations of one lab by the names that its page knows: the registry's, and the learner's own, which go to it as tables."""

from typing import Any

import numpy as np

from nnwidgets.core.activations import ACTIVATIONS, HIDDEN, Activation
from nnwidgets.core.network import Network
from nnwidgets.core.registry import Array

FAR, POINTS = 20.0, 8001  # a table is f and its derivative at so many z from −FAR to FAR; beyond, the page goes on straight


class Kinds:
    """Names of activations; one that has been on screen keeps its name, so that the menu can go back to it."""

    def __init__(self) -> None:
        self._own: dict[str, Activation] = {}

    def name(self, act: Activation) -> str:
        """`sin`, or `sin (yours)` for one of the learner's, whatever its own name is."""
        if ACTIVATIONS.get(act.name) is act:
            return act.name
        for name, known in self._own.items():
            if (known.f, known.df) == (act.f, act.df):
                return name
        alike = sum(known.name == act.name for known in self._own.values())
        name = f"{act.name} (yours{f' {alike + 1}' if alike else ''})"
        self._own[name] = act
        return name

    def meant(self, value: Any) -> Any:
        """What a page or a cell says, with the learner's own in the place of their names."""
        if isinstance(value, str):
            return self._own.get(value, value)
        return [self.meant(one) for one in value] if isinstance(value, list) else value

    def menu(self) -> list[str]:
        """What a hidden layer can have."""
        return [*HIDDEN, *self._own]

    def tables(self, net: Network) -> tuple[list[str], Array]:
        """The names of the learner's own in `net`, and (2 of each, POINTS) float32: f and its derivative."""
        return self._drawn({self.name(act): act for act in (*net.activation, net.output) if ACTIVATIONS.get(act.name) is not act})

    def all_tables(self) -> tuple[list[str], Array]:
        """The same of all that have been on screen."""
        return self._drawn(self._own)

    def _drawn(self, own: dict[str, Activation]) -> tuple[list[str], Array]:
        z = np.linspace(-FAR, FAR, POINTS)
        with np.errstate(all="ignore"):
            rows = [np.broadcast_to(g(z), z.shape) for act in own.values() for g in (act.f, act.df)]
        return list(own), np.array(rows, np.float32)
