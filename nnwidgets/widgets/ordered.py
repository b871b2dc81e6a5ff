"""Dials that hang together: what one may be depends on others."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, ClassVar

from nnwidgets.core.registry import pick
from nnwidgets.widgets.dials import Dialed


class Ordered(Dialed):
    """A lab whose dials are set in an order: those first that others are checked against.

    `_order` names all dials, `_leaders` those whose new values count already when the others of the same turn are checked.
    """

    _order: ClassVar[tuple[str, ...]] = ()
    _leaders: ClassVar[tuple[str, ...]] = ()
    _asked: Mapping[str, Any] = {}  # never written to

    def asked(self, name: str) -> Any:
        """What a dial is about to be, or is: others are checked against it."""
        return self._asked.get(name, getattr(self, name))

    def turn(self, **values: Any) -> None:
        """Set several dials at once: all of them, or none. Raises ValueError or TypeError with what would do."""
        with self._asking(values):
            super().turn(**{name: values[name] for name in sorted(values, key=self._order.index)})

    @contextmanager
    def _asking(self, values: Mapping[str, Any]) -> Iterator[None]:
        for name in values:
            pick(dict.fromkeys(self._order), name, "dial")
        self._asked = {name: self.traits()[name].check(self, values[name]) for name in self._leaders if name in values}
        try:
            yield
        finally:
            self._asked = {}

    def views(self) -> dict[str, Any]:
        others = {name: view for name, view in super().views().items() if name not in self.dials()}
        return others | {"dials": (self.dials(), self._later)}  # one view: they are checked together

    def _later(self, values: Any) -> Callable[[], None]:
        with self._asking(values):
            for name, value in values.items():
                self.traits()[name].check(self, value)
        return lambda: self.turn(**values)
