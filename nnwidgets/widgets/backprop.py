"""BackpropLab: backpropagation as a debugger, one operation after another, forward and backward in time."""

from collections.abc import Iterable
from typing import Any

import numpy as np
import traitlets as tl

from nnwidgets.core.network import Network
from nnwidgets.core.registry import Array, pick, whole
from nnwidgets.core.trainer import Trainer
from nnwidgets.core.worked_backward import WORKED, Worked, chain
from nnwidgets.core.worked_pass import only, some_input
from nnwidgets.widgets.backprop_dials import DIALS, VIEWS
from nnwidgets.widgets.backprop_numbers import WorkedOut
from nnwidgets.widgets.bundle import bundle
from nnwidgets.widgets.forward_picture import picture, words

MOST_LAYERS, MOST_UNITS = 7, 128


class BackpropLab(WorkedOut):
    """`nw.BackpropLab()`: where a gradient comes from, with every number of the way.

    Without arguments the chain of one sigmoid with a = 0.6, w = 2, b = −0.5, y = 1. `preset` is "chain", "mazur" or "3-3-2"; `sizes` a
    new network of sigmoids; `net` and `data` (a Dataset or (X, y)) your own, with `loss` by name or as (value, slope). Raises ValueError
    or TypeError for what does not fit.
    """

    _esm, _css = bundle("backprop.js"), bundle("backprop.css")
    view, done, batch, x, y, weight = (DIALS[name] for name in ("view", "done", "batch", "x", "y", "weight"))
    h, leaves, off, build, turned, picked = (DIALS[name] for name in ("h", "leaves", "off", "build", "turned", "picked"))
    layer, stacked, hebb, without = (DIALS[name] for name in ("layer", "stacked", "hebb", "without"))

    def __init__(
        self, net: Network | None = None, data: Any = None, *,
        loss: Any = None, preset: str | None = None, sizes: Iterable[int] | None = None,
    ) -> None:  # fmt: skip
        given = [name for name, one in (("net", net), ("preset", preset), ("sizes", sizes)) if one is not None]
        if len(given) > 1:
            raise ValueError(f"{given[0]}= brings its own network; pass it without {given[1]}")
        if net is not None and not isinstance(net, Network):
            raise TypeError(f"net must be a Network, got {type(net).__name__}")
        if (preset or not given) and (data is not None or loss is not None):
            raise ValueError("a preset brings its own data and loss: pass net= with your own")
        self._preset = preset or ("" if given else "chain")
        self._answer: tuple[dict[str, str], Array] | None = None
        trainer = self._trainer(net, data, loss, sizes) if net or sizes else self._worked(pick(WORKED, self._preset, "preset")())
        self.shown, self.loss = trainer.net, trainer.loss  # what dials are checked against: those on screen, or about to be
        super().__init__(trainer)

    def _trainer(self, net: Network | None, data: Any, loss: Any, sizes: Iterable[int] | None) -> Trainer:
        net = net or Network([whole(n, "every entry of sizes", 1) for n in sizes or ()], "sigmoid", "sigmoid")
        if not 2 <= len(net.sizes) <= MOST_LAYERS or max(net.sizes) > MOST_UNITS:
            raise ValueError(f"the BackpropLab shows 2 to {MOST_LAYERS} layers of up to {MOST_UNITS} neurons, got {list(net.sizes)}")
        return Trainer(net, data if data is not None else only(some_input(net.sizes[0]), net.sizes[-1]), loss=loss)

    def _worked(self, worked: Worked) -> Trainer:
        net, data, loss = worked
        return Trainer(net, data, loss=loss)

    # --- presets
    @property
    def preset(self) -> str:
        """Which worked network is on screen: "chain", "mazur", "3-3-2", or "" for one of your own. Set, it begins with that one."""
        return self._preset

    @preset.setter
    def preset(self, name: str) -> None:
        self._show_worked(name, pick(WORKED, name, "preset")())

    @property
    def length(self) -> int:
        """How many neurons the chain has, 1 to 6. Set, a chain of so many is shown; its last neuron stays the same."""
        return len(self.net.W)

    @length.setter
    def length(self, length: int) -> None:
        self._show_worked("chain", chain(length))

    def _show_worked(self, name: str, worked: Worked) -> None:
        trainer = self._worked(worked)
        self.shown, self.loss, self._preset, self._answer = trainer.net, trainer.loss, name, None
        self._turning = True
        try:
            self.example = 0
            self.set_trait("x", [float(v) for v in trainer.data[0].inputs[0]])
            self.set_trait("y", [float(v) for v in np.ravel(trainer.data[0].y[0])])
            self.weight, self.layer = self._last_weight(), len(trainer.net.W) - 1
            self.done, self.stacked, self.off, self.picked, self.without = 0, None, [], [], []
        finally:
            self._turning = False
        self.session.use(trainer)

    def _last_weight(self) -> int:
        net = self.shown
        return net.n_params - net.sizes[-1] * (net.sizes[-2] + 1)

    # --- dials that hang together
    @tl.default("x")
    def _first_input(self) -> list[float]:
        return [float(v) for v in super().x]

    @tl.default("y")
    def _first_target(self) -> list[float]:
        return [float(v) for v in super().y]

    @tl.default("weight")
    def _first_weight(self) -> int:
        return self._last_weight()

    @tl.default("layer")
    def _first_layer(self) -> int:
        return len(self.shown.W) - 1

    @tl.observe("example")
    def _another(self, change: Any) -> None:
        if not self._turning or self.shown is self.net:
            self.x, self.y = [float(v) for v in super().x], [float(v) for v in super().y]

    # --- what a page needs
    def commands(self) -> dict[str, Any]:
        return super().commands() | {"preset": lambda name: setattr(self, "preset", name), "length": lambda n: setattr(self, "length", n)}

    def describe(self) -> tuple[dict[str, Any], dict[str, Array]]:
        settings, arrays = super().describe()
        told = [{"kind": op.kind, "layer": op.layer, "name": op.name, "numpy": op.numpy, "latex": op.latex} for op in self.ops]
        settings |= {"ops": told, "pair": bool(self.trainer.loss.pair), "presets": list(WORKED), "preset": self._preset, "views": VIEWS}
        if self._answer:
            settings["answer"], arrays["answer"] = self._answer
        return settings, arrays

    def fallback(self) -> tuple[bytes, str]:
        grads = np.linalg.norm(self.grads.theta)
        return picture(self.net, self.x), f"{words(self.net, self.x)} Backward: a gradient of norm {grads:.4f}."

    def __repr__(self) -> str:
        return f"BackpropLab({list(self.net.sizes)})"
