"""Where a lab's data come from: a named generator with its noise and seed, or the learner's own."""

from dataclasses import dataclass, replace
from typing import Any, Self

from nnwidgets.core.datasets import DATASETS, Dataset
from nnwidgets.core.registry import number
from nnwidgets.core.settings import train_and_test
from nnwidgets.widgets.gallery import OFF_PLANE, SETS, VARIANTS, WHOLE, make

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
    """`data` is a name, a Dataset, (X, y), or a (train, test) pair; `test` is the share set aside.

    `noise`, `seed` and `variant` (which gate, which function, how many classes) are the named data sets'.
    """

    data: Any
    noise: float = 0
    test: float = 0.5
    seed: int = 0
    variant: Any = None

    @property
    def name(self) -> str | None:
        """The name of a generator; None for the learner's own."""
        return self.data if isinstance(self.data, str) else None

    def load(self) -> tuple[Dataset, Dataset]:
        """(train, test); raises ValueError or TypeError for what cannot be had."""
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
    def square(self) -> bool:
        """Do the points lie in −6 … 6, as those of TensorFlow Playground's sets?"""
        return self.name is not None and self.name not in OFF_PLANE

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
        if self.in_two and "data" not in values:
            values = {"data": now[0].join(now[1]), "test": self.share(now)} | values
        return replace(self, **values)
