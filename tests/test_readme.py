"""What the two tables of contents and the README promise is what there is."""

import json
import re
from pathlib import Path

import nnwidgets as nw
from nnwidgets.exercises import registry
from nnwidgets.exercises.skills import SKILLS
from nnwidgets.widgets.presets import PRESETS

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
LESSONS = sorted((ROOT / "lessons").glob("[0-9]*.ipynb"))


def first_cell(lesson):
    return "".join(json.loads(lesson.read_text("utf-8"))["cells"][0]["source"])


def test_both_tables_list_every_lesson_by_its_heading():
    titles = [first_cell(lesson).splitlines()[0].removeprefix("# ") for lesson in LESSONS]
    short = re.findall(r"^\| \[(.+?)\]\(lessons/(.+?)\) \| (.+?\?) \|$", README, re.MULTILINE)
    long = re.findall(r"^\| \[(.+?)\]\((.+?)\) \| (.+?\?) \| (\d+) \|$", (ROOT / "lessons" / "README.md").read_text("utf-8"), re.MULTILINE)
    assert [(title, name) for title, name, _ in short] == [(title, lesson.name) for title, lesson in zip(titles, LESSONS, strict=True)]
    assert [row[:3] for row in long] == short
    minutes = [re.search(r"About (\d+) minutes", first_cell(lesson)) for lesson in LESSONS]
    assert [found and found[1] for found in minutes] == [row[3] for row in long]
    assert f"{min(int(row[3]) for row in long)} to {max(int(row[3]) for row in long)}" in README


def test_its_counts_are_right():
    assert (f"{len(list(registry()))} coding exercises", f"{len(SKILLS)} skills", f"one of {len(PRESETS)} demos") == (
        *re.findall(r"\d+ coding exercises|\d+ skills|one of \d+ demos", README),
    )


def test_every_name_in_it_is_public():
    named = set(re.findall(r"\bnw\.(\w+)", README))
    assert len(named) > 15 and named <= set(dir(nw))
