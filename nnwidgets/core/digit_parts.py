"""The hope about digits, built by hand: pixels → strokes → loops and lines → a digit for each list of parts. Nothing here is learned.

A 9 is a loop with lines below, an 8 is two loops: so says everybody, and ten drawn digits agree. Handwriting does not.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from nnwidgets.core.measured import digits
from nnwidgets.core.registry import Array

SIDE, INKED = 8, 0.3  # pixels; a stroke is there when so much of its place is ink: no other share does better on handwriting
# where each stroke is looked for: rows and columns of the 8 × 8 pixels, as on a pocket calculator
STROKES = {
    "top": (slice(0, 2), slice(2, 6)), "upper left": (slice(1, 4), slice(1, 3)), "upper right": (slice(1, 4), slice(5, 7)),
    "middle": (slice(3, 5), slice(2, 6)), "lower left": (slice(4, 7), slice(1, 3)), "lower right": (slice(4, 7), slice(5, 7)),
    "bottom": (slice(6, 8), slice(2, 6)),
}  # fmt: skip
_UPPER, _LOWER = ("top", "upper left", "upper right", "middle"), ("middle", "lower left", "lower right", "bottom")
THIN: dict[str, tuple[Any, Any]] = {  # where it is drawn: one pixel thick
    "top": (0, slice(2, 6)), "upper left": (slice(1, 4), 1), "upper right": (slice(1, 4), 6), "middle": (3, slice(2, 6)),
    "lower left": (slice(4, 7), 1), "lower right": (slice(4, 7), 6), "bottom": (7, slice(2, 6)),
}  # fmt: skip
LOOPS = {"large loop": tuple(s for s in STROKES if s != "middle"), "upper loop": _UPPER, "lower loop": _LOWER}
PARTS = (*LOOPS, *STROKES)  # loops, then lines: strokes that are in none of the loops
GLYPHS = {
    0: LOOPS["large loop"], 1: ("upper right", "lower right"), 2: ("top", "upper right", "middle", "lower left", "bottom"),
    3: ("top", "upper right", "middle", "lower right", "bottom"), 4: ("upper left", "upper right", "middle", "lower right"),
    5: ("top", "upper left", "middle", "lower right", "bottom"), 6: ("top", "upper left", *_LOWER),
    7: ("top", "upper right", "lower right"), 8: tuple(STROKES), 9: (*_UPPER, "lower right", "bottom"),
}  # fmt: skip
Ticks = Sequence[Sequence[str]]  # of each digit its parts


@dataclass(frozen=True, eq=False)
class Scored:
    """`answers` (10,) to the ten drawn digits, −1 for none; `hits` how many are right; `real` of the 1,797 handwritten ones."""

    answers: list[int]
    hits: int
    real: int


def glyph(digit: int) -> Array:
    """A digit drawn of strokes that are one pixel thick, (8, 8)."""
    image = np.zeros((SIDE, SIDE))
    for stroke in GLYPHS[digit]:
        image[THIN[stroke]] = 1
    return image


def parts_of(images: Array) -> Array:
    """(n, 10) of 0 and 1: which of PARTS are found in images (n, 8, 8) from 0 to 1.

    The large loop has nothing in its middle; a line is a stroke that no loop has taken.
    """
    ink = {name: images[:, rows, columns].mean(axis=(1, 2)) > INKED for name, (rows, columns) in STROKES.items()}
    loops = {name: np.all([ink[stroke] for stroke in strokes], axis=0) for name, strokes in LOOPS.items()}
    loops["large loop"] &= ~ink["middle"]
    lines = {s: ink[s] & ~np.any([loops[name] for name in LOOPS if s in LOOPS[name]], axis=0) for s in STROKES}
    return np.array([*loops.values(), *lines.values()]).T.astype(int)


def answers(found: Array, ticks: Ticks) -> Array:
    """The digit whose unit says most for parts (n, 10), (n,); −1 where two say as much.

    z[d] = Σ w[d, p] · part[p] − number of d's parts, with w = 1 for those that are ticked and −1 for the others: 0 where all agree.
    """
    ticked = np.array([[part in parts for part in PARTS] for parts in ticks])
    z = found @ np.where(ticked, 1, -1).T - ticked.sum(axis=1)
    best = z.max(axis=1, keepdims=True)
    return np.where((z == best).sum(axis=1) == 1, z.argmax(axis=1), -1)


def score(ticks: Ticks) -> Scored:
    """What the detector with these ticks says to the ten drawn digits, and how often it is right about real ones."""
    drawn = answers(parts_of(np.array([glyph(d) for d in range(10)])), ticks)
    data = digits()
    real = answers(parts_of(data.inputs.reshape(-1, SIDE, SIDE)), ticks)
    return Scored(drawn.tolist(), int((drawn == np.arange(10)).sum()), int((real == data.y).sum()))


def read_off() -> list[list[str]]:
    """The parts that are found in each of the ten drawn digits: ticks that get all of them right."""
    found = parts_of(np.array([glyph(d) for d in range(10)]))
    return [[part for part, there in zip(PARTS, row, strict=True) if there] for row in found]
