"""The command line: what it starts, what it says word for word, and a real server at the end."""

import os
import sys
from importlib.metadata import version

import pytest

from nnwidgets import cli
from nnwidgets.lessons_copy import copy_lessons

NODELAY = "--ServerApp.jpserver_extensions=nnwidgets.nodelay=True"


@pytest.fixture
def lessons(tmp_path):
    folder = tmp_path / "shipped"
    folder.mkdir()
    for name in ("02_xor.ipynb", "01_neuron.ipynb", "README.md"):
        (folder / name).write_text("version 1")
    return folder


@pytest.fixture
def started(monkeypatch):
    """The command lines that would have been run; Jupyter's exit code is 7."""
    commands = []
    monkeypatch.setattr(cli, "run", lambda command: commands.append(command) or 7)
    return commands


def test_lab_starts_jupyterlab_on_the_first_lesson_and_returns_its_exit_code(lessons, tmp_path, started, capsys):
    mine = tmp_path / "mine"
    assert cli.main(["lab", str(mine)], lessons=lessons) == 7
    options = [f"--ServerApp.root_dir={mine}", "--LabApp.default_url=/lab/tree/01_neuron.ipynb", NODELAY]
    assert started == [[sys.executable, "-m", "jupyterlab", *options]]
    assert capsys.readouterr() == (f"lessons in {mine}: 3 new, 0 updated, 0 kept as you changed them\n", "")


def test_lab_names_each_file_that_it_kept_and_what_to_do(lessons, tmp_path, started, capsys):
    mine = tmp_path / "mine"
    copy_lessons(lessons, mine)
    for name in ("02_xor.ipynb", "README.md"):
        (mine / name).write_text("mine")
    (lessons / "01_neuron.ipynb").write_text("version 2")
    cli.main(["lab", str(mine)], lessons=lessons)
    assert capsys.readouterr().out == (
        f"lessons in {mine}: 0 new, 1 updated, 2 kept as you changed them\n"
        "kept your 02_xor.ipynb; for a fresh one, rename yours and start again\n"
        "kept your README.md; for a fresh one, rename yours and start again\n"
    )


def test_lab_passes_port_and_no_browser_on_and_defaults_to_a_folder_here(lessons, tmp_path, started, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (lessons / "00 a&b.ipynb").write_text("version 1")
    cli.main(["lab", "--no-browser", "--port", "9999"], lessons=lessons)
    options = [f"--ServerApp.root_dir={tmp_path / 'nnwidgets-lessons'}", "--LabApp.default_url=/lab/tree/00%20a%26b.ipynb", NODELAY]
    assert started[0][3:] == [*options, "--no-browser", "--ServerApp.port=9999"]


def test_lab_without_jupyterlab_says_how_to_get_it_and_copies_nothing(lessons, tmp_path, started, capsys, monkeypatch):
    monkeypatch.setattr(cli, "find_spec", lambda name: None)
    assert cli.main(["lab", str(tmp_path / "mine")], lessons=lessons) == 2
    assert capsys.readouterr() == ("", 'nnwidgets: JupyterLab is not installed here; install it with: pip install "nnwidgets[lab]"\n')
    assert not (tmp_path / "mine").exists()
    assert started == []


def test_lab_refuses_a_folder_that_is_a_file(lessons, tmp_path, started, capsys):
    (tmp_path / "mine").write_text("a letter")
    assert cli.main(["lab", str(tmp_path / "mine")], lessons=lessons) == 2
    assert capsys.readouterr().err == f"nnwidgets: {tmp_path / 'mine'} is a file, not a folder; name another folder: nnwidgets lab DIR\n"
    assert (tmp_path / "mine").read_text() == "a letter"
    assert started == []


def test_lab_refuses_a_folder_that_cannot_be_written(lessons, tmp_path, started, capsys, monkeypatch):
    def denied(*_):
        raise PermissionError(13, "Permission denied")  # not by chmod: root may write everywhere

    monkeypatch.setattr(os, "replace", denied)
    mine = tmp_path / "mine"
    assert cli.main(["lab", str(mine)], lessons=lessons) == 2
    assert capsys.readouterr().err == f"nnwidgets: cannot write to {mine} (Permission denied); name another folder: nnwidgets lab DIR\n"
    assert started == []


def test_lab_refuses_to_start_without_lessons(tmp_path, started, capsys):
    assert cli.main(["lab", str(tmp_path / "mine")], lessons=tmp_path) == 2
    assert capsys.readouterr().err == f"nnwidgets: there are no lessons in {tmp_path}; install nnwidgets again\n"


@pytest.mark.parametrize("port", ["0", "65536", "-1", "8e3", "²"])
def test_a_port_that_is_none_is_refused(port, capsys):
    with pytest.raises(SystemExit) as exit:
        cli.main(["lab", f"--port={port}"])
    assert exit.value.code == 2
    assert capsys.readouterr().err.endswith(f"error: argument --port: must be a whole number from 1 to 65535, got {port!r}\n")


def test_version(capsys):
    with pytest.raises(SystemExit) as exit:
        cli.main(["--version"])
    assert exit.value.code == 0
    assert capsys.readouterr().out == f"nnwidgets {version('nnwidgets')}\n"
