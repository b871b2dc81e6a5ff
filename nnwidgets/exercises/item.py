"""Items: one question of practice with its answer, the wrong answers that have a known reason, hints and a worked solution."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

KINDS = ("number", "choice", "order", "click", "line", "plot")
FIGURES = 3  # significant figures of a number, unless it is a count


@dataclass(frozen=True)
class Slip:
    """A wrong answer with a known reason: `message` says which step went wrong, `misconception` is its M-id."""

    value: Any
    misconception: str
    message: str


@dataclass(frozen=True, eq=False)
class Item:
    """`answer` is a number, one of `options`, all of them in order (a tuple), a parameter's name, or a line of NumPy over `given`.

    `tolerance` is absolute, for numbers. `sizes` are those of the network to click on, `plots` the heights of the pictures to
    choose among, over `across` (from, to). `hints` become more explicit, one by one.
    """

    kind: str
    prompt: str
    answer: Any
    slips: tuple[Slip, ...]
    hints: tuple[str, ...]
    solution: str
    options: tuple[str, ...] = ()
    tolerance: float = 0.0
    given: Mapping[str, Any] = field(default_factory=dict)
    sizes: tuple[int, ...] = ()
    plots: tuple[tuple[float, ...], ...] = ()
    across: tuple[float, float] = (0.0, 1.0)
    skill: str = ""
    seed: int = 0

    def asked(self) -> dict[str, Any]:
        """What a page may know before the answer, as JSON: nothing of answer, slips, hints or solution."""
        more: dict[str, Any] = {"given": [f"{name} = {told(value)}" for name, value in self.given.items() if not callable(value)]}
        more["whole"] = self.kind == "number" and self.tolerance == 0
        return more | {name: getattr(self, name) for name in ("kind", "prompt", "options", "sizes", "plots", "across", "skill", "seed")}

    def __repr__(self) -> str:
        return f"Item({self.skill}, seed {self.seed}, {self.kind}): {self.prompt}"


def shown(value: float, digits: int = 4) -> str:
    """A number as it is printed: −0.0883, 13,002, 2; what is 0 but for rounding is 0."""
    value = round(float(value), 12) + 0.0
    if value.is_integer() and abs(value) < 1e15:
        return f"{value:,.0f}".replace("-", "−")
    return f"{value:.{digits}g}".replace("-", "−")


def told(value: Any) -> str:
    """Numbers and arrays in the book's brackets: (1, −2, 0.5)."""
    if hasattr(value, "tolist"):
        value = value.tolist()
    if isinstance(value, list | tuple):
        return f"({', '.join(map(told, value))})"
    return shown(value) if isinstance(value, int | float) else str(value)
