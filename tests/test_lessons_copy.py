"""The learner's copy of the lessons: what it takes, what it replaces and what it never touches."""

import json
import os

import pytest

from nnwidgets.lessons_copy import MANIFEST, copy_lessons, shipped_lessons

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
