"""The numbers of a DigitsLab in Python: the drawing, its pass, the test set as it is spoilt, weights then and now, likeness, dream."""

from typing import Any

import numpy as np

from nnwidgets.core.confusion import accuracies, behind, confusion
from nnwidgets.core.dream import ascend
from nnwidgets.core.pad import rasterize, until
from nnwidgets.core.pixels import Likeness, inverted, likeness, noise, order, shifted, smoothness, sure
from nnwidgets.core.registry import Array
from nnwidgets.core.trace import Trace
from nnwidgets.widgets.tuning import Tuning


class DigitNumbers(Tuning):
    """The part of the lab that works things out, for what its dials say."""

    side: int
    source: Any
    snapshots: list[tuple[int, Array]]
    strokes: Any
    pixels: Any
    example: Any
    other: Any

    @property
    def drawing(self) -> Array:
        """The picture as it is looked at, (n_in,) from 0 to 1: drawn, or your own pixels, or the example's; set it to an image."""
        shown = until(self.strokes, self.replay) if self.replay < 1 else self.strokes
        if self.strokes:
            return rasterize(shown, self.side, self.fit)
        return np.array(self.pixels) if self.pixels is not None else self.image(self.example)

    @drawing.setter
    def drawing(self, image: Any) -> None:
        self.turn(pixels=image, strokes=[])

    @property
    def x(self) -> Array:
        """What the network is given: the drawing, spoilt as `shift`, `inverted` and `permuted` say, (n_in,)."""
        return self._spoilt(self.drawing[None])[0]

    def image(self, i: int) -> Array:
        """Image i of the source, those for training first, (n_in,) from 0 to 1."""
        train, test = self.source
        return np.asarray((train if i < len(train) else test).inputs[i if i < len(train) else i - len(train)], float)

    def label(self, i: int) -> int:
        """The digit that image i is."""
        train, test = self.source
        return int((train if i < len(train) else test).y[i if i < len(train) else i - len(train)])

    def _spoilt(self, X: Array) -> Array:
        X = inverted(X) if self.inverted else X
        return self.arranged(shifted(X, *self.shift) if any(self.shift) else X)

    def arranged(self, X: Array) -> Array:
        """Images X (n, n_in) with their pixels in the order that the network is trained on."""
        return X[:, order(X.shape[1])] if self.permuted else X

    @property
    def trace(self) -> Trace:
        """The forward pass of x."""
        return self.net.forward(self.x)

    @property
    def costs(self) -> Array:
        """(a − y)² of each output, for the example that is looked at, (n_out,)."""
        target = np.eye(self.net.sizes[-1])[self.label(self.example)]
        return (self.net.forward(self._spoilt(self.image(self.example)[None])).output[0] - target) ** 2

    # --- the test set
    @property
    def test_outputs(self) -> Array:
        """What the network says about the test images, spoilt as the dials say, (n_test, n_out)."""
        return self.net.forward(self._spoilt(self.source[1].inputs)).output

    @property
    def confusion(self) -> Array:
        """Counts of those: row the digit, column what it is taken for."""
        return confusion(self.source[1].y, self.test_outputs.argmax(axis=1), self.net.sizes[-1])

    @property
    def accuracies(self) -> tuple[float, float, float]:
        """The share of test images that is right: of all, of those of other digits, and of the digit that was left out."""
        return accuracies(self.source[1].y, self.test_outputs.argmax(axis=1), self.left_out)

    def mistakes(self, digit: int, taken_for: int) -> Array:
        """The numbers of the test images of `digit` that are taken for another, the most certain first, as `example` counts them."""
        return behind(self.source[1].y, self.test_outputs, digit, taken_for) + len(self.source[0])

    def sure_of_left_out(self) -> float | None:
        """The mean of the largest output over the test images of the digit that is left out; None while none is."""
        rows = self.source[1].y == self.left_out
        return float(self.test_outputs[rows].max(axis=1).mean()) if rows.any() else None

    def sureness(self, count: int = 1000, above: float = 0.9) -> tuple[float, float]:
        """The share of outputs whose largest is above 0.9: of `count` images of noise, and of the test images."""
        seen = self.net.forward(noise(count, self.side**2)).output
        return sure(seen, above), sure(self.test_outputs, above)

    # --- weights
    def images_of(self, layer: int = 0, snapshot: int | None = None) -> Array:
        """The weights of a layer's neurons, a row each, (n_out, n_in); the first layer's in the order of the pixels."""
        theta = self.net.theta if snapshot is None else self.snapshots[snapshot][1]
        W = self.net.split(theta)[layer][:, :-1]
        return W[:, np.argsort(order(W.shape[1]))] if layer == 0 and self.permuted else W

    def smoothness(self, snapshot: int | None = None) -> Array:
        """The correlation of neighbouring pixels in each neuron's weights, (n_hidden,)."""
        return smoothness(self.images_of(0, snapshot))

    # --- pictures beside each other
    @property
    def likeness(self) -> Likeness:
        """The example beside `other`: pixels that differ by more than 0.5, distance, and the nearest training image of another digit."""
        train, digit = self.source[0], self.label(self.example)
        rows = np.flatnonzero(train.y != digit)
        found = likeness(self.image(self.example), self.image(self.other), train.inputs[rows])
        return Likeness(found.differ, found.distance, int(rows[found.nearest]), found.nearest_distance)

    def flips(self, count: int = 50) -> list[tuple[float, int]]:
        """What is read while the drawing grows: (share of its length, digit) wherever it becomes another, of `count` steps."""
        shares = np.arange(1, count + 1) / count
        images = np.array([rasterize(until(self.strokes, float(share)), self.side, self.fit) for share in shares])
        read = self.net.forward(self._spoilt(images)).output.argmax(axis=1)
        return [(float(shares[k]), int(read[k])) for k in range(count) if not k or read[k] != read[k - 1]]

    def hidden_changes(self) -> list[tuple[str, float]]:
        """How much each hidden neuron's activation differs between the whole drawing and its replay, the most first."""
        whole = self.net.forward(self._spoilt(rasterize(self.strokes, self.side, self.fit)[None]))
        return sorted(
            ((f"a[{l}][0, {j}]", float(v)) for l in range(1, len(self.net.W)) for j, v in enumerate((whole.a[l] - self.trace.a[l])[0])),
            key=lambda one: -abs(one[1]),
        )

    @property
    def dream(self) -> tuple[Array, Array]:
        """The image after `dreamt` steps of gradient ascent on output `goal`, (n_in,), and that output after each step."""
        return ascend(self.net, self.goal, self.dreamt)
