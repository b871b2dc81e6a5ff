"""Practice: what a learner answers, and what is said to it; knows core, never widgets.

`nw.exercises.<lesson>.<name>` is an Exercise: check(answer), hint(), solution(); `nw.exercises.clinic.patients` are broken backward
passes to be named and mended. A module is loaded when first asked for.
"""

from collections.abc import Iterator
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from nnwidgets.exercises.exercise import Exercise

LESSONS = (
    "first", "neuron", "activations", "forward", "hidden", "loss", "descent",
    "wishes", "chain", "sgd", "optimizers", "softmax", "digits", "depth",
)  # fmt: skip
__all__ = [*LESSONS, "clinic"]  # noqa: PLE0604


def registry() -> "Iterator[tuple[str, Exercise]]":
    """(name, exercise) of all, in the order of the lessons and of their modules."""
    from nnwidgets.exercises.exercise import Exercise

    for lesson in LESSONS:
        yield from ((one.name, one) for one in vars(__getattr__(lesson)).values() if isinstance(one, Exercise) and one.lesson == lesson)


def __getattr__(name: str) -> Any:
    if name == "clinic":
        return import_module("nnwidgets.exercises.clinic")
    if name not in LESSONS:
        raise AttributeError(f"nnwidgets.exercises has no {name!r}; it has {', '.join(__all__)}")
    return import_module(f"nnwidgets.exercises.coding.{name}")


def __dir__() -> list[str]:
    return sorted([*__all__, "registry"])
