"""Where a lab's data come from: a named generator with its noise and seed, or the learner's own."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Self

import numpy as np

from nnwidgets.core.datasets import DATASETS, PLAYGROUND, Dataset
from nnwidgets.core.registry import Array, number, pick
from nnwidgets.core.settings import train_and_test
from nnwidgets.core.streams import Stream

THUMB = 60  # points in a thumbnail
MOST = 400_000  # numbers that go to the page: 3 MB


def showable(data: tuple[Dataset, Dataset]) -> None:
    """Raise ValueError for more data than a page can hold."""
    n, m = sum(len(part) for part in data), max(len(data[0].names), len(data[0].columns))
    if n * m > MOST:
        remedy = f"take fewer, such as data.take(range({MOST // m})), or train with nw.Trainer"
        raise ValueError(f"the Playground shows up to {MOST:,} numbers, got {n:,} examples of {m:,}; {remedy}")


def chosen(features: Any) -> tuple[Any, ...] | None:
    """`features` as a tuple; raises TypeError for no list of them."""
    if isinstance(features, str) or not isinstance(features, Iterable | None):
        raise TypeError(f"features must be a list such as ['x1', 'x1²'], got {features!r}")
    return None if features is None else tuple(features)


@dataclass(frozen=True, eq=False)
class Source:
    """`data` is a name, a Dataset, (X, y), or a (train, test) pair; `noise` is the named data sets', `test` the share set aside.

    `features` are what the network is given; None for what the data say.
    """

    data: Any
    noise: float = 0
    test: float = 0.5
    seed: int = 0
    features: tuple[Any, ...] | None = None

    @property
    def name(self) -> str | None:
        """The name of a generator; None for the learner's own."""
        return self.data if isinstance(self.data, str) else None

    def load(self) -> tuple[Dataset, Dataset]:
        """(train, test); raises ValueError or TypeError for what cannot be had."""
        pair = self._load()
        if self.features is None:
            return pair
        train = pair[0].with_features(*self.features)
        return train, replace(pair[1].with_features(*self.features), scale=train.scale)

    def _load(self) -> tuple[Dataset, Dataset]:
        number(self.noise, "noise", low=0, high=0.5)
        if self.name is None:
            if self.noise:
                named = ", ".join(PLAYGROUND)
                raise ValueError(f"noise is for the named data sets ({named}); got noise={self.noise} with data of your own")
            pair = train_and_test(self.data, self.test)
            showable(pair)
            return pair
        if self.name in DATASETS and self.name not in PLAYGROUND:
            remedy = f"pass the data instead of their name: nw.Playground(nw.datasets.{self.name}())"
            raise ValueError(f"the Playground has buttons for {', '.join(PLAYGROUND)}, not for {self.name}; {remedy}")
        made: Dataset = pick({name: DATASETS[name] for name in PLAYGROUND}, self.data, "data")(noise=self.noise, seed=self.seed)
        return made.split(self.test)

    @property
    def in_two(self) -> bool:
        """Did the learner's own data come as (train, test)?"""
        return isinstance(self.data, tuple | list) and all(isinstance(part, Dataset | tuple) for part in self.data)

    def share(self, now: tuple[Dataset, Dataset]) -> float:
        """What part is set aside: as asked for, or of data that came in two parts as it is."""
        return float(self.test) if not self.in_two else len(now[1]) / (len(now[0]) + len(now[1]))

    def changed(self, now: tuple[Dataset, Dataset], **values: Any) -> Self:
        """This source with other values; data that came in two parts are put together, to be split anew."""
        if self.in_two and "data" not in values and values.keys() != {"features"}:
            values = {"data": now[0].join(now[1]), "test": self.share(now)} | values
        return replace(self, **values)


@cache
def thumbnails() -> Array:
    """What the data buttons show: THUMB points (x1, x2, −1 … 1) of each of PLAYGROUND, (sets, THUMB, 3) float32."""
    made = [DATASETS[name]() for name in PLAYGROUND]
    rows = [data.take(Stream(data.seed, "data", 1).order(len(data))[:THUMB]) for data in made]
    return np.array([np.column_stack([part.X, part.y * 2 - 1 if part.classes else part.y]) for part in rows], np.float32)
