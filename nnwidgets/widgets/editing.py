"""Editing: what is done by hand to the weights of a lab, besides setting them: freezing them, and taking it all back."""

from typing import Any

from nnwidgets.core.entries import entries
from nnwidgets.core.registry import Array
from nnwidgets.core.settings import index
from nnwidgets.widgets.lab import Lab


class Editing(Lab):
    """The part of a lab that freezes weights, and undoes what was done by hand."""

    def commands(self) -> dict[str, Any]:
        return super().commands() | {"undo": lambda _: self.undo(), "redo": lambda _: self.redo(), "freeze": self._freeze}

    def undo(self) -> None:
        """Take back what was last done by hand: a weight that was set (a drag is one), a cell's write, freezing, or a reset.

        What training has learnt meanwhile stays: the old values are written between two steps, as an edit like any other, and `redo`
        gives back what was there. Raises ValueError when there is nothing.
        """
        self.session.act(self.trainer.undo)

    def redo(self) -> None:
        """Do again what `undo` took back. Raises ValueError when there is nothing."""
        self.session.act(self.trainer.redo)

    def freeze(self, layer: int | None = None, to: int | None = None, source: int | str | None = None) -> None:
        """Keep a weight, `net.W[layer][to, source]`, out of training; with source="bias" a bias, without a source all of the neuron
        `to`, without `to` the layer, without any all. A hand can still set it. Raises IndexError for what is not there.
        """
        self._freeze({"ks": entries(self.net, layer, to, source), "on": True})

    def unfreeze(self, layer: int | None = None, to: int | None = None, source: int | str | None = None) -> None:
        """Let training move it again; without arguments all. Raises IndexError for what is not there."""
        self._freeze({"ks": entries(self.net, layer, to, source), "on": False})

    @property
    def frozen(self) -> list[str]:
        """The names of what is frozen: `W[0][1, 0]`, `b[1][0]`."""
        return [self.net.name_of(k) for k in self.trainer.settings.frozen]

    def _freeze(self, value: Any) -> None:
        if not isinstance(value, dict) or not isinstance(value.get("ks"), list) or not isinstance(value.get("on"), bool):
            raise TypeError(f"freeze needs {{ks: [index], on: true or false}}, got {value!r}")
        ks, now = {index(self.net, k) for k in value["ks"]}, {*self.trainer.settings.frozen}
        wanted = now | ks if value["on"] else now - ks
        if wanted != now:
            self.session.act(lambda: self.trainer.hold(wanted))

    def describe(self) -> tuple[dict[str, Any], dict[str, Array]]:
        settings, arrays = super().describe()
        return settings | {"frozen": list(self.trainer.settings.frozen)}, arrays
