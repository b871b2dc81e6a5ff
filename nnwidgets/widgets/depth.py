"""DepthLab: deep networks and what happens to their gradients, one kernel, learned features, and two ladders built by hand."""

from time import perf_counter
from typing import Any

import numpy as np
import traitlets as tl

from nnwidgets.core import digit_parts, face, kernels
from nnwidgets.core.activations import HIDDEN
from nnwidgets.core.convnet import NAMES, Seen, trained
from nnwidgets.core.convnet_patches import patches
from nnwidgets.core.convolution import conv2d
from nnwidgets.core.deep import INITS, deep_digits
from nnwidgets.core.face import Ladder
from nnwidgets.core.measured import unseen_digits
from nnwidgets.core.registry import Array
from nnwidgets.core.statistics import Statistics, statistics
from nnwidgets.core.trainer import Trainer
from nnwidgets.widgets.bundle import bundle
from nnwidgets.widgets.depth_dials import DIALS, NETWORK, VIEWS
from nnwidgets.widgets.depth_history import LOGGED, DepthHistory
from nnwidgets.widgets.depth_picture import picture, words
from nnwidgets.widgets.ordered import Ordered

SHARE = 8  # while playing, statistics take one part in so many of the time


class DepthLab(Ordered):
    """`nw.DepthLab()`: `lab.view` is depth, kernel, features, ladder or parts; every dial, such as `layers` or `kernel`, can be given.

    `lab.net` is the deep network for the 8 × 8 digits, `lab.statistics` its numbers by layer; `lab.response` what the kernel makes of
    `lab.pixels`; `lab.seen` what the convolutional network makes of `lab.picture`; `lab.ladder` and `lab.scored` what the two ladders
    built by hand say. Raises ValueError or TypeError for what does not fit.
    """

    _esm, _css = bundle("depth.js"), bundle("depth.css")
    view, layers, activation, init, width, rate, seed = (DIALS[name] for name in ("view", *NETWORK))
    measure, image, kernel, pixel, drawing = (DIALS[name] for name in ("measure", "image", "kernel", "pixel", "drawing"))
    digit, map, unit = (DIALS[name] for name in ("digit", "map", "unit"))
    face, ticks = DIALS["face"], DIALS["ticks"]
    _order, _leaders = (*DIALS,), ("image",)
    _history: DepthHistory | None = None

    def __init__(self, **dials: Any):
        self._turning = True
        with self._asking(dials):
            for name in sorted(dials, key=self._order.index):
                setattr(self, name, dials[name])
        self._turning = False
        super().__init__(self._fresh())

    def _fresh(self) -> Trainer:
        made = deep_digits(self.layers, self.activation, self.init, width=self.width, rate=self.rate, seed=self.seed)
        self._made = [getattr(self, name) for name in NETWORK]
        label = f"{self.layers} × {self.activation}, {self.init}, rate {self.rate:g}, seed {self.seed}"
        self._history, self._after = DepthHistory(made, label, self._history), 0.0
        return made

    # --- the deep network
    @property
    def statistics(self) -> Statistics:
        """By layer of weights: gradient rms, mean and std of the activations, ‖W‖, dead units; over the training examples."""
        return statistics(self.trainer)

    @property
    def runs(self) -> dict[str, list[list[float | None]]]:
        """[step, test accuracy] of this network and of up to four that were trained here before it, by what they are; the newest first."""
        return {self._history.label: self._history.accuracies()} | self._history.runs

    def train(self, steps: int | None = None, epochs: int | None = None) -> None:
        """As every lab does; by epochs with a look at all layers after each, for the lines."""

        def go() -> None:
            for _ in range(epochs or 0):
                self.trainer.train(epochs=1)
                self._history.look(self.trainer)

        self.session.act(go if steps is None and epochs else lambda: self.trainer.train(steps, epochs))

    @tl.observe(*NETWORK)
    def _another(self, change: Any) -> None:
        if not self._turning:
            self._renew()

    def turn(self, **values: Any) -> None:
        """Set several dials at once: all of them, or none. Raises ValueError or TypeError with what would do."""
        super().turn(**values)
        self._renew()  # once, whatever of the network was among them

    def _renew(self) -> None:
        if self._made != [getattr(self, name) for name in NETWORK]:
            self.session.use(self._fresh())

    # --- one kernel
    def shape_of(self, image: Any) -> tuple[int, int]:
        """(rows, columns) of an image as the dial has it."""
        return (kernels.SIDE, kernels.SIDE) if isinstance(image, str) else (len(image), len(image[0]))

    @property
    def pixels(self) -> Array:
        """The image that the kernel slides over, (h, w)."""
        return np.array(self.drawing) if self.image == "drawing" else kernels.image(self.image)

    @property
    def response(self) -> Array:
        """(h − 2, w − 2): conv2d(lab.pixels, lab.kernel)."""
        return conv2d(self.pixels, self.kernel)

    @property
    def products(self) -> Array:
        """(3, 3): the kernel times the pixels under it at `pixel`; their sum is the response there."""
        return kernels.response(self.pixels, np.array(self.kernel), (self.pixel[0], self.pixel[1]))[0]

    @tl.observe("image")
    def _smaller(self, change: Any) -> None:
        rows, columns = self.shape_of(self.image)
        self.pixel = [min(self.pixel[0], rows - 3), min(self.pixel[1], columns - 3)]

    # --- what was learned, and what was built by hand
    @property
    def picks(self) -> Array:
        """(20, 28, 28): two test images of each digit, those with 0 first."""
        images, labels = unseen_digits()
        return images[np.concatenate([np.flatnonzero(labels == d)[:2] for d in range(10)])]

    @property
    def picture(self) -> Array:
        """What the convolutional network is given, (28, 28)."""
        return np.array(self.drawing) if self.digit is None else self.picks[self.digit]

    @property
    def seen(self) -> Seen:
        """All layers of the convolutional network for `picture`."""
        return trained().forward(self.picture)

    @property
    def ladder(self) -> Ladder:
        """Edges, parts and the face unit, for the face as it is."""
        return face.climb({name: None if at is None else (at[0], at[1]) for name, at in self.face.items()})

    @property
    def scored(self) -> digit_parts.Scored:
        """What the detector of ticked parts says."""
        return digit_parts.score(self.ticks)

    # --- what a page needs
    def commands(self) -> dict[str, Any]:
        return super().commands() | {"train": lambda epochs: self.train(epochs=int(epochs))}

    def describe(self) -> tuple[dict[str, Any], dict[str, Array]]:
        settings, arrays = super().describe()
        net = trained()
        return settings | {
            "sizes": list(self.net.sizes), "hidden": [act.name for act in self.net.activation], "output": self.net.output.name,
            "loss": self.trainer.loss.name, "names": [], "n_train": len(self.data[0]), "n_test": len(self.data[1]),
            "views": VIEWS, "activations": list(HIDDEN), "inits": list(INITS), "measures": LOGGED,
            "kernels": {name: [v for row in k for v in row] for name, k in kernels.KERNELS.items()},
            "images": list(kernels.IMAGES), "scenes": {name: DIALS["face"].check(self, name) for name in face.SCENES},
            "shapes": {name: list(part.shape) for name, part in face.PARTS.items()}, "bias": face.BIAS,
            "parts": list(digit_parts.PARTS), "loops": len(digit_parts.LOOPS), "read_off": digit_parts.read_off(),
        }, arrays | {
            "picks": self.picks, "patches": patches(), **{name: getattr(net, name) for name in NAMES},
            "images": np.array([kernels.image(name).ravel() for name in kernels.IMAGES], np.float32),
            "glyphs": np.array([digit_parts.glyph(d).ravel() for d in range(10)], np.float32),
        }  # fmt: skip

    def _heading(self) -> dict[str, Any]:
        told: dict[str, Any] = {}
        if self.view == "depth":
            told["depth"] = self._depth()
        elif self.view == "ladder":
            seen = self.ladder
            told["ladder"] = {
                "image": seen.image.ravel().tolist(), "edges": [e.ravel().round(4).tolist() for e in seen.edges],
                "maps": {name: {"values": m.ravel().round(4).tolist(), "width": m.shape[1]} for name, m in seen.maps.items()},
                "found": seen.found, "inputs": seen.inputs, "z": seen.z, "face": seen.face,
            }  # fmt: skip
        elif self.view == "parts":
            scored = self.scored
            told["scored"] = {
                "answers": scored.answers,
                "hits": scored.hits,
                "real": scored.real,
                "n": len(self.data[0]) + len(self.data[1]),
            }
        return super()._heading() | told

    def _depth(self) -> dict[str, Any]:
        running, begun = self.session is not None and self.session.running, perf_counter()
        if not running or begun > self._after:
            self._history.look(self.trainer if self.session is not None else self._history.trainer)
            self._after = perf_counter() + SHARE * (perf_counter() - begun)
        return self._history.told(self.measure)

    def fallback(self) -> tuple[bytes, str]:
        return picture(self), words(self)

    def __repr__(self) -> str:
        return f"DepthLab(view={self.view!r}, layers={self.layers}, activation={self.activation!r}, init={self.init!r})"
