"""A wrong variant of an exercise, kept as code, and the sentence for whoever wrote the same."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from nnwidgets.exercises.runs import Run, run


@dataclass(frozen=True)
class Wrong:
    """`code` gives just what this slip gives; `message` names the slip; `misconception` is its M-id, if it has one."""

    message: str
    code: Callable[..., Any]
    misconception: str = ""


def slip_of(variants: Sequence[Wrong], done: Sequence[Run], right: Sequence[Run]) -> Wrong | None:
    """The first variant that did the same in every case, and differs from the right answer in one of them."""
    for wrong in variants:
        differs = False
        for mine, true in zip(done, right, strict=False):
            other = run(wrong.code, mine.args)
            if not other.like(mine):
                break
            differs = differs or not other.like(true)
        else:
            if differs:
                return wrong
    return None
