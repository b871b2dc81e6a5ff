"""The kernel's side of the edit rule: who holds which parameter, and what an edit may write.

The first view to hold a parameter owns it until it lets go, says goodbye or has been silent for five seconds.
What is held is kept out of training by the session; everything else goes on.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from nnwidgets.core.network import Network
from nnwidgets.core.registry import number
from nnwidgets.core.settings import index

PATIENCE = 5.0  # seconds without a sign after which a hand has let go


class Hands:
    """Holds by parameter, and the last edit applied of each view."""

    def __init__(self) -> None:
        self._owner: dict[int, str] = {}
        self._gesture: dict[str, int] = {}
        self._gestures = 0
        self._silent: dict[str, float] = {}
        self.applied: dict[str, int] = {}

    @property
    def held(self) -> tuple[int, ...]:
        """The indices that any hand holds, sorted."""
        return tuple(sorted(self._owner))

    def gesture(self, view: str) -> tuple[str, int]:
        """What the view does from taking hold of something to letting go of all is one gesture: a name for it."""
        return view, self._gesture.get(view, 0)

    def edit(self, net: Network, view: str, number: int, values: Any, hold: Any, release: Any) -> tuple[dict[int, float], list[int]]:
        """Take an edit: (what to write, what another view holds). One that was applied before writes nothing.

        Raises ValueError or TypeError when it is no edit: then nothing of it counts but its number, and that it lets go.
        """
        self.sign(view)
        if number <= self.applied.get(view, 0):
            return {}, []
        self.note(view, number)
        try:
            values, hold, release = checked(net, values, hold, release)
        except (ValueError, TypeError):
            self._let_go(view, release if isinstance(release, list | tuple) else ())
            raise
        if view not in self._owner.values():
            self._gestures += 1
            self._gesture[view] = self._gestures
        refused = [k for k in {*hold, *values} if self._owner.get(k, view) != view]
        for k in hold:
            self._owner.setdefault(k, view)
        self._let_go(view, release)
        return {k: v for k, v in values.items() if k not in refused}, sorted(refused)

    def note(self, view: str, number: int) -> None:
        """The view's edits up to this one have been dealt with: what it shows over them may end."""
        self.applied[view] = max(number, self.applied.get(view, 0))

    def sign(self, view: str) -> None:
        """The view is there."""
        self._silent[view] = 0.0

    def leave(self, view: str) -> None:
        """The view is gone: its hands let go."""
        self._let_go(view)
        self._silent.pop(view, None)
        self.applied.pop(view, None)
        self._gesture.pop(view, None)

    def drop(self) -> None:
        """Let go of everything: the network has another shape."""
        self._owner.clear()

    def pass_time(self, seconds: float) -> None:
        """Count silence, only while the loop runs."""
        for view in list(self._silent):
            self._silent[view] += seconds
            if self._silent[view] > PATIENCE:
                self._let_go(view)

    def _let_go(self, view: str, release: Sequence[Any] | None = None) -> None:
        self._owner = {k: owner for k, owner in self._owner.items() if owner != view or (release is not None and k not in release)}


def checked(net: Network, values: Any, hold: Any, release: Any) -> tuple[dict[int, float], list[int], list[int]]:
    """An edit as a page sends it: finite numbers by index, and indices that exist. Raises ValueError or TypeError for anything else."""
    if not isinstance(values, Mapping) or not isinstance(hold, list | tuple) or not isinstance(release, list | tuple):
        raise TypeError(f"an edit needs set {{index: number}}, hold [index] and release [index]; got {values!r}, {hold!r} and {release!r}")
    numbers = {}
    for key, value in values.items():
        k = index(net, int(key) if isinstance(key, str) and key.isdecimal() else key)
        numbers[k] = number(value, net.name_of(k))
    return numbers, [index(net, k) for k in hold], [index(net, k) for k in release]
