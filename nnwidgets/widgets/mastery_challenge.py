"""MasteryChallenge: six mixed items of three skills, or the course's twenty."""

from collections import Counter
from time import time
from typing import Any

from nnwidgets.exercises.draw import Draw
from nnwidgets.exercises.mastery import COURSE, EACH, REST, chosen, locked, of
from nnwidgets.exercises.progress_file import keeper
from nnwidgets.exercises.skills import SKILLS, item
from nnwidgets.widgets.asker import Asker
from nnwidgets.widgets.quiz import Quiz

AFTER = 1 + max(skill.lesson for skill in SKILLS.values())  # the course challenge comes after all lessons


class MasteryChallenge(Quiz):
    """`nw.MasteryChallenge(lesson=3)`: two items of each of three skills; both right +1 level, both wrong −1, else none.

    The lowest levels come first, then what was not seen for longest. `course=True`: twenty items of twenty skills, each by itself.
    `rest=True`: twelve hours between two challenges, for self-study. Where it is locked, it says why.
    """

    heading = "Mastery challenge"

    def __init__(self, lesson: int | None = None, *, course: bool = False, rest: bool = False):
        state = keeper().refresh()
        Asker.__init__(self, max(state["lesson"], AFTER if course else lesson or 0))
        self._course, self._items, self._at, self._done = course, [], 0, []
        if course:
            self.heading = "Course challenge"
        why = "" if course else locked(state, time(), REST if rest else 0)
        if why:
            self._card = {"text": why, "lines": []}
            self._tell()
            return
        draw = Draw("challenge", sum(of(state, name)["asked"] for name in SKILLS))
        names = draw.mixed(list(SKILLS))[:COURSE] if course else chosen(state, self._lesson) * EACH
        items = [item(name, of(state, name)["asked"] + names[:i].count(name)) for i, name in enumerate(names)]
        self._start(draw.mixed(items))

    def _result(self) -> list[Any]:
        if self._course:
            return super()._result()
        right = Counter(skill for skill, credit in self._done if credit)
        return ["challenge", self._lesson, [[name, right[name]] for name in dict.fromkeys(name for name, _ in self._done)], int(time())]
