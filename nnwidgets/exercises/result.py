"""What a check answers: an outcome, one case, and a diagnosis; the same text every time."""

from dataclasses import dataclass
from html import escape

OUTCOMES = (
    "not_attempted", "error", "wrong_type", "wrong_shape", "mutated_input", "wrong_value", "not_finite", "timed_out", "passed",
)  # fmt: skip


@dataclass(frozen=True)
class Result:
    """`sentence` says what happened, `diagnosis` what is likely behind it, `misconception` is its M-id in the curriculum.

    `input`, `got` and `expected` are one case as text, `expected` empty where it is held back. `unaided`: passed, and no solution seen.
    """

    exercise: str
    outcome: str
    sentence: str = ""
    diagnosis: str = ""
    misconception: str = ""
    input: str = ""
    got: str = ""
    expected: str = ""
    unaided: bool = False

    @property
    def passed(self) -> bool:
        """Whether the answer is right."""
        return self.outcome == "passed"

    @property
    def title(self) -> str:
        """The outcome in words."""
        return "not attempted yet" if self.outcome == "not_attempted" else self.outcome.replace("_", " ")

    def rows(self) -> list[tuple[str, str]]:
        """(label, text) of the case."""
        return [(label, text) for label in ("input", "got", "expected") if (text := getattr(self, label))]

    def __repr__(self) -> str:
        if self.outcome == "not_attempted" and not self.sentence:
            return self.title
        lines = [f"{self.title}: {self.sentence}" if self.sentence else self.title]
        lines += [f"  {label + ':':<9} " + text.replace("\n", "\n" + " " * 12) for label, text in self.rows()]
        return "\n".join(filter(None, [*lines, self.diagnosis]))

    def _repr_html_(self) -> str:
        """Every text is escaped; colours are the page's own, and the outcome stands in words."""
        head = f"<strong>{escape(self.title)}</strong>" + (f" {escape(self.sentence)}" if self.sentence else "")
        cells = "".join(
            f'<dt>{label}</dt><dd style="margin-left:5em"><pre style="margin:0;white-space:pre-wrap">{escape(text)}</pre></dd>'
            for label, text in self.rows()
        )
        case = f'<dl style="margin:.3em 0">{cells}</dl>' if cells else ""
        why = f'<div class="nnw-diagnosis">{escape(self.diagnosis)}</div>' if self.diagnosis else ""
        return f'<div class="nnw-result" data-outcome="{self.outcome}" role="status"><div>{head}</div>{case}{why}</div>'
