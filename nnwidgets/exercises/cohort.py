"""A class: many progress files or codes as one table of skills by learners, with the misconceptions that were met most."""

import csv
import io
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nnwidgets.exercises.mastery import LEVELS, State, of, points
from nnwidgets.exercises.progress_file import read
from nnwidgets.exercises.progress_spec import ORDER, decode

MOST_SHOWN = 5  # misconceptions in print


@dataclass(frozen=True)
class Cohort:
    """`learners` by name; `skipped` says of each file or code that could not be read why. `levels` is (skills, learners), 0 to 4."""

    learners: Mapping[str, State]
    skipped: Mapping[str, str]

    @property
    def rows(self) -> list[dict[str, Any]]:
        """One row a skill: its name, and the level of each learner."""
        return [{"skill": s} | {name: LEVELS[of(state, s)["level"]] for name, state in self.learners.items()} for s in ORDER]

    @property
    def levels(self) -> list[list[int]]:
        return [[of(state, s)["level"] for state in self.learners.values()] for s in ORDER]

    @property
    def misconceptions(self) -> list[tuple[str, int, int]]:
        """(M-id, how often it was met, by how many learners), the most frequent first."""
        met, by = Counter[str](), Counter[str]()
        for state in self.learners.values():
            met.update(state["slips"])
            by.update(state["slips"].keys())
        return sorted(((name, met[name], by[name]) for name in met), key=lambda row: (-row[1], -row[2], row[0]))

    def to_csv(self) -> str:
        """The rows as text, for a spreadsheet; a name that a spreadsheet would take for a formula is marked as text."""
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(["skill", *("'" + name if name[:1] in "=+-@\t" else name for name in self.learners)])
        writer.writerows([row.values() for row in self.rows])
        return out.getvalue()

    def __repr__(self) -> str:
        width = max((len(name) for name in self.learners), default=0)
        lines = [f"{len(self.learners)} learner{'s' * (len(self.learners) != 1)}, {len(ORDER)} skills"]
        for name, state in self.learners.items():
            at = Counter(of(state, s)["level"] for s in ORDER)
            counts = ", ".join(f"{at[i]} {LEVELS[i]}" for i in range(4, -1, -1) if at[i])
            lines.append(f"{name:<{width}}  {points(state):>5,} points  {counts}")
        if self.misconceptions:
            met = (f"{m} ({n} times, {k} learners)" for m, n, k in self.misconceptions[:MOST_SHOWN])
            lines.append("most common: " + ", ".join(met))
        return "\n".join(lines + [f"skipped {name}: {why}" for name, why in self.skipped.items()])


def cohort(source: Any) -> Cohort:
    """Of a folder of progress files (`ada.json`) and codes (`ada.txt`), or a table {name: code}; what cannot be read is named, not fatal.

    Raises TypeError for anything else and ValueError for a folder that is none.
    """
    if isinstance(source, Mapping):
        parts = [(str(name), code) for name, code in source.items()]
    elif isinstance(source, str | Path):
        folder = Path(source)
        if not folder.is_dir():
            raise ValueError(f"there is no folder {str(source)!r}")
        parts = [(path.name, path) for path in sorted(folder.iterdir()) if path.suffix in (".json", ".txt")]
    else:
        raise TypeError(f"cohort takes a folder or a table of names and codes, got {type(source).__name__}")
    learners: dict[str, State] = {}
    skipped = {}
    for name, part in parts:
        try:
            state = _state(part)
            stem = Path(name).stem if isinstance(part, Path) else name
            learners[name if stem in learners else stem] = state
        except (ValueError, OSError) as error:
            skipped[name] = str(error)
    return Cohort(learners, skipped)


def _state(part: Any) -> State:
    if not isinstance(part, Path):
        return decode(part)
    return read(part) if part.suffix == ".json" else decode(part.read_text("utf-8"))
