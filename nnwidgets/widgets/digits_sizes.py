"""How many images does it take? The same network trained on more and more of them, in the background."""

from collections.abc import Callable
from typing import Any

from nnwidgets.core.learning_curve import Size, counts, learning_curve
from nnwidgets.core.registry import whole
from nnwidgets.core.tampered import tampered
from nnwidgets.widgets.jobs import Jobs, Progress

STEPS = 3000


class Sized(Jobs):
    """The part of a DigitsLab that trains its network on more and more images."""

    sizes_seen: list[Size]  # as far as it is known

    def try_sizes(self, steps: int = STEPS) -> None:
        """Train a network like this one on 10, 30, 100 … images, each for so many steps from the same initial weights.

        In the background; `lab.sizes_seen` has a row (n, training share right, test share right) for each that is done, and the
        page draws them. What else is said of the training images, by `shuffled`, `permuted` and `left_out`, holds; `count` and `only` do
        not. Raises ValueError while other work is under way.
        """
        whole(steps, "steps", 1)
        lab: Any = self
        self.session.pause()
        source = tampered(lab.source[0], without=lab.left_out, shuffled=lab.shuffled, permute=lab.permuted)
        start = self.net.copy()
        start.new_weights(self.net.draw)
        self.sizes_seen = []
        curve = learning_curve(self.trainer, source, counts(len(source)), steps, start.theta)
        self.work("More and more images", self._sizes(curve), lambda: self._told(self.sizes_seen))

    def _sizes(self, curve: Any) -> Progress:
        for done, of, known in curve:
            if len(known) > len(self.sizes_seen):
                self._told(known)
            yield done, of

    def _told(self, known: list[Size]) -> None:
        self.sizes_seen = known
        self._facts_at = None
        self.session.show(keep=True)

    def commands(self) -> dict[str, Callable[[Any], Any]]:
        return super().commands() | {"try_sizes": lambda _: self.try_sizes()}
