"""Quiz: a few items in a row, such as those at the end of a lesson."""

from typing import Any

from nnwidgets.exercises.item import Item
from nnwidgets.exercises.mastery import of
from nnwidgets.exercises.sitting import Sitting
from nnwidgets.exercises.skills import item, skill
from nnwidgets.widgets.asker import Asker


class Quiz(Asker):
    """`nw.Quiz("neu.sum", "neu.bias")`: one fresh item of each skill, or items of your own choice (`nw.item("neu.sum", 7)`).

    When all are done each skill goes one level up or down. Raises ValueError or TypeError for what is neither skill nor item.
    """

    heading = "Quiz"

    def __init__(self, *what: str | Item, lesson: int | None = None):
        if not what:
            raise ValueError("a quiz takes one or more skills or items, such as nw.Quiz('neu.sum')")
        names = [one.skill if isinstance(one, Item) else skill(one).name for one in what]
        super().__init__(max(skill(name).lesson for name in names) if lesson is None else lesson)
        self._lesson = max(self._lesson, self._keeper.refresh()["lesson"])
        repeats = [names[:i].count(name) for i, name in enumerate(names)]
        seeds = [of(self._keeper.state, name)["asked"] + more for name, more in zip(names, repeats, strict=True)]
        self._start([one if isinstance(one, Item) else item(one, seed) for one, seed in zip(what, seeds, strict=True)])

    def _start(self, items: list[Item]) -> None:
        self._items, self._at, self._done = items, 0, []
        self.sitting = Sitting(items[0])
        self._tell()

    @property
    def credits(self) -> tuple[bool, ...]:
        """Of the items that are done: whether each was right at once."""
        return tuple(credit for _, credit in self._done)

    def _after(self, sitting: Sitting) -> None:
        self._done.append((sitting.item.skill, sitting.credit))

    def _advance(self) -> None:
        self._at += 1
        if self._at < len(self._items):
            self.sitting = Sitting(self._items[self._at])
            return
        self.sitting, before = None, self._keeper.refresh()
        self._keeper.note(self._result())
        right = sum(self.credits)
        self._card = {"text": f"{right} of {len(self._items)} right at the first answer.", "lines": self._changes(before)}

    def _result(self) -> list[Any]:
        return ["mixed", self._lesson, [list(done) for done in self._done]]

    def _where(self) -> str:
        return f"{self._at + 1} of {len(self._items)}" if self.sitting else ""
