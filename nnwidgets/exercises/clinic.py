"""The bug clinic: backward passes that hold one slip each, to be named from what the gradient check measures, and then mended."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property
from html import escape
from typing import Any

import numpy as np

from nnwidgets.core.gradient_report import GradientCheck, compared, gradient_check, said
from nnwidgets.core.losses import LOSSES
from nnwidgets.core.mutant import Case
from nnwidgets.core.slips import SLIPS
from nnwidgets.exercises.chart import EXAMPLES, SIZES, case, measured, reading
from nnwidgets.exercises.coding.chain import backward as sound
from nnwidgets.exercises.exercise import Text
from nnwidgets.exercises.result import Result

NAMES = (
    "sign", "doubled", "sum_not_mean", "bias_forgotten", "no_slope_hidden", "no_slope_output",
    "slope_at_a_everywhere", "hidden_zero", "mean_each_layer", "updated_weights",
)  # fmt: skip


@dataclass(eq=False, repr=False)
class Patient:
    """One broken backward pass: `source` is its code, `report` what the gradient check measures of it on 3-4-4-2 with 5 examples.

    `slip` is the one that it holds; `changed` are the lines of the sound code, by number from 0, that it has otherwise.
    """

    number: int
    slip: str
    changed: dict[int, str]
    named: bool = field(default=False, init=False)
    tries: int = field(default=0, init=False)
    hinted: int = field(default=0, init=False)

    @cached_property
    def source(self) -> str:
        """The code, as it was brought in."""
        lines = [line for line in sound.source.splitlines() if '"""' not in line]
        return "\n".join(self.changed.get(i, line) for i, line in enumerate(lines))

    @cached_property
    def backward(self) -> Callable[..., Any]:
        """The broken function: backward(W, b, X, y) -> (dW, db)."""
        space: dict[str, Any] = {"np": np}
        exec(compile(self.source, f"<patient {self.number}>", "exec"), space)
        return space["backward"]  # type: ignore[no-any-return]

    @cached_property
    def report(self) -> GradientCheck:
        """What is measured; its diagnosis is what is asked."""
        return gradient_check(*case(), "squared_error", self.backward)

    def check(self, slip: Any = None, backward: Any = None) -> Result:
        """Judge the name of the slip, one of NAMES, and then the mended function; never raises for what is given."""
        if slip is None or slip is Ellipsis:
            return self._said("not_attempted")
        if not isinstance(slip, str) or slip not in NAMES:
            return self._said("wrong_type", f"Name one of {', '.join(NAMES)}; got {slip!r}"[:300] + ".")
        self.tries += 1
        if slip != self.slip:
            return self._said("wrong_value", f"{slip} would measure {measured(*would(slip))} here; this patient measures {self._own}.")
        self.named = True
        result = sound.judge(sound, backward, 0) if callable(backward) else self._said("not_attempted")
        if result.outcome == "not_attempted":
            return self._said(
                "not_attempted", f"{slip} is its name: {self.report.diagnosis.sentence} Now mend it: check({slip!r}, backward)."
            )
        return replace(result, exercise=self.title)

    def hint(self) -> Text:
        """The next hint, after an attempt: how the numbers are read, then what to look at."""
        hints = [reading(self.report), SLIPS[self.slip].remedy]
        if not self.tries:
            return Text("First try it: name a slip. Any attempt will do.")
        self.hinted += 1
        return Text(hints[min(self.hinted, len(hints)) - 1])

    def solution(self) -> Text:
        """The name and the sound code, once both hints have been read or the slip is named."""
        if not self.named and self.hinted < 2:
            return Text("Name a slip and read the hints first: hint() gives one at a time.")
        return Text(f"# {self.slip}\n{sound.source}")

    @property
    def title(self) -> str:
        """clinic.patients[0] is patient 1."""
        return f"patient {self.number}"

    @property
    def _own(self) -> str:
        return measured(self.report.error, self.report.cosine)

    def _said(self, outcome: str, sentence: str = "") -> Result:
        return Result(self.title, outcome, sentence)

    @property
    def rows(self) -> list[tuple[str, str, str]]:
        """Of each layer, the last first: its name, and the vector errors of its dW and db."""
        return [(f"layer {l.layer}", said(l.W), said(l.b)) for l in reversed(self.report.layers)]

    @property
    def _measured(self) -> str:
        return f"On a network {'-'.join(map(str, SIZES))} with {EXAMPLES} examples: {self._own}"

    def __repr__(self) -> str:
        parts = [f"  {layer}: dW {W}, db {b}" for layer, W, b in self.rows]
        lines = [self.title.capitalize(), "", self.source, "", self._measured, *parts, f"Which slip is it? {', '.join(NAMES)}"]
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        cells = "".join(f"<tr><th>{layer}</th><td>{escape(W)}</td><td>{escape(b)}</td></tr>" for layer, W, b in self.rows)
        head = "<tr><th></th><th>error of dW</th><th>error of db</th></tr>"
        code = f'<pre style="white-space:pre;overflow-x:auto;margin:.5em 0">{escape(self.source)}</pre>'
        names = ", ".join(f"<code>{name}</code>" for name in NAMES)
        return (
            f"<strong>{self.title.capitalize()}</strong>{code}<div>{self._measured}</div>"
            f'<table style="margin:.5em 0">{head}{cells}</table><div>Which slip is it? {names}</div>'
        )


def would(slip: str) -> tuple[float, float]:
    """Vector error and cosine that a slip would measure."""
    for patient in patients:
        if patient.slip == slip:
            return patient.report.error, patient.report.cosine
    net, X, y = case()
    trace = net.forward(X)
    one = Case(net, trace.z, trace.a, y, LOSSES["squared_error"], net.backward(trace, y, "squared_error").theta)
    return compared(one.given, next(iter(SLIPS[slip].mutants(one).values())))


patients = (
    Patient(1, "sum_not_mean", {6: "        dW.insert(0, delta.T @ a[l])", 7: "        db.insert(0, delta.sum(axis=0))"}),
    Patient(2, "bias_forgotten", {7: "        db.insert(0, np.zeros_like(b[l]))"}),
    Patient(3, "no_slope_hidden", {8: "        delta = delta @ W[l]"}),
    Patient(4, "mean_each_layer", {8: "        delta = (delta @ W[l]) * a[l] * (1 - a[l]) / len(X)"}),
    Patient(5, "slope_at_a_everywhere", {
        1: "    sigmoid = lambda z: 1 / (1 + np.exp(-z))\n    slope = lambda z: sigmoid(z) * (1 - sigmoid(z))\n    a, dW, db = [X], [], []",
        4: "    delta = (a[-1] - y) * slope(a[-1])", 8: "        delta = (delta @ W[l]) * slope(a[l])",
    }),
    Patient(6, "updated_weights", {8: "        new = W[l] - 0.5 * dW[0]\n        delta = (delta @ new) * a[l] * (1 - a[l])"}),
)  # fmt: skip
