"""Examples changed by hand on the map: each is one change in the log, and the data are the learner's own from then on."""

from dataclasses import replace
from typing import Any

from nnwidgets.core import points
from nnwidgets.core.plane import Pair
from nnwidgets.widgets.lab import Lab
from nnwidgets.widgets.source import showable


class Pointed(Lab):
    """Part of a Playground: points added, moved, deleted and relabelled. Example i counts the training part first."""

    def commands(self) -> dict[str, Any]:
        return super().commands() | {
            "add_point": lambda v: self.add_point(*_values(v, 2)),
            "move_point": lambda v: self.move_point(*_values(v, 2, 3)),
            "delete_point": self.delete_point,
            "label_point": lambda v: self.label_point(*_values(v, 2)),
        }

    def add_point(self, x: Any, label: Any) -> None:
        """One more training example at x (d,), with a class by its name or number, or a target."""
        self._edit(points.added(self.data, x, label))

    def move_point(self, i: int, x: Any, label: Any = None) -> None:
        """Example i at x (d,), and with another `label` if one is given."""
        pair = points.moved(self.data, i, x)
        self._edit(pair if label is None else points.labelled(pair, i, label))

    def delete_point(self, i: int) -> None:
        """Without example i; the last one to train on stays."""
        self._edit(points.deleted(self.data, i))

    def label_point(self, i: int, label: Any) -> None:
        """Example i with another class or target."""
        self._edit(points.labelled(self.data, i, label))

    def _edit(self, pair: Pair) -> None:
        showable(pair)

        def take() -> None:
            self.trainer.change(data=pair)
            self._source = replace(self._source, data=pair, noise=0, features=None)

        self.session.act(take)


def _values(value: Any, *counts: int) -> list[Any]:
    if not isinstance(value, list) or len(value) not in counts:
        raise TypeError(f"a point is changed by a list of {' or '.join(map(str, counts))}, got {value!r}")
    return value
