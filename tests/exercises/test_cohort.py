"""A class: files and codes in one table; what is damaged is named and left out."""

import json

import pytest

import nnwidgets as nw
from nnwidgets.exercises.mastery import FRESH, applied, moved
from nnwidgets.exercises.progress_spec import encode

ADA = applied(moved(FRESH, "neu.sum", 1, 4), ["answered", "neu.bias", 1, False, "M8"])
BEN = applied(applied(moved(FRESH, "neu.sum", 1, 2), ["answered", "bp.paths", 7, False, "M22"]), ["answered", "neu.bias", 7, False, "M8"])


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "ada.json").write_text(json.dumps(ADA))
    (tmp_path / "ben.txt").write_text(encode(BEN) + "\n")
    (tmp_path / "cut.json").write_text(json.dumps(ADA)[:50])
    (tmp_path / "bytes.txt").write_bytes(b"\xff\xfe\x00")
    (tmp_path / "notes.md").write_text("not theirs")
    return tmp_path


def test_a_folder(folder):
    group = nw.cohort(folder)
    assert list(group.learners) == ["ada", "ben"] and list(group.skipped) == ["bytes.txt", "cut.json"]
    assert group.skipped["cut.json"] == "it is no JSON"
    rows = {row["skill"]: row for row in group.rows}
    assert rows["neu.sum"] == {"skill": "neu.sum", "ada": "mastered", "ben": "familiar"} and len(rows) == 36
    assert group.misconceptions == [("M8", 2, 2), ("M22", 1, 1)]
    assert "neu.sum,mastered,familiar\n" in group.to_csv() and group.to_csv().startswith("skill,ada,ben\n")
    assert repr(group).splitlines() == [
        "2 learners, 36 skills", "ada    100 points  1 mastered, 1 attempted, 34 not started",
        "ben     50 points  1 familiar, 2 attempted, 33 not started", "most common: M8 (2 times, 2 learners), M22 (1 times, 1 learners)",
        f"skipped bytes.txt: {group.skipped['bytes.txt']}", "skipped cut.json: it is no JSON",
    ]  # fmt: skip


def test_codes_and_a_picture():
    group = nw.cohort({"ada": encode(ADA), "=1+1": encode(BEN), "cut": encode(BEN)[:40]})
    assert list(group.learners) == ["ada", "=1+1"] and group.skipped["cut"].startswith("this progress code is damaged")
    assert group.to_csv().startswith("skill,ada,'=1+1\n")
    ax = nw.figures.cohort(group.rows)
    letters = [text.get_text() for text in ax.texts]
    assert sorted(letters) == ["A", "A", "A", "F", "M"] and len(ax.get_yticklabels()) == 36
    assert repr(nw.cohort({})) == "0 learners, 36 skills" and nw.figures.cohort(nw.cohort({}).rows)


def test_what_is_none(tmp_path):
    with pytest.raises(ValueError, match=r"^there is no folder "):
        nw.cohort(tmp_path / "nowhere")
    with pytest.raises(TypeError, match=r"^cohort takes a folder or a table of names and codes, got int$"):
        nw.cohort(3)
