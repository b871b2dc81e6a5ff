"""DigitsLab: draw a digit, see every layer think about it, look at the weights, train, and spoil it."""

from collections.abc import Iterable
from typing import Any

import numpy as np
import traitlets as tl

from nnwidgets.core import png
from nnwidgets.core.datasets import Dataset, digits, mnist
from nnwidgets.core.network import Network
from nnwidgets.core.pixels import noise, order, side_of
from nnwidgets.core.registry import Array, pick, whole
from nnwidgets.core.settings import train_and_test
from nnwidgets.core.tampered import permuted, tampered
from nnwidgets.core.trainer import Trainer
from nnwidgets.widgets.bundle import bundle
from nnwidgets.widgets.dials import Dialed
from nnwidgets.widgets.digits_dials import DATA, DIALS, LIT, VIEWS
from nnwidgets.widgets.digits_facts import DigitFacts
from nnwidgets.widgets.digits_sizes import Sized
from nnwidgets.widgets.kinds import Kinds
from nnwidgets.widgets.networks import hidden_sizes
from nnwidgets.widgets.own_passes import OwnPasses

SETS = {"mnist": mnist, "digits": lambda: digits().split(0.2)}
USUAL = {"loss": "squared_error", "learning_rate": 3.0, "batch_size": 32}  # Nielsen's cost and rate
MOST_LAYERS, MOST_UNITS, MOST_PIXELS = 4, 64, 1024


class DigitsLab(DigitFacts, Sized, OwnPasses, Dialed):
    """`nw.DigitsLab()`: a network that reads digits as you draw them, and all that is inside it.

    `data` is "mnist" (28 × 28, 10,000 + 2,000 images), "digits" (8 × 8, 1,797), or (train, test) of square images. A network of `hidden`
    sizes with `activation` and `output` is made and trained for `epochs` at once; `net` puts your own there instead, as it is. The rest
    goes to the Trainer; without it squared error, learning rate 3 and batches of 32. Raises ValueError or TypeError for what does not fit.
    """

    _esm, _css = bundle("digits.js"), bundle("digits.css")
    view, example, strokes, pixels, fit, replay = (DIALS[name] for name in ("view", "example", "strokes", "pixels", "fit", "replay"))
    shift, inverted, reached, unit, pixel = (DIALS[name] for name in ("shift", "inverted", "reached", "unit", "pixel"))
    count, shuffled, permuted, left_out, only = (DIALS[name] for name in DATA)
    snapshot, cell, other, goal, dreamt, lit = (DIALS[name] for name in ("snapshot", "cell", "other", "goal", "dreamt", "lit"))

    def __init__(
        self, data: Any = "mnist", *, net: Network | None = None, hidden: Iterable[int] = (16, 16), activation: object = "sigmoid",
        output: object = "sigmoid", epochs: int = 20, seed: int = 0, **training: Any,
    ) -> None:  # fmt: skip
        self.source: tuple[Dataset, Dataset] = pick(SETS, data, "data")() if isinstance(data, str) else train_and_test(data, 0.2)
        self._name = data if isinstance(data, str) else "own data"
        self._check()
        self._kinds, self._seed, self._training = Kinds(), whole(seed, "seed"), USUAL | training
        if net is None:
            net, first = self._network(hidden, activation, output), whole(epochs, "epochs")
        elif isinstance(net, Network):
            first = 0
        else:
            raise TypeError(f"net must be a Network, got {type(net).__name__}")
        self.shown, self.snapshots, self.sizes_seen, self._facts_at = net, [], [], None
        trainer = self._trainer(net)
        super().__init__(trainer)
        self.set_trait("example", len(self.source[0]))  # the first image that it has not been trained on
        self.set_trait("pixel", self.side * (self.side + 1) // 2)
        self._hearing = True
        self.session.speed = None
        self.train(epochs=first)

    def _check(self) -> None:
        train, test = self.source
        self.side = side_of(train.inputs.shape[1])
        if train.task != "multiclass" or not len(test):
            raise ValueError("data must be (train, test) of images with labels of three classes or more")
        if self.side**2 > MOST_PIXELS:
            raise ValueError(f"the DigitsLab shows images of up to {MOST_PIXELS:,} pixels, got {self.side**2:,}")

    def _network(self, hidden: Iterable[int], activation: object, output: object) -> Network:
        sizes = hidden_sizes(hidden)
        if len(sizes) > MOST_LAYERS or max(sizes, default=1) > MOST_UNITS:
            raise ValueError(
                f"the DigitsLab goes to {MOST_LAYERS} hidden layers of {MOST_UNITS}, got {sizes}; from Python any works: net=…"
            )
        ends = self.side**2, len(self.source[0].classes)
        return Network([ends[0], *sizes, ends[1]], activation, output, dtype="float32", seed=self._seed)

    def _trainer(self, net: Network) -> Trainer:
        training = dict(self._training)
        if net.output.name == "softmax" and training["loss"] == "squared_error":
            training["loss"] = None
        return Trainer(net, self.source, **{"seed": self._seed} | training)

    # --- what is trained on
    @tl.observe(*DATA)
    def _tamper(self, change: Any) -> None:
        self.sizes_seen = self.sizes_seen if change.name in ("count", "only") else []
        self._arrange()

    @tl.observe("example")
    def _another(self, change: Any) -> None:
        self.set_trait("strokes", [])
        self.set_trait("pixels", None)
        if self.only and self.session:
            self._arrange()

    def _arrange(self) -> None:
        train, test = self.source
        if self.only:
            seen = self.example < len(train)
            made = tampered(train if seen else test, only=self.example - (0 if seen else len(train)), permute=self.permuted)
        else:
            made = tampered(train, count=self.count, without=self.left_out, shuffled=self.shuffled, permute=self.permuted)
        self.trainer.change(data=(made, permuted(test) if self.permuted else test))

    # --- what can be done
    def train(self, steps: int | None = None, epochs: int | None = None) -> None:
        """Train by count, as any lab does; after every epoch a snapshot of the weights is kept, see `snapshots`."""
        self.mark()
        if epochs is None:
            return super().train(steps)

        def each() -> None:
            for _ in range(whole(epochs, "epochs")):
                self.trainer.train(epochs=1)
                self.mark()

        return self.session.act(each)

    def new_weights(self, draw: int | None = None) -> None:
        """Draw other initial weights, and start from them untrained."""
        self._draw = self.net.draw + 1 if draw is None else whole(draw, "draw")

        def drawn() -> None:
            self.net.new_weights(self._draw)
            self.trainer.reset(self.net.theta)

        self.session.act(drawn, "new weights")

    @property
    def hidden(self) -> list[int]:
        """The sizes of the hidden layers. Set, another network is made, untrained."""
        return list(self.net.sizes[1:-1])

    @hidden.setter
    def hidden(self, sizes: Iterable[int]) -> None:
        net = self._network(sizes, self.net.activation[0] if self.net.activation else "sigmoid", self.net.output)
        self.shown, self.snapshots, self.sizes_seen = net, [], []
        trainer = self._trainer(net)
        trainer.change(data=self.data)
        self.settle()
        self.session.use(trainer)

    def next_mistake(self) -> None:
        """Look at the next test image that is misread, after the one that is looked at; raises ValueError where there is none."""
        wrong = np.flatnonzero(self.test_outputs.argmax(axis=1) != self.source[1].y) + len(self.source[0])
        if not len(wrong):
            raise ValueError("every test image is read right")
        later = wrong[wrong > self.example]
        self.turn(example=int(later[0] if len(later) else wrong[0]), strokes=[], pixels=None)

    def same_digit(self) -> None:
        """Compare with the next training image of the same digit."""
        train = self.source[0]
        rows = np.setdiff1d(np.flatnonzero(train.y == self.label(self.example)), [self.example])
        later = rows[rows > self.other]
        self.turn(other=int(later[0] if len(later) else rows[0]))

    def show_noise(self, seed: int = 0) -> None:
        """Give the network an image of pixels drawn by lot."""
        self.turn(pixels=noise(1, self.side**2, whole(seed, "seed"))[0], strokes=[])

    def commands(self) -> dict[str, Any]:
        return super().commands() | {
            "new_weights": lambda _: self.new_weights(), "hidden": lambda sizes: setattr(self, "hidden", sizes),
            "epochs": lambda n: self.train(epochs=n), "noise": self.show_noise,
            "next_mistake": lambda _: self.next_mistake(), "same_digit": lambda _: self.same_digit(),
        }  # fmt: skip

    # --- what a page needs
    def describe(self) -> tuple[dict[str, Any], dict[str, Array]]:
        settings, arrays = super().describe()
        net, (train, test), (own, tables) = self.net, self.source, self._kinds.tables(self.net)
        if own:
            settings["own_activations"], arrays["own_activations"] = own, tables
        return settings | {
            "sizes": list(net.sizes), "hidden": [*map(self._kinds.name, net.activation)], "output": self._kinds.name(net.output),
            "loss": self.trainer.loss.name, "names": [], "classes": list(train.classes), "side": self.side, "views": VIEWS, "lit": LIT,
            "n_source": len(train), "n_train": len(self.data[0]), "n_test": len(test), "set": self._name,
        }, arrays | {"order": order(self.side**2).astype(float)}  # fmt: skip

    def fallback(self) -> tuple[bytes, str]:
        W, side = self.images_of(0)[:8], self.side
        share = np.clip(np.concatenate([self.x[None], (W / np.abs(W).max() + 1) / 2]), 0, 1).reshape(-1, side, side)
        ground = np.pad(share, ((0, 0), (2, 2), (2, 2)), constant_values=1)
        pixels = np.repeat(np.repeat(np.concatenate(list(ground), axis=1), 112 // side, axis=0), 112 // side, axis=1)
        out = self.trace.output[0]
        said = f"The picture is read as {out.argmax()}, output {out.max():.2f}; beside it the weights of {len(W)} neurons as images."
        return png.encode(np.repeat((255 * pixels).astype(np.uint8)[:, :, None], 3, axis=2)), said

    def __repr__(self) -> str:
        return f"DigitsLab({self._name}, {list(self.net.sizes)}, step {self.trainer.steps})"
