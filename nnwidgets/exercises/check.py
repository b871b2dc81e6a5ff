"""The check of a function by cases: the shown example, known ones, then random ones of other shapes."""

import inspect
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

from nnwidgets.exercises.result import Result
from nnwidgets.exercises.runs import Run, run, runs
from nnwidgets.exercises.values import leaves, printed, same
from nnwidgets.exercises.wrong import slip_of

if TYPE_CHECKING:
    from nnwidgets.exercises.exercise import Exercise

RANDOM = 20
NEVER = (
    "It had not finished after {:g} seconds, and was stopped. Does each loop end? (One long call in NumPy is stopped only once it is over.)"
)


def by_cases(exercise: "Exercise", answer: Any, seed: int) -> Result:
    """Type, shape, inputs unchanged, then numbers, case by case; the first that fails is the one that is shown."""
    rng = np.random.default_rng(seed)
    cases = [exercise.shown, *exercise.known, *(exercise.draw(rng) for _ in range(RANDOM) if exercise.draw)]
    done = runs(answer, cases, exercise.seconds)
    if not (done[0].raised or done[0].timed_out) and _nothing(done[0].got):
        return Result(exercise.name, "not_attempted")
    right = [run(exercise.reference, case) for case in cases]
    for i, (mine, true) in enumerate(zip(done, right, strict=False)):
        outcome, sentence = judged(exercise, mine, true)
        if not outcome:
            continue
        wrong = None if mine.timed_out else slip_of(exercise.wrong, done[: max(i + 1, 8)], right)
        free = exercise.accept is not None
        return Result(
            exercise.name, outcome, sentence, wrong.message if wrong else "", wrong.misconception if wrong else "",
            exercise.call(mine.args), "" if mine.raised or mine.timed_out else printed(mine.got), "" if free else printed(true.got),
        )  # fmt: skip
    spilled = any(mine.overflowed for mine in done)
    note = "An exponential overflowed on the way, harmlessly here; NumPy may warn of it." if spilled else ""
    return Result(exercise.name, "passed", note, unaided=True)


def judged(exercise: "Exercise", mine: Run, true: Run) -> tuple[str, str]:
    """(outcome, sentence) of one case; ("", "") where nothing is wrong with it."""
    if mine.timed_out:
        return "timed_out", NEVER.format(exercise.seconds)
    if mine.raised:
        return "error", mine.raised + f" in {mine.line}" * bool(mine.line)
    if exercise.accept:
        if mine.mutated:
            return "mutated_input", "Your function changes its own inputs; work on a copy."
        try:
            fault = exercise.accept(mine.args, mine.got)
        except (TypeError, ValueError, KeyError, IndexError, AttributeError):
            return "wrong_type", f"It must give {exercise.gives}."
        return ("wrong_value", fault) if fault else ("", "")
    if fault := misfit(mine.got, true.got, exercise.gives):
        return fault
    if mine.mutated:
        return "mutated_input", "Your function changes its own inputs; work on a copy."
    if same(mine.got, true.got, exercise.rtol):
        return "", ""
    finite = [all(np.isfinite(x).all() for _, x in leaves(got) if isinstance(x, np.ndarray)) for got in (mine.got, true.got)]
    if finite == [False, True]:
        return "not_finite", "There is nan or inf in the answer, where there are finite numbers to be had."
    return "wrong_value", "The numbers are not right."


def misfit(got: Any, right: Any, gives: str) -> tuple[str, str] | None:
    """What is wrong with the kind or the shape, if anything."""
    mine, true = leaves(got), leaves(right)
    if len(mine) != len(true):
        return "wrong_type", f"It must give {gives}."
    for (where, x), (_, y) in zip(mine, true, strict=True):
        if not isinstance(y, np.ndarray):
            continue
        name = f"item {where}" if where else "the answer"
        if not isinstance(x, np.ndarray) or (x.dtype.kind == "c" and y.dtype.kind != "c"):
            return "wrong_type", f"It must give {gives}; {name} is {'complex' if isinstance(x, np.ndarray) else printed(x)}."
        if x.shape != y.shape:
            return "wrong_shape", f"The shape of {name} must be {y.shape}, and is {x.shape}."
    return None


def arguments(answer: Callable[..., Any], wanted: Callable[..., Any]) -> str:
    """What is wrong with the function's arguments; empty if nothing is."""
    names = [*inspect.signature(wanted).parameters]
    try:
        inspect.signature(answer).bind(*names)
    except TypeError:
        return f"It must take {len(names)} argument{'s' * (len(names) > 1)}, ({', '.join(names)}); yours does not."
    except ValueError:  # some functions written in C have no signature
        pass
    return ""


def _nothing(got: Any) -> bool:
    return got is None or got is Ellipsis
