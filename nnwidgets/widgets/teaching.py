"""What a teacher hides or locks on the page. Python may always do everything."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from nnwidgets.core.registry import pick
from nnwidgets.widgets.lab import Lab
from nnwidgets.widgets.panel import CONTROLS

MOST_CHARS = 200  # of a reason
SENT = {name: (name,) if control.commands is None else control.commands for name, control in CONTROLS.items()}  # commands by control


def hide_names(names: object) -> tuple[str, ...]:
    """The controls of these names. Raises TypeError or ValueError for anything else."""
    if isinstance(names, str) or not isinstance(names, Iterable):
        raise TypeError(f"hide takes a list of names such as ('noise',), got {names!r}")
    found = tuple(dict.fromkeys(names))
    for name in found:
        pick(CONTROLS, name, "control")
    return found


def lock_reasons(reasons: object) -> dict[str, str]:
    """{control: why it is locked}, with what is part of one. Raises TypeError or ValueError for anything else."""
    if not isinstance(reasons, Mapping):
        raise TypeError(f"lock takes {{name: reason}}, such as {{'noise': 'we come to it in lesson 6'}}, got {reasons!r}")
    for name, reason in reasons.items():
        pick(CONTROLS, name, "control")
        if not isinstance(reason, str) or not 0 < len(reason.strip()) <= MOST_CHARS:
            raise ValueError(f"the reason for locking {name} must be a text of up to {MOST_CHARS} characters, got {str(reason)[:80]!r}")
    parts = {name: reasons[control.part_of] for name, control in CONTROLS.items() if control.part_of in reasons}
    return parts | dict(reasons)


class Teaching(Lab):
    """The part of a lab that hides and locks. A hidden control does not come back; a locked one is there, and says why it does nothing."""

    _hide: tuple[str, ...] = ()
    _lock: Mapping[str, str] = {}

    @property
    def hide(self) -> tuple[str, ...]:
        """Names of controls that the page does not show; assign others to change that."""
        return self._hide

    @hide.setter
    def hide(self, names: Iterable[str]) -> None:
        self._hide = hide_names(names)
        self.session.show(full=True, keep=not self.session.running)

    @property
    def lock(self) -> dict[str, str]:
        """{control: reason} of what the page shows and does not let be touched; assign another to change that."""
        return dict(self._lock)

    @lock.setter
    def lock(self, reasons: Mapping[str, str]) -> None:
        self._lock = lock_reasons(reasons)
        self.session.show(full=True, keep=not self.session.running)

    def refused(self, command: str) -> str | None:
        """Why a page may not ask for this: every control that sends it is locked or hidden, and one is locked."""
        senders = [name for name, commands in SENT.items() if command in commands]
        reasons = [self._lock[name] for name in senders if name in self._lock]
        if not reasons or any(name not in self._lock and name not in self._hide for name in senders):
            return super().refused(command)
        return f"{next(name for name in senders if name in self._lock).replace('_', ' ')} (locked): {reasons[0]}"

    def views(self) -> Any:
        def later(name: str, value: Any) -> Callable[[], None]:
            return lambda: setattr(self, name, value)

        return super().views() | {
            "hide": (list(self._hide), lambda names: later("_hide", hide_names(names))),
            "lock": (dict(self._lock), lambda reasons: later("_lock", lock_reasons(reasons))),
        }

    def describe(self) -> Any:
        settings, arrays = super().describe()
        return settings | {"hide": list(self._hide), "lock": dict(self._lock)}, arrays
