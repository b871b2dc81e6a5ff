"""A sitting: one item before one learner; answers, hints one at a time, the solution; and whether it earns credit."""

from typing import Any

from nnwidgets.exercises.item import Item
from nnwidgets.exercises.judge import Feedback, judge


class Sitting:
    """`credit` is True where the first answer was right, with neither a hint nor the solution before it."""

    def __init__(self, item: Item):
        self.item, self.answers, self.hints, self.shown, self.done = item, 0, 0, False, False
        self.feedback: Feedback | None = None
        self.credit, self.misconception = False, ""  # the first slip that was met

    def answer(self, value: Any) -> Feedback:
        """Judge an answer. Raises ValueError for what is none, which is no attempt, and after the item is done."""
        if self.done:
            raise ValueError("this item is done; go on to the next")
        self.feedback = judge(self.item, value)
        self.answers += 1
        self.misconception = self.misconception or self.feedback.misconception
        if self.feedback.right:
            self.done, self.credit = True, self.answers == 1 and not self.hints and not self.shown
        return self.feedback

    def hint(self) -> str:
        """One more hint. Raises ValueError before the first answer and where there is none left."""
        if not self.answers:
            raise ValueError("try it once first; then there are hints")
        if self.hints >= len(self.item.hints):
            raise ValueError("there is no further hint; the solution is next")
        self.hints += 1
        return self.item.hints[self.hints - 1]

    def solution(self) -> str:
        """The worked solution, which ends the item without credit. Raises ValueError before the first answer."""
        if not self.answers:
            raise ValueError("try it once first; then there is the solution")
        self.shown = self.done = True
        return self.item.solution

    def told(self) -> dict[str, Any]:
        """What a page may know now, as JSON."""
        feedback = None if self.feedback is None else {"right": self.feedback.right, "text": self.feedback.text}
        hints, more = list(self.item.hints[: self.hints]), self.hints < len(self.item.hints)
        solution = self.item.solution if self.shown else ""
        return {
            "item": self.item.asked(), "tried": self.answers, "feedback": feedback, "hints": hints, "more": more, "solution": solution,
            "done": self.done,
        }  # fmt: skip
