"""When to stop: a target that is reached, a plateau that lasts; and why a training ended, in a sentence."""

from dataclasses import dataclass, field
from math import inf

from nnwidgets.core.registry import number, whole

LESS = 1e-3  # a loss counts as lower when it is so much lower, relative to the lowest so far


@dataclass(frozen=True)
class Reason:
    """Why the last training ended: `kind` is steps, target, plateau or divergence; `text` the sentence."""

    kind: str
    text: str
    place: object = field(default=None, compare=False, repr=False)  # of the run, where it diverged

    def __str__(self) -> str:
        return self.text


class Goal:
    """Asked with every recorded training loss, so that neither the frame rate nor the machine's speed can change the answer."""

    def __init__(self, target: float | None = None, plateau: int | None = None):
        self.target = None if target is None else number(target, "target")
        self.plateau = None if plateau is None else whole(plateau, "plateau", 1, hint="10 records are a usual patience")
        self.reason: Reason | None = None
        self._lowest, self._since, self._at = inf, 0, -1

    def look(self, step: int, loss: float) -> bool:
        """Whether training is to stop with this record; the same step is looked at once."""
        if step == self._at or self.reason:
            return self.reason is not None
        self._at = step
        if loss < self._lowest - LESS * abs(self._lowest) or self._lowest == inf:
            self._lowest, self._since, self._best = loss, 0, step
        else:
            self._since += 1
        if self.target is not None and loss <= self.target:
            self.reason = Reason("target", f"target reached: the training loss is {loss:.4g} at step {step}, at most {self.target:g}")
        elif self.plateau is not None and self._since >= self.plateau:
            text = (f"plateau: the training loss has not fallen by {LESS:.1%} in the last {self.plateau} records; "
                    f"it was {self._lowest:.4g} at step {self._best} and is {loss:.4g} at step {step}")  # fmt: skip
            self.reason = Reason("plateau", text)
        return self.reason is not None


def done(steps: int, now: int) -> Reason:
    """All steps that were asked for have been done."""
    return Reason("steps", f"all {steps} steps are done; the run stands at step {now}")
