"""Health: a lab that says what is wrong with its run, at each rest and about twice a second while anything moves."""

from time import perf_counter
from typing import Any

from nnwidgets.core.diagnosis import diagnose
from nnwidgets.core.trainer import Trainer
from nnwidgets.widgets.session import Session

APART = 0.5  # seconds between two looks while playing, or while a hand drags


class Health:
    """A part of a lab: `health` of a frame's header are the findings, [] when all is well; a frame without it says nothing new."""

    session: Session
    trainer: Trainer
    _found: tuple[dict[str, Any], ...] = ()
    _place: tuple[Any, ...] = ()
    _looked = -APART

    def _send_frame(self, header: dict[str, Any], payload: bytes) -> None:
        if header["kind"] == "full" or (header["kind"] == "frame" and self._due(header)):
            header = header | {"health": list(self._look())}
        super()._send_frame(header, payload)  # type: ignore[misc]

    def _keep_frame(self, header: dict[str, Any], payload: bytes) -> None:
        found = self._look() if self._due(header) else self._found
        super()._keep_frame(header | {"health": list(found)}, payload)  # type: ignore[misc]

    def _due(self, header: dict[str, Any]) -> bool:
        moving = header["running"] or self.session.hands.held
        return not moving or perf_counter() - self._looked > APART

    def _look(self) -> tuple[dict[str, Any], ...]:
        """What is found now; not looked for again where nothing has happened since."""
        t = self.trainer
        place = t, t.steps, t.history.events[-1:], t.diverged
        if place != self._place:
            self._found = tuple(finding.to_dict() for finding in diagnose(t))
            self._place, self._looked = place, perf_counter()
        return self._found
