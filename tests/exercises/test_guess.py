"""What a learner commits to: what is read, what is refused, and how it is set against the answer."""

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnwidgets.exercises.guess import POINTS, Choice, Number, Sketch, Verdict, kind_of, told


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0.25", 0.25), ("1/4", 0.25), ("25 %", 0.25), ("25%", 0.25), ("0,25", 0.25), ("−2e-3", -0.002), (" -.5 ", -0.5), ("+3", 3),
        ("1/-4", -0.25), ("1e2/4", 25),
    ],
)  # fmt: skip
def test_numbers_as_people_write_them(text, value):
    assert Number(0).read(text) == pytest.approx(value, rel=1e-15)


@pytest.mark.parametrize("text", ["", "a", "1/0", "1/2/3", "__import__('os')", "1e999", "nan", "1 + 1", "0x10", "1" * 400])
def test_what_is_no_number_is_refused(text):
    with pytest.raises(ValueError, match=r"^(write a number such as 0\.25, 1/4 or 25 %|the prediction must be a number), got"):
        Number(0).read(text)


@given(st.floats(-1e6, 1e6), st.floats(0, 10))
def test_a_number_is_right_within_its_tolerance(answer, within):
    kind = Number(within)
    assert kind.judge(answer + within, answer).right
    assert kind.judge(answer, answer).right
    assert not kind.judge(answer + 1.01 * within + 1e-3, answer).right


def test_a_verdict_says_both():
    verdict = Number(0.01).judge(0.7, 0.731059)
    assert (verdict.right, verdict.said, verdict.answer) == (False, "0.7", "0.7311")
    assert Number(0).judge(13002.0, 13002) == Verdict(True, "13,002", "13,002")
    verdict = Choice(("a line", "a circle")).judge("a line", "a line")
    assert (verdict.right, verdict.said, verdict.answer) == (True, "a line", "a line")


def test_a_sketch_is_measured_against_the_curve():
    kind = Sketch.of(((-2, 2), (-1, 1)), ("z", "a"))
    assert kind.names == ("z", "a") and kind.at.tolist() == np.linspace(-2, 2, 41).tolist() and POINTS == 41
    verdict = kind.judge(kind.read([0.5] * POINTS), lambda z: np.zeros_like(z))
    assert verdict.right is None and verdict.answer == "on average 0.5 away from it"


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: Choice.of("ab"), "choices must be two or more different texts, got 'ab'"),
        (lambda: Choice.of(["a", "a"]), "choices must be two or more different texts, got ['a', 'a']"),
        (lambda: Choice.of(["a", 1]), "choices must be two or more different texts, got ['a', 1]"),
        (lambda: Choice(("a", "b")).read("c"), "choose one of 'a', 'b', got 'c'"),
        (lambda: Sketch.of(3), "sketch takes two intervals, ((x from, x to), (y from, y to)), got 3"),
        (lambda: Sketch.of(((1, 0), (0, 1))), "an interval of a sketch goes upward, got ((1, 0), (0, 1))"),
        (lambda: Sketch((0, 1), (0, 1)).read([1, 2]), "a sketch is 41 heights, from left to right, got 2"),
        (lambda: Sketch((0, 1), (0, 1)).curve(np.log), "the answer to a sketch is a function of x, or 41 finite heights, got shape (41,)"),
        (lambda: kind_of(["a", "b"], ((0, 1), (0, 1)), "a", None, ("x", "y")), "a prediction is a choice or a sketch, not both"),
        (lambda: kind_of(["a", "b"], None, "c", None, ("x", "y")), "choose one of 'a', 'b', got 'c'"),
        (lambda: kind_of(None, None, 0.5, -1, ("x", "y")), "within must be a number of at least 0, got -1"),
    ],
)
@pytest.mark.filterwarnings("ignore:divide by zero")
def test_what_does_not_fit_is_said(call, sentence):
    with pytest.raises(ValueError, match=f"^{re.escape(sentence)}$"):
        call()


def test_an_answer_can_be_worked_out_when_it_is_needed():
    asked = []
    kind = kind_of(None, None, lambda: asked.append(1) or 3.0, None, ("x", "y"))
    assert asked == [] and told(lambda: 3.0, kind) == 3.0
    curve = kind_of(None, ((0, 1), (0, 1)), np.sin, None, ("x", "y"))
    assert told(np.sin, curve) is np.sin
