"""The inputs of a lab's network: features switched on and off, and what a page needs to work them out."""

from collections.abc import Iterable
from typing import Any

import numpy as np

from nnwidgets.core.features import FEATURES, Feature, as_feature
from nnwidgets.core.registry import Array
from nnwidgets.widgets.lab import Lab
from nnwidgets.widgets.networks import with_inputs
from nnwidgets.widgets.source import chosen, showable

GRIDS = (50, 100)  # cells a side, as the page draws its maps
MOST = 8  # columns that a page has a switch for


class Featured(Lab):
    """Part of a Playground: which features the network takes."""

    _made: dict[str, Feature] = {}  # noqa: RUF012  the learner's own by name: replaced, never written into

    def commands(self) -> dict[str, Any]:
        return super().commands() | {"features": self.set_features}

    def set_features(self, features: Iterable[Any]) -> None:
        """Give the network other features: columns, any of x1 x2 x1² x2² x1x2 sin x1 sin x2, or (name, f).

        The weights of those that stay are kept. Raises ValueError for none, and for what the data cannot give.
        """
        train = self.data[0]
        wanted = [self._made.get(f, f) if isinstance(f, str) else f for f in chosen(features) or ()]
        if not wanted:
            raise ValueError("the network needs at least one input; choose a feature, such as 'x1'")
        found = tuple(as_feature(f, train.columns) for f in wanted)
        plain = tuple(f.column for f in found) == tuple(range(len(train.columns)))
        source = self._source.changed(self.data, features=() if plain else found)
        pair = source.load()
        showable(pair)
        before, net = _plain_names(train), with_inputs(self.net, _plain_names(train), _plain_names(pair[0]))
        if before == _plain_names(pair[0]):
            return
        trainer = self._trainer(net, pair, loss=self.trainer.loss, **self._kept())
        self._note_own()
        self._source = source
        self.session.use(trainer)

    def _note_own(self) -> None:
        self._made = self._made | {f.name: f for f in self.data[0].features if _is_own(f)}

    def describe(self) -> tuple[dict[str, Any], dict[str, Array]]:
        settings, arrays = super().describe()
        self._note_own()
        data = self.data[0]
        own = [f for f in data.features if _is_own(f)]
        settings["takes"] = [f.name if f.column is None else f.column for f in data.features] or list(range(len(data.columns)))
        settings["features"] = {"menu": self._menu(), "on": list(_plain_names(data))}
        if data.scale is not None:
            m = len(data.names)
            arrays["scale"] = np.array([np.broadcast_to(part, (m,)) for part in (data.scale.center, data.scale.spread)], float)
        if own:
            X = np.concatenate([part.X for part in self.data])
            arrays["own"] = np.array([f.of(X) for f in own])
            plane = self.plane
            arrays |= {f"own_{size}": np.array([f.over(plane.points(size)) for f in own], np.float32) for size in GRIDS}
        return settings, arrays

    def _menu(self) -> list[str]:
        """The features that a page has switches for."""
        columns = self.data[0].columns
        if len(columns) > MOST:
            return []
        made = [f.name for f in FEATURES.values() if f.column is None and f.needs <= len(columns) and f.name not in columns]
        return [*columns, *(made if len(columns) <= 2 else []), *(name for name in self._made if name not in columns)]


def _is_own(feature: Feature) -> bool:
    return feature.column is None and FEATURES.get(feature.name) is not feature


def _plain_names(data: Any) -> tuple[str, ...]:
    """The inputs' names without units."""
    return tuple(f.name for f in data.features) or tuple(data.columns)
