"""One example of a batch, as it is shown while one steps by examples."""

from dataclasses import dataclass

from nnwidgets.core.trace import Gradients, Trace


@dataclass(frozen=True, eq=False)
class Example:
    """`number` of `of` in its batch (from 1); `index` is its row in the training data.

    `trace` and `grads` are its own passes, by the weights before the update; `updated` says whether it was the last of its batch.
    """

    number: int
    of: int
    index: int
    trace: Trace
    grads: Gradients

    @property
    def updated(self) -> bool:
        """Whether the batch was complete with it, so that the update has happened."""
        return self.number == self.of

    def __str__(self) -> str:
        return f"{self.number} of {self.of}"
