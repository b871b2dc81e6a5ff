"""Which runs a fan is made of: every combination of the settings that come as lists, each with every seed."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import product
from typing import Any

import numpy as np

from nnwidgets.core.network import Network
from nnwidgets.core.optimizers import OPTIMIZERS
from nnwidgets.core.registry import Array, whole
from nnwidgets.core.trainer import Trainer

STACKED = ("learning_rate", "l1", "l2")  # numbers that may differ within one stack


@dataclass(frozen=True, eq=False)
class Member:
    """One run: its start (P,), its seed, its numbers, and in `told` what makes it different from the others."""

    start: Array
    seed: int
    learning_rate: float
    l1: float
    l2: float
    told: dict[str, Any]
    key: tuple[Any, ...]  # equal where runs can be stacked
    settings: dict[str, Any] = field(repr=False)

    def __str__(self) -> str:
        return ", ".join(f"{name} {_words(value)}" for name, value in self.told.items())


def members(net: Network, data: Any, seeds: int | Iterable[int] | None, seed: int, settings: dict[str, Any]) -> list[Member]:
    """The runs in order: settings as they are given, the last turning fastest, and within each of them the seeds.

    Without seeds every run begins with the numbers of `net`. Raises ValueError or TypeError as a Trainer does, and where nothing varies.
    """
    lists = {name: list(value) for name, value in settings.items() if isinstance(value, list | np.ndarray | range)}
    for name, values in lists.items():
        if not values:
            raise ValueError(f"{name} must hold at least one value, got an empty list")
    drawn = seeds_of(seeds)
    if drawn is None and not lists:
        raise ValueError("nothing differs between the runs; pass seeds=20, or a list such as learning_rate=[0.01, 0.1]")
    begun = [(seed, net.theta.copy())] if drawn is None else [(s, seeded(net, s).theta.copy()) for s in drawn]
    numbered = {name: list(enumerate(values)) for name, values in lists.items()}
    found: list[Member] = []
    for chosen in product(*numbered.values()):
        picked = dict(zip(lists, chosen, strict=True))
        mine = settings | {name: _plain(value) for name, (_, value) in picked.items()}
        tried = Trainer(net.copy(), data, seed=seed, **mine)  # refuses what does not fit
        key = tuple(at for name, (at, _) in picked.items() if name not in STACKED)
        alone = type(tried.optimizer) not in {type(made) for made in OPTIMIZERS.values()}  # it may look at all of theta at once
        for own, start in begun:
            told = ({} if drawn is None else {"seed": own}) | {name: mine[name] for name in lists}
            apart = (*key, len(found)) if alone else key
            found.append(Member(start, own, tried.learning_rate, tried.l1, tried.l2, told, apart, mine))
    return found


def seeds_of(seeds: int | Iterable[int] | None) -> list[int] | None:
    """The seeds 0 … n−1 for a number n, or those given."""
    if seeds is None:
        return None
    if isinstance(seeds, Iterable) and not isinstance(seeds, str):
        found = [whole(s, "every entry of seeds") for s in seeds]
        twice = [s for k, s in enumerate(found) if s in found[:k]]
        if twice or not found:
            raise ValueError(f"seeds must be different, got {twice[0]} twice" if twice else "seeds must hold at least one, got none")
        return found
    return list(range(whole(seeds, "seeds", 1, hint="20 is a usual number")))


def seeded(net: Network, seed: int) -> Network:
    """A network like this one with the weights that `seed` draws."""
    return type(net)(net.sizes, net.activation, net.output, net.init, str(net.theta.dtype), seed)


def _plain(value: Any) -> Any:
    return value.item() if isinstance(value, np.generic) else value


def _words(value: Any) -> str:
    return f"{value:g}" if isinstance(value, float) else str(getattr(value, "name", value))
