"""Progress: what has been practised, skill by skill, as a grid, a table and a report to print."""

from typing import Any

from nnwidgets.exercises.mastery import LEVELS, POINTS, of, points
from nnwidgets.exercises.progress_spec import decode, encode
from nnwidgets.exercises.skills import SKILLS
from nnwidgets.widgets.asker import Asker


class Progress(Asker):
    """`nw.Progress()`: the level of each skill. `code` carries it elsewhere, `nw.Progress("NP1.…")` brings it; `report` is for printing.

    Raises ValueError for a damaged code.
    """

    heading = "Progress"

    def __init__(self, code: str | None = None):
        brought = None if code is None else decode(code)
        super().__init__(0)
        self._keeper.refresh() if brought is None else self._keeper.adopt(brought)
        self._tell()

    @property
    def code(self) -> str:
        """All of it in a line of at most 300 characters."""
        return encode(self._keeper.refresh())

    @property
    def levels(self) -> dict[str, str]:
        """The level of each skill by its name."""
        return {name: LEVELS[of(self._keeper.state, name)["level"]] for name in SKILLS}

    @property
    def report(self) -> str:
        """A text to print: a line a skill, and the points."""
        lines = [f"{points(self._keeper.refresh()):,} of {100 * len(SKILLS):,} points"]
        for name, one in SKILLS.items():
            record = of(self._keeper.state, name)
            lines.append(f"{one.lesson:>2}  {one.title:<28} {LEVELS[record['level']]:<12} {record['right']} of {record['asked']} right")
        return "\n".join(lines + [self._keeper.trouble] * bool(self._keeper.trouble))

    def _tell(self) -> None:
        state = self._keeper.state
        rows: list[dict[str, Any]] = []
        for name, one in SKILLS.items():
            step = of(state, name)["level"]
            more = {"level": LEVELS[step], "step": step, "points": POINTS[LEVELS[step]]}
            rows.append({"name": name, "title": one.title, "lesson": one.lesson} | more)
        self._state = {
            "heading": self.heading, "where": f"{points(state):,} of {100 * len(SKILLS):,} points", "rows": rows, "code": encode(state),
            "trouble": self._keeper.trouble, "card": {},
        }  # fmt: skip

    def __repr__(self) -> str:
        return self.report
