"""Recipe: how a data set was made, so that it can be made again elsewhere."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import wraps
from inspect import signature
from typing import Any, ParamSpec, TypeVar, cast

P = ParamSpec("P")
D = TypeVar("D")


@dataclass(frozen=True)
class Recipe:
    """The maker's name and all of its arguments; then, where the set was split, the share set aside and the seed of that."""

    name: str
    arguments: tuple[tuple[str, Any], ...] = ()
    test: float | None = None
    seed: int = 0


def remembered(maker: Callable[P, D]) -> Callable[P, D]:
    """A maker whose Dataset, or each of whose (train, test), has the recipe with it."""
    parameters = signature(maker)

    @wraps(maker)
    def made(*args: P.args, **kwargs: P.kwargs) -> D:
        given = parameters.bind(*args, **kwargs)
        given.apply_defaults()
        for name, value in given.arguments.items():
            if isinstance(value, Iterator | list):
                given.arguments[name] = tuple(value)
        recipe, found = Recipe(maker.__name__, tuple(given.arguments.items())), cast(Any, maker)(*given.args, **given.kwargs)
        if isinstance(found, tuple):
            return cast(D, tuple(replace(part, recipe=recipe) for part in found))
        return cast(D, replace(found, recipe=recipe))

    return made
