"""Judging: an answer read, set against an item's own answer and its known slips, and told in a sentence that names the step."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from nnwidgets.exercises.guess import Number
from nnwidgets.exercises.item import Item, shown
from nnwidgets.exercises.numpy_line import worked_out


@dataclass(frozen=True)
class Feedback:
    """`right`, the sentence, and the M-id of the slip that was met, else ''."""

    right: bool
    text: str
    misconception: str = ""


def read(item: Item, value: Any) -> Any:
    """The answer that is meant; raises ValueError, in a sentence, for what is none: that is no attempt."""
    if item.kind == "number":
        plain = str(value).strip() if isinstance(value, str) else value
        if item.tolerance == 0 and isinstance(plain, str) and "," in plain:
            plain = plain.replace(",", "")  # a count: 13,002
        return Number(0).read(plain)
    if item.kind == "order":
        steps = tuple(value) if isinstance(value, list | tuple) else ()
        if sorted(map(str, steps)) != sorted(item.options):
            raise ValueError("put all of the steps in order, each once")
        return steps
    if item.kind == "line":
        worked_out(value, item.given)
        return str(value).strip()
    if item.kind == "click":
        if value not in parts(item):
            raise ValueError(f"choose a part of the network, such as {parts(item)[0]}, got {value!r}"[:200])
        return value
    if value not in item.options:
        raise ValueError(f"choose one of {', '.join(item.options)}, got {value!r}"[:300])
    return value


def parts(item: Item) -> list[str]:
    """The names of all that can be clicked: weights, then biases."""
    pairs = list(enumerate(zip(item.sizes, item.sizes[1:], strict=False)))
    weights = [f"W[{l}][{j}, {k}]" for l, (n, m) in pairs for j in range(m) for k in range(n)]
    return weights + [f"b[{l}][{j}]" for l, (_, m) in pairs for j in range(m)]


def same(item: Item, one: Any, other: Any) -> bool:
    """Whether two answers are one to this item."""
    if item.kind == "number":
        return abs(one - other) <= item.tolerance + 1e-9 * abs(other)
    if item.kind == "line":
        a, b = (worked_out(line, item.given) for line in (one, other))
        return a.shape == b.shape and bool(np.allclose(a, b, rtol=1e-6, atol=1e-9))
    return one == other


def judge(item: Item, value: Any) -> Feedback:
    """Right, or the sentence of the slip that was made, or else what can be said of this answer; raises ValueError for no answer."""
    said = read(item, value)
    if same(item, said, item.answer):
        return Feedback(True, f"Right. {item.solution}")
    for slip in item.slips:
        if same(item, said, slip.value):
            return Feedback(False, slip.message, slip.misconception)
    return Feedback(False, UNKNOWN[item.kind](item, said))


def _number(item: Item, said: float) -> str:
    answer, it = item.answer, shown(said, 6)
    if item.tolerance == 0 and said != round(said):
        return f"{it} is not a whole number, and this is a count. Count again, part by part."
    if abs(said + answer) <= item.tolerance and answer:
        return f"The size of {it} is right, its sign is not: follow the minus signs through your steps."
    for factor in (10, 100, 0.1, 0.01):
        if abs(said - factor * answer) <= factor * item.tolerance and answer:
            return f"The digits of {it} are right, the decimal point is not: check the powers of ten."
    if answer and abs(said / answer - 1) < 0.02:
        return f"{it} is within two per cent: keep more digits on the way, and round at the end to three figures."
    return f"{it} is too {'large' if said > answer else 'small'}. Take the steps one at a time; the first of them is in the first hint."


def _order(item: Item, said: tuple[str, ...]) -> str:
    first = next(i for i, (a, b) in enumerate(zip(said, item.answer, strict=True)) if a != b)
    before = f"The first {first} stand well. " if first > 1 else "The first stands well. " if first else ""
    return f"{before}“{said[first]}” cannot be step {first + 1} yet: something that it needs comes later in your order."


def spoken(name: str) -> str:
    """A parameter in words: W[0][2, 1] goes from unit 2 of layer 0 to unit 3 of layer 1."""
    layer, *rest = (int(part) for part in name.replace("]", " ").replace("[", " ").replace(",", " ").split()[1:])
    if name[0] == "b":
        return f"the bias of unit {rest[0] + 1} in layer {layer + 1}"
    return f"the weight from unit {rest[1] + 1} of layer {layer} to unit {rest[0] + 1} of layer {layer + 1}"


def _click(item: Item, said: str) -> str:
    return f"{said} is {spoken(said)}; that is not the one that was asked for. Read the question's indices once more."


def _line(item: Item, said: str) -> str:
    got, want = (worked_out(line, item.given) for line in (said, item.answer))
    if got.shape != want.shape:
        return f"Your line has shape {got.shape}; it should have {want.shape}. Look at which axis is summed, and at the order of @."
    if np.allclose(got, -want):
        return "All entries have the right size and the wrong sign."
    return f"The shape {got.shape} is right, the numbers are not: your first entry is {shown(float(got.ravel()[0]))}."


def _choice(item: Item, said: str) -> str:
    return f"“{said}” does not follow from the numbers. The first hint has the first step."


UNKNOWN = {"number": _number, "order": _order, "click": _click, "line": _line, "choice": _choice, "plot": _choice}
