"""Every lesson is written as the others are, begins with what is to stay of earlier ones and ends with a quiz of its own skills."""

import json
import re
from pathlib import Path

import pytest

from nnwidgets.exercises.skills import SKILLS

LESSONS = sorted((Path(__file__).parents[2] / "lessons").glob("[0-9]*.ipynb"))
PRACTICE = {"warm-up", "quiz-words", "quiz", "course-challenge"}  # beside the 25 to 40 cells that teach
ANSWERS = r'"([a-z]+\.[a-z0-9_]+)"'


@pytest.fixture(params=LESSONS, ids=lambda path: path.stem)
def lesson(request):
    return request.param


@pytest.fixture
def cells(lesson):
    return json.loads(lesson.read_text("utf-8"))["cells"]


def test_there_are_fourteen():
    assert [int(path.stem[:2]) for path in LESSONS] == list(range(14))


def test_it_is_in_style(lesson, cells):
    code = ["".join(c["source"]) for c in cells if c["cell_type"] == "code"]
    assert 25 <= len([c for c in cells if c["id"] not in PRACTICE]) <= 40
    assert max(len(source.splitlines()) for source in code) <= 12
    assert sorted(len(source.splitlines()) for source in code)[len(code) // 2] <= 4
    assert not any(re.search(r"^\s*[%!]|import \*|play\(\)|;\s*$|\bawait\b", source, re.M) for source in code)
    assert all(re.fullmatch(r"[a-z0-9-]+", c["id"]) for c in cells)
    assert {tag for c in cells for tag in c["metadata"].get("tags", [])} == {"predict", "exercise", "check"}
    assert "widgets" not in json.loads(lesson.read_text("utf-8"))["metadata"]
    assert not any("image/png" in o.get("data", {}) for c in cells for o in c.get("outputs", []))


def test_what_holds_an_answer_is_folded_and_nothing_else(cells):
    folded = {c["id"] for c in cells if c["metadata"].get("jupyter", {}).get("source_hidden")}
    assert folded == {c["id"] for c in cells if c["cell_type"] == "code" and "nw.Predict(" in "".join(c["source"])} != set()


def test_it_ends_with_three_lines_and_the_way_to_the_next_lesson(lesson, cells):
    last, number = "".join(cells[-1]["source"]), int(lesson.stem[:2])
    assert last.startswith("## Three lines to remember\n\n1. ") and "\n3. " in last and "\n4. " not in last
    following = LESSONS[number + 1].name if number + 1 < len(LESSONS) else "reference.ipynb"
    assert re.findall(r"\]\((.+?)\)", last[last.index("**Where next:**") :])[0] == following


def test_it_ends_with_a_quiz_of_its_own_skills(lesson, cells):
    (quiz,) = ["".join(c["source"]) for c in cells if c["id"] == "quiz"]
    number, asked = int(lesson.stem[:2]), re.findall(ANSWERS, quiz)
    assert quiz.startswith("nw.Quiz(") and asked
    assert {SKILLS[name].lesson for name in asked} == {number}
    assert set(asked) == {name for name, skill in SKILLS.items() if skill.lesson == number}  # no skill is left out
    assert [c["id"] for c in cells].index("quiz") >= len(cells) - 3


def test_K6_K7_from_the_third_lesson_on_it_begins_with_a_mastery_challenge(lesson, cells):
    number, ids = int(lesson.stem[:2]), [c["id"] for c in cells]
    assert ("warm-up" in ids) == (number >= 2) and ("course-challenge" in ids) == (number == 13)
    if number >= 2:
        assert ids.index("warm-up") == ids.index("imports") + 1
        assert "".join(cells[ids.index("warm-up")]["source"]).endswith(f"nw.MasteryChallenge(lesson={number})")
