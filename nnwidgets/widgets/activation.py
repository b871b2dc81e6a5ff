"""ActivationLab: activation functions over one another, their slopes, and what a deep network of them does to a thousand inputs."""

from collections.abc import Iterable
from typing import Any

import numpy as np
import traitlets as tl

from nnwidgets.core.activations import ACTIVATIONS, Activation, hidden_activation
from nnwidgets.core.pushed import deep_network, thousand
from nnwidgets.core.registry import Array
from nnwidgets.core.trainer import Trainer
from nnwidgets.widgets.activation_dials import DIALS, NETWORK
from nnwidgets.widgets.activation_facts import facts_of, read, told
from nnwidgets.widgets.activation_picture import picture, words
from nnwidgets.widgets.bundle import bundle
from nnwidgets.widgets.kinds import Kinds
from nnwidgets.widgets.ordered import Ordered


class ActivationLab(Ordered):
    """`nw.ActivationLab()`: functions and their slopes with a tangent at z, and a network of them that 1,000 inputs are pushed through.

    `shown` are up to six functions: names, Activations or pairs (f, df) of your own; where df is not the slope of f, the page says so.
    The rest are dials, such as `z`, `activation`, `layers` or `init`. `lab.net` is the network, `lab.X` (1000, 4) what it is given.
    Raises ValueError or TypeError for what does not fit.
    """

    _esm, _css = bundle("activation.js"), bundle("activation.css")
    shown, z, reach, flat = (DIALS[name] for name in ("shown", "z", "reach", "flat"))
    activation, layers, width, init = (DIALS[name] for name in ("activation", "layers", "width", "init"))
    seed, layer, facts = (DIALS[name] for name in ("seed", "layer", "facts"))
    network, collapse = (DIALS[name] for name in ("network", "collapse"))
    _order, _leaders = (*DIALS,), ("layers",)

    def __init__(self, shown: Iterable[Any] = ("sigmoid", "relu"), **dials: Any):
        self._kinds = Kinds()
        self._told: tuple[Any, dict[str, Any]] = (None, {})
        self._turning = True
        asked = {"shown": shown} | dials
        with self._asking(asked):
            for name in sorted(asked, key=self._order.index):
                setattr(self, name, asked[name])
        self._examples = thousand()
        self._turning = False
        super().__init__(self._fresh())

    @property
    def X(self) -> Array:
        """What is pushed through, (1000, 4), from N(0, 1)."""
        return self.data[0].inputs

    def functions(self) -> list[str]:
        """What can be shown by its name: the registry's, and those of one's own that have been on screen."""
        return self._kinds.menu()

    def called(self, act: Activation) -> str:
        """The name of an activation on this page."""
        return self._kinds.name(act)

    def meant(self, name: str) -> Activation:
        """The activation of this name on the page."""
        return hidden_activation(self._kinds.meant(name))

    # --- dials that hang together
    @tl.observe(*NETWORK)
    def _another(self, change: Any) -> None:
        if self.layer is not None and self.layer >= self.layers:
            self.layer = None
        if self.session is not None:
            self.session.use(self._fresh())

    @tl.observe("activation")
    def _otherwise(self, change: Any) -> None:
        if self.session is not None and not self._follows():
            self.net.activation = self.meant(change.new)
            self.session.show(full=True, keep=True)

    @tl.observe("shown")
    def _more(self, change: Any) -> None:
        if self.session is not None and not {*change.new} <= {*change.old}:
            self.session.show(full=True, keep=True)  # with the tables of one's own

    def _fresh(self) -> Trainer:
        net = deep_network(self.layers, self.width, self.meant(self.activation), self.init, self.seed)
        return Trainer(net, self._examples, test=0)

    def _follows(self) -> bool:
        return {self.called(act) for act in self.net.activation} == {self.activation}

    def refresh(self) -> None:
        """Show what is in the arrays, and which activation the network has, now (a notebook does so after every cell)."""
        names = {self.called(act) for act in self.net.activation}
        if len(names) == 1:
            self.activation = names.pop()  # the dial goes along
        super().refresh()

    def _cell_ended(self, result: Any = None) -> None:
        self.refresh()

    # --- what a page needs
    def describe(self) -> tuple[dict[str, Any], dict[str, Array]]:
        settings, arrays = super().describe()
        own, tables = self._kinds.all_tables()
        if own:
            settings["own_activations"], arrays["own_activations"] = own, tables
        known = {name: self.meant(name) for name in own} | ACTIVATIONS
        return settings | {
            "sizes": list(self.net.sizes), "hidden": [*map(self.called, self.net.activation)], "output": self.called(self.net.output),
            "loss": self.trainer.loss.name, "names": list(self.data[0].names), "menu": self.functions(), "n": len(self.X),
            "n_params": self.net.n_params, "functions": {name: facts_of(act) for name, act in known.items()},
        }, arrays  # fmt: skip

    def _heading(self) -> dict[str, Any]:
        reach = max(self.reach, abs(self.z))
        state = (self.net.theta.tobytes(), self.net.activation, self.flat, reach)
        if self._told[0] != state and np.isfinite(self.net.theta).all():  # else the last picture stays
            self._told = state, told(self.net, self.data[0], self.flat, reach)
        mine = {name: read(self.meant(name), self.z) for name in self.shown if name not in ACTIVATIONS}
        return super()._heading() | {"pushed": self._told[1], "read": mine}

    def fallback(self) -> tuple[bytes, str]:
        acts = {name: self.meant(name) for name in self.shown}
        return picture(acts, self.z, self.reach), words(acts, self.z)

    def __repr__(self) -> str:
        return f"ActivationLab({', '.join(self.shown)})"
