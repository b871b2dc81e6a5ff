"""Playground: a network that learns on two inputs, with a map in every neuron and every weight at hand."""

from collections.abc import Iterable, Mapping
from typing import Any

from nnwidgets.core.datasets import Dataset
from nnwidgets.core.network import Network
from nnwidgets.core.registry import Array, whole
from nnwidgets.core.trainer import Trainer
from nnwidgets.widgets.bundle import bundle
from nnwidgets.widgets.editing import Editing
from nnwidgets.widgets.features import Featured
from nnwidgets.widgets.health import Health
from nnwidgets.widgets.kinds import Kinds
from nnwidgets.widgets.luck import Luck
from nnwidgets.widgets.networks import fitting, hidden_sizes, with_hidden
from nnwidgets.widgets.own_passes import OwnPasses
from nnwidgets.widgets.panel import named
from nnwidgets.widgets.points import Pointed
from nnwidgets.widgets.presets import begin_with
from nnwidgets.widgets.projection import Projected
from nnwidgets.widgets.source import Source, chosen, showable
from nnwidgets.widgets.supply import Supply
from nnwidgets.widgets.surfaces import Surfaced
from nnwidgets.widgets.teaching import Teaching, hide_names, lock_reasons
from nnwidgets.widgets.versus import Versus

MOST_LAYERS, MOST_UNITS = 6, 8
USUAL = {"data": "circle", "hidden": (4, 2), "activation": "tanh", "output": None, "noise": 0, "test": 0.5,
         "variant": None, "seed": 0}  # fmt: skip
LAYERS = {"hidden", "activation", "output"}


class Playground(Health, Luck, Surfaced, Versus, Teaching, Editing, OwnPasses, Featured, Projected, Pointed, Supply):
    """`nw.Playground()`: data, network, output and loss over one network that learns.

    `data` is a name, a Dataset, (X, y), or a (train, test) pair; `net` or `trainer` put the learner's own on screen. Otherwise a
    network is made: the `features` it takes, `hidden` sizes, `activation`, and the `output` that fits the task (tanh, softmax or
    linear), weights as TensorFlow Playground draws them. `noise` (0 to 0.5) and `variant` (which gate, which function, how many
    classes) are the named data sets', `test` is the share set aside. `hide` names controls that the page leaves out, `lock`
    {control: reason} those it only shows; `preset` is a demo by name. The rest goes to the Trainer. Raises ValueError or TypeError
    for what does not fit, before anything is shown.
    """

    _esm, _css = bundle("playground.js"), bundle("playground.css")

    def __init__(
        self, data: Any = "circle", *, net: Network | None = None, trainer: Trainer | None = None,
        hidden: Iterable[int] = (4, 2), activation: object = "tanh", output: object = None,
        noise: float = 0, test: float = 0.5, variant: object = None, seed: int = 0, features: Iterable[object] | None = None,
        hide: Iterable[str] = (), lock: Mapping[str, str] | None = None, preset: str | None = None, **training: Any,
    ):  # fmt: skip
        given = {"data": data, "hidden": hidden, "activation": activation, "output": output, "noise": noise, "test": test,
                 "variant": variant, "seed": seed}  # fmt: skip
        asked = {name for name, value in given.items() if type(value) is not type(USUAL[name]) or value != USUAL[name]}
        self._hide, self._lock = hide_names(hide), lock_reasons(lock or {})
        trainer = begin_with(preset, trainer, bool(asked or training or features or net))
        if trainer is not None and (asked or training or features or net is not None):
            raise ValueError("trainer= brings its own network, data and settings; pass it alone")
        if net is not None and asked & LAYERS:
            raise ValueError("net= brings its own layers and activations; pass it without hidden, activation and output")
        self._draw, self._hearing, self._kinds = 0, False, Kinds()
        if trainer is not None:
            self._adopt(trainer)
        else:
            self._seed, self._training = whole(seed, "seed"), training
            self._source = Source(data, noise, test, seed, variant, chosen(features))
            pair = self._source.load()
            loss = {"loss": None if net is not None else "squared_error"}
            trainer = self._trainer(net or fitting(pair[0], hidden, activation, output, self._seed), pair, **loss | training)
        showable(trainer.data)
        super().__init__(trainer)
        self._hearing = True

    # --- making
    def _trainer(self, net: Network, data: tuple[Dataset, Dataset], **changes: Any) -> Trainer:
        if changes["loss"] == "squared_error" and net.output.name == "softmax":
            changes["loss"] = None
        return Trainer(net, data, **{"seed": self._seed} | self._training | changes)

    # --- what can be changed
    def commands(self) -> dict[str, Any]:
        return super().commands() | {
            "new_weights": lambda _: self.new_weights(),
            "hidden": self.set_hidden,
        }

    def new_weights(self) -> None:
        """Draw other initial weights, and start from them."""
        self._draw += 1

        def draw() -> None:
            self.net.new_weights(self._draw)
            self.trainer.reset(self.net.theta)

        self.session.act(draw, "new weights")

    def set_hidden(self, sizes: Iterable[int]) -> None:
        """Other hidden layers: another network, with the weights kept where the shapes allow."""
        wanted = hidden_sizes(sizes)
        if len(wanted) > MOST_LAYERS or max(wanted, default=1) > MOST_UNITS:
            limits = f"{MOST_LAYERS} hidden layers of {MOST_UNITS}"
            raise ValueError(f"the panel goes to {limits}, got {wanted}; from Python any network works: nw.Playground(net=…)")
        self.session.use(self._trainer(with_hidden(self.net, wanted), self.data, loss=self.trainer.loss, **self._kept()))

    # --- what a page needs
    def describe(self) -> tuple[dict[str, Any], dict[str, Array]]:
        settings, arrays = super().describe()
        net, (own, tables) = self.net, self._kinds.tables(self.net)
        if own:
            settings["own_activations"], arrays["own_activations"] = own, tables
        return settings | {
            "sizes": list(net.sizes), "hidden": [*map(self._kinds.name, net.activation)], "output": self._kinds.name(net.output),
            "loss": self.trainer.loss.name, "controls": named(),
        }, arrays  # fmt: skip

    def __repr__(self) -> str:
        return f"Playground({self._source.name or 'own data'}, {list(self.net.sizes)}, step {self.trainer.steps})"
