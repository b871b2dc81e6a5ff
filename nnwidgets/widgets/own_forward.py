"""A learner's own forward pass in the picture: its numbers in the neurons, marked where they are not the network's."""

from collections.abc import Callable
from typing import Any

from nnwidgets.core.forward_check import ForwardCheck, forward_check
from nnwidgets.core.registry import Array
from nnwidgets.widgets.one_network import OneNetwork


class OwnForward(OneNetwork):
    """The part of a lab that shows a learner's forward pass of x."""

    _own: Callable[..., Any] | None = None
    _known: tuple[bytes, tuple[float, ...], ForwardCheck] | None = None

    def use(self, forward: Callable[..., Any] | None = None) -> ForwardCheck | None:
        """Let the picture run on a function of your own; use() goes back to the network's own pass.

        `forward(W, b, X)` gives the output (n, n_out), or a list of all layers' activations; here X (1, n_in) is the input on screen.
        Each neuron shows the number of yours; where it is wrong it is marked, with the right one below. Answers the check of this moment,
        see `ForwardCheck`. Raises TypeError where `forward` is no function, never for what it does.
        """
        report = None if forward is None else forward_check(self.net, self.x, forward)
        self._own, self._known = forward, None
        self.session.show(full=True, keep=True)
        return report

    @property
    def own(self) -> ForwardCheck | None:
        """The check of the function in use, for the weights and the input on screen; None without one."""
        if self._own is None:
            return None
        theta, x = self.net.theta.tobytes(), tuple(map(float, self.x))
        if self._known is None or self._known[:2] != (theta, x):
            self._known = theta, x, forward_check(self.net, x, self._own)
        return self._known[2]

    def commands(self) -> dict[str, Any]:
        return super().commands() | {"use": lambda _: self.use()}  # a page can only take it away

    def _heading(self) -> dict[str, Any]:
        report = self.own
        if report is None:
            return super()._heading()
        told = {"outcome": report.outcome, "text": f"{report.sentence} {report.remedy}".strip(), "x": [float(v) for v in self.x]}
        return super()._heading() | {"own": told | {"a": _rows(report.a), "wrong": _rows(report.wrong)}}


def _rows(layers: tuple[Array | None, ...]) -> list[list[Any] | None]:
    return [None if one is None else one[0].tolist() for one in layers]
