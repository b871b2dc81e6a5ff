"""What a learner commits to before the answer is shown: a number, a choice, or a sketch; read, and set against the answer."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from nnwidgets.core.registry import Array, number

POINTS = 41  # of a sketch, evenly spaced over its x axis
PART = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?", re.IGNORECASE)


@dataclass(frozen=True)
class Verdict:
    """`right` is None where an answer is neither right nor wrong; `said` and `answer` are what is printed of both."""

    right: bool | None
    said: str
    answer: str


@dataclass(frozen=True)
class Choice:
    """One of `choices`."""

    choices: tuple[str, ...]
    kind = "choice"

    @classmethod
    def of(cls, choices: object) -> "Choice":
        """Raises TypeError or ValueError for anything but two or more different texts."""
        texts = tuple(choices) if isinstance(choices, Iterable) and not isinstance(choices, str) else ()
        if len(texts) < 2 or len(set(texts)) < len(texts) or not all(isinstance(text, str) for text in texts):
            raise ValueError(f"choices must be two or more different texts, got {choices!r}")
        return cls(texts)

    def read(self, value: object) -> str:
        """The choice that is meant; raises ValueError for none of them."""
        if value not in self.choices:
            raise ValueError(f"choose one of {', '.join(map(repr, self.choices))}, got {value!r}")
        return str(value)

    def judge(self, said: Any, answer: object) -> Verdict:
        """Right where it is the answer."""
        return Verdict(said == self.read(answer), said, str(answer))


@dataclass(frozen=True)
class Number:
    """A number; right within `within` of the answer."""

    within: float
    digits: int = 4
    kind = "number"

    def read(self, value: object) -> float:
        """A number, or a text such as 0.25, 1/4, 25 % or −2e-3. Raises ValueError for anything else."""
        if not isinstance(value, str):
            return number(value, "the prediction")
        plain = value.strip().replace("\u2212", "-").replace(",", ".").replace(" ", "")
        plain, share = (plain[:-1], 100.0) if plain.endswith("%") else (plain, 1.0)
        parts = plain.split("/")
        sound = len(parts) < 3 and all(PART.fullmatch(part) for part in parts)
        if not sound or (len(parts) == 2 and float(parts[1]) == 0):
            raise ValueError(f"write a number such as 0.25, 1/4 or 25 %, got {value!r}"[:200])
        read = float(Fraction(parts[0]) / Fraction(parts[1])) if len(parts) == 2 else float(parts[0])
        return number(read / share, "the prediction")

    def judge(self, said: Any, answer: object) -> Verdict:
        """Right where |said − answer| ≤ within; rounding of the last bit does not count."""
        true = number(answer, "answer")
        right = abs(said - true) <= self.within + 1e-12 * (self.within + abs(true))
        return Verdict(right, self.printed(said), self.printed(true))

    def printed(self, value: float) -> str:
        """A whole number in full, any other to `digits` digits: 13,002 and 0.7311."""
        return f"{value:,.0f}" if value == round(value) and abs(value) < 1e15 else f"{value:.{self.digits}g}"


@dataclass(frozen=True)
class Sketch:
    """A curve over `x` (from, to), drawn within `y` (from, to); the axes are called `names`."""

    x: tuple[float, float]
    y: tuple[float, float]
    names: tuple[str, str] = ("x", "y")
    kind = "sketch"

    @classmethod
    def of(cls, axes: object, names: object = ("x", "y")) -> "Sketch":
        """Raises ValueError where these are no two intervals."""
        try:
            (x0, x1), (y0, y1) = ((number(lo, "an axis"), number(hi, "an axis")) for lo, hi in axes)  # type: ignore[attr-defined]
            across, up = (str(name) for name in names)  # type: ignore[attr-defined]
        except (TypeError, ValueError):
            raise ValueError(f"sketch takes two intervals, ((x from, x to), (y from, y to)), got {axes!r}") from None
        if not (x0 < x1 and y0 < y1):
            raise ValueError(f"an interval of a sketch goes upward, got {axes!r}")
        return cls((x0, x1), (y0, y1), (across, up))

    @property
    def at(self) -> Array:
        """The x at which it is read, (POINTS,)."""
        return np.linspace(*self.x, POINTS)

    def read(self, value: object) -> tuple[float, ...]:
        """POINTS heights; raises ValueError for anything else."""
        heights = tuple(value) if isinstance(value, Iterable) and not isinstance(value, str) else ()
        if len(heights) != POINTS:
            raise ValueError(f"a sketch is {POINTS} heights, from left to right, got {len(heights)}")
        return tuple(number(height, "a height") for height in heights)

    def curve(self, answer: object) -> Array:
        """The true heights, (POINTS,): of a function of x (n,), or as given. Raises ValueError for a curve that is not finite."""
        heights = np.asarray(answer(self.at) if callable(answer) else answer, float)
        if heights.shape != (POINTS,) or not np.isfinite(heights).all():
            raise ValueError(f"the answer to a sketch is a function of x, or {POINTS} finite heights, got shape {heights.shape}")
        return heights

    def judge(self, said: Any, answer: object) -> Verdict:
        """Neither right nor wrong: the mean distance of the two curves."""
        apart = float(np.abs(np.array(said) - self.curve(answer)).mean())
        return Verdict(None, "your curve", f"on average {apart:.2g} away from it")


Kind = Choice | Number | Sketch


def kind_of(choices: object, sketch: object, answer: object, within: float | None, names: object) -> Kind:
    """What is asked for. Raises ValueError or TypeError for what does not fit together, the answer's own form included."""
    if choices is not None and sketch is not None:
        raise ValueError("a prediction is a choice or a sketch, not both")
    kind: Kind
    if choices is not None:
        kind = Choice.of(choices)
    elif sketch is not None:
        kind = Sketch.of(sketch, names)
    else:
        kind = Number(0 if within is None else number(within, "within", low=0))
    if isinstance(kind, Choice) and not callable(answer):
        kind.read(answer)
    elif isinstance(kind, Number) and not callable(answer):
        number(answer, "answer")
    elif isinstance(kind, Sketch) and not callable(answer):
        kind.curve(answer)
    return kind


def told(answer: object, kind: Kind) -> object:
    """The answer, worked out where it is a function: of nothing, or for a sketch of x."""
    return answer() if isinstance(answer, Callable) and not isinstance(kind, Sketch) else answer  # type: ignore[arg-type,operator]
