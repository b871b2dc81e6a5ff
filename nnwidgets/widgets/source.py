"""Where a lab's data come from: a named generator with its noise and seed, or the learner's own."""

from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Self

import numpy as np

from nnwidgets.core.datasets import DATASETS, PLAYGROUND, Dataset
from nnwidgets.core.registry import Array, number, pick
from nnwidgets.core.settings import train_and_test
from nnwidgets.core.sources import same
from nnwidgets.core.streams import Stream

THUMB = 60  # points in a thumbnail
MOST = 400_000  # numbers that go to the page: 3 MB


def showable(data: tuple[Dataset, Dataset]) -> None:
    """Raise ValueError for data that a page cannot show truly: inputs made of one another, or too many of them."""
    made = [feature.name for feature in data[0].features if feature.column is None]
    if made:
        remedy = "train with nw.Trainer, or pass data.with_features()"
        raise ValueError(f"the Playground draws its maps over the columns of the data, got the feature {made[0]!r}; {remedy}")
    n, m = sum(len(part) for part in data), len(data[0].names)
    if n * m > MOST:
        remedy = f"take fewer, such as data.take(range({MOST // m})), or train with nw.Trainer"
        raise ValueError(f"the Playground shows up to {MOST:,} numbers, got {n:,} examples of {m:,}; {remedy}")


@dataclass(frozen=True, eq=False)
class Source:
    """`data` is a name, a Dataset, (X, y), or a (train, test) pair; `noise` is the named data sets', `test` the share set aside."""

    data: Any
    noise: float = 0
    test: float = 0.5
    seed: int = 0

    @classmethod
    def of(cls, pair: tuple[Dataset, Dataset], seed: int = 0) -> Self:
        """Where (train, test) came from: a generator with these arguments, if that gives the same; else they are the learner's own."""
        recipe = pair[0].recipe
        arguments = dict(recipe.arguments) if recipe else {}
        if recipe and recipe.name in PLAYGROUND and recipe.test is not None and arguments.keys() >= {"noise", "seed"}:
            named = cls(recipe.name, arguments["noise"], recipe.test, arguments["seed"])
            if all(same(a, b) for a, b in zip(pair, named.load(), strict=True)):
                return named
        return cls(pair, seed=seed)

    @property
    def name(self) -> str | None:
        """The name of a generator; None for the learner's own."""
        return self.data if isinstance(self.data, str) else None

    def load(self) -> tuple[Dataset, Dataset]:
        """(train, test); raises ValueError or TypeError for what cannot be had."""
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
        if self.in_two and "data" not in values:
            values = {"data": now[0].join(now[1]), "test": self.share(now)} | values
        return replace(self, **values)


@cache
def thumbnails() -> Array:
    """What the data buttons show: THUMB points (x1, x2, −1 … 1) of each of PLAYGROUND, (sets, THUMB, 3) float32."""
    made = [DATASETS[name]() for name in PLAYGROUND]
    rows = [data.take(Stream(data.seed, "data", 1).order(len(data))[:THUMB]) for data in made]
    return np.array([np.column_stack([part.X, part.y * 2 - 1 if part.classes else part.y]) for part in rows], np.float32)
