"""What is done to a trainer by hand between two steps, and how it is taken back."""

from collections.abc import Iterable, Mapping
from typing import Any, Self

from nnwidgets.core.readings import Readings
from nnwidgets.core.registry import Array, number
from nnwidgets.core.run import Run
from nnwidgets.core.settings import index
from nnwidgets.core.undo import Deed, Undo

REMEDY = {"undo": "weights set by hand or by a cell, freezing and reset can be taken back", "redo": "it does again what undo() took back"}


class ByHand(Readings):
    """The part of a Trainer that writes weights, freezes them, and undoes both; each is logged, so that a replay meets it again.

    Undo takes back what a hand or a cell did, never what training has learnt: the old values are written as a new event, and the
    steps go on. Only the undo of a reset goes back to the run that was left, as it stood.
    """

    _known: Array  # theta, as far as it is logged
    _start: Array
    _undo: Undo

    def notice(self) -> bool:
        """Log what somebody else did to the network; the Trainer does it."""
        raise NotImplementedError

    def set(self, values: Mapping[int, float], gesture: object = None) -> None:
        """Write entries of theta by hand: {index: value}. All are checked before any is written.

        What is set with the `gesture` of the set before, such as a drag, is one with it for undo.
        """
        checked = {index(self.net, k): number(v, self.net.name_of(k)) for k, v in values.items()}
        self.notice()
        self._happen("set", checked, gesture)

    def hold(self, indices: Iterable[int]) -> None:
        """Keep these entries of theta out of training: their gradient is masked before the optimizer sees it. () frees all."""
        self.change(frozen=indices)

    def _happen(self, kind: str, value: Any, gesture: object = None) -> None:
        settings, theta = self.settings, self._known.copy()
        self._log(kind, value)
        if kind != "change":
            self._undo.wrote(self.steps, theta, self.net.theta, gesture)
        elif value.frozen != settings.frozen:
            self._undo.did(Deed(self.steps, "frozen", settings.frozen, value.frozen))
        elif value.data is not settings.data:  # what holds the data, a lab, would not come back with the run
            self._undo.forget_runs()

    def _log(self, kind: str, value: Any) -> None:
        try:
            self._run.happen(kind, value)
        finally:
            self._known[:] = self.net.theta

    # --- taking back
    @property
    def undoable(self) -> tuple[str | None, str | None]:
        """What `undo` would take back, and what `redo` would do again; None for nothing."""
        return self._undo.named(self.net)

    def undo(self) -> Self:
        """Take back the last thing done by hand; training goes on from there. Raises ValueError when there is none."""
        return self._turn("undo", self._undo.done, self._undo.undone)

    def redo(self) -> Self:
        """Do again what `undo` took back: all is as it was before it. Raises ValueError when there is none."""
        return self._turn("redo", self._undo.undone, self._undo.done)

    def _turn(self, word: str, source: list[Deed], target: list[Deed]) -> Self:
        self.notice()
        if not self._undo.tidy(source):
            raise ValueError(f"there is nothing to {word}: {REMEDY[word]}")
        deed = source.pop()
        now, step = self._now(deed), deed.step
        if deed.kind == "run":
            self._go_back(*deed.before)
        elif deed.kind == "frozen":
            self._log("change", self.settings.changed(self.net, self._run.bench.loss, frozen=deed.before))
        else:
            self._log("set", deed.before)
        target.append(Deed(step, deed.kind, now, deed.before))
        return self

    def _now(self, deed: Deed) -> Any:
        """What is there now where the deed is to be undone."""
        if deed.kind == "run":
            return self._run, self._start, self._run.standing(self.net.theta)
        if deed.kind == "frozen":
            return self.settings.frozen
        ks = list(deed.before)
        return dict(zip(ks, self.net.theta[ks].tolist(), strict=True))

    def _leave(self) -> None:
        """A reset leaves this run; undo comes back to it."""
        self._undo.did(Deed(self.steps, "run", (self._run, self._start, self._run.standing(self._known)), None))

    def _go_back(self, run: Run, start: Array, found: Any) -> None:
        self._run, self._start = run, start
        run.take_up(found)
        self._known[:] = self.net.theta
