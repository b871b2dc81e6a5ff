"""Predict: commit first, then see; the lab beside it opens with the commitment."""

from collections.abc import Iterable, Mapping
from typing import Any

import anywidget
import traitlets as tl

from nnwidgets.core.registry import Array
from nnwidgets.exercises.guess import Sketch, kind_of, told
from nnwidgets.widgets.bundle import bundle
from nnwidgets.widgets.lab import Lab
from nnwidgets.widgets.owner import Owner
from nnwidgets.widgets.session import PROBLEMS

FIRST = "Commit to a prediction first; then this opens."
MOST_CHARS = 2000  # of what was seen


class Predict(anywidget.AnyWidget):
    """`nw.Predict("What shape is the border?", choices=["a line", "a circle"], answer="a line", why="…", lab=lab)`.

    Asks, and takes one answer: one of `choices`, else a `sketch` over ((x from, x to), (y from, y to)), else a number, right `within` so
    much. `answer` may be a function that works it out when it is needed (of x for a sketch). Neither it nor `why` is in the page before
    the learner has committed; the cell itself holds both, and is best folded (View, Collapse Selected Code). The page of `lab` can only
    be looked at until then, or with `cover` not even that; Python may do everything. `prediction`, `right` and `seen` can be observed.
    Raises ValueError or TypeError for what does not fit together.
    (Predict before a demonstration: Crouch, Fagen, Callan and Mazur 2004.)
    """

    _esm, _css = bundle("predict.js"), bundle("predict.css")

    prediction = tl.Any(None, read_only=True)
    right = tl.Bool(None, allow_none=True, read_only=True)
    seen = tl.Unicode("", read_only=True)
    _lab: Lab | None = None  # until there is one: a prediction that could not be made is closed as well
    _state = tl.Dict().tag(sync=True)  # what a page knows: nothing of the answer before the commitment

    def __init__(
        self, question: str, answer: Any, *, choices: Iterable[str] | None = None, sketch: Any = None, names: Any = ("x", "y"),
        within: float | None = None, why: str = "", lab: Lab | None = None, cover: bool = False, look: str = "What did you see?",
    ):  # fmt: skip
        for what, text in (("question", question), ("why", why), ("look", look)):
            if not isinstance(text, str):
                raise TypeError(f"{what} must be a text, got {text!r}")
        if lab is not None and not isinstance(lab, Lab):
            raise TypeError(f"lab must be a lab such as nw.Playground(), got {lab!r}")
        self._kind = kind_of(choices, sketch, answer, within, names)
        super().__init__()
        self._owner, self._question, self._answer, self._why, self._look, self._lab = Owner(), question, answer, why, look, lab
        self.on_msg(lambda _, content, buffers: self._owner.post(self._receive, content))
        self._tell()
        if lab is not None:
            lab.veil(FIRST, cover)

    def commit(self, prediction: Any) -> None:
        """Commit to a prediction, once and for all; the answer is shown, and the lab opens. Raises ValueError for what is none."""
        if self.prediction is not None:
            raise ValueError("this prediction has been made; run the cell again to predict anew")
        said = self._kind.read(prediction)
        answer = told(self._answer, self._kind)
        verdict = self._kind.judge(said, answer)
        self.set_trait("prediction", said)
        self.set_trait("right", verdict.right)
        more = {"curve": self._kind.curve(answer).tolist()} if isinstance(self._kind, Sketch) else {}
        self._tell(right=verdict.right, said=verdict.said, answer=verdict.answer, why=self._why, look=self._look, **more)
        if self._lab is not None and self._lab.comm is not None:
            self._lab.veil(None)

    def see(self, text: str) -> None:
        """Keep what the learner has seen, in their own words. Raises ValueError before the commitment."""
        if self.prediction is None:
            raise ValueError("predict first: what is seen comes after it")
        self.set_trait("seen", str(text)[:MOST_CHARS])
        self._tell(**{name: value for name, value in self._state.items() if name not in ("kind", "question")})

    def _tell(self, **more: Any) -> None:
        kind = self._kind
        asked = {name: getattr(kind, name) for name in ("choices", "x", "y", "names") if hasattr(kind, name)}
        said: Any = list(self.prediction) if isinstance(self.prediction, tuple) else self.prediction
        self._state = more | {"kind": kind.kind, "question": self._question, **asked, "prediction": said, "seen": self.seen}

    def _receive(self, message: Any) -> None:
        if not isinstance(message, Mapping) or self.comm is None:
            return
        try:
            if message.get("kind") == "commit":
                self.commit(message.get("value"))
            elif message.get("kind") == "see":
                self.see(str(message.get("value", "")))
        except PROBLEMS as error:
            self.send({"kind": "error", "text": str(error)})

    def close(self) -> None:
        """Leave the page; a lab that waits for this prediction opens."""
        if self._lab is not None and self._lab.comm is not None:
            self._lab.veil(None)
        super().close()

    @property
    def at(self) -> Array | None:
        """The x at which a sketch is read; None for the other kinds."""
        return self._kind.at if isinstance(self._kind, Sketch) else None

    def __repr__(self) -> str:
        return f"Predict({self._question!r}, {'open' if self.prediction is None else 'committed'})"
