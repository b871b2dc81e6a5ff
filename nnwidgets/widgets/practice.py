"""Practice: one skill for as long as one likes; after every five items its level is set."""

from nnwidgets.exercises.mastery import EXERCISE, LEVELS, of
from nnwidgets.exercises.sitting import Sitting
from nnwidgets.exercises.skills import item, skill
from nnwidgets.widgets.asker import Asker


class Practice(Asker):
    """`nw.Practice("bp.chain")`: items of one skill, each another; hints after a first answer; no clock and no end.

    Of five items in a row 5 right at once make a skill proficient, 4 familiar. Raises ValueError for an unknown skill.
    """

    def __init__(self, name: str, seed: int | None = None):
        self._skill = skill(name)
        super().__init__(self._skill.lesson)
        self.heading = self._skill.title
        self._lesson = max(self._lesson, self._keeper.refresh()["lesson"])
        self._seed = of(self._keeper.state, name)["asked"] if seed is None else seed
        self._credits: list[bool] = []
        self.sitting = Sitting(item(name, self._seed))
        self._tell()

    def _after(self, sitting: Sitting) -> None:
        self._credits.append(sitting.credit)
        if len(self._credits) == EXERCISE:
            before, right = self._keeper.state, sum(self._credits)
            self._keeper.note(["exercise", self._skill.name, self._lesson, right])
            self._card, self._credits = {"text": f"Five done: {right} right at the first answer.", "lines": self._changes(before)}, []

    def _advance(self) -> None:
        self._card, self._seed = {}, self._seed + 1
        self.sitting = Sitting(item(self._skill.name, self._seed))

    def _where(self) -> str:
        return LEVELS[of(self._keeper.state, self._skill.name)["level"]]
