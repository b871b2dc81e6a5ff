"""Rows of the table, and measuring in turns: what disturbs one contestant in a round disturbs the others as much."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from time import perf_counter, process_time

import numpy as np

TURN = 0.04  # seconds of one turn


@dataclass(frozen=True)
class Row:
    """One line of the table; `met` is None where there is no goal."""

    name: str
    ours: str
    theirs: str = ""
    ratio: str = ""
    goal: str = ""
    met: bool | None = None

    def cells(self) -> list[str]:
        """What stands in the columns of COLUMNS."""
        return [self.name, self.ours, self.theirs, self.ratio, self.goal, {None: "", True: "yes", False: "no"}[self.met]]


COLUMNS = ["name", "ours", "theirs", "ratio: median (min–max)", "goal", "met?"]


def table(rows: Iterable[Row]) -> str:
    """The rows as markdown, aligned so that it reads well in a terminal too."""
    lines = [COLUMNS, *(row.cells() for row in rows)]
    width = [max(map(len, column)) for column in zip(*lines, strict=True)]
    text = ["| " + " | ".join(cell.ljust(w) for cell, w in zip(line, width, strict=True)) + " |" for line in lines]
    return "\n".join([text[0], "|" + "|".join("-" * (w + 2) for w in width) + "|", *text[1:]])


def spread(values: Iterable[float], form: str = ".2f", unit: str = "") -> str:
    """Median, smallest and largest: `5.10× (4.80–5.30)`."""
    v = np.asarray(list(values))
    middle, low, high = (format(x, form) for x in (np.median(v), v.min(), v.max()))
    return f"{middle}{unit} ({low}–{high})"


@dataclass(frozen=True)
class Times:
    """Seconds per step in every round: `cpu` (rounds,) of the process and `wall` (rounds,)."""

    cpu: np.ndarray
    wall: np.ndarray

    def __str__(self) -> str:
        return f"{np.median(self.cpu) * 1e6:.2f} µs"


def in_turns(contestants: dict[str, Callable[[int], int]], rounds: int) -> dict[str, Times]:
    """Times of all. A round is a turn of each and then one of each in the opposite order: A B C C B A.

    A contestant takes about as many steps as it is asked for, and returns how many they were; turns are about equally long.
    """
    ask = {name: _steps_of_a_turn(act) for name, act in contestants.items()}
    seen = {name: np.zeros((rounds, 3)) for name in contestants}  # CPU seconds, wall seconds, steps
    for r in range(rounds):
        for name in (*contestants, *reversed(contestants)):
            cpu, wall = process_time(), perf_counter()
            steps = contestants[name](ask[name])
            seen[name][r] += process_time() - cpu, perf_counter() - wall, steps
    return {name: Times(s[:, 0] / s[:, 2], s[:, 1] / s[:, 2]) for name, s in seen.items()}


def _steps_of_a_turn(act: Callable[[int], int]) -> int:
    act(1)  # what is made when first asked for is there now
    ask = 1
    while True:
        begun = process_time()
        done = act(ask)
        if (seconds := process_time() - begun) > TURN / 4:
            return max(1, round(done * TURN / seconds))
        ask = 2 * done


def compared(name: str, ours: Times, theirs: Times, goal: float | None = None) -> Row:
    """How often ours goes while theirs goes once: ratios within a round, by CPU time; by wall time beside it."""
    ratio, wall = theirs.cpu / ours.cpu, theirs.wall / ours.wall
    met = None if goal is None else bool(np.median(ratio) >= goal)
    text = f"{spread(ratio, unit='×')}, wall {np.median(wall):.2f}×"
    return Row(name, str(ours), str(theirs), text, "" if goal is None else f"≥ {goal:g}×", met)


def dearer(name: str, ours: Times, theirs: Times, limit: float | None = None) -> Row:
    """How many times the other's cost ours is: ratios within a round, by CPU time."""
    ratio = ours.cpu / theirs.cpu
    met = None if limit is None else bool(np.median(ratio) <= limit)
    return Row(name, str(ours), str(theirs), spread(ratio, unit="×"), "" if limit is None else f"≤ {limit:g}×", met)
