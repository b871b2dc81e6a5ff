"""Learning-rate schedules: by what the learning rate is multiplied at a step; in order of increasing care.

Each is a pure function of the step, so a rewind or a replay meets the same rates.
"""

from dataclasses import dataclass, field
from math import cos, pi
from typing import ClassVar

from nnwidgets.core.registry import number, pick, whole


@dataclass(frozen=True)
class Schedule:
    """`factor(step)` times the learning rate is the rate of the update after `step` updates. `formula` is LaTeX for it."""

    name: ClassVar[str]
    formula: ClassVar[str]
    source: ClassVar[str] = "definition"
    use: ClassVar[str]
    caveat: ClassVar[str]

    def factor(self, step: int) -> float:
        """The rate of that step as a multiple of the learning rate."""
        raise NotImplementedError


@dataclass(frozen=True)
class Constant(Schedule):
    """Always the learning rate itself."""

    name = "constant"
    formula = r"\eta_t = \eta"
    use = "first lessons; finding a rate that works"
    caveat = "at the end the noise of the batches keeps the weights moving"

    def factor(self, step: int) -> float:
        return 1.0


@dataclass(frozen=True)
class StepDecay(Schedule):
    """Times `drop` every `every` steps."""

    every: int = 1000
    drop: float = 0.5
    name = "step"
    formula = r"\eta_t = \eta\, d^{\lfloor t / k \rfloor}"
    use = "going finer when the loss has stopped falling"
    caveat = "when to drop depends on the problem"

    def __post_init__(self) -> None:
        whole(self.every, "every", 1)
        if number(self.drop, "drop", above=0) > 1:
            raise ValueError(f"drop must be at most 1, got {self.drop!r}; 0.5 halves the rate")

    def factor(self, step: int) -> float:
        return float(self.drop ** (step // self.every))


@dataclass(frozen=True)
class Cosine(Schedule):
    """Down a half wave from 1 to `low` over `steps` steps, and then `low` (Loshchilov and Hutter 2017, eq. 5, without restarts)."""

    steps: int = 1000
    low: float = 0.0
    name = "cosine"
    formula = r"\eta_t = \eta \left(l + (1 - l)\, \tfrac12 \left(1 + \cos \tfrac{\pi t}{T}\right)\right)"
    source = "Loshchilov and Hutter 2017, eq. 5"
    use = "training for a number of steps that is known"
    caveat = "after its last step nothing is learnt unless low is above 0"

    def __post_init__(self) -> None:
        whole(self.steps, "steps", 1)
        number(self.low, "low", low=0, high=1)

    def factor(self, step: int) -> float:
        return self.low + (1 - self.low) * 0.5 * (1 + cos(pi * min(step, self.steps) / self.steps))


@dataclass(frozen=True)
class WarmUp(Schedule):
    """Up in equal parts to 1 in `steps` steps, and then as `then` from its beginning (Goyal et al. 2017, section 2.2)."""

    steps: int = 100
    then: Schedule = field(default_factory=Constant)
    name = "warm_up"
    formula = r"\eta_t = \eta\, \frac{t + 1}{k} \text{ for } t < k"
    source = "Goyal et al. 2017, section 2.2"
    use = "before a high rate, and for adam, whose first steps are uncertain"
    caveat = "it helps only at the start"

    def __post_init__(self) -> None:
        whole(self.steps, "steps", 1)
        object.__setattr__(self, "then", schedule_for(self.then))

    def factor(self, step: int) -> float:
        return (step + 1) / self.steps if step < self.steps else self.then.factor(step - self.steps)


def schedule_for(spec: object) -> Schedule:
    """The schedule called `spec`, or the object itself; None is constant."""
    found: Schedule = pick(SCHEDULES, "constant" if spec is None else spec, "schedule", Schedule)
    return found


CONSTANT = Constant()
SCHEDULES: dict[str, Schedule] = {s.name: s for s in (CONSTANT, StepDecay(), Cosine())}
SCHEDULES["warm_up"] = WarmUp()  # it looks its `then` up in this table
