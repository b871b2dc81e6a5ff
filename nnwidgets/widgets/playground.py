"""Playground: a network that learns on two inputs, with a map in every neuron and every weight at hand."""

from collections.abc import Iterable
from typing import Any

import numpy as np
import traitlets as tl

from nnwidgets.core.activations import HIDDEN
from nnwidgets.core.datasets import PLAYGROUND, Dataset
from nnwidgets.core.network import Network
from nnwidgets.core.registry import Array, pick, whole
from nnwidgets.core.targets import encode
from nnwidgets.core.trainer import Trainer
from nnwidgets.widgets.bundle import bundle
from nnwidgets.widgets.fallback import words
from nnwidgets.widgets.features import Featured
from nnwidgets.widgets.health import Health
from nnwidgets.widgets.lab import Lab
from nnwidgets.widgets.networks import drawable, fitting, hidden_sizes, outputs, with_hidden
from nnwidgets.widgets.pace import SPEEDS
from nnwidgets.widgets.points import Pointed
from nnwidgets.widgets.projection import Projected
from nnwidgets.widgets.session import PROBLEMS
from nnwidgets.widgets.source import Source, chosen, showable, thumbnails

MOST_LAYERS, MOST_UNITS = 6, 8
USUAL = {"data": "circle", "hidden": (4, 2), "activation": "tanh", "output": None, "noise": 0, "test": 0.5, "seed": 0}
LAYERS = {"hidden", "activation", "output"}


class Playground(Health, Featured, Projected, Pointed, Lab):
    """`nw.Playground()`: data, network, output and loss over one network that learns.

    `data` is a name, a Dataset, (X, y), or a (train, test) pair; `net` or `trainer` put the learner's own on screen. Otherwise a
    network is made: the `features` it takes, `hidden` sizes, `activation`, and the `output` that fits the task (tanh, softmax or
    linear), weights as TensorFlow Playground draws them. `noise` (0 to 0.5) is the named data sets', `test` the share set aside.
    The rest goes to the Trainer. Raises ValueError or TypeError for what does not fit, before anything is shown.
    """

    _esm, _css = bundle("playground.js"), bundle("playground.css")

    learning_rate = tl.Any()
    batch_size = tl.Any()
    activation = tl.Any()
    noise = tl.Any()

    def __init__(
        self, data: Any = "circle", *, net: Network | None = None, trainer: Trainer | None = None,
        hidden: Iterable[int] = (4, 2), activation: object = "tanh", output: object = None,
        noise: float = 0, test: float = 0.5, seed: int = 0, features: Iterable[object] | None = None, **training: Any,
    ):  # fmt: skip
        given = {"data": data, "hidden": hidden, "activation": activation, "output": output, "noise": noise, "test": test, "seed": seed}
        asked = {name for name, value in given.items() if type(value) is not type(USUAL[name]) or value != USUAL[name]}
        if trainer is not None and (asked or training or features or net is not None):
            raise ValueError("trainer= brings its own network, data and settings; pass it alone")
        if net is not None and asked & LAYERS:
            raise ValueError("net= brings its own layers and activations; pass it without hidden, activation and output")
        self._draw, self._hearing = 0, False
        if trainer is not None:
            self._seed, self._source = trainer.seed, Source(trainer.data, seed=trainer.seed)
            self._training = {"optimizer": trainer.optimizer, "record_every": trainer.record_every}
        else:
            self._seed, self._source, self._training = whole(seed, "seed"), Source(data, noise, test, seed, chosen(features)), training
            pair = self._source.load()
            loss = {"loss": None if net is not None else "squared_error"}
            trainer = self._trainer(net or fitting(pair[0], hidden, activation, output, self._seed), pair, **loss | training)
        drawable(trainer.net)
        showable(trainer.data)
        super().__init__(trainer)
        self._hearing = True

    # --- making
    def _trainer(self, net: Network, data: tuple[Dataset, Dataset], **changes: Any) -> Trainer:
        if changes["loss"] == "squared_error" and net.output.name == "softmax":
            changes["loss"] = None
        return Trainer(net, data, **{"seed": self._seed} | self._training | changes)

    def _kept(self) -> dict[str, Any]:
        """Settings that another trainer takes over."""
        return {name: getattr(self.trainer.settings, name) for name in ("learning_rate", "batch_size", "l1", "l2", "shuffle")}

    # --- what can be changed
    def commands(self) -> dict[str, Any]:
        return super().commands() | {
            "learning_rate": lambda v: self._change(learning_rate=v),
            "batch_size": lambda v: self._change(batch_size=v),
            "activation": lambda v: self._change(activation=v),
            "output": lambda v: self._change(output=v),
            "speed": self.set_speed,
            "new_weights": lambda _: self.new_weights(),
            "data": lambda name: self._set_data(data=name),
            "noise": lambda v: self._set_data(noise=v),
            "test": lambda v: self._set_data(test=v),
            "hidden": self.set_hidden,
        }

    def set_speed(self, speed: str) -> None:
        """How fast `play` goes: one of the names in the menu."""
        self.session.speed = pick(SPEEDS, speed, "speed")
        self.session.show(full=True, keep=not self.session.running)

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

    def _change(self, **settings: Any) -> None:
        if settings.keys() & LAYERS:
            trial = self.net.copy()
            for name, value in settings.items():
                setattr(trial, name, value)
            drawable(trial)
        self.session.act(lambda: self.trainer.change(**settings))

    def _set_data(self, **values: Any) -> None:
        """Other data, noise or share under the same network; where the task differs, another network with an output that fits."""
        source, net = self._source.changed(self.data, **values), self.net
        pair = source.load()
        if pair[0].task == self.data[0].task and pair[0].inputs.shape[1] == net.sizes[0]:

            def take() -> None:
                self.trainer.change(data=pair)
                self._source = source

            self.session.act(take)
        else:
            trainer = self._trainer(fitting(pair[0], net.sizes[1:-1], net.activation, None, self._seed), pair, loss=None, **self._kept())
            self._source = source
            self.session.use(trainer)

    # --- traits for observe, link and interact
    @tl.observe("learning_rate", "batch_size", "activation", "noise")
    def _heard(self, change: Any) -> None:
        if self._hearing:
            self._owner.post(self._take, change.name, change.new)

    def _take(self, name: str, value: Any) -> None:
        try:
            if value != self._current()[name]:
                self.commands()[name](value)
        except PROBLEMS as error:
            self._write_traits()
            self.session.say(str(error))

    def _current(self) -> dict[str, Any]:
        names = list(dict.fromkeys(a.name for a in self.net.activation))
        return {
            "learning_rate": self.trainer.learning_rate, "batch_size": self.trainer.batch_size, "noise": float(self._source.noise),
            "activation": names[0] if len(names) == 1 else self.net.output.name if not names else "mixed",
        }  # fmt: skip

    def _write_traits(self) -> None:
        hearing, self._hearing = self._hearing, False
        super()._write_traits()
        for name, value in self._current().items():
            setattr(self, name, value)
        self._hearing = hearing

    # --- what a page needs
    def describe(self) -> tuple[dict[str, Any], dict[str, Array]]:
        drawable(self.net)
        t, (train, test) = self.trainer, self.data
        speed = next(name for name, value in SPEEDS.items() if value == self.session.speed)
        settings, arrays = super().describe()
        settings |= {
            "sizes": list(t.net.sizes), "hidden": [a.name for a in t.net.activation], "output": t.net.output.name,
            "data": self._source.name, "task": train.task, "classes": list(train.classes), "names": list(train.names),
            "n_train": len(train), "test": self._source.share(self.data), "loss": t.loss.name, "speed": speed, **self._current(),
            "menus": {"data": list(PLAYGROUND), "activation": list(HIDDEN), "output": self.outputs(), "speed": list(SPEEDS)},
        }  # fmt: skip
        targets = [encode(part.y, t.net.sizes[-1], t.net.output.name) for part in (train, test)]
        arrays |= {"X": np.concatenate([train.X, test.X]), "Y": np.concatenate(targets), "thumbs": thumbnails()}
        return settings, arrays

    def outputs(self) -> list[str]:
        """The output activations that fit this task and loss."""
        return outputs(self.trainer)

    def figure(self) -> Any:
        """The network, its output over the plane and the loss as one matplotlib Figure; its `savefig` writes PNG, SVG or PDF."""
        from nnwidgets.figures.sheet import sheet

        return sheet(self.trainer, words(self.trainer))

    def __repr__(self) -> str:
        return f"Playground({self._source.name or 'own data'}, {list(self.net.sizes)}, step {self.trainer.steps})"
