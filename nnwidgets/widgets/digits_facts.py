"""What the page of a DigitsLab is told beside the weights: the facts of the view that it shows, and no others."""

from base64 import b64encode
from time import perf_counter
from typing import Any, NamedTuple

import numpy as np

from nnwidgets.core.pixels import inverted, shifted
from nnwidgets.core.registry import Array
from nnwidgets.widgets.digits_numbers import DigitNumbers
from nnwidgets.widgets.wire import finite

MOST_SNAPSHOTS, MOST_IMAGES = 64, 24
LOOK = 2000  # images of each part that a snapshot's shares are taken from: all would take as long as the epoch did
SHARE = 10  # while playing, facts take one part in so many of the time
SPOILT = {"as it is": (0, 0), "1 right": (1, 0), "1 left": (-1, 0), "1 down": (0, 1), "1 up": (0, -1), "2 right": (2, 0), "2 down": (0, 2)}


class Snapshot(NamedTuple):
    """The weights after an epoch, while playing perhaps later; the share right of 2,000 images trained on, and of the test images."""

    step: int
    theta: Array
    epoch: int
    train: float
    test: float


def text_of(values: Array, kind: str = "<f4") -> str:
    """Numbers for a header: base64 of float32, or of bytes with kind "u1"."""
    return b64encode(np.ascontiguousarray(values, kind).tobytes()).decode()


def picture(X: Array) -> str:
    """Images with values from 0 to 1, as bytes."""
    return text_of(np.round(255 * np.clip(X, 0, 1)), "u1")


class DigitFacts(DigitNumbers):
    """The part of the lab that keeps snapshots of the weights, and works out what the page's view needs."""

    snapshots: list[Any]
    sizes_seen: list[Any]
    _facts_at: Any
    _facts: dict[str, Any]
    _facts_after = 0.0

    def mark(self) -> None:
        """Keep the weights, if an epoch has ended since they were last kept; of many, every second goes."""
        trainer, theta = self.trainer, self.net.theta
        kept = [one for one in self.snapshots if one.step <= trainer.steps]
        if kept and trainer.steps == 0 and not np.array_equal(kept[0].theta, theta):
            kept = []
        if not kept or trainer.epoch > kept[-1].epoch:
            kept.append(Snapshot(trainer.steps, theta.copy(), trainer.epoch, *map(self._right, self.data)))
        if len(kept) > MOST_SNAPSHOTS:
            kept = kept[::2]
        self.snapshots = kept
        if self.snapshot is not None and self.snapshot >= len(kept):
            self.snapshot = None

    def _right(self, part: Any) -> float:
        return float((self.net.forward(part.inputs[:LOOK]).output.argmax(axis=1) == part.y[:LOOK]).mean())

    def _heading(self) -> dict[str, Any]:
        session = self.session
        if session is None:
            return super()._heading() | {"facts": {}}
        events, asked, begun = self.trainer.history.events, (repr(self.dials()), session.generation), perf_counter()
        place = asked, self.trainer.steps, events[-1] if events else None
        known = self._facts_at
        if known is None or not session.running or asked != known[0] or begun > self._facts_after:
            self.mark()
            if place != known:
                self._facts, self._facts_at = self.facts(), place
            self._facts_after = begun + SHARE * (perf_counter() - begun)
        return super()._heading() | {"facts": self._facts}

    def facts(self) -> dict[str, Any]:
        """What the view needs, as JSON can carry it."""
        shots = [[one.step, one.epoch, one.train, one.test] for one in self.snapshots]
        told = {"label": self.label(self.example), "image": text_of(self.image(self.example)), "snapshots": shots}
        own = {"weights": self._weights, "train": self._train, "tests": self._tests, "compare": self._compare, "dream": self._dream}
        return told | (own[self.view]() if self.view in own else {})

    def _weights(self) -> dict[str, Any]:
        chosen = self.images_of(0, self.snapshot)
        first = self.smoothness(0) if self.snapshots else np.zeros(0)
        smooth, norm = self.smoothness(self.snapshot), np.linalg.norm(chosen, axis=1)
        told: dict[str, Any] = {"smooth": smooth.tolist(), "smooth_first": first.tolist(), "norm": norm.tolist()}
        return told | ({"past": text_of(self.snapshots[self.snapshot].theta)} if self.snapshot is not None else {})

    def _train(self) -> dict[str, Any]:
        counts = self.confusion
        told: dict[str, Any] = {
            "confusion": counts.tolist(),
            "parts": [finite(v) for v in self.accuracies],
            "sure_of": self.sure_of_left_out(),
            "sizes": [list(one) for one in self.sizes_seen],
        }
        if self.cell:
            rows = self.mistakes(*self.cell)
            told |= {"rows": rows[:MOST_IMAGES].tolist(), "images": picture(np.array([self.image(int(i)) for i in rows[:MOST_IMAGES]]))}
        return told

    def _tests(self) -> dict[str, Any]:
        test = self.source[1]
        rows = {name: shifted(test.inputs, *by) for name, by in SPOILT.items()} | {"inverted": inverted(test.inputs)}
        told = {name: float((self.net.forward(self.arranged(X)).output.argmax(axis=1) == test.y).mean()) for name, X in rows.items()}
        chosen = float(np.trace(self.confusion) / len(test))
        return {"spoilt": told, "chosen": chosen, "sure": self.sureness()}

    def _compare(self) -> dict[str, Any]:
        found = self.likeness
        return {
            "other_label": self.label(self.other), "other_image": text_of(self.image(self.other)), "differ": found.differ,
            "distance": found.distance, "nearest": found.nearest, "nearest_distance": found.nearest_distance,
            "nearest_label": self.label(found.nearest), "nearest_image": text_of(self.image(found.nearest)),
        }  # fmt: skip

    def _dream(self) -> dict[str, Any]:
        image, reached = self.dream
        return {"dream": text_of(image), "dream_reached": reached.tolist()}
