"""Quiz, Practice, MasteryChallenge and Progress: what a page is told and when, what its messages do, what is kept."""

import json

import pytest

from nnwidgets.exercises import progress_file
from nnwidgets.exercises.mastery import of
from nnwidgets.exercises.skills import item
from nnwidgets.widgets.mastery_challenge import MasteryChallenge
from nnwidgets.widgets.practice import Practice
from nnwidgets.widgets.progress import Progress
from nnwidgets.widgets.quiz import Quiz


@pytest.fixture(autouse=True)
def kept(monkeypatch, lines):
    """A learner of whom nothing is known."""
    monkeypatch.setattr(progress_file, "_keepers", {})
    return lambda: progress_file.keeper().state


def solve(widget, right=True):
    """Answer the item that is asked, and go on."""
    if right:
        widget.answer(widget.item.answer)
    else:
        widget.answer(widget.item.slips[0].value)
        widget.solution()
    widget.next()


def test_nothing_of_the_answer_is_in_the_page_before_it_is_given():
    practice = Practice("bp.chain")
    one = practice.item
    text = json.dumps(practice._state, ensure_ascii=False)
    for secret in (one.solution, *one.hints, *(slip.message for slip in one.slips), repr(one.answer)):
        assert secret not in text
    practice.answer(one.slips[0].value)
    assert practice._state["feedback"] == {"right": False, "text": one.slips[0].message}
    assert practice._state["hints"] == [] and one.solution not in json.dumps(practice._state, ensure_ascii=False)
    assert practice.hint() == one.hints[0] and practice._state["hints"] == [one.hints[0]]


def test_hints_and_the_solution_come_after_a_try_and_block_credit(kept):
    practice = Practice("neu.sum")
    early = {"hint": "try it once first; then there are hints", "solution": "try it once first; then there is the solution"}
    for action, sentence in early.items():
        with pytest.raises(ValueError, match=f"^{sentence}$"):
            getattr(practice, action)()
    with pytest.raises(ValueError, match=r"^this item is still open"):
        practice.next()
    with pytest.raises(ValueError, match=r"^write a number such as"):
        practice.answer("many")  # no attempt
    practice.answer(practice.item.slips[0].value)
    practice.hint()
    practice.answer(practice.item.answer)
    assert of(kept(), "neu.sum") == {"level": 1, "at": 1, "seen": 1, "asked": 1, "right": 0}
    assert not practice.sitting.credit


def test_five_of_five_are_proficient_and_each_item_is_another(kept):
    practice, prompts = Practice("neu.sum"), []
    for _ in range(5):
        prompts.append(practice.item.prompt + str(practice.item.given))
        practice.answer(practice.item.answer)
        card = practice._card
        practice.next()
    assert len(set(prompts)) == 5 and of(kept(), "neu.sum")["level"] == 3
    assert card["text"] == "Five done: 5 right at the first answer."
    assert Practice("neu.sum").item.seed == 5  # goes on where it was


def test_a_quiz_to_its_end(kept):
    quiz = Quiz("neu.sum", "neu.sum", item("neu.bias", 4))
    assert [one.seed for one in quiz._items] == [0, 1, 4] and quiz._state["where"] == "1 of 3"
    for right in (True, True, False):
        solve(quiz, right)
    assert quiz.credits == (True, True, False) and quiz.item is None
    assert quiz._state["card"] == {"text": "2 of 3 right at the first answer.", "lines": ["The weighted sum: attempted → proficient"]}
    assert kept()["slips"] == {quiz._items[2].slips[0].misconception: 1}
    with pytest.raises(ValueError, match=r"^there is no item here now$"):
        quiz.answer(1)
    with pytest.raises(ValueError, match=r"^a quiz takes one or more skills or items"):
        Quiz()


def test_a_mastery_challenge(kept):
    assert repr(MasteryChallenge()) == "MasteryChallenge: A mastery challenge takes 3 skills that are familiar or higher; so far: 0."
    names = ("neu.sum", "neu.bias", "neu.image")
    progress_file.keeper().note(*(["exercise", name, 1, 5] for name in names))
    challenge = MasteryChallenge(lesson=2)
    assert sorted(one.skill for one in challenge._items) == sorted(names * 2)
    wrong = {"neu.bias": 2, "neu.image": 1}
    while challenge.item:
        name = challenge.item.skill
        solve(challenge, wrong.get(name, 0) == 0)
        wrong[name] = wrong.get(name, 0) - 1 if wrong.get(name, 0) else 0
    assert [of(kept(), name)["level"] for name in names] == [4, 2, 3]
    assert kept()["challenged"] is not None
    assert "less than 12 hours ago" in repr(MasteryChallenge(lesson=3, rest=True))
    course = MasteryChallenge(course=True)
    assert len(course._items) == 20 == len({one.skill for one in course._items})


def test_progress_shows_and_carries(kept):
    progress_file.keeper().note(["exercise", "neu.sum", 1, 5])
    progress = Progress()
    assert progress.levels["neu.sum"] == "proficient" and progress.report.startswith("80 of 3,600 points\n")
    code = progress.code
    progress_file._keepers.clear()
    assert Progress().levels["neu.sum"] == "not started" and Progress(code).levels["neu.sum"] == "proficient"
    with pytest.raises(ValueError, match=r"^this progress code is damaged"):
        Progress(code[:-3])


def test_what_a_page_sends(kept):
    practice = Practice("neu.sum")
    sent = []
    practice.send = sent.append
    for message in (3, {}, {"kind": "close"}, {"kind": "_tell"}, {"kind": "hint"}, {"kind": "answer", "value": None}):
        practice._receive(message)
    assert [message["text"][:20] for message in sent] == ["try it once first; t", "the prediction must "]
    practice._receive({"kind": "answer", "value": str(practice.item.answer)})
    assert practice._state["done"] and practice._state["feedback"]["right"]


def test_readers_without_a_kernel_have_the_question():
    practice = Practice("thr.gates")
    text = practice._repr_mimebundle_()
    text = (text[0] if isinstance(text, tuple) else text)["text/plain"]
    assert text == repr(practice) and practice.item.prompt in text and all(option in text for option in practice.item.options)
