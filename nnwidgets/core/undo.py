"""The two lists of undo and redo: what was done by hand, newest last, each with what was there before."""

from dataclasses import dataclass
from typing import Any, Self

import numpy as np

from nnwidgets.core.network import Network
from nnwidgets.core.registry import Array

MOST, NUMBERS, RUNS = 500, 200_000, 3  # deeds, numbers in them, runs that a reset has left


@dataclass(frozen=True, eq=False)
class Deed:
    """Something done by hand at `step`: `before` and `after` are {index: value} of a set, the frozen entries, or a run."""

    step: int
    kind: str  # set, frozen, run
    before: Any
    after: Any
    gesture: object = None

    @property
    def size(self) -> int:
        """Numbers that it keeps; those of a run are counted otherwise."""
        return 0 if self.kind == "run" else len(self.before)

    def idle(self) -> bool:
        """It has changed nothing, such as a weight that was moved and moved back."""
        return self.kind != "run" and bool(self.before == self.after)

    def named(self, net: Network) -> str:
        """What it was done to."""
        if self.kind == "run":
            return "reset"
        ks = [*self.before] if self.kind == "set" else [*{*self.before} ^ {*self.after}]
        return ("" if self.kind == "set" else "freezing ") + (net.name_of(ks[0]) if len(ks) == 1 else f"{len(ks)} weights and biases")


class Undo:
    """`done` can be undone, `undone` redone; whatever is newly done empties `undone`."""

    def __init__(self) -> None:
        self.done: list[Deed] = []
        self.undone: list[Deed] = []

    def wrote(self, step: int, before: Array, after: Array, gesture: object) -> None:
        """theta has become `after`; with the gesture of the deed before it is one with it."""
        ks = np.flatnonzero(before != after).tolist()
        if not ks:
            return
        was, now = (dict(zip(ks, theta[ks].tolist(), strict=True)) for theta in (before, after))
        last = self.done[-1] if self.done else None
        if gesture is not None and last is not None and last.gesture == gesture:
            self.done.pop()
            step, was, now = last.step, {**was, **last.before}, {**last.after, **now}
        self.did(Deed(step, "set", was, now, gesture))

    def did(self, deed: Deed) -> None:
        """Add a deed; the oldest go when there are too many."""
        self.undone.clear()
        self.tidy(self.done).append(deed)
        while len(self.done) > 1 and self._too_many():
            self.done.pop(0)

    def _too_many(self) -> bool:
        runs = sum(deed.kind == "run" for deed in self.done)
        return len(self.done) > MOST or runs > RUNS or sum(deed.size for deed in self.done) > NUMBERS

    def forget_after(self, step: int) -> None:
        """The run has gone back to `step`: what was done later has not happened. Runs that were left before stay."""
        first = self._this_run()
        self.done[first:] = [deed for deed in self.done[first:] if deed.step <= step]
        self.undone.clear()

    def forget_runs(self) -> None:
        """No way back to a run that was left, and to what was done in it."""
        del self.done[: self._this_run()]
        self.undone.clear()

    def _this_run(self) -> int:
        return max((i + 1 for i, deed in enumerate(self.done) if deed.kind == "run"), default=0)

    def tidy(self, deeds: list[Deed]) -> list[Deed]:
        """The same list, without what changed nothing at its end."""
        while deeds and deeds[-1].idle():
            deeds.pop()
        return deeds

    def named(self, net: Network) -> tuple[str | None, str | None]:
        """What comes next in either list."""
        done, undone = (next((deed.named(net) for deed in reversed(deeds) if not deed.idle()), None) for deeds in (self.done, self.undone))
        return done, undone

    def copy(self) -> Self:
        """Another with the same deeds of this run."""
        other = type(self)()
        other.done = self.done[self._this_run() :]
        return other
