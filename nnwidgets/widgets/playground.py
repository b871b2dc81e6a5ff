"""Playground: a network that learns on two inputs, with a map in every neuron and every weight at hand."""

from collections.abc import Iterable
from functools import cache
from typing import Any

import numpy as np
import traitlets as tl

from nnwidgets.core.activations import HIDDEN
from nnwidgets.core.datasets import DATASETS, Dataset, as_dataset
from nnwidgets.core.losses import loss_for
from nnwidgets.core.network import Network
from nnwidgets.core.registry import Array, number, pick, whole
from nnwidgets.core.targets import encode
from nnwidgets.core.trainer import Trainer
from nnwidgets.widgets.bundle import bundle
from nnwidgets.widgets.lab import Lab

MOST_LAYERS, MOST_UNITS, THUMB = 6, 8, 60
OUTPUT = {"binary": "tanh", "multiclass": "softmax", "regression": "linear"}
SPEEDS = {"1 step/s": 1.0, "10/s": 10.0, "100/s": 100.0, "1,000/s": 1000.0, "10,000/s": 10_000.0, "full": None}


@cache
def thumbnails() -> Array:
    """What the data buttons show: THUMB points (x1, x2, −1 … 1) of every named data set, (sets, THUMB, 3) float32."""
    return np.array([_thumbnail(make()) for make in DATASETS.values()], np.float32)


def _thumbnail(data: Dataset) -> Array:
    rows = data.split(0)[0].take(slice(THUMB))
    return np.column_stack([rows.X, rows.y * 2 - 1 if rows.classes else rows.y])


class Playground(Lab):
    """`nw.Playground()`: data, network, output and loss over one network that learns.

    `data` is a name, a Dataset, (X, y), or a (train, test) pair; `net` or `trainer` put the learner's own on screen. Otherwise a
    network is made: `hidden` sizes, `activation`, and the `output` that fits the task (tanh, softmax or linear), weights as
    TensorFlow Playground draws them. `noise` (0 to 0.5) is the named data sets', `test` the share set aside. The rest goes to
    the Trainer. Raises ValueError or TypeError for what does not fit, before anything is shown.
    """

    _esm = bundle("playground.js")
    _css = bundle("playground.css")

    learning_rate = tl.Any()
    batch_size = tl.Any()
    activation = tl.Any()
    noise = tl.Any()

    def __init__(self, data: Any = "circle", *, net: Network | None = None, trainer: Trainer | None = None, hidden: Iterable[int] = (4, 2),
                 activation: object = "tanh", output: object = None, noise: float = 0, test: float = 0.5, seed: int = 0, **training: Any):  # fmt: skip
        self._named, self._noise, self._test, self._seed = None, noise, test, whole(seed, "seed")
        self._training = {"loss": None if net is not None else "squared_error", "seed": seed} | training
        self._hearing = False
        if trainer is None:
            pair = self._load(data)
            trainer = self._trainer(net or self._network(pair[0], hidden, activation, output), pair)
        elif training or net is not None:
            raise ValueError("trainer= brings its own network and settings; pass it alone")
        super().__init__(trainer)
        self._hearing = True

    # --- making
    def _load(self, data: Any) -> tuple[Dataset, Dataset]:
        """(train, test); a named data set is generated with the noise and seed of this lab."""
        if isinstance(data, str):
            make = pick(DATASETS, data, "data")
            self._named = data
            return make(noise=self._noise, seed=self._seed).split(self._test)
        self._named = None
        number(self._noise, "noise", low=0, high=0.5)
        if isinstance(data, tuple | list) and len(data) == 2 and all(isinstance(part, Dataset | tuple) for part in data):
            return as_dataset(data[0]), as_dataset(data[1])
        return as_dataset(data).split(self._test, self._seed)

    def _network(self, train: Dataset, hidden: Iterable[int], activation: object, output: object = None) -> Network:
        outputs = len(train.classes) if train.task == "multiclass" else 1 if train.y.ndim == 1 else train.y.shape[1]
        if isinstance(hidden, int | str):
            raise TypeError(f"hidden must be a list of sizes such as [4, 2], got {hidden!r}")
        return Network([train.inputs.shape[1], *hidden, outputs], activation, output or OUTPUT[train.task], init="playground", seed=self._seed)

    def _trainer(self, net: Network, data: tuple[Dataset, Dataset], **changes: Any) -> Trainer:
        training = self._training | changes
        if training["loss"] == "squared_error" and net.output.name == "softmax":
            training["loss"] = None
        return Trainer(net, data, **training)

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
        self.session.show(full=True)

    def new_weights(self) -> None:
        """Draw other initial weights, and start from them."""
        self._draw = getattr(self, "_draw", 0) + 1

        def draw() -> None:
            self.net.new_weights(self._draw)
            self.trainer.reset(self.net.theta)

        self._still(draw, "new weights")

    def set_hidden(self, sizes: Iterable[int]) -> None:
        """Other hidden layers: another network, with the weights kept where the shapes allow."""
        old, wanted = self.net, [whole(n, "every size", 1) for n in sizes]
        if len(wanted) > MOST_LAYERS or max(wanted, default=1) > MOST_UNITS:
            raise ValueError(f"the panel goes to {MOST_LAYERS} hidden layers of {MOST_UNITS}, got {wanted}; from Python any network works: nw.Playground(net=…)")
        kinds = [a if a.name in HIDDEN else (a.f, a.df) for a in old.activation]
        kinds = (kinds + [kinds[-1] if kinds else "tanh"] * len(wanted))[: len(wanted)]
        net = Network([old.sizes[0], *wanted, old.sizes[-1]], kinds, old.output, old.init, str(old.theta.dtype), old.seed)
        for layer, (M, was) in enumerate(zip(net.blocks, old.blocks, strict=False)):
            if layer == len(net.blocks) - 1 and len(net.sizes) != len(old.sizes):
                break  # the outputs now read another layer
            j, k = min(len(M), len(was)), min(M.shape[1], was.shape[1]) - 1
            M[:j, :k], M[:j, -1] = was[:j, :k], was[:j, -1]
        t = self.trainer
        settings = {"learning_rate": t.learning_rate, "batch_size": t.batch_size, "l1": t.l1, "l2": t.l2, "loss": t.loss.name}
        self.session.use(self._trainer(net, t.data, **settings))

    def _change(self, **settings: Any) -> None:
        self.session.act(lambda: self.trainer.change(**settings))

    def _set_data(self, data: str | None = None, noise: float | None = None, test: float | None = None) -> None:
        """Other data, noise or share under the same network; where the task differs, the output fits itself to it."""
        kept = self._named, self._noise, self._test
        self._noise = self._noise if noise is None else number(noise, "noise", low=0, high=0.5)
        self._test = self._test if test is None else test
        try:
            if data is None and self._named is None:
                train, held = self.data
                pair = train.join(held).split(self._test, self._seed)
            else:
                pair = self._load(data or self._named)
            if pair[0].task == self.data[0].task and pair[0].inputs.shape[1] == self.net.sizes[0]:
                self._change(data=pair)
            else:
                old = self.net
                net = self._network(pair[0], old.sizes[1:-1], [a.name for a in old.activation])
                self.session.use(self._trainer(net, pair, learning_rate=self.trainer.learning_rate, batch_size=self.trainer.batch_size))
        except (ValueError, TypeError):
            self._named, self._noise, self._test = kept
            raise

    # --- traits for observe, link and interact
    @tl.observe("learning_rate", "batch_size", "activation", "noise")
    def _heard(self, change: Any) -> None:
        if self._hearing:
            self._owner.post(self._take, change.name, change.new)

    def _take(self, name: str, value: Any) -> None:
        if value == self._current()[name]:
            return
        try:
            self.commands()[name](value)
        except (ValueError, TypeError) as error:
            self._write_traits()
            self.session.say(str(error))

    def _current(self) -> dict[str, Any]:
        names = list(dict.fromkeys(a.name for a in self.net.activation))
        return {
            "learning_rate": self.trainer.learning_rate, "batch_size": self.trainer.batch_size, "noise": self._noise,
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
        t, (train, test) = self.trainer, self.data
        speed = next(name for name, value in SPEEDS.items() if value == self.session.speed)
        settings = {
            "sizes": list(t.net.sizes), "hidden": [a.name for a in t.net.activation], "output": t.net.output.name, "loss": t.loss.name,
            "data": self._named, "task": train.task, "classes": list(train.classes), "names": list(train.names), "n_train": len(train),
            "test": self._test, "speed": speed, **self._current(),
            "menus": {"data": list(DATASETS), "activation": list(HIDDEN), "output": self.outputs(), "speed": list(SPEEDS)},
        }  # fmt: skip
        targets = [encode(part.y, t.net.sizes[-1], t.net.output.name) for part in (train, test)]
        return settings, {"X": np.concatenate([train.inputs, test.inputs]), "Y": np.concatenate(targets), "thumbs": thumbnails()}

    def outputs(self) -> list[str]:
        """The output activations that fit this task and loss."""
        fitting = []
        for name in (*HIDDEN, "softmax"):
            try:
                loss_for(name, self.trainer.loss.name)
                encode(self.data[0].y[:1], self.net.sizes[-1], name)
            except ValueError:
                continue
            fitting.append(name)
        return fitting if len(fitting) > 1 else [self.net.output.name]

    def __repr__(self) -> str:
        return f"Playground({self._named or 'own data'}, {list(self.net.sizes)}, step {self.trainer.steps})"
