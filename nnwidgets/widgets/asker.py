"""What quiz, practice and challenge share: one item after the other on a page that knows nothing of an answer before it is given."""

from collections.abc import Mapping
from typing import Any

import anywidget
import traitlets as tl

from nnwidgets.exercises.item import Item
from nnwidgets.exercises.mastery import LEVELS, State, of
from nnwidgets.exercises.progress_file import keeper
from nnwidgets.exercises.sitting import Sitting
from nnwidgets.exercises.skills import SKILLS
from nnwidgets.widgets.bundle import bundle
from nnwidgets.widgets.owner import Owner
from nnwidgets.widgets.session import PROBLEMS

ACTIONS = ("answer", "hint", "solution", "next")


class Asker(anywidget.AnyWidget):
    """Asks items; `answer(value)`, `hint()`, `solution()` and `next()` are what the page's buttons do."""

    _esm, _css = bundle("practice.js"), bundle("practice.css")
    _state = tl.Dict().tag(sync=True)
    heading = ""
    sitting: Sitting | None = None

    def __init__(self, lesson: int):
        super().__init__()
        self._owner, self._lesson, self._keeper, self._card = Owner(), lesson, keeper(), {}
        self.on_msg(lambda _, content, buffers: self._owner.post(self._receive, content))

    @property
    def item(self) -> Item | None:
        """The item that is asked now; its answer is in it."""
        return self.sitting.item if self.sitting else None

    def answer(self, value: Any) -> str:
        """Answer the item; the feedback. Raises ValueError for what is no answer to it."""
        sitting = self._now()
        feedback = sitting.answer(value)
        self._closed(sitting)
        return feedback.text

    def hint(self) -> str:
        """One more hint; raises ValueError before the first answer."""
        text = self._now().hint()
        self._tell()
        return text

    def solution(self) -> str:
        """The worked solution: the item earns no credit then. Raises ValueError before the first answer."""
        sitting = self._now()
        done, text = sitting.done, sitting.solution()
        if not done:
            self._keeper.note(["shown", sitting.item.skill, self._lesson])
            self._closed(sitting)
        return text

    def next(self) -> None:
        """The next item. Raises ValueError while this one is open."""
        if not self._now().done:
            raise ValueError("this item is still open: answer it, or look at its solution")
        self._advance()
        self._tell()

    def _advance(self) -> None:
        raise NotImplementedError

    def _after(self, sitting: Sitting) -> None:
        """What a subclass does when an item is done."""

    def _now(self) -> Sitting:
        if self.sitting is None:
            raise ValueError("there is no item here now")
        return self.sitting

    def _closed(self, sitting: Sitting) -> None:
        if sitting.done:
            self._keeper.note(["answered", sitting.item.skill, self._lesson, sitting.credit, sitting.misconception])
            self._after(sitting)
        self._tell()

    def _changes(self, before: State) -> list[str]:
        """The skills whose level is another than before, in words."""
        pairs = [(SKILLS[s].title, of(before, s)["level"], of(self._keeper.state, s)["level"]) for s in SKILLS]
        return [f"{title}: {LEVELS[a]} → {LEVELS[b]}" for title, a, b in pairs if a != b]

    def _where(self) -> str:
        """Where this item stands, in a few words."""
        return ""

    def _tell(self) -> None:
        told = self.sitting.told() if self.sitting else {}
        self._state = told | {"heading": self.heading, "where": self._where(), "card": self._card, "trouble": self._keeper.trouble}

    def _receive(self, message: Any) -> None:
        if not isinstance(message, Mapping) or self.comm is None or message.get("kind") not in ACTIONS:
            return
        try:
            action = getattr(self, message["kind"])
            action(message.get("value")) if message["kind"] == "answer" else action()
        except PROBLEMS as error:
            self.send({"kind": "error", "text": str(error)})

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        """Readers without a kernel have the question as text."""
        made = super()._repr_mimebundle_(**kwargs)
        data = made[0] if isinstance(made, tuple) else made
        if data is not None:
            data["text/plain"] = repr(self)
        return made

    def __repr__(self) -> str:
        name = type(self).__name__
        if self.item is None:
            return f"{name}: {self._card.get('text', 'nothing to ask')}"
        item = self.item
        options = "".join(f"\n  ( ) {option}" for option in item.options) if item.kind in ("choice", "order") else ""
        given = "".join(f"\n  {line}" for line in item.asked()["given"])
        return f"{name}: {item.prompt}{given}{options}"
