"""A coding exercise: what is asked, and `check`, `hint` and `solution` of one learner's attempts."""

import ast
import inspect
import textwrap
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from html import escape
from typing import Any

import numpy as np

from nnwidgets.exercises.check import arguments, by_cases
from nnwidgets.exercises.result import Result
from nnwidgets.exercises.runs import SECONDS, run
from nnwidgets.exercises.values import printed
from nnwidgets.exercises.wrong import Wrong

Args = tuple[Any, ...]


class Text(str):
    """A text that shows as it is at the end of a cell."""

    def __repr__(self) -> str:
        return str(self)

    def _repr_html_(self) -> str:
        return f'<pre class="nnw-text" style="white-space:pre-wrap">{escape(self)}</pre>'


@dataclass(eq=False, repr=False)
class Exercise:
    """`reference` is the solution, and its first line and docstring are the stub's; `steps` are its sub-goals, in order.

    `shown` is the example that the learner sees, `known` are further fixed cases, `draw(rng)` makes one of random shapes.
    `gives` says what is to be returned, `accept(args, got)` the fault ("" for none) where more than one answer is right.
    """

    reference: Callable[..., Any]
    lesson: str
    shown: Args
    gives: str
    minutes: int
    steps: Sequence[str]
    wrong: Sequence[Wrong]
    draw: Callable[[np.random.Generator], Args] | None = None
    known: Sequence[Args] = ()
    accept: Callable[[Args, Any], str] | None = None
    judge: Callable[["Exercise", Any, int], Result] = by_cases
    rtol: float = 1e-6
    seconds: float = SECONDS
    reveal_late: bool = False
    last: Result | None = field(default=None, init=False)
    failures: int = field(default=0, init=False)
    hinted: int = field(default=0, init=False)
    solution_seen: bool = field(default=False, init=False)

    @property
    def name(self) -> str:
        """As in nw.exercises: neuron.sigmoid."""
        return f"{self.lesson}.{self.reference.__name__}"

    @property
    def stub(self) -> str:
        """Starter code, which runs untouched."""
        says = f'"""{inspect.getdoc(self.reference)}"""'
        return f"def {self.reference.__name__}{inspect.signature(self.reference)}:\n    {says}\n    ..."

    @property
    def example(self) -> str:
        """A call and what it gives: neuron.sigmoid(0) → 0.5."""
        return f"{self.call(self.shown)} → {printed(run(self.reference, self.shown).got)}"

    def call(self, args: Args) -> str:
        """The arguments by name, as they are printed."""
        names = inspect.signature(self.reference).parameters
        return f"{self.reference.__name__}({', '.join(f'{n}={printed(a)}' for n, a in zip(names, args, strict=False))})"

    def check(self, answer: Any) -> Result:
        """Judge the learner's function; never raises for what it does or does not do."""
        if answer is None or answer is Ellipsis:
            result = Result(self.name, "not_attempted")
        elif not callable(answer):
            result = Result(self.name, "wrong_type", f"check takes your function {self.reference.__name__}, got {printed(answer)}.")
        elif fault := arguments(answer, self.reference):
            result = Result(self.name, "wrong_type", fault)
        else:
            result = self.judge(self, answer, 1 + self.failures if self.solution_seen else 0)
        if result.outcome == "not_attempted":
            return result
        self.failures += not result.passed
        if self.reveal_late and self.failures < 2 and result.expected:
            result = replace(result, expected="", sentence=f"{result.sentence} What is right is shown after another try.")
        if result.passed and self.solution_seen:
            note = "After the solution it does not count as your own: call again(), and write it from memory."
            result = replace(result, unaided=False, sentence=f"{result.sentence} {note}".strip())
        self.last = result
        return result

    def hint(self) -> Text:
        """The next hint; the first is about what this learner's function did."""
        if self.last is None:
            return Text(f"First try it: write {self.reference.__name__}, then check it. Any attempt will do.")
        if self.last.passed:
            return Text("It is right; there is nothing left to hint at.")
        hints = self._hints(self.last)
        said = hints[min(self.hinted, len(hints) - 1)]
        self.hinted = min(self.hinted + 1, len(hints))
        return Text(said)

    def solution(self) -> Text:
        """The reference, once the hints have been read or the exercise is passed; from then on a pass is not `unaided`."""
        if self.last is None or (not self.last.passed and self.hinted < len(self._hints(self.last))):
            return Text("Check an attempt and read the hints first: hint() gives one at a time.")
        self.solution_seen = self.solution_seen or not self.last.passed
        return Text(self.source)

    @property
    def source(self) -> str:
        """The reference as a learner would write it."""
        text = textwrap.dedent(inspect.getsource(self.reference))
        node = ast.parse(text).body[0]
        return "\n".join(text.splitlines()[node.lineno - 1 :]).strip()  # without its decorator

    def again(self) -> "Exercise":
        """Forget all attempts, for a fresh start."""
        self.last, self.failures, self.hinted, self.solution_seen = None, 0, 0, False
        return self

    def _hints(self, last: Result) -> list[str]:
        about = last.diagnosis or last.sentence
        if last.input:
            about += f" It was asked for {last.input}" + f", and gave {last.got}." * bool(last.got)
        return [about.strip(), f"It must give {self.gives}.", *self.steps, f"For instance {self.example}"]

    def __repr__(self) -> str:
        doc = (inspect.getdoc(self.reference) or "").splitlines()[0]
        return f"{self.name}, about {self.minutes} min: {doc}\n  gives {self.gives}\n  {self.example}"


def exercise(**asked: Any) -> Callable[[Callable[..., Any]], Exercise]:
    """Make an Exercise of a reference solution; its lesson is the name of the module. `wrong` is a list of (message, code, M-id)."""

    def made(reference: Callable[..., Any]) -> Exercise:
        wrong = tuple(Wrong(*one) for one in asked["wrong"])
        return Exercise(reference, reference.__module__.rpartition(".")[2], **(asked | {"wrong": wrong}))

    return made
