"""The loss surface of the network on screen over two of its parameters, with the way that the run has gone on it."""

from collections.abc import Callable
from typing import Any
from weakref import ref

import numpy as np

from nnwidgets.core.entries import entry, partner
from nnwidgets.core.landscape import Landscape, landscape, landscape_by_lines
from nnwidgets.core.registry import whole
from nnwidgets.widgets.jobs import Jobs, Progress

POINTS, LEAST, MOST = 50, 2, 200  # on each side


class Surfaced(Jobs):
    """The part of a lab that works out how the loss depends on two parameters, all others being as they are then."""

    _surface: tuple[Landscape, dict[str, Any], Callable[[], bool]] | None = (
        None  # what a page is told of it; whether it is still of this run
    )
    _surfaces = 0

    @property
    def landscape(self) -> Landscape | None:
        """The surface that was worked out last, see `nw.landscape`; None before, and when the network has another shape."""
        return self._surface[0] if self._surface and self._surface[0].theta.shape == self.net.theta.shape else None

    def surface(self, first: Any = 0, second: Any = None, *, over: Any = None, points: int = POINTS) -> Landscape:
        """Work out the training loss over two parameters, show it on the page, and return it.

        Each is (layer, to, source) of `net.W[layer][to, source]`, with source="bias" of `net.b[layer][to]`, or a name such as "W[1][0, 2]";
        None is another one of the same neuron. `over` is (low, high), or a list of two; None goes around the network and the path of
        its run. `points` is how many on each side. Raises IndexError, ValueError or TypeError for what does not fit.
        """
        if not LEAST <= whole(points, "points") <= MOST:
            raise ValueError(f"points must be from {LEAST} to {MOST}, got {points}")
        self.trainer.notice()
        ks = self._pair(first, second)
        self._keep_surface(ks, landscape(self.trainer, ks, over=over, points=points), *self._now())
        assert self.landscape
        return self.landscape

    def forget_surface(self) -> None:
        """Take it off the page."""
        self._surface = None
        self._show_all()

    def _pair(self, first: Any, second: Any) -> list[int]:
        k = entry(self.net, first)
        return [k, partner(self.net, k) if second is None else entry(self.net, second)]

    def _ask_surface(self, pair: Any) -> None:
        """The same in the background, for a page that knows parameters by their index."""
        if not isinstance(pair, list) or len(pair) != 2:
            raise TypeError(f"surface needs [index, index or null], got {str(pair)[:80]}")
        self.trainer.notice()
        ks, now = self._pair(*pair), self._now()
        made: list[Landscape] = []

        def slices() -> Progress:
            made.append((yield from landscape_by_lines(self.trainer, ks, points=POINTS)))

        self.work("Loss surface", slices(), lambda: self._keep_surface(ks, made[0], *now))

    def _now(self) -> tuple[int, Callable[[], bool]]:
        """The step, and what tells later whether a surface worked out now is still of this run, its data and its settings."""
        trainer, kind = ref(self.trainer), _kind(self.trainer)
        return self.trainer.steps, lambda: trainer() is self.trainer and _kind(self.trainer) == kind

    def _keep_surface(self, ks: list[int], found: Landscape, step: int, fits: Callable[[], bool]) -> None:
        if found.theta.shape != self.net.theta.shape:
            raise ValueError("the network has got another shape meanwhile; ask for its surface again")
        self._surfaces += 1
        over = [[float(values[0]), float(values[-1])] for values in found.axes]
        told = {"of": ks, "over": over, "points": len(found.axes[0]), "step": step, "number": self._surfaces}
        self._surface = found, told, fits
        self._show_all()

    def _show_all(self) -> None:
        self.session.show(full=True, keep=not self.session.running)

    def commands(self) -> dict[str, Callable[[Any], Any]]:
        return super().commands() | {"surface": self._ask_surface, "forget_surface": lambda _: self.forget_surface()}

    def describe(self) -> Any:
        settings, arrays = super().describe()
        if self.landscape is None or self._surface is None:
            return settings, arrays
        found, told, fits = self._surface
        path = found.path
        way = np.column_stack([path.steps, path.points, path.distance]) if path else np.empty((0, 4))
        with np.errstate(over="ignore"):
            heights = found.loss.astype(np.float32)  # a picture of them
        arrays |= {"surface": heights, "surface_theta": found.theta, "surface_path": way.astype(float)}
        return settings | {"surface": told | {"fits": fits()}}, arrays


def _kind(trainer: Any) -> Any:
    """What a surface depends on besides theta."""
    s = trainer.settings
    return s.data[0], trainer.loss, s.activation, s.output, s.l1, s.l2, s.learner
