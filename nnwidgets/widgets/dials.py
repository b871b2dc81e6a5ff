"""Dials: what of a lab is no weight and can be set, such as an input or a step: from a cell, from a page, by `link` and `observe`."""

from collections.abc import Callable, Mapping
from typing import Any

import traitlets as tl

from nnwidgets.core.registry import pick, whole
from nnwidgets.widgets.lab import Lab
from nnwidgets.widgets.session import PROBLEMS


class Dial(tl.TraitType):
    """A value of a lab under its own name. `check(lab, value)` gives it as JSON can carry it, or raises with a sentence."""

    def __init__(self, default: Any, check: Callable[[Any, Any], Any], help: str = "") -> None:
        super().__init__(default, help=help)
        self.check = check

    def validate(self, obj: Any, value: Any) -> Any:
        """What is set is what the check has made of it."""
        return self.check(obj, value)


def flag(name: str) -> Callable[[Any, Any], bool]:
    """The check of a dial that is on or off."""

    def check(lab: Any, value: Any) -> bool:
        if not isinstance(value, bool):
            raise TypeError(f"{name} must be True or False, got {value!r}"[:200])
        return value

    return check


def count(name: str, low: int, high: int) -> Callable[[Any, Any], int]:
    """The check of a dial that is a whole number between two."""

    def check(lab: Any, value: Any) -> int:
        n = whole(value, name, low)
        if n > high:
            raise ValueError(f"{name} must be from {low} to {high}, got {n}")
        return n

    return check


class Dialed(Lab):
    """A lab with dials: each is an attribute, checked before anything changes, and on the page in the next frame."""

    _turning = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self._dialed: dict[str, int] = {}  # the last of each view that has been done, or refused
        super().__init__(*args, **kwargs)
        self.observe(self._turned, list(self.dials()))

    def dials(self) -> dict[str, Any]:
        """All dials by name."""
        return {name: getattr(self, name) for name in self.traits() if isinstance(self.traits()[name], Dial)}

    def turn(self, **values: Any) -> None:
        """Set several dials at once: all of them, or none. Raises ValueError or TypeError with what would do."""
        known = {name: trait for name, trait in self.traits().items() if isinstance(trait, Dial)}
        checked = {name: pick(known, name, "dial").check(self, value) for name, value in values.items()}
        self._turning = True
        try:
            for name, value in checked.items():
                setattr(self, name, value)
        finally:
            self._turning = False
        self.session.show(keep=not self.session.running)

    def settle(self) -> None:
        """Dials that another network or other data have made impossible go back to their defaults."""
        for name, trait in self.traits().items():
            if isinstance(trait, Dial):
                try:
                    trait.check(self, getattr(self, name))
                except PROBLEMS:
                    setattr(self, name, trait.default_value)

    def _turned(self, change: Any) -> None:
        if not self._turning:
            self._owner.post(lambda: self.session.show(keep=not self.session.running))

    def _dial(self, asked: Any) -> None:
        """What a page has set; it is told that this has been done, or that it was refused."""
        values = asked.get("values") if isinstance(asked, Mapping) else None
        if not isinstance(values, Mapping):
            raise TypeError(f"a dial is set by {{name: value}}, got {values!r}"[:200])
        self._dialed[str(asked.get("view", ""))[:64]] = whole(asked.get("id"), "id", 1)
        try:
            self.turn(**values)
        except PROBLEMS:
            self.session.show()
            raise

    def commands(self) -> dict[str, Callable[[Any], Any]]:
        return super().commands() | {"dial": self._dial}

    def views(self) -> dict[str, Any]:
        def later(name: str) -> Callable[[Any], Callable[[], None]]:
            def checked(value: Any) -> Callable[[], None]:
                good = self.traits()[name].check(self, value)
                return lambda: setattr(self, name, good)

            return checked

        return super().views() | {name: (value, later(name)) for name, value in self.dials().items()}

    def _send_frame(self, header: dict[str, Any], payload: bytes) -> None:
        super()._send_frame(header | self._heading(), payload)

    def _keep_frame(self, header: dict[str, Any], payload: bytes) -> None:
        super()._keep_frame(header | self._heading(), payload)

    def _heading(self) -> dict[str, Any]:
        return {"dials": self.dials(), "dialed": dict(self._dialed)}
