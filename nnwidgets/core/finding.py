"""Finding: one thing that is wrong with a network or its run, as data: what, where, by which numbers, and what to try."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from nnwidgets.core.evidence import Evidence

Unit = tuple[int, int]


@dataclass(frozen=True)
class Finding:
    """`kind` is one of FINDINGS, `text` says what is wrong, `remedy` what to try.

    `units` are the (l, j) concerned, counted as `trace.a[l][:, j]`: l = 0 are the inputs. `numbers` holds what was measured and the
    limit that it crossed: {"share of the error let through": (0.002, 0.01)}.
    """

    kind: str
    text: str
    remedy: str
    units: tuple[Unit, ...] = ()
    numbers: Mapping[str, tuple[float, float]] = field(default_factory=dict)

    @property
    def layers(self) -> tuple[int, ...]:
        """The layers concerned: 0 the inputs, 1 the first hidden one."""
        return tuple(dict.fromkeys(layer for layer, _ in self.units))

    def to_dict(self) -> dict[str, Any]:
        """The same as plain dicts, lists, strings and numbers."""
        numbers = {name: list(pair) for name, pair in self.numbers.items()}
        return {"kind": self.kind, "text": self.text, "remedy": self.remedy, "units": [list(u) for u in self.units], "numbers": numbers}

    def __str__(self) -> str:
        return f"{self.text} {self.remedy}"


@dataclass(frozen=True)
class Check:
    """One kind of finding. `look` returns it, or None; while it is there, those that it `explains` are its consequences: not looked for."""

    kind: str
    sign: str  # by what it is known, for the docs
    look: Callable[[Evidence], Finding | None]
    explains: tuple[str, ...] = ()
    source: str = "definition"


def place(units: Sequence[Unit], sizes: Sequence[int]) -> str:
    """`neurons 1 and 3 of hidden layer 1`, `all neurons of hidden layers 1 to 3`; counted from 1, as on screen."""
    found = {layer: [j + 1 for _, j in group] for layer, group in groupby(units, key=lambda unit: unit[0])}
    hidden = [str(layer) for layer in found if 0 < layer < len(sizes) - 1]
    if len(hidden) > 1 and all(len(found[int(layer)]) == sizes[int(layer)] for layer in hidden) and len(hidden) == len(found):
        in_a_row = len(hidden) > 2 and int(hidden[-1]) - int(hidden[0]) == len(hidden) - 1
        return f"all neurons of hidden layers {f'{hidden[0]} to {hidden[-1]}' if in_a_row else listed(hidden)}"
    parts = []
    for layer, numbers in found.items():
        where = f"hidden layer {layer}" if layer < len(sizes) - 1 else "the output layer"
        if len(numbers) == sizes[layer] > 1:
            parts.append(f"all {len(numbers)} neurons of {where}")
        elif len(numbers) > 4:
            parts.append(f"{len(numbers)} neurons of {where}")
        else:
            parts.append(f"neuron{'s' * (len(numbers) > 1)} {listed([str(j) for j in numbers])} of {where}")
    return listed(parts)


def listed(words: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    return " and ".join([*([", ".join(words[:-1])] if len(words) > 1 else []), *words[-1:]])
