"""ForwardLab: a⁽ˡ⁾ = σ(W⁽ˡ⁾ a⁽ˡ⁻¹⁾ + b⁽ˡ⁾), step by step, as a picture, as matrices, as a sum and as a line of NumPy."""

from collections.abc import Iterable
from typing import Any

import traitlets as tl

from nnwidgets.core.forward_steps import convert, place
from nnwidgets.core.network import Network
from nnwidgets.core.registry import whole
from nnwidgets.core.trainer import Trainer
from nnwidgets.core.worked_pass import only, some_input, worked_network
from nnwidgets.widgets.bundle import bundle
from nnwidgets.widgets.forward_dials import DIALS
from nnwidgets.widgets.forward_picture import picture, words
from nnwidgets.widgets.networks import resized
from nnwidgets.widgets.ordered import Ordered
from nnwidgets.widgets.own_forward import OwnForward

MOST_LAYERS, MOST_UNITS = 7, 1024


class ForwardLab(Ordered, OwnForward):
    """`nw.ForwardLab()`: the forward pass of one example, every number of it beside its place in the picture and in NumPy.

    Without arguments a network 2-3-1 whose numbers fit on paper. `net` is another one, `sizes` a new one with sigmoids; `data` are the
    examples, a Dataset or (X, y), without which there is one input. `use(forward)` lets the picture run on a function of your own.
    Raises ValueError or TypeError for what does not fit.
    """

    _esm, _css = bundle("forward.js"), bundle("forward.css")
    by, done, layer, unit, term = (DIALS[name] for name in ("by", "done", "layer", "unit", "term"))
    x, corner, notation = DIALS["x"], DIALS["corner"], DIALS["notation"]
    symbols, counts = DIALS["symbols"], DIALS["counts"]
    _order, _leaders = ("example", *DIALS), ("by", "layer")

    def __init__(self, net: Network | None = None, data: Any = None, *, sizes: Iterable[int] | None = None):
        if net is not None and not isinstance(net, Network):
            raise TypeError(f"net must be a Network, got {type(net).__name__}")
        if net is not None and sizes is not None:
            raise ValueError("net= brings its own sizes; pass it without sizes")
        if net is None:
            net = worked_network() if sizes is None else Network(_checked(sizes), "sigmoid", "sigmoid")
        self._own_data = data is not None
        self.shown = net  # whose dials are checked: the network on screen, or the one that is about to be
        _checked(net.sizes)
        super().__init__(Trainer(net, data if self._own_data else only(some_input(net.sizes[0]), net.sizes[-1])))

    # --- what the network is
    @property
    def sizes(self) -> list[int]:
        """The sizes of the layers, inputs first. Set, another network has them: weights and inputs are kept where there is a place."""
        return list(self.net.sizes)

    @sizes.setter
    def sizes(self, sizes: Iterable[int]) -> None:
        wanted, now = _checked(sizes), self.net.sizes
        if self._own_data and (wanted[0], wanted[-1]) != (now[0], now[-1]):
            raise ValueError(f"the data have {now[0]} inputs and {now[-1]} outputs: sizes must begin and end so, got {wanted}")
        net = resized(self.net, wanted, self.net.output)
        x = [*self.x, *some_input(wanted[0])[len(self.x) :]][: wanted[0]]
        trainer = Trainer(net, self.data if self._own_data else only(x, wanted[-1]))
        self.shown, self._turning = net, True
        try:
            self.x, self.done, self.layer, self.unit, self.term, self.corner = x, None, 0, 0, None, None
        finally:
            self._turning = False
        self.session.use(trainer)

    @property
    def softmax(self) -> bool:
        """Whether the outputs need each other's z."""
        return self.shown.output.name == "softmax"

    # --- dials that hang together
    @tl.default("x")
    def _first_input(self) -> list[float]:
        return [float(v) for v in super().x]

    @tl.observe("example")
    def _another(self, change: Any) -> None:
        self.x = [float(v) for v in super().x]

    @tl.observe("by")
    def _otherwise(self, change: Any) -> None:
        if self.done is not None:
            self.done = convert(self.shown.sizes, self.softmax, change.old, change.new, self.done)

    @tl.observe("done")
    def _follow(self, change: Any) -> None:
        if change.new is not None:
            self.layer, unit, self.term = place(self.shown.sizes, self.softmax, self.by, change.new)
            self.unit = self.unit if unit is None else unit

    @tl.observe("layer")
    def _fit(self, change: Any) -> None:
        n_in, n_out = self.shown.sizes[change.new], self.shown.sizes[change.new + 1]
        if self.unit >= n_out:
            self.unit = 0
        if self.term is not None and self.term > n_in + 1:
            self.term = None

    # --- what a page needs
    def commands(self) -> dict[str, Any]:
        return super().commands() | {"sizes": lambda sizes: setattr(self, "sizes", sizes)}

    def describe(self) -> tuple[dict[str, Any], dict[str, Any]]:
        settings, arrays = super().describe()
        return settings | {"own_data": self._own_data}, arrays

    def fallback(self) -> tuple[bytes, str]:
        return picture(self.net, self.x), words(self.net, self.x)

    def __repr__(self) -> str:
        return f"ForwardLab({self.sizes})"


def _checked(sizes: object) -> list[int]:
    """`sizes` as a list that a page can show; raises TypeError or ValueError for anything else."""
    if isinstance(sizes, str) or not isinstance(sizes, Iterable):
        raise TypeError(f"sizes must be a list such as [2, 3, 1], got {sizes!r}")
    found = [whole(n, "every entry of sizes", 1) for n in sizes]
    if not 2 <= len(found) <= MOST_LAYERS or max(found) > MOST_UNITS:
        raise ValueError(f"the ForwardLab shows 2 to {MOST_LAYERS} layers of up to {MOST_UNITS:,} neurons, got {found}")
    return found
