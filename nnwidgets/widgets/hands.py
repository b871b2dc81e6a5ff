"""The kernel's side of the edit rule: who holds which parameter, and what an edit may write.

The first view to hold a parameter owns it until it lets go, says goodbye or has been silent for five seconds.
What is held is kept out of training by the session; everything else goes on.
"""

from collections.abc import Iterable, Mapping

PATIENCE = 5.0  # seconds without a sign after which a hand has let go


class Hands:
    """Holds by parameter, and the last edit applied of each view."""

    def __init__(self) -> None:
        self._owner: dict[int, str] = {}
        self._silent: dict[str, float] = {}
        self.applied: dict[str, int] = {}

    @property
    def held(self) -> tuple[int, ...]:
        """The indices that any hand holds, sorted."""
        return tuple(sorted(self._owner))

    def edit(self, view: str, number: int, values: Mapping[int, float], hold: Iterable[int], release: Iterable[int]) -> tuple[dict[int, float], list[int]]:
        """Take an edit: (what to write, what another view holds). An edit that was applied before writes nothing."""
        self.sign(view)
        if number <= self.applied.get(view, 0):
            return {}, []
        refused = [k for k in {*hold, *values} if self._owner.get(k, view) != view]
        for k in hold:
            self._owner.setdefault(k, view)
        allowed = {k: v for k, v in values.items() if k not in refused}
        for k in release:
            if self._owner.get(k) == view:
                del self._owner[k]
        self.applied[view] = number
        return allowed, sorted(refused)

    def sign(self, view: str) -> None:
        """The view is there."""
        self._silent[view] = 0.0

    def leave(self, view: str) -> None:
        """The view is gone: its hands let go."""
        self._owner = {k: owner for k, owner in self._owner.items() if owner != view}
        self._silent.pop(view, None)
        self.applied.pop(view, None)

    def drop(self) -> None:
        """Let go of everything: the network has another shape."""
        self._owner.clear()

    def pass_time(self, seconds: float) -> None:
        """Count silence, only while the loop runs."""
        for view in list(self._silent):
            self._silent[view] += seconds
            if self._silent[view] > PATIENCE:
                self._owner = {k: owner for k, owner in self._owner.items() if owner != view}
