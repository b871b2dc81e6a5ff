"""What one neuron gets wrong of a logic gate, and which of its own numbers would put that right, computed from this neuron's numbers."""

from collections.abc import Iterator
from itertools import pairwise

import numpy as np

from nnwidgets.core.gates import GATES
from nnwidgets.core.registry import Array, pick

ROWS = np.array([(0, 0), (0, 1), (1, 0), (1, 1)])
NAMES = ("the bias", "w[0]", "w[1]")
NO_LINE = {"xor", "xnor"}
MINUS = "\u2212"


def wanted(gate: str) -> Array:
    """The gate's answers for ROWS, (4,) of bool."""
    return np.array(pick(GATES, gate, "gate"), bool)


def says(w: Array, b: float) -> Array:
    """Whether z = w·x + b is above 0 for ROWS, (4,) of bool."""
    return np.asarray(ROWS @ w + b > 0)


def reaches(w: Array, b: float, gate: str, k: int) -> list[tuple[float, float, int]]:
    """How many rows would be right if number k (0 the bias, 1 and 2 the weights) were another: (low, high, rows) for low < value ≤ high.

    With the others fixed z is value + rest in the rows where the number counts, so that a row's answer changes at −rest alone.
    """
    counts, now = _counts(k), (b, *w)[k]
    rest = ROWS @ w + b - counts * now
    ends = [-np.inf, *sorted({float(-r) for r in rest[counts]}), np.inf]
    right = [int(np.sum((counts * _inside(low, high) + rest > 0) == wanted(gate))) for low, high in pairwise(ends)]
    return [(low, high, n) for (low, high), n in zip(pairwise(ends), right, strict=True)]


def hint(w: Array, b: float, gate: str) -> str:
    """One or two sentences on what this neuron gets wrong and what would do, or that it is right; for XOR and XNOR why no line does it.

    A number that would do is an interval, low < value ≤ high: a neuron fires where z is above 0, and not at 0.
    """
    target, found, z = wanted(gate), says(w, b), ROWS @ w + b
    wrong, right = np.flatnonzero(found != target), int(np.sum(found == target))
    if not wrong.size:
        nearest = int(np.abs(z).argmin())
        return f"All four rows are right. The nearest to changing its answer is {_row(nearest)}, with z = {_number(z[nearest])}."
    row = int(wrong[0])
    head = f"It fires on {_row(row)} and should not" if found[row] else f"It does not fire on {_row(row)} and should"
    if gate in NO_LINE:
        return f"{head}. {_why(gate)} {right} of 4 are right now, and 3 is the most that one neuron can do."
    remedies = [text for k in range(3) for text in _remedies(w, b, gate, k, 4)]
    if remedies:
        return f"{head}: {', or '.join(remedies)}."
    better = [(n, text) for k in range(3) for n in range(right + 1, 4) for text in _remedies(w, b, gate, k, n)]
    if better:
        most = max(n for n, _ in better)
        return f"{head}. No single change puts all four right; for {most} of 4 {next(text for n, text in better if n == most)}."
    names = [NAMES[k] for k in range(3) if _counts(k)[row]]
    bound = "at most 0" if found[row] else "above 0"
    here = f"{' + '.join(names)} is {_number(z[row])} there, and must be {bound}"
    return f"{head}: {here}. No single change puts more rows right: turn two of its numbers."


def _counts(k: int) -> Array:
    return np.full(4, True) if k == 0 else ROWS[:, k - 1] == 1


def _inside(low: float, high: float) -> float:
    """A value of the interval low < value ≤ high."""
    return high if np.isfinite(high) else low + 1 if np.isfinite(low) else 0.0


def _remedies(w: Array, b: float, gate: str, k: int, rows: int) -> Iterator[str]:
    now = float((b, *w)[k])
    for low, high, n in _merged(reaches(w, b, gate, k)):
        if n == rows:
            inner, outer = _inwards(low, high)
            tried = [outer if i == k else v for i, v in enumerate((b, *w))]
            kept = high < np.inf and int(np.sum(says(np.array(tried[1:]), tried[0]) == wanted(gate))) == rows
            ends = [f"above {_number(inner)}"] * (low > -np.inf)
            ends += [f"{'at most' if kept else 'below'} {_number(outer)}"] * (high < np.inf)
            yield f"{'raise' if now <= low else 'lower'} {NAMES[k]} (anything {' and '.join(ends)} will do)"


def _inwards(low: float, high: float) -> tuple[float, float]:
    """The ends of low < value ≤ high to three decimals, rounded so that nothing is promised that is not so.

    The last bits of a sum are not counted: where 0.7 + 0.1 is a little less than 0.8, its end is 0.8, and 0.8 itself may not do.
    """
    inner, outer = float(np.ceil(1000 * low - 1e-6) / 1000), float(np.floor(1000 * high + 1e-6) / 1000)
    return (inner, outer) if inner < outer else (low, high)


def _merged(spans: list[tuple[float, float, int]]) -> list[tuple[float, float, int]]:
    """Neighbours with as many rows right are one."""
    found = spans[:1]
    for low, high, n in spans[1:]:
        found = [*found[:-1], (found[-1][0], high, n)] if n == found[-1][2] else [*found, (low, high, n)]
    return found


def _why(gate: str) -> str:
    ones = np.flatnonzero(wanted(gate))
    zeros = np.flatnonzero(~wanted(gate))
    (p, q), (r, s) = (_row(int(i)) for i in ones), (_row(int(i)) for i in zeros)
    return (
        f"No line does it: z at {p} and {q} adds up to w[0] + w[1] + 2 b, and so does z at {r} and {s}. "
        "The first two must be above 0, the other two must not: the same sum cannot be both."
    )


def _row(i: int) -> str:
    return f"({ROWS[i, 0]}, {ROWS[i, 1]})"


def _number(value: float) -> str:
    """Six digits at most, as a person writes them: −0.8, not −0.800; what is left of a sum's last bits is 0."""
    return f"{round(float(value), 9) + 0.0:g}".replace("-", MINUS)
