"""The learner's copy of the lessons: what it takes, what it replaces and what it never touches."""

import json
import os

import pytest

from nnwidgets.lessons_copy import MANIFEST, clear, copy_lessons, shipped_lessons, unanswered

TEXT = {"01_neuron.ipynb": "version 1", "02_xor.ipynb": "version 1", "README.md": "![xor](images/xor.png)", "notes.txt": "no lesson"}


@pytest.fixture
def lessons(tmp_path):
    """Two lessons, a syllabus and a picture, with things among them that are no lessons."""
    folder = tmp_path / "shipped"
    for name in ("images/xor.png", ".ipynb_checkpoints/01_neuron-checkpoint.ipynb"):
        (folder / name).parent.mkdir(parents=True)
        (folder / name).write_bytes(b"\x89PNG")
    for name, text in TEXT.items():
        (folder / name).write_text(text)
    return folder


def tree(folder):
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_everything_that_belongs_to_the_lessons_is_copied_in_its_place(lessons, tmp_path):
    mine = tmp_path / "deep" / "mine"
    report = copy_lessons(lessons, mine)
    assert report.new == ("01_neuron.ipynb", "02_xor.ipynb", "README.md", "images/xor.png")
    assert tree(mine) == {*report.new, MANIFEST}
    assert all((mine / name).read_bytes() == (lessons / name).read_bytes() for name in report.new)


NOTEBOOK = {
    "cells": [
        {"cell_type": "markdown", "id": "ask", "metadata": {}, "source": ["Commit: what is σ(0)?"]},
        {"cell_type": "code", "id": "see", "metadata": {"tags": ["check"]}, "source": ["σ(0)"], "execution_count": 3,
         "outputs": [{"output_type": "execute_result", "data": {"text/plain": ["0.5"]}, "metadata": {}, "execution_count": 3}]},
    ],
    "metadata": {"kernelspec": {"name": "python3"}}, "nbformat": 4, "nbformat_minor": 5,
}  # fmt: skip


def test_a_notebook_comes_without_its_outputs_and_with_all_else(lessons, tmp_path):
    (lessons / "03_sigma.ipynb").write_text(json.dumps(NOTEBOOK), encoding="utf-8")
    mine = tmp_path / "mine"
    assert "03_sigma.ipynb" in copy_lessons(lessons, mine).new
    copied = json.loads((mine / "03_sigma.ipynb").read_text("utf-8"))
    assert copied["cells"][1] == NOTEBOOK["cells"][1] | {"outputs": [], "execution_count": None}
    assert copied | {"cells": []} == NOTEBOOK | {"cells": []} and copied["cells"][0] == NOTEBOOK["cells"][0]
    assert copy_lessons(lessons, mine).updated == copy_lessons(lessons, mine).kept == ()


@pytest.mark.parametrize("content", [b"", b"\xff", b"[]", b"{}", b'{"cells": 3}', b'{"cells": [1]}', b'{"cells": [{}]}', b"null"])
def test_what_is_no_notebook_is_copied_as_it_is(content):
    assert unanswered(content) == content


def test_shipped_lessons_can_be_cleared_in_place(tmp_path):
    for lesson in shipped_lessons().glob("0[01]*.ipynb"):
        (tmp_path / lesson.name).write_bytes(lesson.read_bytes())
    clear(tmp_path)
    for lesson in tmp_path.glob("*.ipynb"):
        was, now = (json.loads((folder / lesson.name).read_text("utf-8"))["cells"] for folder in (shipped_lessons(), tmp_path))
        assert any(cell.get("outputs") for cell in was) and not any(cell.get("outputs") for cell in now)
        assert [cell["source"] for cell in now] == [cell["source"] for cell in was]


def test_a_second_copy_changes_nothing(lessons, tmp_path):
    mine = tmp_path / "mine"
    copy_lessons(lessons, mine)
    os.utime(mine / "README.md", (0, 0))
    report = copy_lessons(lessons, mine)
    assert (report.new, report.updated, report.kept) == ((), (), ())
    assert (mine / "README.md").stat().st_mtime == 0


def test_a_new_version_replaces_what_the_learner_did_not_change_and_nothing_else(lessons, tmp_path):
    mine = tmp_path / "mine"
    copy_lessons(lessons, mine)
    (mine / "01_neuron.ipynb").write_text("my answer")
    (mine / "own.ipynb").write_text("my own")
    for name in ("01_neuron.ipynb", "02_xor.ipynb"):
        (lessons / name).write_text("version 2")
    report = copy_lessons(lessons, mine)
    assert (report.new, report.updated, report.kept) == ((), ("02_xor.ipynb",), ("01_neuron.ipynb",))
    assert (mine / "01_neuron.ipynb").read_text() == "my answer"
    assert (mine / "own.ipynb").read_text() == "my own"
    assert (mine / "02_xor.ipynb").read_text() == "version 2"


def test_a_file_is_fresh_again_once_the_learner_has_renamed_or_restored_it(lessons, tmp_path):
    mine = tmp_path / "mine"
    copy_lessons(lessons, mine)
    for name in ("01_neuron.ipynb", "02_xor.ipynb"):
        (mine / name).write_text("my answer")
        (lessons / name).write_text("version 2")
    copy_lessons(lessons, mine)
    (mine / "01_neuron.ipynb").rename(mine / "mine.ipynb")
    (mine / "02_xor.ipynb").write_text("version 1")
    report = copy_lessons(lessons, mine)
    assert (report.new, report.updated, report.kept) == (("01_neuron.ipynb",), ("02_xor.ipynb",), ())
    assert (mine / "mine.ipynb").read_text() == "my answer"


@pytest.mark.parametrize("damage", [b"", b"{", b"\xff\xfe", b"[1]", b'{"02_xor.ipynb": 3}', None], ids=repr)
def test_with_a_damaged_manifest_every_file_that_differs_counts_as_changed(lessons, tmp_path, damage):
    mine = tmp_path / "mine"
    copy_lessons(lessons, mine)
    (mine / MANIFEST).unlink() if damage is None else (mine / MANIFEST).write_bytes(damage)
    (lessons / "02_xor.ipynb").write_text("version 2")
    assert copy_lessons(lessons, mine).kept == ("02_xor.ipynb",)
    assert (mine / "02_xor.ipynb").read_text() == "version 1"
    assert set(json.loads((mine / MANIFEST).read_text())) == {"01_neuron.ipynb", "README.md", "images/xor.png"}


def test_a_write_that_fails_leaves_the_old_file_whole_and_no_litter(lessons, tmp_path, monkeypatch):
    mine = tmp_path / "mine"
    copy_lessons(lessons, mine)
    before = tree(mine)
    (lessons / "02_xor.ipynb").write_text("version 2")
    monkeypatch.setattr(os, "replace", lambda *_: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    with pytest.raises(OSError, match="No space left"):
        copy_lessons(lessons, mine)
    assert tree(mine) == before
    assert (mine / "02_xor.ipynb").read_text() == "version 1"


def test_a_folder_in_the_place_of_a_lesson_is_kept(lessons, tmp_path):
    mine = tmp_path / "mine"
    (mine / "01_neuron.ipynb").mkdir(parents=True)
    assert copy_lessons(lessons, mine).kept == ("01_neuron.ipynb",)


def test_the_shipped_lessons_lie_beside_an_editable_package_or_in_an_installed_one(tmp_path, monkeypatch):
    monkeypatch.setattr("nnwidgets.lessons_copy.__file__", str(tmp_path / "nnwidgets" / "lessons_copy.py"))
    assert shipped_lessons() == tmp_path / "lessons"
    (tmp_path / "nnwidgets" / "lessons").mkdir(parents=True)
    assert shipped_lessons() == tmp_path / "nnwidgets" / "lessons"
