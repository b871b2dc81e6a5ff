"""Where a lab's data come from: a named generator with its noise and seed, or the learner's own."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Self

from nnwidgets.core.datasets import DATASETS, Dataset
from nnwidgets.core.registry import number
from nnwidgets.core.settings import train_and_test
from nnwidgets.core.sources import same
from nnwidgets.widgets.gallery import SETS, VARIANTS, WHOLE, make

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
    """`data` is a name, a Dataset, (X, y), or a (train, test) pair; `test` is the share set aside.

    `noise`, `seed` and `variant` (which gate, which function, how many classes) are the named data sets'. `features` are what the
    network is given; None for what the data say.
    """

    data: Any
    noise: float = 0
    test: float = 0.5
    seed: int = 0
    variant: Any = None
    features: tuple[Any, ...] | None = None

    @classmethod
    def of(cls, pair: tuple[Dataset, Dataset], seed: int = 0) -> Self:
        """Where (train, test) came from: a generator with these arguments, if that gives the same; else they are the learner's own."""
        recipe = pair[0].recipe
        arguments = dict(recipe.arguments) if recipe else {}
        if recipe and recipe.name in SETS and recipe.test is not None and arguments.keys() >= {"noise", "seed"}:
            variant = arguments[VARIANTS[recipe.name].argument] if recipe.name in VARIANTS else None
            named = cls(recipe.name, arguments["noise"], recipe.test, arguments["seed"], variant, pair[0].features or None)
            if all(same(a, b) for a, b in zip(pair, named.load(), strict=True)):
                return named
        return cls(pair, seed=seed)

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
            for what, value in (("noise", self.noise), ("variant", self.variant)):
                if value:
                    raise ValueError(f"{what} is for the named data sets ({', '.join(SETS)}); got {what}={value} with data of your own")
            pair = train_and_test(self.data, self.test)
            showable(pair)
            return pair
        if self.name in DATASETS and self.name not in SETS:
            remedy = f"pass the data instead of their name: nw.Playground(nw.datasets.{self.name}())"
            raise ValueError(f"the Playground has buttons for {', '.join(SETS)}, not for {self.name}; {remedy}")
        made = make(self.name, self.variant, noise=self.noise, seed=self.seed)
        number(self.test, "test", low=0, high=0.9)
        return made.split(0 if self.whole else self.test)

    @property
    def whole(self) -> bool:
        """Is nothing set aside, whatever `test` says? A gate has four rows, and each is needed."""
        return self.name in WHOLE

    @property
    def choice(self) -> dict[str, Any] | None:
        """The menu of variants, as a page takes it; None where there are none."""
        menu = VARIANTS.get(self.name or "")
        return menu and {"label": menu.label, "value": str(menu.chosen(self.variant)), "choices": [str(c) for c in menu.choices]}

    @property
    def in_two(self) -> bool:
        """Did the learner's own data come as (train, test)?"""
        return isinstance(self.data, tuple | list) and all(isinstance(part, Dataset | tuple) for part in self.data)

    def share(self, now: tuple[Dataset, Dataset]) -> float:
        """What part is set aside: as asked for, or of data that came in two parts as it is."""
        return 0.0 if self.whole else float(self.test) if not self.in_two else len(now[1]) / (len(now[0]) + len(now[1]))

    def changed(self, now: tuple[Dataset, Dataset], **values: Any) -> Self:
        """This source with other values; data that came in two parts are put together, to be split anew."""
        if "data" in values:
            values = {"variant": None} | values
        if self.in_two and "data" not in values and values.keys() != {"features"}:
            values = {"data": now[0].join(now[1]), "test": self.share(now)} | values
        made = replace(self, **values)
        if "data" in values and "features" not in values:
            try:
                made.load()
            except ValueError:
                return replace(made, features=None)  # the other data has not these columns
        return made
